"""What reviewers decided of an extraction, and what it says after it: an append-only log, replayed by a pure function.

A result is JSON values as `export.to_json` gives them. A correction is about a place: the figure that gives a metric its value, told by
its span, or the document, where the span is None. Places, not figure ids, carry it over to another extraction of the same text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from llm_extract.models import Span

Action = Literal["accept", "correct", "undo", "finish", "reopen"]
Json = Any
"""A JSON value: None, bool, int, float, str, list or dict."""

STATUS = "status"
"""The field of a figure that says what it is as a whole: a metric, set aside with a reason, or open."""
REVIEW = "review"
"""The field of the document that only `finish` and `reopen` are about."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the log.

    Attributes:
        id: from 1, ascending in the order of the log; 0 before it is kept.
        span: of the figure it is about; None for the document.
        field: of the metric or the document; `STATUS` for the figure as a whole, `REVIEW` for whether the article is done.
        action: `accept` leaves the value as it is, `correct` changes it, `undo` takes an entry back, `finish` and `reopen` end and resume
            the review of the article.
        before: the value that the reviewer saw.
        after: the value from now on; of a figure's `STATUS` a dict: `{"status": "metric", "metric": {…}}`,
            `{"status": "set_aside", "reason": …}` or `{"status": "open"}`.
        who: the reviewer's name.
        at: when, in UTC.
        why: in the reviewer's words; may be empty.
        blind: whether the label was hidden when it was given.
        undoes: id of the entry that an `undo` takes back.
    """

    id: int
    span: Span | None
    field: str
    action: Action
    before: Json
    after: Json
    who: str
    at: datetime
    why: str = ""
    blind: bool = False
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction of a value that another extraction gives in a third way; the reviewer's value stands."""

    correction: Correction
    found: Json


@dataclass(frozen=True)
class Reviewed:
    """A result with the log replayed over it.

    Attributes:
        document: the fields of the extraction but its metrics.
        statuses: of each figure by its span, in the order of the text, as `Correction.after` writes it; parts of a metric (a total, a
            percentage) bear `{"status": "metric"}` alone.
        decided: by place and field, the last entry that stands.
        conflicts: corrections that met another value than their reviewer saw.
        orphans: corrections whose figure the extraction does not have.
        finished: whether the article's review is done.
    """

    document: Mapping[str, Json]
    statuses: Mapping[Span, Mapping[str, Json]]
    decided: Mapping[tuple[Span | None, str], Correction]
    conflicts: tuple[Conflict, ...] = ()
    orphans: tuple[Correction, ...] = ()
    finished: bool = False

    @property
    def metrics(self) -> tuple[tuple[Span, Mapping[str, Json]], ...]:
        """The metrics with the spans of their figures, in the order of the text."""
        return tuple((span, status["metric"]) for span, status in self.statuses.items() if status.get("metric"))

    def verdict(self, span: Span | None, field: str = STATUS) -> Action | None:
        """What was decided of a value: of a metric's field also what was decided of the metric as a whole."""
        entries = [entry for name in {field, STATUS} if (entry := self.decided.get((span, name)))]
        return max(entries, key=lambda entry: entry.id).action if entries else None


def standing(log: Sequence[Correction]) -> tuple[Correction, ...]:
    """The entries that no later one takes back, in their order; undoing an undo restores what it took back."""
    taken: set[int] = set()
    for entry in reversed(log):
        if entry.action == "undo" and entry.id not in taken and entry.undoes is not None:
            taken.add(entry.undoes)
    return tuple(entry for entry in log if entry.action != "undo" and entry.id not in taken)


def replay(result: Mapping[str, Json], log: Sequence[Correction]) -> Reviewed:
    """What an extraction says after a review.

    Args:
        result: as `export.to_json` gives it.
        log: of this article and task, in order.

    Returns:
        The values from now on. A value that the extraction now gives as the reviewer corrected it is no conflict.
    """
    document = {name: value for name, value in result["extraction"].items() if name != "metrics"}
    statuses = _statuses(result)
    decided: dict[tuple[Span | None, str], Correction] = {}
    conflicts: dict[tuple[Span | None, str], Conflict] = {}
    orphans, finished = [], False
    for entry in standing(log):
        place = (entry.span, entry.field)
        if entry.field == REVIEW:
            finished = entry.action == "finish"
            continue
        if entry.span is not None and entry.span not in statuses:
            orphans.append(entry)
            continue
        if place not in decided and (found := _value(document, statuses, place)) not in (entry.before, entry.after):
            conflicts[place] = Conflict(entry, found)
        decided[place] = entry
        if entry.action == "correct":
            _set(document, statuses, place, entry.after)
    return Reviewed(document, statuses, decided, tuple(conflicts.values()), tuple(orphans), finished)


def touching(log: Iterable[Correction], span: Span | None, field: str) -> Iterator[Correction]:
    """The entries that touch a value, in their order.

    A figure as a whole is touched by every entry about one of its fields, and each of its fields by an entry about the whole.
    """
    for entry in log:
        if entry.span == span and (entry.field == field or (span is not None and STATUS in {field, entry.field})):
            yield entry


def seen(log: Iterable[Correction], span: Span | None, field: str) -> int:
    """The id of the last entry that touches a value, 0 where there is none: what a reviewer has seen who looks at it now."""
    return max((entry.id for entry in touching(log, span, field)), default=0)


def _statuses(result: Mapping[str, Json]) -> dict[Span, dict[str, Json]]:
    metrics = {metric["figures"][0]: metric for metric in result["extraction"].get("metrics") or () if metric["figures"]}
    statuses = {}
    for figure in result["figures"]:
        status: dict[str, Json] = {"status": figure["status"]}
        if figure["id"] in metrics:
            status["metric"] = dict(metrics[figure["id"]])
        if figure["status"] == "set_aside":
            status["reason"] = figure["reason"]
        statuses[Span(figure["start"], figure["end"])] = status
    return statuses


def _value(document: Mapping[str, Json], statuses: Mapping[Span, Mapping[str, Json]], place: tuple[Span | None, str]) -> Json:
    span, field = place
    if span is None:
        return document.get(field)
    return statuses[span] if field == STATUS else (statuses[span].get("metric") or {}).get(field)


def _set(document: dict[str, Json], statuses: dict[Span, dict[str, Json]], place: tuple[Span | None, str], value: Json) -> None:
    span, field = place
    if span is None:
        document[field] = value
    elif field == STATUS:
        statuses[span] = dict(value)
    elif metric := statuses[span].get("metric"):
        statuses[span] = {**statuses[span], "metric": {**metric, field: value}}
