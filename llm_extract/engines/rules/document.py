"""The document's own fields: title, outlet, author, dates, body, province, event."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from llm_extract.engines.rules.body import read_body
from llm_extract.engines.rules.context import Context
from llm_extract.engines.rules.occasion import read_event, read_event_day
from llm_extract.engines.rules.period import read_period
from llm_extract.locales.vi.fold import UPPER, fold
from llm_extract.locales.vi.places import OUTLETS, PROVINCES
from llm_extract.models import Figure, Inferred, Pointer, Span

_DATELINE = re.compile(
    r"^\W*(?:print )?(?:publish(?:ed)? date|posted|cập nhật|ngày đăng|đăng (?:lúc|ngày)|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}:\d{2}|gmt|lượt xem|theo dõi|tác giả|người đăng|nguồn)\b"
)
_SITE = re.compile(
    r"^\W*(?:[^.,:]{0,40} online|báo [^.,:\d]{2,30}|báo điện tử.*|cổng thông tin.*|trang (?:thông tin|tin).*|đài .{0,60})\W*$"
)
_LEAST_TITLE = 4
_MANY = 3
"""So many provinces named alike are a list, of which none is the article's."""
_MASTHEAD = re.compile(
    r"\W*(?:(?:tỉnh|huyện|thành|thị|quận|đảng) ủy|đảng bộ|đảng cộng sản|ban (?:tổ chức|tuyên giáo|dân vận|nội chính|chấp hành|thường vụ)|"
    r"ủy ban|văn phòng|bản tin|báo|trung tâm|công an|bộ chỉ huy|trường|tổng công ty)(?!\w)(?: [^\s:,.?!\d]+){0,8}"
)
"""A line in capitals that names nothing but the body above whose text it stands."""
_KICKER = 5
"""Most words of a line in capitals that names the section above a headline."""
_REPORTS = re.compile(
    r"\d|kết nạp|tổng kết|sơ kết|triển khai|tổ chức (?!cơ sở|đảng|xây|tỉnh|huyện|thành)|trao|biểu dương|đẩy mạnh|nâng cao|quán triệt"
)
"""What a headline says, and the name of a body or section does not."""
_TELLS = re.compile(r"(?:sáng|chiều|tối|ngày|năm|trong|vừa qua|thực hiện|nhân|quý|tính đến)(?!\w).*[,.]|.*[.!?…]$")
"""A sentence of the article, which is no headline."""
_SIGNED = re.compile(
    r"^\W{0,2}(?P<name>[A-ZĐ][A-Za-zĐđ]{1,5}(?: online| Online)?|[A-ZĐ][\w.]{2,20}\.vn|Ba[oọ][a-z]+\.vn)\s*\)?\s*(?:\)\s*)?[-–—.:]\s",
    re.MULTILINE,
)
_BRACKETED = re.compile(r"^[^\S\n]*+\((?P<name>[^()\n]{2,24})\)\s*[-–—.:]?\s", re.MULTILINE)
_SOURCE_LINE = re.compile(
    r"(?im)^[^\S\n]*+(?:(?:theo|nguồn)\s*:?\s*(?:https?://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4})(?:/\S*)?|(?:theo|nguồn)\s*:\s*(?P<name>[^\n.:]{2,40}))\s*$"
)
_AUTHOR_LINE = re.compile(
    r"(?im)^[^\w\n]*+(?:tin(?:,| và)? (?:bài(?:,| và) )?ảnh|bài(?:,| và) ảnh|tin|bài|tác giả|thực hiện)\s*:\s*(?P<name>[^\n|]{2,40}?)\s*$"
)
_AS_EDITOR = re.compile(r"\s*\((?i:tổng hợp|lược ghi|ghi|thực hiện|biên soạn|t/?h)\)$")
_NAME_LINE = re.compile(rf"^(?:[{UPPER}][\w.]*|-|–|và|,|&)(?: ?(?:[{UPPER}][\w.]*|-|–|và|,|&)){{0,5}}$")
_LONG, _SENTENCE = 120, 40
"""Code points of a line that is no heading, and of one that is none if it ends in a stop."""
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_ZONE = re.compile(r"gmt ?([+-]) ?(\d{1,2})", re.IGNORECASE)


