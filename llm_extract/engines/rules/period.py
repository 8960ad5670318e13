"""The period that an article reports on, by a vote of the periods it names."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from llm_extract.engines.rules.context import Context
from llm_extract.locales.vi.dates import iso_months
from llm_extract.models import Figure, Inferred, Span
from llm_extract.periods import complete, last_year_of, share_over, year_of

_LEAST_VOTE = -0.4
_ENDED_TERM, _ELECTED_TERM, _FAR_YEAR, _NOT_OVER, _NOT_BEGUN = 3.0, 4.0, -0.8, -1.2, -4.0
_MOSTLY = 0.5
_LONG_PAST = 10
"""Years after which a year or a term is history, not what is reported."""
_HELD_AGAINST = re.compile(
    r"so với(?: cùng kỳ)?(?: (?:cuối|đầu))?(?: năm)? $|cùng kỳ(?: năm)? $|kế hoạch năm $|cuối năm $|(?:quy hoạch|nghị quyết) [^.;]{0,24}$|"
    r"(?:từ|đến|hết|cuối)(?: (?:hết|cuối))?(?: năm| quý| tháng)? ?$"
)
_COMPARED = re.compile(r"(?:so với|cùng kỳ)(?: cùng kỳ)?(?: (?:đầu|cuối))?(?: (?:năm|nhiệm kỳ))? $")
_TO_COME = re.compile(r"(?:phấn đấu|năm tới|thời gian tới|chỉ tiêu|mục tiêu|đến năm)[^.;]{0,60}$")
_AHEAD = re.compile(
    r"(?:nhiệm vụ|phương hướng|kế hoạch|chỉ tiêu|triển khai|mục tiêu)[^.;\d]{0,30}(?:năm |cuối )?$|(?:bước )?sang (?:năm |quý )$|năm tới,? $"
)
_LED_AS_TARGET = re.compile(r"(?:biểu quyết|thông qua|đặt ra|đề ra|giao|xác định)[^.;]{0,40}(?:chỉ tiêu|mục tiêu)|phấn đấu")
_OPENS = re.compile(r"(?:^|[.!?…]\s+|\n)\W*(?:trong |đến |từ )?(?:năm |quý |nhiệm kỳ )?$")
_GOES_AHEAD = re.compile(
    r"[^.;\n]{0,90}?\b(?:phấn đấu|đặt (?:ra|mục tiêu|chỉ tiêu)|dự kiến|sẽ|tiếp tục|tập trung|chú trọng|quyết tâm|đề ra|tính mở|xác định)\b"
)
_REVIEWED = re.compile(
    r"(?:tổng kết|sơ kết)(?:(?!triển khai|nhiệm vụ năm|phương hướng)[^.;\d]|\d{1,2} năm|(?:(?<=chỉ thị )|(?<=kết luận ))\d{1,2}){0,90}$"
)
_OF_A_TERM = re.compile(r"đại hội|nhiệm kỳ")
_HELD = re.compile(r"\d[^.;\n]{0,60}(?:tổ chức|hoàn thành|tiến hành|xong)(?: xong| thành công)? đại hội")
"""Many bodies held their congresses: what is told of them is of the term that they elect for."""
_PART_OF_YEAR = re.compile(r"-(?:H1|\d{1,2}M|Q\d)$")
_CLOSED = re.compile(r"(?<!\w)đến (?:hết )?(?:trung tuần |cuối )?tháng $")
_SO_FAR_OF_TERM = re.compile(r"từ đầu nhiệm kỳ $")
_THIS_YEAR = re.compile(r" (?:năm )?nay(?!\w)")
_SO_FAR = re.compile(r" tháng (?:qua|(?:của )?năm nay)(?!\w)")
_MONTH = re.compile(r"(?:\d{4}|-)-\d\d")
_OF_A_LIFE = re.compile(r"(?<!\w)(?:sinh|sn|mất|nhập ngũ)(?: (?:ngày|tháng|năm|vào))*:? $")
"""Before the time of what one person lived through: `(SN 1927)`, `nhập ngũ năm 1968`."""
_NEAR_YEAR = 160
_EARLY = 700
"""Code points of an article in which it says what it is about."""


def read_period(context: Context, figures: Sequence[Figure], title: Span | None, told_on: str | None) -> Inferred | None:
    """The period that the article reports on.

    Args:
        context: the article's sentences.
        figures: its figures, dates among them.
        title: where the title stands.
        told_on: the day on which the article came out or what it tells of was held, in ISO 8601; None where neither is known.

    Returns:
        The period in the guide's notation; None where the article names no time.
    """
    return _Vote(context, figures, title, told_on).result()


class _Vote:
    """Weighs the periods that an article names."""

    def __init__(self, context: Context, figures: Sequence[Figure], title: Span | None, told_on: str | None) -> None:
        self._context, self._title, self._told_on = context, title, told_on
        self._figures = [
            figure
            for figure in figures
            if context.article.region_at(figure.span.start) is None
            and not _OF_A_LIFE.search(context.low, max(0, figure.span.start - 30), figure.span.start)
        ]
        self._year = year_of(told_on) or self._newest_year() or self._year_after()
        self._sentences = [sentence.span.start for sentence in context.sentences]

    def _newest_year(self) -> str | None:
        """The last year that a whole date of the article bears: it was told then or soon after."""
        years = [year for figure in self._figures if figure.type == "date" and (year := year_of(figure.iso))]
        return max(years, default=None)

    def _year_after(self) -> str | None:
        """The year after the last that is only held against: `tăng 66 tổ chức so với cùng kỳ năm 2020`."""
        years = {figure.iso: self._is_held_against(figure) for figure in self._figures if figure.iso and figure.iso == year_of(figure.iso)}
        last = max(years, default=None)
        return str(int(last) + 1) if last and years[last] else None

    def _is_held_against(self, figure: Figure) -> bool:
        return bool(_COMPARED.search(self._context.low, max(0, figure.span.start - 30), figure.span.start))

    def result(self) -> Inferred | None:
        votes: dict[str, float] = defaultdict(float)
        first: dict[str, int] = {}
        for figure in self._figures:
            iso = self._with_year(figure) if figure.type in {"period", "term"} else None
            if iso is not None and not self._is_history(iso):
                votes[iso] += self._weight(figure, iso) + self._by_day(iso)
                first.setdefault(iso, figure.id)
        if votes and max(votes.values()) > _LEAST_VOTE:
            return Inferred(max(votes, key=lambda iso: (votes[iso], -first[iso])), "the period the article reports on")
        return Inferred(self._year, "the year of its dates") if self._year else None

    def _is_history(self, iso: str) -> bool:
        return self._year is not None and int(last_year_of(iso) or iso[:4]) < int(self._year) - _LONG_PAST

    def _with_year(self, figure: Figure) -> str | None:
        iso, low, end = figure.iso, self._context.low, figure.span.end
        if iso is None:
            return iso_months(figure.text.lower(), "đầu", self._year) if self._year and _SO_FAR.match(low, end) else None
        if iso.startswith("--"):
            dated = [
                other
                for other in self._figures
                if other.type in {"period", "date"} and year_of(other.iso) and not self._is_held_against(other)
            ]
            nearest = min(dated, key=lambda other: abs(other.span.start - figure.span.start), default=None)
            near = nearest is not None and abs(nearest.span.start - figure.span.start) < _NEAR_YEAR
            this = self._year is not None and (low.endswith("nay", 0, end) or _THIS_YEAR.match(low, end))
            iso = complete(iso, year_of(nearest.iso) if nearest and not this and (near or self._year is None) else self._year)
        return (iso and self._closes(figure) and iso_months(str(int(iso[-2:])), "đầu", year_of(iso))) or iso

    def _is_deadline(self, figure: Figure) -> bool:
        """Whether a part of a year that bears none stands in a sentence of targets: `100% đảng viên viết bản cam kết ngay trong quý I`."""
        start = figure.span.start
        begin = self._sentences[max(bisect_right(self._sentences, start) - 1, 0)] if self._sentences else 0
        return bool(figure.iso and figure.iso.startswith("--") and _LED_AS_TARGET.search(self._context.low, begin, start))

    def _closes(self, figure: Figure) -> bool:
        """Whether a month closes what is told: `đến hết tháng 9` speaks of nine months."""
        start = figure.span.start
        return bool(_MONTH.fullmatch(figure.iso or "") and _CLOSED.search(self._context.low, max(0, start - 24), start))

    def _weight(self, figure: Figure, iso: str) -> float:
        low, start = self._context.low, figure.span.start
        if self._is_deadline(figure) or (not self._closes(figure) and _HELD_AGAINST.search(low, max(0, start - 40), start)):
            return -0.5
        reviewed = _REVIEWED.search(low[max(0, start - 110) : start])
        ahead = not reviewed and _is_ahead(low, figure)
        weight = 0.1 if ahead else 1.0
        if reviewed:
            weight += 3
        if self._title and figure.span in self._title and not ahead:
            weight += 2
        elif not ahead and start < (self._title.end if self._title else 0) + _EARLY:
            weight += 0.8
        if _PART_OF_YEAR.search(iso):
            weight += 0.6
        if _MONTH.fullmatch(iso):
            weight -= 0.6
        told = reviewed or _SO_FAR_OF_TERM.search(low, max(0, start - 24), start)
        return weight - (1.2 if figure.type == "term" and not told else 0.0)

    def _by_day(self, iso: str) -> float:
        """What the day of telling adds: the term that ends then, where a congress is told of; less for far years, for what was not over."""
        if self._year is None:
            return 0.0
        begun, last = int(iso[:4]), int(last_year_of(iso) or iso[:4])
        if last != begun:
            if begun == int(self._year) and not self._ends_a_term() and _HELD.search(self._context.low):
                return _ELECTED_TERM
            start = self._title.start if self._title else 0
            told = _OF_A_TERM.search(self._context.low, start, start + _EARLY)
            return _ENDED_TERM if last == int(self._year) and told else 0.0
        if begun > int(self._year):
            return _NOT_BEGUN if self._told_on else _FAR_YEAR
        if begun < int(self._year) - 1:
            return _FAR_YEAR
        return _NOT_OVER if self._told_on and iso != iso[:4] and share_over(iso, self._told_on) < _MOSTLY else 0.0

    def _ends_a_term(self) -> bool:
        ended = [figure for figure in self._figures if figure.type == "term" and last_year_of(figure.iso) == self._year]
        return not all(map(self._is_held_against, ended))


def _is_ahead(low: str, figure: Figure) -> bool:
    """Whether what is to be done in that time is told, not what was done."""
    start, end = figure.span.start, figure.span.end
    if _AHEAD.search(low, max(0, start - 40), start) or _TO_COME.search(low, max(0, start - 80), start):
        return True
    return bool(_OPENS.search(low[max(0, start - 24) : start]) and _GOES_AHEAD.match(low, end))
