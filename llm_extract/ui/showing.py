"""How moments and prices of evaluation runs are read."""

from datetime import datetime

from llm_extract.ui.session import words


def price(value: float | None, calls: int) -> str:
    """US dollars; where nothing was asked of a model, that."""
    if value is None:
        return words("eval.no_price" if calls else "eval.no_calls")
    return f"${value:.4f}"


def when(moment: str) -> str:
    """A moment of a record in the time of this machine; as it stands where it is none."""
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%d/%m/%Y %H:%M}"
    except ValueError:
        return moment