@dataclass
class Document:
    """The fields found, in the form that `models.Answer` takes."""

    fields: dict[str, Pointer] = field(default_factory=dict)
    dates: dict[str, int] = field(default_factory=dict)
    period: str | None = None
    title: Span | None = None
    lead: Span | None = None


def read_document(context: Context, figures: tuple[Figure, ...]) -> Document:
    """Finds the fields of the document.

    Args:
        context: the article's sentences.
        figures: its figures, dates among them.

    Returns:
        What was found; a field that the article does not tell is absent.
    """
    document = Document()
    text = context.article.text
    lines = [span for span in _lines(text) if not context.article.region_at(span.start)]
    document.title = _title(context, lines)
    if context.article.metadata.title and document.title is None:
        document.fields["title"] = Inferred(context.article.metadata.title, "declared by the page")
    elif document.title:
        document.fields["title"] = document.title
    document.lead = next((span for span in lines if span != document.title and _is_running(span.of(text))), None)
    lead = document.lead.start if document.lead else 0
    _publication(document, context, figures, lines)
    _authorship(document, context, lines)
    _occasion(document, context, figures, lead)
    if province := _province(document, context):
        document.fields["province"] = province
    named = province.value if isinstance(province, Inferred) else (province.of(text) if province else None)
    if body := read_body(context, document.title, lead, named):
        document.fields["organization"] = body
    return document


def _occasion(document: Document, context: Context, figures: tuple[Figure, ...], lead: int) -> None:
    """The event, its day and the period, which the day helps to tell."""
    event = read_event(context, lead, document.title)
    day = read_event_day(context, figures, lead, named=event is not None)
    published = document.fields.get("published_at")
    told_on = published.value if isinstance(published, Inferred) else context.article.metadata.published_at
    if event:
        document.fields["event"] = event
    if day:
        document.dates["event_date"] = day
    if period := read_period(context, figures, document.title, told_on):
        document.fields["period"], document.period = period, period.value


def _is_running(line: str) -> bool:
    """Whether a line is running text: long, or a sentence with its stop."""
    return len(line) > _LONG or (len(line) > _SENTENCE and line.endswith((".", "!", "?", "…")))


def _lines(text: str) -> Iterator[Span]:
    for found in re.finditer(r"[^\n]+", text):
        stripped = found[0].strip()
        if stripped:
            start = found.start() + found[0].index(stripped)
            yield Span(start, start + len(stripped))


def _title(context: Context, lines: list[Span]) -> Span | None:
    text = context.article.text
    declared = fold(context.article.metadata.title or "")
    head = lines[:8]
    for span, after in zip_longest(head, head[1:]):
        line = span.of(text)
        low = span.of(context.low)
        if _is_above_title(line, low) or (after and _is_heading(line, low) and _may_be_title(after.of(text), after.of(context.low))):
            continue
        if len(line) > 220 or (line.endswith(".") and len(line) > 140):
            return None
        if declared and declared[:20] not in low and low[:20] not in declared:
            continue
        outlet = _BRACKETED.match(line)
        return Span(span.start + outlet.end(), span.end) if outlet else span
    return None


def _is_above_title(line: str, low: str) -> bool:
    """Whether a line is a dateline, the name of a site, or too short for a headline."""
    return bool(
        _DATELINE.search(low)
        or _SITE.search(low)
        or len(line.split()) < _LEAST_TITLE
        or _SIGNED.match(line)
        or (_BRACKETED.match(line) and not _may_head(line))
        or line.endswith(":")
    )


def _may_head(line: str) -> bool:
    """Whether a line that begins with the name of the outlet in brackets is short and without a stop, as a headline is."""
    return len(line) <= _LONG and not line.endswith((".", ";")) and re.match(r"\s*\([A-ZĐ]{2,8}\)\s*[^-–—\s]", line) is not None


def _may_be_title(line: str, low: str) -> bool:
    return not _is_above_title(line, low) and not _TELLS.fullmatch(low)


