"""Where a metric's unit, evidence, period and scope stand."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from llm_extract.engines.rules.context import Context
from llm_extract.engines.rules.decisions import Decision
from llm_extract.engines.rules.document import Document
from llm_extract.engines.rules.parts import part_names
from llm_extract.engines.rules.scopes import Scopes
from llm_extract.engines.rules.slots import Sentence, Slot
from llm_extract.models import Figure, Label, Span
from llm_extract.periods import last_year_of

_MAX_EVIDENCE = 220
_TRIM_LEFT = " ,;:.()-–\n\t\"“”'•*+"
_TRIM_RIGHT = " ,;:.-–\n\t•*+("
_CLAUSE = re.compile(r"(?<=[,;:.])\s")
_DATELINE = re.compile(r"[\w ]{1,20}\)\s*[-–—.]*\s*|[A-ZĐ]{2,6}\s*[-–—]\s+")
_LEADS = re.compile(r"(?:và|trong đó|kết quả|cụ thể|đồng thời|ngoài ra|bên cạnh đó|còn|riêng),?\s+")
_AGAINST = re.compile(
    r"(?:so với|so|cùng kỳ|nhiệm kỳ trước)[^.;\d]{0,28}$|(?:kế hoạch|nghị quyết|chỉ tiêu|quy hoạch)[^.,;\d]{0,28}$|hơn (?:(?:cuối|đầu) )?(?:năm )?$"
)
_LEADS_IN = re.compile(r"(?:^|[.;,:(!?…]|(?<!\w)(?:nơi|khi|hồi|lúc))\W*(?:(?:cuối|đầu|trong|hết|đến|vào) )*năm $", re.MULTILINE)
"""From the beginning of a clause to the year in which there was what it tells."""
_LEAD_REACH = 40
_SINCE = re.compile(r"(?<!\w)(?:từ|kể từ)(?: (?:đầu|giữa|cuối))?(?: (?:năm|tháng|quý))? $")
_OF_ALL = frozenset({"other", "welfare", "training", "study"})
"""Families that count people and things of every kind, where the others count members, officials or bodies."""
_AIM_REACH = 1_500
"""Code points: the longest list of targets seen has some 1,500."""
_AIMED_AT = re.compile(r"(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)[^.,;\d]{0,28}$")
_AIM_LEAD = re.compile(r"(?:chỉ tiêu|nhiệm vụ|phương hướng|mục tiêu|phấn đấu)[^.;\d]{0,40}$")
_FULFILLED = re.compile(r"(?<!\w)(?:hoàn thành|vượt|đạt|thực hiện)(?!\w)[^.;\n]{0,80}$")
_AIMS = re.compile(r",? [^.;\n\d]{0,60}(?:phấn đấu|đặt (?:mục tiêu|chỉ tiêu|ra)|dự kiến|đề ra|sẽ )")
_NOW = re.compile(
    r"(?<!\w)(?:nay|hiện|trong năm|(?:năm|tháng|quý|nhiệm kỳ) qua|từ (?:đầu|khi)|cả năm|năm tới|tính chung|toàn nhiệm kỳ|đến cuối|đã có|\d+ (?:năm|tháng))(?!\w)"
)
_NOW_REACH = 2_000
"""Code points of a sentence before a figure in which such a word stands."""
_AS_OF = re.compile(
    r"(?:tính đến|tính tới|đến hết|đến|tại thời điểm|thời điểm|hết)(?: hết| cuối| ngày| tháng| quý| cuối tháng| hết tháng| hết quý| hết ngày)* ?$"
)


class Placer:
    """Turns decisions into labels: finds the places that a label points at."""

    def __init__(self, context: Context, figures: tuple[Figure, ...], document: Document, decisions: Sequence[Decision]) -> None:
        """Takes the article, its figures and fields, and what the rules say of all figures."""
        self._parts = part_names(context.low, decisions, {one.code for one in context.task.indicators if one.by_kind})
        self._scopes = Scopes(context, document)
        self._context = context
        self._document = document
        self._dates = [figure for figure in figures if figure.type in {"date", "period", "term"} and figure.iso]
        self._iso = {figure.id: figure.iso for figure in self._dates}
        self._starts = [figure.span.start for figure in self._dates]
        self._told: dict[tuple[int, str], int | None] = {}

    def label(self, decision: Decision) -> Label:
        """The label of a decision that has a code."""
        slot = decision.slot
        part = self._parts.get(slot.figure.id)
        body = part if part and part.end <= slot.figure.span.start and self._scopes.is_body(part) else None
        return Label(
            figure=slot.figure.id,
            indicator=decision.code or "",
            evidence=self._evidence(decision),
            kind="change" if decision.kind == "change" else ("target" if decision.kind == "target" else "actual"),
            sign=decision.sign,
            unit=decision.noun.span if decision.noun else None,
            group=self._group(decision) or (None if body else part),
            scope=self._scopes.of(decision) or (body if body and not self._scopes.is_own(body) else None),
            percent=slot.percent.id if slot.percent else None,
            total=slot.total.id if slot.total else None,
            period=self._period(decision),
            score=min(1.0, decision.score),
        )

    def _group(self, decision: Decision) -> Span | None:
        """The part of those counted; none where it is what the figure counts at all: `139 doanh nghiệp`, `1.260 học sinh` helped."""
        counted = decision.noun.span if decision.noun else None
        whole = (decision.code or "").partition(".")[0] in _OF_ALL
        if decision.group is None or (whole and counted and decision.group in counted):
            return None
        implied = self._context.task.by_code[decision.code].implied if decision.code else ""
        return None if implied and re.fullmatch(implied, decision.group.of(self._context.low)) else decision.group

    # --- evidence

    def _evidence(self, decision: Decision) -> Span:
        slot, sentence = decision.slot, decision.sentence
        start, end = slot.left.start, max(slot.right.end, self._end(slot))
        if end - start < 25:
            start, end = self._widened(sentence, start, end)
        if end - start > _MAX_EVIDENCE:
            if slot.figure.span.start - start > _MAX_EVIDENCE // 2:
                start = self._clause(slot.figure.span.start - _MAX_EVIDENCE // 2, slot.figure.span.start)
            end = min(end, max(self._end(slot), self._word(start + _MAX_EVIDENCE)))
        return self._trim(start, end, slot)

    def _clause(self, at: int, end: int) -> int:
        """The first beginning of a clause, or of a word outside figures, from `at` on."""
        low = self._context.low
        if mark := _CLAUSE.search(low, at, end):
            return mark.end()
        at = self._word(at)
        while at < end and (low[at - 1].isdigit() or low[at].isdigit() or low[at] in " -–/"):
            at = self._word(at + 1)
        return at

    def _word(self, at: int) -> int:
        low = self._context.low
        while at < len(low) and low[at - 1].isalnum() and low[at].isalnum():
            at += 1
        return at

    @staticmethod
    def _end(slot: Slot) -> int:
        return max(part.span.end for part in (slot.figure, slot.percent, slot.total) if part)

    @staticmethod
    def _widened(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
        if sentence.span.end - sentence.span.start <= _MAX_EVIDENCE:
            return sentence.span.start, sentence.span.end
        before = [slot.left.start for slot in sentence.slots if slot.left.start < start]
        return (before[-1] if before else sentence.span.start), end

    def _trim(self, start: int, end: int, slot: Slot) -> Span:
        text, low = self._context.article.text, self._context.low
        while start < slot.figure.span.start and text[start] in _TRIM_LEFT:
            start += 1
        if (lead := _LEADS.match(low, start)) and lead.end() <= slot.figure.span.start:
            start = lead.end()
        while end > self._end(slot) and text[end - 1] in _TRIM_RIGHT:
            end -= 1
        return self._balanced(start, end, slot)

    def _balanced(self, start: int, end: int, slot: Slot) -> Span:
        """Leaves out half a pair of brackets, and a dateline such as `ĐTO) - `, where the figure does not need them."""
        text = self._context.article.text
        if dateline := _DATELINE.match(text, start, slot.figure.span.start):
            start = dateline.end()
        piece = text[start:end]
        if piece.endswith(")") and piece.count(")") > piece.count("(") and end - 1 >= self._end(slot):
            return Span(start, end - 1)
        return Span(start, end)

    # --- period

    def _period(self, decision: Decision) -> int | Literal["document"] | None:
        """The date that governs a figure: its own, else the one that all figures of its family before it in the paragraph have."""
        own, key = self._own_period(decision), (decision.sentence.paragraph, (decision.code or "").partition(".")[0])
        if isinstance(own, int) or key[1] == "other":
            if isinstance(own, int) and decision.kind != "change":
                before = self._told.get(key, own)
                self._told[key] = own if before and self._iso[before] == self._iso[own] else None
            return own
        low, sentence = self._context.low, decision.sentence
        start = decision.slot.figure.span.start
        anew = _NOW.search(low, max(sentence.span.start, start - _NOW_REACH), start)
        told = None if anew else self._told.get(key)
        return own if told is None else told

    def _own_period(self, decision: Decision) -> int | Literal["document"] | None:
        code = decision.code or ""
        stock = self._context.task.is_stock(code)
        near = self._near(decision)
        if dated := self._heading(decision):
            return dated.id
        if code.startswith("congress."):
            near = [figure for figure in near if figure.type == "term"] or self._terms_after(decision)
        elif stock:
            near = [figure for figure in near if self._is_as_of(figure) or self._leads_in(figure)]
        else:
            near = [figure for figure in near if not self._is_as_of(figure) and figure.type != "date" and not self._is_past_begin(figure)]
        if near:
            return near[-1].id
        if decision.kind == "target" and (aim := self._aim(decision)):
            return aim.id
        return None if stock else "document"

    def _aim(self, decision: Decision) -> Figure | None:
        """The time that targets were last set for: `Chỉ tiêu năm 2024:` some lines above, `năm 2017 toàn Đảng bộ phấn đấu`."""
        start = decision.slot.figure.span.start
        last = bisect_left(self._starts, start)
        near = takewhile(lambda figure: start - figure.span.end < _AIM_REACH, reversed(self._dates[:last]))
        return next((figure for figure in near if figure.type != "date" and self._is_aimed_at(figure)), None)

    def _is_aimed_at(self, figure: Figure) -> bool:
        low, start = self._context.low, figure.span.start
        lead = _AIM_LEAD.search(low, max(0, start - 60), start)
        return bool((lead and not _FULFILLED.search(low, max(0, start - 90), start)) or _AIMS.match(low, figure.span.end))

    def _heading(self, decision: Decision) -> Figure | None:
        """The date in the head of a figure's column; that of a difference is the other time."""
        heads = [head for head in (decision.slot.column, decision.slot.header) if head and decision.kind != "change"]
        return next((figure for head in heads for figure in self._dates if figure.span in head), None)

    def _near(self, decision: Decision) -> list[Figure]:
        """Dates that may govern the figure: before it in the sentence or paragraph, or among its own words."""
        sentence, slot = decision.sentence, decision.slot
        first = bisect_left(self._starts, sentence.span.start)
        last = bisect_left(self._starts, slot.right.end)
        found = [figure for figure in self._dates[first:last] if self._may_govern(decision, figure)]
        own = [figure for figure in found if figure.span.start >= slot.figure.span.start]
        return [*(figure for figure in found if figure not in own), *own]

    def _terms_after(self, decision: Decision) -> list[Figure]:
        span = decision.sentence.span
        return [figure for figure in self._dates if figure.type == "term" and figure.span in span] or [
            figure for figure in self._dates if figure.type == "term"
        ][:1]

    def _is_other_time(self, figure: Figure) -> bool:
        return bool(_AGAINST.search(self._context.low, max(0, figure.span.start - 50), figure.span.start))

    def _may_govern(self, decision: Decision, figure: Figure) -> bool:
        """Whether a date may be that of a figure: not of what it is held against, unless it stands in the bracket of that, or is its aim."""
        if not self._is_other_time(figure) or self._is_in_its_bracket(decision.slot, figure):
            return True
        led = _AIMED_AT.search(self._context.low, max(0, figure.span.start - 50), figure.span.start)
        return decision.kind == "target" and led is not None

    def _is_in_its_bracket(self, slot: Slot, figure: Figure) -> bool:
        """Whether what was at another time stands in the bracket behind it: `giảm 21 so với năm 2022 (173 đảng viên)`."""
        return self._context.low[figure.span.end : slot.figure.span.start].strip() == "("

    def _is_as_of(self, figure: Figure) -> bool:
        return bool(_AS_OF.search(self._context.low, max(0, figure.span.start - 40), figure.span.start))

    def _leads_in(self, figure: Figure) -> bool:
        """Whether a year opens a clause: `Cuối năm 2014, cả huyện có 4 chi bộ`."""
        start = figure.span.start
        return bool(_LEADS_IN.search(self._context.low, max(0, start - _LEAD_REACH), start))

    def _is_past_begin(self, figure: Figure) -> bool:
        """Whether what is told only begins with a time, which is not that of the report: `Từ năm 2021, huyện kết nạp 600 đảng viên`."""
        start, reported = figure.span.start, last_year_of(self._document.period)
        since = _SINCE.search(self._context.low, max(0, start - _LEAD_REACH), start)
        return since is not None and figure.type != "term" and figure.iso != reported
