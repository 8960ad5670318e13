"""Dates that cannot be."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from llm_extract.checks.view import View, contradiction
from llm_extract.locales.vi.dates import is_real_day
from llm_extract.models import Figure, Finding, Span

# A notice may announce an event, but hardly more than a year ahead.
_AHEAD = timedelta(days=366)
_FULL = re.compile(r"(?<![\d/.,-])(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?((?:19|20)\d\d)(?![\d/]|[.,-]\d)")
_SHORT = re.compile(r"(?<!\d )(?<!\w)ngày (\d{1,2}) ?[/-] ?(\d{1,2})(?! ?[/-]? ?\d|[.,]\d|%)")
_TERM = re.compile(r"(?<!\w)(?:nhiệm kỳ|giai đoạn) ((?:19|20)\d\d) ?(?:-|đến) ?((?:19|20)\d\d)(?!\d)")
_WEEKDAY = re.compile(r"(?<!\w)(thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?:,| -)? ?(?:ngày )?$")
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5, "nhật": 6}


def check(view: View) -> Iterator[Finding]:
    """Looks at every date of the running text, and at the document's own.

    Args:
        view: the extraction and its article.

    Yields:
        `date.impossible` for a day that no calendar has, `date.reversed` for a term that ends before it begins, `date.late` for
        an event more than a year after publication: contradictions of the article. `date.weekday`, for information, where day
        and weekday disagree.
    """
    for span in sorted(_impossible(view)):
        if not view.article.region_at(span.start):
            day = span.of(view.article.text)
            yield contradiction("date.impossible", f"{day}: there is no such day.", f"{day} là ngày không có thật.", span)
    for found in _TERM.finditer(view.low):
        if found[1] > found[2]:
            message, message_vi = f"{found[0]}: it ends before it begins.", f"{found[0]}: năm cuối trước năm đầu."
            yield contradiction("date.reversed", message, message_vi, Span(*found.span()))
    for figure in view.running:
        yield from _weekday(view, figure)
    yield from _late(view)


def _impossible(view: View) -> set[Span]:
    """Days the reader marked, and digits that are written as a day but that it could not read as one."""
    spans = {figure.span for figure in view.extraction.figures if figure.type == "date" and figure.note == "impossible"}
    taken = [figure.span for figure in view.extraction.figures if figure.type in {"date", "document"}]
    for found in _FULL.finditer(view.low):
        if not is_real_day(int(found[4]), int(found[3]), int(found[1])):
            spans |= _free(Span(*found.span()), taken)
    for found in _SHORT.finditer(view.low):
        if not is_real_day(None, int(found[2]), int(found[1])):
            spans |= _free(Span(found.start(1), found.end(2)), taken)
    return spans


def _free(span: Span, taken: list[Span]) -> set[Span]:
    return set() if any(span.overlaps(other) for other in taken) else {span}


def _weekday(view: View, figure: Figure) -> Iterator[Finding]:
    day = _day(figure.iso) if figure.type == "date" else None
    named = _WEEKDAY.search(view.low, max(0, figure.span.start - 30), figure.span.start)
    if day and named and _WEEKDAYS[named[1].split()[-1]] != day.weekday():
        message, message_vi = f"{figure.text}: that day was not a {named[1]}.", f"{figure.text} không phải là {named[1]}."
        yield Finding("date.weekday", "info", "article", message, message_vi, (Span(named.start(1), figure.span.end),))


def _late(view: View) -> Iterator[Finding]:
    """An event whose day is printed with its year, long after the article came out."""
    data = view.extraction.data
    event, published = getattr(data, "event_date", None), getattr(data, "published_at", None)
    day, out = _day(event), _day(published)
    figure = next((figure for figure in view.running if figure.type == "date" and figure.iso == event), None)
    if day and out and figure and day - out > _AHEAD:
        message = f"{figure.text}: the event is more than a year after publication, {out}."
        message_vi = f"{figure.text}: sự kiện muộn hơn ngày đăng, {out:%d/%m/%Y}, quá một năm."
        yield contradiction("date.late", message, message_vi, figure.span)


def _day(iso: str | None) -> date | None:
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", iso or "")
    if found is None or not is_real_day(int(found[1]), int(found[2]), int(found[3])):
        return None
    return date(int(found[1]), int(found[2]), int(found[3]))
