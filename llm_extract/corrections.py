"""What reviewers decided of an extraction, and what it says after it: an append-only log, replayed by a pure function.

A result is JSON values as `export.to_json` gives them. A correction is about a place: the figure that gives a metric its value, told by
its span, or the document, where the span is None. Places, not figure ids, carry it over to another extraction of the same text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from llm_extract.models import Span

Action = Literal["accept", "correct", "undo", "finish", "reopen"]
Json = Any
"""A JSON value: None, bool, int, float, str, list or dict."""

STATUS = "status"
"""The field of a figure that says what it is as a whole: a metric, set aside with a reason, or open."""
_Place = tuple[Span | None, str]
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
            `{"status": "set_aside", "reason": …}` or `{"status": "open"}`. A metric's `places` are the spans of its figures, its value's
            first: they hold for every extraction of the text, while the ids in `figures` are those of one.
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
    """A decision on a value that another extraction gives otherwise; the reviewer's value stands, if the figure is a metric at all."""

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
        conflicts: decisions that met another value than their reviewer saw; a later decision on the same value settles one.
        orphans: corrections whose figure the extraction does not have.
        finished: whether the article's review is done.
        taken: every entry that was brought to bear, in order.
    """

    document: Mapping[str, Json]
    statuses: Mapping[Span, Mapping[str, Json]]
    decided: Mapping[tuple[Span | None, str], Correction]
    conflicts: tuple[Conflict, ...] = ()
    orphans: tuple[Correction, ...] = ()
    finished: bool = False
    taken: tuple[Correction, ...] = ()

    @property
    def metrics(self) -> tuple[tuple[Span, Mapping[str, Json]], ...]:
        """The metrics with the spans of their figures, in the order of the text."""
        return tuple((span, status["metric"]) for span, status in self.statuses.items() if status.get("metric"))

    @property
    def decided_fields(self) -> frozenset[str]:
        """The fields of the document that somebody decided on."""
        return frozenset(field for span, field in self.decided if span is None)

    def verdict(self, span: Span | None, field: str = STATUS) -> Action | None:
        """What was decided of a value: of a metric's field also what was decided of the metric as a whole."""
        entries = [entry for name in {field, STATUS} if (entry := self.decided.get((span, name)))]
        return max(entries, key=lambda entry: entry.id).action if entries else None

    def verdict_of(self, span: Span) -> Literal["accept", "correct"] | None:
        """What was decided of a figure: `correct` where any of its values was corrected. A blind label decides on its code alone."""
        entries = [entry for entry in self._by_span.get(span, ()) if not entry.blind]
        return "correct" if any(entry.action == "correct" for entry in entries) else "accept" if entries else None

    def found(self, span: Span | None, field: str) -> Json:
        """A value as a reviewer sees it who is shown the conflicts: what the newest extraction gives, where somebody decided otherwise."""
        conflicts = {one.correction.field: one.found for one in self.conflicts if one.correction.span == span}
        if span is None or field in conflicts:
            return conflicts[field] if field in conflicts else self.document.get(field)
        metric = self.statuses[span].get("metric")
        if field != STATUS:
            return (metric or {}).get(field)
        return dict(self.statuses[span]) | ({"metric": {**metric, **conflicts}} if metric else {})

    @cached_property
    def _by_span(self) -> Mapping[Span, list[Correction]]:
        entries: dict[Span, list[Correction]] = {}
        for entry in self.taken:
            if entry.span is not None:
                entries.setdefault(entry.span, []).append(entry)
        return entries


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
    told = _Replay(document, _statuses(result), {Span(one["start"], one["end"]): one["id"] for one in result["figures"]})
    orphans, finished = [], False
    for entry in standing(log):
        if entry.field == REVIEW:
            finished = entry.action == "finish"
        elif entry.span is not None and entry.span not in told.statuses:
            orphans.append(entry)
        else:
            told.take(entry)
    if "metrics" in result["extraction"]:
        told.free_parts()
    return Reviewed(document, told.statuses, told.decided, tuple(told.conflicts.values()), tuple(orphans), finished, tuple(told.taken))


