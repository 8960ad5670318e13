"""The document's own fields: title, outlet, author, dates, body, province, event."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from llm_extract.engines.rules.body import read_body
from llm_extract.engines.rules.context import Context
from llm_extract.locales.vi.fold import UPPER, fold
from llm_extract.locales.vi.places import OUTLETS, PROVINCES
from llm_extract.models import Figure, Inferred, Pointer, Span
from llm_extract.periods import complete, year_of

_DATELINE = re.compile(
    r"^\W*(?:cập nhật|ngày đăng|đăng (?:lúc|ngày)|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}:\d{2}|gmt|lượt xem|theo dõi|tác giả|người đăng|nguồn)\b"
)
_SITE = re.compile(
    r"^\W*(?:[^.,:]{0,40} online|báo [^.,:\d]{2,30}|báo điện tử.*|cổng thông tin.*|trang (?:thông tin|tin).*|đài .{0,60})\W*$"
)
_LEAST_TITLE = 4
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
_NAME_LINE = re.compile(rf"^(?:[{UPPER}][\w.]*|-|–|và|,|&)(?: ?(?:[{UPPER}][\w.]*|-|–|và|,|&)){{0,5}}$")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_ZONE = re.compile(r"gmt ?([+-]) ?(\d{1,2})", re.IGNORECASE)
_EVENT = re.compile(
    r"(?P<noun>hội nghị|lễ|đại hội|hội thảo|buổi làm việc|cuộc họp|phiên họp|buổi lễ|kỳ họp)(?: [^.,;:\d]{0,40}?)?\s(?P<kind>tổng kết|sơ kết|trao(?: tặng)? huy hiệu(?: đảng)?|kết nạp|công bố|biểu dương|tuyên dương|quán triệt|triển khai|đánh giá|giao ban|rút kinh nghiệm)"
)
_REVIEW = re.compile(r"(?P<kind>tổng kết|sơ kết)")
_LEAD_LENGTH = 320
_DATED_LEAD = 40
_LEAST_VOTE = -0.4
_ENDED_TERM, _FAR_YEAR = 3.0, -0.8
_AS_OF = re.compile(r"(?:đến|tới|trước|hết|thời điểm|từ)(?: hết)?(?: ngày)? ?$")
_HELD_AGAINST = re.compile(
    r"so với(?: cùng kỳ)?(?: (?:cuối|đầu))?(?: năm)? $|cùng kỳ(?: năm)? $|kế hoạch năm $|cuối năm $|(?:quy hoạch|nghị quyết) [^.;]{0,24}$|"
    r"(?:từ|đến|hết|cuối)(?: (?:hết|cuối|đầu))?(?: năm| quý| tháng)? ?$"
)
_TO_COME = re.compile(r"(?:phấn đấu|năm tới|thời gian tới|chỉ tiêu|mục tiêu|đến năm)[^.;]{0,60}$")
_AHEAD = re.compile(
    r"(?:nhiệm vụ|phương hướng|kế hoạch|chỉ tiêu|triển khai|mục tiêu)[^.;\d]{0,30}(?:năm |cuối )?$|(?:bước )?sang (?:năm |quý )$|năm tới,? $"
)
_OPENS = re.compile(r"(?:^|[.!?…]\s+|\n)\W*(?:trong |đến |từ )?(?:năm |quý |nhiệm kỳ )?$")
_GOES_AHEAD = re.compile(
    r"[^.;\n]{0,90}?\b(?:phấn đấu|đặt (?:ra|mục tiêu|chỉ tiêu)|dự kiến|sẽ|tiếp tục|tập trung|chú trọng|quyết tâm|đề ra|tính mở|xác định)\b"
)
_REVIEWED = re.compile(r"(?:tổng kết|sơ kết)(?:[^.;\d]|\d{1,2} năm|(?:(?<=chỉ thị )|(?<=kết luận ))\d{1,2}){0,90}$")
_OF_A_TERM = re.compile(r"đại hội|nhiệm kỳ")
_NEAR_YEAR = 160
_EARLY = 700
"""Code points of an article in which it says what it is about."""


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
    document.lead = next((span for span in lines if span != document.title and len(span.of(text)) > 120), None)
    _publication(document, context, figures, lines)
    _authorship(document, context, lines)
    _event(document, context, figures)
    _period(document, context, figures)
    if province := _province(document, context):
        document.fields["province"] = province
    named = province.value if isinstance(province, Inferred) else (province.of(text) if province else None)
    if body := read_body(context, document.title, document.lead.start if document.lead else 0, named):
        document.fields["organization"] = body
    return document


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
        return span
    return None


def _is_above_title(line: str, low: str) -> bool:
    """Whether a line is a dateline, the name of a site, or too short for a headline."""
    return bool(
        _DATELINE.search(low)
        or _SITE.search(low)
        or len(line.split()) < _LEAST_TITLE
        or _SIGNED.match(line)
        or _BRACKETED.match(line)
        or line.endswith(":")
    )


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
        line = span.of(text)
        if len(line) <= 40 and _NAME_LINE.match(line) and any(char.isalpha() for char in line):
            document.fields["author"] = span
            return
    if context.article.metadata.author:
        document.fields["author"] = Inferred(context.article.metadata.author, "declared by the page")


def _event(document: Document, context: Context, figures: tuple[Figure, ...]) -> None:
    start = document.lead.start if document.lead else 0
    lead = [sentence.span for sentence in context.sentences if start <= sentence.span.start < start + _LEAD_LENGTH]
    found = next(filter(None, (_EVENT.search(context.low, span.start, span.end) for span in lead)), None)
    review = next(filter(None, (_REVIEW.search(context.low, span.start, span.end) for span in lead)), None)
    if found and found.start("kind") - found.end("noun") == 1:
        document.fields["event"] = Span(*found.span())
    elif found:
        text = context.article.text
        words = f"{text[slice(*found.span('noun'))]} {text[slice(*found.span('kind'))]}"
        document.fields["event"] = Inferred(words[0].lower() + words[1:], "named in the lead")
    elif review:
        document.fields["event"] = Inferred(f"hội nghị {review['kind']}", "named in the lead")
    day = next((figure for figure in figures if _is_event_day(figure, start, context)), None)
    if day and ("event" in document.fields or day.span.start - start < _DATED_LEAD):
        document.dates["event_date"] = day.id


def _is_event_day(figure: Figure, start: int, context: Context) -> bool:
    if (
        figure.type != "date"
        or not figure.iso
        or not start <= figure.span.start < start + _LEAD_LENGTH
        or context.article.region_at(figure.span.start)
    ):
        return False
    return not _AS_OF.search(context.low, max(0, figure.span.start - 24), figure.span.start)


def _period(document: Document, context: Context, figures: tuple[Figure, ...]) -> None:
    published = document.fields.get("published_at")
    year = year_of(published.value) if isinstance(published, Inferred) else year_of(context.article.metadata.published_at)
    votes: dict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    for figure in figures:
        if figure.type not in {"period", "term"} or not figure.iso or context.article.region_at(figure.span.start):
            continue
        iso = _with_year(figure, figures, year)
        if iso is not None:
            votes[iso] += _period_weight(document, context, figure) + _by_publication(context, document, iso, year)
            first.setdefault(iso, figure.id)
    if votes and max(votes.values()) > _LEAST_VOTE:
        document.period = max(votes, key=lambda iso: (votes[iso], -first[iso]))
        document.fields["period"] = Inferred(document.period, "the period the article reports on")
        return
    years = Counter(year_of(figure.iso) for figure in figures if figure.type == "date" and year_of(figure.iso))
    document.period = year or (years.most_common(1)[0][0] if years else None)
    if document.period:
        document.fields["period"] = Inferred(document.period, "the year of its dates")


def _with_year(figure: Figure, figures: tuple[Figure, ...], year: str | None) -> str | None:
    if figure.iso and figure.iso.startswith("--"):
        dated = [other for other in figures if other.type in {"period", "date"} and year_of(other.iso)]
        nearest = min(dated, key=lambda other: abs(other.span.start - figure.span.start), default=None)
        near = nearest is not None and abs(nearest.span.start - figure.span.start) < _NEAR_YEAR
        return complete(figure.iso, year_of(nearest.iso) if nearest and (near or year is None) else year)
    return figure.iso


def _period_weight(document: Document, context: Context, figure: Figure) -> float:
    low, start = context.low, figure.span.start
    if _HELD_AGAINST.search(low, max(0, start - 40), start):
        return -0.5
    reviewed = _REVIEWED.search(low[max(0, start - 110) : start])
    ahead = not reviewed and _is_ahead(low, figure)
    weight = 0.1 if ahead else 1.0
    if reviewed:
        weight += 3
    if document.title and figure.span in document.title and not ahead:
        weight += 2
    elif not ahead and start < (document.title.end if document.title else 0) + _EARLY:
        weight += 0.8
    if figure.iso and re.search(r"-(?:H1|9M|Q\d)$", figure.iso):
        weight += 0.6
    if figure.iso and re.fullmatch(r"(?:\d{4}|-)-\d\d", figure.iso):
        weight -= 0.6
    return weight - (1.2 if figure.type == "term" and not reviewed else 0.0)


def _by_publication(context: Context, document: Document, iso: str, year: str | None) -> float:
    """What the year of publication adds to a period's weight: the term that ends then, where a congress is told of; less for years far off."""
    if year is None:
        return 0.0
    begun, last = int(iso[:4]), int(iso[-4:] if re.fullmatch(r"\d{4}-\d{4}", iso) else iso[:4])
    if last != begun:
        start = document.title.start if document.title else 0
        told = _OF_A_TERM.search(context.low, start, start + _EARLY)
        return _ENDED_TERM if last == int(year) and told else 0.0
    return _FAR_YEAR if begun > int(year) or begun < int(year) - 1 else 0.0


def _is_ahead(low: str, figure: Figure) -> bool:
    """Whether what is to be done in that time is told, not what was done."""
    start, end = figure.span.start, figure.span.end
    if _AHEAD.search(low, max(0, start - 40), start) or _TO_COME.search(low, max(0, start - 80), start):
        return True
    return bool(_OPENS.search(low[max(0, start - 24) : start]) and _GOES_AHEAD.match(low, end))


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
        return Inferred(best, "printed in capitals") if where[best].of(text).isupper() else where[best]
    return Inferred(told, "the newspaper's province") if told else None
