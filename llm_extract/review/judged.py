"""One case of an evaluation run as a page shows it: each verdict an item with its place in the article, the gravest first."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from llm_extract import figures
from llm_extract.corrections import STATUS
from llm_extract.evals import records, spelling
from llm_extract.evals.cases import Case
from llm_extract.evals.counts import Verdict
from llm_extract.evals.gold import Gold, GoldMetric
from llm_extract.evals.records import Result
from llm_extract.evals.scoring_metrics import read_told, told
from llm_extract.models import Figure, Span
from llm_extract.render.strings import Language
from llm_extract.review import items
from llm_extract.review.fields import choices
from llm_extract.review.items import Item
from llm_extract.review.verdicts import field_name, part_name, reason, summary_name
from llm_extract.tasks.base import Task

ORDER: tuple[Verdict, ...] = ("invented", "lost", "missed", "wrong", "extra", "right")
"""The gravest first, as the promise has it."""
NO_RESULT: Mapping[str, object] = {"figures": [], "findings": [], "extraction": {}}
"""What `lit.pieces` is given: a record keeps verdicts, not the result."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict.

    Attributes:
        item: what is shown and lit of it.
        of: as the record has it.
        metric: position of the expected metric that it is about; None for none.
    """

    item: Item
    of: records.Item
    metric: int | None = None

    @property
    def verdict(self) -> Verdict:
        """What was said of it."""
        return self.of.verdict


def judged(case: Case, task: Task, result: Result, language: Language) -> tuple[Judged, ...]:
    """The verdicts of a result, in the order to look at them.

    Args:
        case: as it is today; where it is not what the run was over, places are looked for again.
        task: whose codes they bear.
        result: of the case; a crash is told as if every expected metric was missed.
        language: of meanings and reasons.
    """
    return tuple(_Judging(case, task, result, language).all())


@dataclass(frozen=True)
class _Judging:
    case: Case
    task: Task
    result: Result
    language: Language

    def all(self) -> Iterator[Judged]:
        ranked = sorted(enumerate(self._told), key=lambda one: (ORDER.index(one[1].verdict), one[1].what != "metric", one[0]))
        taken: list[Span] = []
        for number, one in ranked:
            metric = self._metric_of(number, one)
            places = self._places(one, metric)
            own = next((span for span in places[:1] if not any(span.overlaps(other) for other in taken)), None)
            taken += [own] if own else []
            yield Judged(self._item(number, one, own, places), one, metric)

    @cached_property
    def _told(self) -> tuple[records.Item, ...]:
        if self.result.scores:
            return self.result.scores.items
        return tuple(
            records.Item(what="metric", name=metric.indicator, verdict="missed", expected=told(metric.model_dump()), reason="it crashed")
            for metric in self._gold
        )

    @property
    def _gold(self) -> Sequence[GoldMetric]:
        return self.case.expected.metrics if isinstance(self.case.expected, Gold) else ()

    @cached_property
    def _read(self) -> tuple[Figure, ...]:
        return figures.read(self.case.article.text)

    @cached_property
    def _by_told(self) -> Mapping[str, list[int]]:
        """Positions of the expected metrics by what a record says of them; the case may have changed since."""
        found: dict[str, list[int]] = {}
        for number, metric in enumerate(self._gold):
            found.setdefault(told(metric.model_dump()), []).append(number)
            found.setdefault(f"{metric.value} in {metric.evidence!r}", []).append(number)
        return found

    def _metric_of(self, number: int, one: records.Item) -> int | None:
        if one.what not in {"metric", "figure"} or one.expected is None:
            return None
        known = self._by_told.get(one.expected, [])
        if not known:
            return self._by_order(number, one)
        before = sum(other.what == one.what and other.expected == one.expected for other in itertools.islice(self._told, number))
        return known[min(before, len(known) - 1)]

    def _by_order(self, number: int, one: records.Item) -> int | None:
        """The position of a metric that was corrected since: a record tells expected metrics in the case's order."""
        expected = [at for at, other in enumerate(self._told) if other.what == "metric" and other.expected is not None]
        return expected.index(number) if one.what == "metric" and len(expected) == len(self._gold) else None

    def _places(self, one: records.Item, metric: int | None) -> tuple[Span, ...]:
        """Where it stands: the figure first, where it is of one, then the words around it."""
        around = tuple(self._around(one, metric))
        value = self._gold[metric].value if metric is not None else _number(read_told(one.got or "").get("value"))
        if value is None or one.what not in {"metric", "figure"}:
            return around
        own = next((figure.span for span in around for figure in self._read if figure.span in span and _says(figure, abs(value))), None)
        return (own, *around) if own else around

    def _around(self, one: records.Item, metric: int | None) -> Iterator[Span]:
        length = len(self.case.article.text)
        if one.start is not None and one.end is not None and one.start < one.end <= length:
            yield Span(one.start, one.end)
        if metric is not None:
            yield from self.case.places.of(self._gold[metric].evidence)
        elif one.what != "metric":
            words = [said for said in (one.expected, one.got) if said and not said.isspace()]
            yield from itertools.islice(itertools.chain.from_iterable(map(self.case.places.of, words)), 1)

    def _item(self, number: int, one: records.Item, own: Span | None, places: Sequence[Span]) -> Item:
        return Item(
            f"i{number}", own, STATUS if one.what == "metric" else one.name, one.verdict, _value(one, self.language), self._meaning(one),
            self._about(one), tuple(dict.fromkeys(places)),
        )  # fmt: skip

    def _meaning(self, one: records.Item) -> str:
        indicator = self.task.by_code.get(one.name)
        if indicator:
            return f"{getattr(indicator, self.language)} ({one.name})"
        if one.what == "field":
            return field_name(one.name, self.language)
        return summary_name(one.name, self.language) if one.what == "summary" else one.name

    def _about(self, one: records.Item) -> str:
        why = self.result.error or "" if self.result.scores is None else reason(one.reason, self.language)
        labels = ("expected", "got") if self.language == "en" else ("ca chuẩn", "kết quả")
        sides = zip(labels, (self._side(one, one.expected), self._side(one, one.got)), strict=True)
        parts = [why, *(f"{label}: {side}" for label, side in sides if side and one.verdict != "right")]
        return " · ".join(part for part in parts if part)

    def _side(self, one: records.Item, said: str | None) -> str:
        """What was expected or came, in the reader's words; the code only where it is not the item's."""
        fields = read_told(said or "") if one.what == "metric" else {}
        if not fields:
            return said or ""
        kinds = {choice.value: choice.meaning for choice in choices("kind", self.task, self.language)}
        code = [fields["indicator"]] if fields["indicator"] != one.name else []
        parts = [
            f"{part_name(name, self.language)} {value}" for name, value in fields.items() if name not in {"indicator", "kind", "value"}
        ]
        return ", ".join([*code, items.shown_told(fields, self.language), kinds.get(fields["kind"], fields["kind"]), *parts])


def _value(one: records.Item, language: Language) -> str:
    """The value of a metric, or the words of anything else; where two differ, what was expected and what came."""
    sides = [items.shown_told(read_told(side), language) if one.what == "metric" else side for side in (one.expected, one.got) if side]
    shown = list(dict.fromkeys(sides))
    return " → ".join(shown) if one.verdict == "wrong" else (shown or [""])[0]


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _says(figure: Figure, value: float) -> bool:
    parts = (figure.value, figure.high, figure.total)
    return any(part is not None and spelling.same_number(float(part), value) for part in parts)


def counted(shown: Iterable[Judged]) -> Mapping[Verdict, int]:
    """How many there are of each verdict, the gravest first; those that there are none of are left out."""
    found = [one.verdict for one in shown]
    return {verdict: found.count(verdict) for verdict in ORDER if verdict in found}
