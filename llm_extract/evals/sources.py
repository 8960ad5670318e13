"""Where a run's answers came from, and what that keeps a run from showing."""

from collections import Counter
from collections.abc import Iterator

from llm_extract.engines.base import SCRIPTED
from llm_extract.evals.records import Record


def shown(record: Record) -> str:
    """How many answers came from where, e.g. `answers: 812 asked, 3 kept`; empty where the record does not say, or no model answers."""
    told = ", ".join(f"{count:,} {source}" for source, count in _counts(record).items())
    return f"answers: {told}" if told else ""


def notes(name: str, record: Record) -> Iterator[str]:
    """What a reader of a comparison has to know of a run's answers, a sentence each.

    Args:
        name: what the run is called.
        record: the run.
    """
    counts = _counts(record)
    if record.engine == SCRIPTED:
        yield f"{name}: its answers were made up for a test; they say nothing of any model's quality."
    if counts["kept"]:
        of = f"{counts['kept']:,} of {counts.total():,} answers"
        yield f"{name}: {of} were kept from an earlier run, so a change of the model since does not show; --fresh asks again."
    if counts["recorded"] and record.engine != SCRIPTED:
        yield f"{name}: {counts['recorded']:,} of {counts.total():,} answers are recorded ones, so a change of the model does not show."


def _counts(record: Record) -> Counter[str]:
    return sum((Counter[str](result.scores.cost.sources) for result in record.results if result.scores), Counter[str]())
