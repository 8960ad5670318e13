"""What a reviewer's decision on a value is, as a draft of the log's next entry."""

from collections.abc import Mapping

from llm_extract.corrections import REVIEW, STATUS, Json, Reviewed
from llm_extract.models import Span
from llm_extract.review.items import Item
from llm_extract.store import Draft


def value_of(reviewed: Reviewed, span: Span | None, field: str) -> Json:
    """A value as the log writes it."""
    if span is None:
        return reviewed.document.get(field)
    status = reviewed.statuses[span]
    return dict(status) if field == STATUS else (status.get("metric") or {}).get(field)


def accept(item: Item, reviewed: Reviewed, who: str) -> Draft:
    """A value is right as it is."""
    value = value_of(reviewed, item.span, item.field)
    return Draft(item.span, item.field, "accept", value, value, who)


def set_aside(item: Item, reviewed: Reviewed, who: str, reason: str, why: str = "") -> Draft:
    """A figure is no metric, for one of the reasons of `tasks.base.REASONS`."""
    after = {"status": "set_aside", "reason": reason}
    return Draft(item.span, STATUS, "correct", value_of(reviewed, item.span, STATUS), after, who, why)


def label(item: Item, reviewed: Reviewed, who: str, metric: Mapping[str, Json]) -> Draft:
    """A figure is a metric after all; see `corrected.new_metric`."""
    after = {"status": "metric", "metric": dict(metric)}
    return Draft(item.span, STATUS, "correct", value_of(reviewed, item.span, STATUS), after, who)


def correct(item: Item, reviewed: Reviewed, who: str, change: tuple[str, Json], why: str = "") -> Draft:
    """One field gets another value: of a metric one of its fields, of the document the item's own."""
    field, after = change
    return Draft(item.span, field, "correct", value_of(reviewed, item.span, field), after, who, why)


def blind(item: Item, reviewed: Reviewed, who: str, code: str) -> Draft:
    """The code that a reviewer gave without seeing the model's."""
    before = value_of(reviewed, item.span, "indicator")
    return Draft(item.span, "indicator", "accept" if code == before else "correct", before, code, who, blind=True)


def finish(who: str, *, done: bool) -> Draft:
    """The article's review ends, or goes on again."""
    return Draft(None, REVIEW, "finish" if done else "reopen", None, None, who)
