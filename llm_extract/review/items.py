"""The values of one article that a reviewer decides on, in the order to look at them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from llm_extract.confidence import UNSURE
from llm_extract.corrections import STATUS, Action, Conflict, Json, Reviewed
from llm_extract.evals.counts import Verdict
from llm_extract.models import Span
from llm_extract.render.strings import Language, Strings, strings
from llm_extract.review.numbers import shown_number
from llm_extract.review.reasons import shown_reason
from llm_extract.tasks.base import Task

State = Literal["metric", "set_aside", "open", "field"]
HIDDEN = frozenset({"province_inferred", "off_genre"})
"""Fields of the document that say something of another field or of the whole; they are no values of their own."""
CERTAIN = 0.9
"""From this confidence on a metric without findings may be accepted with others in one go: the top band of `benchmarks.confidence`."""
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,18})?(e[+-]?\d\d?)?")
_MARKS = {"approximately": "≈ ", "more_than": "> ", "at_least": "≥ ", "at_most": "≤ "}


@dataclass(frozen=True, slots=True)
class Item:
    """One value.

    Attributes:
        id: stable for the place: `f120-128` for a figure, `d:title` for a field of the document.
        span: of the figure; None for the document.
        field: `STATUS` for a figure, else the field's name.
        state: what it is now; of a value held against a golden case the verdict on it.
        value: as a person reads it; figures as the article prints them, unless a reviewer gave another value.
        meaning: what it says: the indicator's meaning, the field's name, the reason for setting aside.
        about: period, scope and group of a metric, with what is printed beside it.
        evidence: spans that show where it stands; empty where the article does not print it.
        score: how sure the metric is, 0 to 1; None for others.
        why: the reason for the score.
        findings: messages of the findings that touch it, the gravest first.
        grave: whether one of them is an error or a warning.
        verdict: what a reviewer decided; None where nobody did.
        conflict: the correction that meets another value in the newest extraction; None where there is none.
    """

    id: str
    span: Span | None
    field: str
    state: State | Verdict
    value: str
    meaning: str
    about: str = ""
    evidence: tuple[Span, ...] = ()
    score: float | None = None
    why: str = ""
    findings: tuple[str, ...] = ()
    grave: bool = False
    verdict: Action | None = None
    conflict: Conflict | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether it has to be decided before the article is done: a metric or an open figure that nobody decided on, or a conflict."""
        return self.state in {"metric", "open"} and (self.verdict is None or self.conflict is not None)

    @property
    def is_certain(self) -> bool:
        """Whether it may be accepted without a look of its own."""
        return self.state == "metric" and self.is_waiting and not self.grave and (self.score or 0) >= CERTAIN and self.conflict is None

    @property
    def is_doubtful(self) -> bool:
        """Whether it is looked at before the others."""
        return self.is_waiting and (self.state == "open" or self.grave or (self.score or 0) < UNSURE or self.conflict is not None)


def items(result: Mapping[str, Json], reviewed: Reviewed, task: Task, language: Language) -> tuple[Item, ...]:
    """The values of an article: those in doubt, the other metrics, the document's fields, and what was set aside.

    Those in doubt stand in the order of their confidence, the least sure first; all others in the text's.

    Args:
        result: as `export.to_json` gives it.
        reviewed: its review so far.
        task: whose codes it bears.
        language: of meanings and reasons.
    """
    made = _Items(result, reviewed, task, strings(language), language)
    figures, fields = list(made.figures()), list(made.fields())
    doubtful = [item for item in figures if item.is_doubtful]
    doubtful.sort(key=lambda item: (item.conflict is None, not item.grave, item.score or 0.0))
    others = [item for item in figures if not item.is_doubtful]
    aside = [item for item in others if item.state == "set_aside"]
    return (*doubtful, *(item for item in others if item.state != "set_aside"), *fields, *aside)


def figure_id(span: Span) -> str:
    """The id of the item of a figure."""
    return f"f{span.start}-{span.end}"