@dataclass(frozen=True, slots=True)
class _Replay:
    """Values on which one entry after the other is brought to bear."""

    document: dict[str, Json]
    statuses: dict[Span, dict[str, Json]]
    ids: Mapping[Span, int]
    decided: dict[_Place, Correction] = dataclass_field(default_factory=dict)
    conflicts: dict[_Place, Conflict] = dataclass_field(default_factory=dict)
    taken: list[Correction] = dataclass_field(default_factory=list)

    def take(self, entry: Correction) -> None:
        """Brings one entry to bear: a conflict where its reviewer saw another value; it settles those whose value its reviewer saw."""
        place = (entry.span, entry.field)
        settled = [one for one, conflict in self.conflicts.items() if _saw(entry, one, conflict.found)]
        for one in settled:
            del self.conflicts[one]
        if entry.span is not None and entry.field != STATUS and "metric" not in self.statuses[entry.span]:
            self.conflicts[place] = Conflict(entry, dict(self.statuses[entry.span]))
            return
        found = self._value(place)
        if not settled and _without_ids(found) not in (_without_ids(entry.before), _without_ids(entry.after)):
            self.conflicts.setdefault(place, Conflict(entry, found))
        self.decided[place] = entry
        self.taken.append(entry)
        self._set(place, entry.after)

    def free_parts(self) -> None:
        """A total or percentage whose metric is gone is an open figure again."""
        used = {Span(*place) for status in self.statuses.values() if "metric" in status for place in status["metric"]["places"]}
        for span, status in self.statuses.items():
            if status["status"] == "metric" and "metric" not in status and span not in used:
                self.statuses[span] = {"status": "open"}

    def _value(self, place: _Place) -> Json:
        span, field = place
        if span is None:
            return self.document.get(field)
        return self.statuses[span] if field == STATUS else self.statuses[span]["metric"].get(field)

    def _set(self, place: _Place, value: Json) -> None:
        span, field = place
        if span is None:
            self.document[field] = value
        elif field == STATUS:
            self.statuses[span] = self._status(span, value)
        else:
            self.statuses[span] = {**self.statuses[span], "metric": {**self.statuses[span]["metric"], field: value}}

    def _status(self, span: Span, value: Json) -> dict[str, Json]:
        """A status in the terms of this extraction: a metric's figures bear its ids."""
        if not isinstance(value, Mapping):
            return self.statuses[span]
        metric = value.get("metric")
        if not metric:
            return {name: part for name, part in value.items() if name != "metric"}
        places = [place for place in metric.get("places") or [[span.start, span.end]] if Span(*place) in self.ids]
        return {**value, "metric": {**metric, "places": places, "figures": [self.ids[Span(*place)] for place in places]}}


def _saw(entry: Correction, place: _Place, found: Json) -> bool:
    """Whether an entry was made in sight of the value that a place was found to have."""
    span, field = place
    if entry.span != span or entry.field not in {field, STATUS}:
        return False
    if entry.field == field:
        return bool(_without_ids(entry.before) == _without_ids(found))
    metric = entry.before.get("metric") if isinstance(entry.before, Mapping) else None
    return bool(metric[field] == found if metric and field in metric else entry.before == found)


def _without_ids(value: Json) -> Json:
    """A value to compare: figures bear other ids in another extraction."""
    if not isinstance(value, Mapping) or not value.get("metric"):
        return value
    return {**value, "metric": {name: part for name, part in value["metric"].items() if name not in {"figures", "places"}}}


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
    places = {figure["id"]: [figure["start"], figure["end"]] for figure in result["figures"]}
    statuses = {}
    for figure in result["figures"]:
        status: dict[str, Json] = {"status": figure["status"]}
        if metric := metrics.get(figure["id"]):
            status["metric"] = {**metric, "places": [places[number] for number in metric["figures"] if number in places]}
        if figure["status"] == "set_aside":
            status["reason"] = figure["reason"]
        statuses[Span(figure["start"], figure["end"])] = status
    return statuses