def _is_heading(line: str, low: str) -> bool:
    """Whether a line may stand above a headline: capitals that name a body or a section, or the name of a section."""
    if _REPORTS.search(low):
        return False
    words = len(line.split())
    section = re.fullmatch(r"[^\W\d]+(?: [^\W\d]+){0,2}(?: [-–&] [^\W\d]+(?: [^\W\d]+){0,2}){1,2}", line)
    return bool((line.isupper() and (words <= _KICKER or _MASTHEAD.fullmatch(low))) or (section and words <= _KICKER + 2))


def _publication(document: Document, context: Context, figures: tuple[Figure, ...], lines: list[Span]) -> None:
    for span in [*lines[:8], *lines[-4:]]:
        line = span.of(context.low)
        if len(line) > 120 or not _DATELINE.search(line):
            continue
        day = next(
            (figure for figure in figures if figure.type == "date" and figure.iso and figure.iso[0] != "-" and figure.span in span), None
        )
        if day is None or day.iso is None:
            continue
        document.fields["published_at"] = Inferred(day.iso + _time(line), "the dateline")
        return


def _time(line: str) -> str:
    clock, zone = _CLOCK.search(line), _ZONE.search(line)
    if clock is None:
        return ""
    seconds = f":{clock[3]}" if clock[3] else ""
    return f"T{int(clock[1]):02}:{clock[2]}{seconds}" + (f"{zone[1]}{int(zone[2]):02}:00" if zone else "")


def _authorship(document: Document, context: Context, lines: list[Span]) -> None:
    text = context.article.text
    head = text[: (document.lead.start + 80) if document.lead else 600]
    source = _BRACKETED.search(head) or _SIGNED.search(head)
    if source and (source["name"].isupper() or "online" in source["name"].lower() or ".vn" in source["name"]):
        document.fields["source"] = Span(*source.span("name"))
    elif found := _SOURCE_LINE.search(text):
        document.fields["source"] = Span(*found.span("host" if found["host"] else "name"))
    elif context.article.metadata.source:
        document.fields["source"] = Inferred(context.article.metadata.source, "declared by the page")
    if found := _AUTHOR_LINE.search(text):
        document.fields["author"] = Span(*found.span("name"))
        return
    for span in reversed(lines[-6:]):
        line = _AS_EDITOR.sub("", span.of(text))
        if len(line) <= 40 and _NAME_LINE.match(line) and any(char.isalpha() for char in line):
            document.fields["author"] = Span(span.start, span.start + len(line))
            return
    if context.article.metadata.author:
        document.fields["author"] = Inferred(context.article.metadata.author, "declared by the page")


def _province(document: Document, context: Context) -> Pointer | None:
    text = context.article.text
    votes: Counter[str] = Counter()
    where: dict[str, Span] = {}
    for name in PROVINCES:
        for found in re.finditer(re.escape(fold(name)), context.low):
            if (
                not text[found.start()].isupper()
                or text[found.end() : found.end() + 1].isalnum()
                or re.search(r"(?:chủ tịch|tư tưởng|gương|bác|cách) $", context.low[max(0, found.start() - 12) : found.start()])
                or context.article.region_at(found.start())
            ):
                continue
            if name == "Hồ Chí Minh" and not re.search(r"(?:tp\.? ?|thành phố )$", context.low[max(0, found.start() - 12) : found.start()]):
                continue
            lead = context.low[max(0, found.start() - 9) : found.start()]
            votes[name] += 3 if re.search(r"(?:tỉnh|tỉnh ủy) $", lead) else 1
            if name not in where or where[name].of(text).isupper():
                where[name] = Span(*found.span())
    source = document.fields.get("source")
    outlet = (source.of(text) if isinstance(source, Span) else source.value if source else "").lower()
    told = next((province for key, province in OUTLETS.items() if key == outlet or (len(key) > 5 and key in outlet)), None)
    if votes and (told is None or votes.get(told)):
        best = told if told and votes.get(told) else max(votes, key=lambda name: votes[name])
        if best != told and list(votes.values()).count(votes[best]) >= _MANY:
            return None
        return Inferred(best, "printed in capitals") if where[best].of(text).isupper() else where[best]
    return Inferred(told, "the newspaper's province") if told else None