@dataclass(frozen=True)
class _Items:
    result: Mapping[str, Json]
    reviewed: Reviewed
    task: Task
    words: Strings
    language: Language

    def figures(self) -> Iterator[Item]:
        text_at = {Span(one["start"], one["end"]): one["text"] for one in self.result["figures"]}
        scores = self._scores()
        conflicts = {(one.correction.span, one.correction.field): one for one in self.reviewed.conflicts}
        for span, status in self.reviewed.statuses.items():
            metric, state = status.get("metric"), status["status"]
            if state == "metric" and not metric:
                continue
            messages, grave = self._findings(span)
            score, why = scores.get(span, (None, ""))
            conflict = next((one for (place, _), one in conflicts.items() if place == span), None)
            about = self._about(metric) if metric else ""
            value = self._value(metric, text_at[span], span) if metric else text_at[span]
            yield Item(
                figure_id(span), span, STATUS, state, value, self._meaning(metric, status), about, (*_evidence(metric), span),
                score if metric else None, why if metric else "", messages, grave, self._verdict(span), conflict,
            )  # fmt: skip

    def fields(self) -> Iterator[Item]:
        text = self.result["article"]["text"]
        conflicts = {one.correction.field: one for one in self.reviewed.conflicts if one.correction.span is None}
        for name, value in self.reviewed.document.items():
            if name in HIDDEN:
                continue
            inferred = f" ({self.words.inferred})" if self.reviewed.document.get(f"{name}_inferred") else ""
            label = _FIELDS[self.language].get(name) or self.words.name(name)
            verdict = self.reviewed.verdict(None, name)
            yield Item(
                f"d:{name}", None, name, "field", f"{shown_value(value, self.words)}{inferred}", label,
                evidence=tuple(_places(value, text)), verdict=verdict, conflict=conflicts.get(name),
            )  # fmt: skip

    def _scores(self) -> dict[Span, tuple[float, str]]:
        spans = {one["id"]: Span(one["start"], one["end"]) for one in self.result["figures"]}
        why = "why_vi" if self.language == "vi" else "why"
        return {spans[one["figure"]]: (one["score"], one[why]) for one in self.result["confidence"]}

    def _findings(self, span: Span) -> tuple[tuple[str, ...], bool]:
        told = [one for one in self.result["findings"] if any(span.overlaps(Span(at["start"], at["end"])) for at in one["spans"])]
        told.sort(key=lambda one: ("error", "warning", "info").index(one["severity"]))
        message = "message_vi" if self.language == "vi" else "message"
        return tuple(one[message] for one in told), any(one["severity"] != "info" for one in told)

    def _verdict(self, span: Span) -> Action | None:
        entries = [entry for (place, _), entry in self.reviewed.decided.items() if place == span]
        return "correct" if any(one.action == "correct" for one in entries) else "accept" if entries else None

    def _meaning(self, metric: Mapping[str, Json] | None, status: Mapping[str, Json]) -> str:
        if not metric:
            return shown_reason(str(status.get("reason") or ""), self.language)
        code, unit = metric["indicator"], metric.get("unit")
        if code == "other" and unit not in {None, "%", "đồng"}:
            return str(unit)
        indicator = self.task.by_code.get(code)
        return str(getattr(indicator, self.language)) if indicator else str(code)

    def _value(self, metric: Mapping[str, Json], printed: str, span: Span) -> str:
        given = self.reviewed.decided.get((span, "value"))
        text = shown_number(metric["value"], self.language) if given and given.action == "correct" else printed
        sign = ("−" if metric["value"] < 0 else "+") if metric["kind"] == "change" and not text.startswith(("-", "−", "+")) else ""
        unit = metric.get("unit")
        beside = f" {unit}" if unit and unit not in {"%", "đồng"} else ""
        return f"{_MARKS.get(metric['qualifier'], '')}{sign}{text}{beside}"

    def _about(self, metric: Mapping[str, Json]) -> str:
        percent, total = metric.get("percent"), metric.get("total")
        parts = (
            self.words.kinds.get(metric["kind"], ""),
            f"{shown_number(percent, self.language)}%" if percent is not None else "",
            f"/ {shown_number(total, self.language)}" if total is not None else "",
            self.words.when(metric["period"]) if metric.get("period") else "",
            metric.get("scope") or "",
            metric.get("group") or "",
        )
        return " · ".join(part for part in parts if part)


_FIELDS: Mapping[Language, Mapping[str, str]] = {
    "vi": {"summary": "Tóm tắt", "tasks": "Nhiệm vụ sắp tới"},
    "en": {"summary": "Summary", "tasks": "To be done"},
}


def shown_value(value: Json, words: Strings) -> str:
    """A document field's value in one line; empty where there is none."""
    if value is None or value == []:
        return ""
    if isinstance(value, list):
        return "; ".join(shown_value(one, words) for one in value)
    if isinstance(value, dict):
        if "text" in value:
            return str(value["text"])
        return ", ".join(shown for name, part in value.items() if name not in {"start", "end"} and (shown := shown_value(part, words)))
    return words.when(str(value)) if isinstance(value, str) else str(value)


def shown_told(fields: Mapping[str, str], language: Language) -> str:
    """The value of a metric that a run record tells, see `scoring_metrics.read_told`, as a person reads it."""
    value = fields.get("value", "")
    number = shown_number(float(value), language) if _NUMBER.fullmatch(value) else value
    unit = fields.get("unit", "")
    return f"{_MARKS.get(fields.get('qualifier', ''), '')}{number}{unit if unit == '%' else ''}"


def _evidence(metric: Mapping[str, Json] | None) -> tuple[Span, ...]:
    return (Span(metric["evidence"]["start"], metric["evidence"]["end"]),) if metric else ()


def _places(value: Json, text: str) -> Iterator[Span]:
    """Where the article prints a value: the offsets that it carries, else its first occurrence."""
    if isinstance(value, dict):
        if {"start", "end"} <= value.keys():
            yield Span(value["start"], value["end"])
        else:
            for part in value.values():
                yield from _places(part, text)
    elif isinstance(value, list):
        for part in value:
            yield from _places(part, text)
    elif isinstance(value, str) and value and (at := text.find(value)) >= 0:
        yield Span(at, at + len(value))
