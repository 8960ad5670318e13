"""What a result is worth, held against its golden case: counts for every aggregate, and each verdict with its reason."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from llm_extract.evals import scoring_fields, scoring_plain, spelling
from llm_extract.evals.cases import Case
from llm_extract.evals.gold import Gold, GoldMetric
from llm_extract.evals.plain import PlainGold
from llm_extract.evals.records import Counts, FigureCounts, Item, Scores, SummaryScores, emptied
from llm_extract.evals.scoring_common import cost_of, judge_findings, judge_summary, made_up
from llm_extract.evals.scoring_metrics import MetricScoring
from llm_extract.evals.truth import Shown, Truth, lines
from llm_extract.models import Span
from llm_extract.tasks.base import Task

_SEPARATOR = re.compile(r"[.,]")
_DIGIT = re.compile(r"\d")
_NOTHING: Shown = {
    "figures": [],
    "findings": [],
    "usage": {},
    "extraction": {
        **dict.fromkeys(scoring_fields.SINGLE),
        **dict.fromkeys(("people", "documents", "tasks", "metrics"), ()),
        "province_inferred": False,
        "off_genre": False,
        "summary": None,
    },
}


def judge(case: Case, task: Task, shown: Shown) -> Scores:
    """The scores of a result.

    Args:
        case: what is expected.
        task: the case's task.
        shown: the result, see `llm_extract.export.to_json`.
    """
    if isinstance(case.expected, PlainGold):
        return scoring_plain.judge(case, case.expected, task, shown)
    return _Judging(case, case.expected, shown).scores()


def nothing(case: Case, task: Task) -> Scores:
    """The scores of a crash: the expected counts of a case, and nothing found; see `records.totals`."""
    empty = {**_NOTHING, "extraction": {}} if isinstance(case.expected, PlainGold) else _NOTHING
    return emptied(judge(case, task, empty))


@dataclass(frozen=True)
class _Judging:
    """A result of the annotation guide's schema, held against its case."""

    case: Case
    gold: Gold
    shown: Shown

    def scores(self) -> Scores:
        metrics = self._metrics
        fields, field_items = scoring_fields.judge(self.gold, self._data)
        figures, figure_items = self._figures()
        findings, finding_items = judge_findings(self.gold.contradictions, self.case.article.text, self.shown["findings"])
        summary, summary_items = self._summary()
        return Scores(
            metrics=metrics.counts,
            indicators=metrics.by("indicator"),
            kinds=metrics.by("kind"),
            fields=fields | metrics.parts | self._injected(),
            figures=figures,
            quotes=metrics.quotes,
            findings=findings,
            summary=summary,
            cost=cost_of(self.shown["usage"]),
            items=(*metrics.items(), *field_items, *figure_items, *finding_items, *summary_items),
        )

    @property
    def _data(self) -> Shown:
        data: Shown = self.shown["extraction"]
        return data

    @cached_property
    def _metrics(self) -> MetricScoring:
        return MetricScoring(self.gold, tuple(self._data["metrics"]), self.case.places)

    @cached_property
    def _truth(self) -> Truth:
        return Truth(self.case.article)

    def _figures(self) -> tuple[FigureCounts, list[Item]]:
        invented = self._truth.invented(self.shown)
        lost = [metric for metric in self.gold.metrics if not accounted(metric, self._metrics.where(metric), self.shown["figures"])]
        aside = self._aside()
        items = made_up(invented) + [
            Item(
                what="figure",
                name=metric.indicator,
                verdict="lost",
                expected=f"{metric.value} in {metric.evidence!r}",
                reason="the result holds no such figure, neither in a metric nor open nor set aside with a reason",
            )
            for metric in lost
        ]
        counts = FigureCounts(
            found=self._metrics.found,
            expected=len(self.gold.metrics),
            set_aside_right=aside["set aside"],
            unread=aside["unread"],
            set_aside=aside.total(),
            open=sum(one["status"] == "open" for one in self.shown["figures"]),
            invented=len(invented),
            lost=len(lost),
        )
        return counts, items

    def _aside(self) -> Counter[str]:
        """How many stretches that are no metric by the case's author are set aside, how many hold no figure, how many are neither."""
        return Counter(self._fate(self.case.places.of(entry.text)) for entry in self.gold.not_metrics)

    def _fate(self, places: Sequence[Span]) -> str:
        there = [{one["status"] for one in self.shown["figures"] if Span(one["start"], one["end"]).overlaps(place)} for place in places]
        if {"set_aside"} in there:
            return "set aside"
        return "unread" if set() in there and not _DIGIT.search(places[0].of(self.case.article.text)) else "used"

    def _injected(self) -> dict[str, Counts]:
        """Metrics whose quote lies in a sentence that speaks to the reading system."""
        spans = [span for words in self.gold.injection for span in self.case.places.of(words)]
        quotes = [metric["evidence"] for metric in self._data["metrics"]]
        followed = sum(any(Span(one["start"], one["end"]) in span for span in spans) for one in quotes)
        return {"injection": Counts(predicted=followed)} if self.gold.injection else {}

    def _summary(self) -> tuple[SummaryScores, list[Item]]:
        reference = self.gold.summary.text if self.gold.summary else None
        return judge_summary(self._truth, lines(self._data), reference)


def accounted(metric: GoldMetric, where: Sequence[Span], figures: Sequence[Shown]) -> bool:
    """Whether a result's figures hold an expected one: in a metric, open, or set aside with a reason that a person can see."""
    there = [one for one in figures if any(span.overlaps(Span(one["start"], one["end"])) for span in where)]
    seen = [one for one in there if one["status"] in {"metric", "open"} or (one["status"] == "set_aside" and one["reason"])]
    return any(_may_be(one, abs(metric.value)) for one in seen)


def _may_be(figure: Shown, value: float) -> bool:
    """Whether a figure has a value, or prints it: one taken for a document number or an ordinal has none."""
    known = [float(figure[name]) for name in ("value", "high", "total") if figure[name] is not None]
    printed = [float(_SEPARATOR.sub("", numeral)) for numeral in spelling.numerals(figure["text"])]
    return any(spelling.same_number(one, value) for one in (*known, *printed))
