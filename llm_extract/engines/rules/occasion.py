"""The event that an article tells of, a conference, a ceremony, a congress, and its day."""

import re
from collections.abc import Callable, Iterator, Sequence

from llm_extract.engines.rules.context import Context
from llm_extract.models import Figure, Inferred, Pointer, Span

_LEAD_LENGTH = 320
_DATED_LEAD = 40
_AS_OF = re.compile(r"(?:đến|tới|trước|hết|thời điểm|từ)(?: hết)?(?: ngày)? ?$")
_REMEMBERED = re.compile(r"(?:ngày sinh|kỷ niệm|thành lập|truyền thống|chào mừng)[^.;\n]{0,60}$")
_CITED = re.compile(
    r"(?:[/-][a-zđ]+|(?:chỉ thị|nghị quyết|kết luận|quyết định|quy định|hướng dẫn|kế hoạch|thông báo|công văn) số \d+),? (?:ngày )?$"
)
"""The day of a document: `Hướng dẫn số 01-HD/TW, ngày 05/01/2012`."""
_NOT_HELD = re.compile(r"(?:nghị quyết|chào mừng|hướng tới|phục vụ|chuẩn bị(?: cho)?|văn kiện|sau|trước thềm|trước) $")
_CONGRESS = re.compile(
    r"đại hội(?: đại biểu)?(?: (?:đảng bộ|chi bộ) [^.,;:()\n]{2,60}?)?(?: \([^()\n]{2,40}\))? lần thứ [ivxlc\d]+(?:,? ?nhiệm kỳ \d{4} ?[-–] ?\d{4})?"
)
_COMMITTEE = re.compile(
    r"(?P<noun>hội nghị)(?: lần thứ [^,.;:]{1,16}?)? (?P<kind>ban chấp hành(?: đảng bộ(?: (?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|khối))?)?)"
)
_SESSION = re.compile(
    r"kỳ họp thứ \d+(?: của ủy ban kiểm tra (?:tỉnh|huyện|thành|thị|quận) ủy)?|phiên họp thường kỳ(?: (?:ubnd|hđnd) \w+)?"
)
_NAMED = re.compile(
    r"(?P<noun>hội nghị|lễ|đại hội|hội thảo|buổi làm việc|cuộc họp|phiên họp|buổi lễ|kỳ họp)(?: [^.,;:\d]{0,40}?)?\s"
    r"(?P<kind>tổng kết|sơ kết|trao(?: tặng)? huy hiệu(?: đảng)?|kết nạp|công bố|biểu dương|tuyên dương|quán triệt|triển khai|đánh giá|"
    r"giao ban|rút kinh nghiệm|khai giảng|bế giảng|khánh thành|ra mắt|phát động)"
)
_REVIEW = re.compile(r"(?P<kind>tổng kết|sơ kết)")
_MEETING = re.compile(r"(?<!\w)(?:buổi làm việc|giao ban|cuộc họp|phiên họp)(?!\w)")


def read_event(context: Context, lead: int, title: Span | None) -> Pointer | None:
    """The event of the lead, else of the title.

    Args:
        context: the article's sentences.
        lead: where the lead begins.
        title: where the title stands.

    Returns:
        Its name as it is printed, or its noun and kind where other words stand between; None where neither names one.
    """
    spans = [sentence.span for sentence in context.sentences if lead <= sentence.span.start < lead + _LEAD_LENGTH]
    # A title may review where nobody confers.
    spans += [title] if title and "hội nghị" in context.low else []
    readings: tuple[tuple[re.Pattern[str], Callable[[Context, re.Match[str]], Pointer]], ...] = (
        (_CONGRESS, _whole),
        (_COMMITTEE, _noun_and_kind),
        (_SESSION, _whole),
        (_NAMED, _noun_and_kind),
        (_REVIEW, lambda _, found: Inferred(f"hội nghị {found['kind']}", "named in the lead")),
        (_MEETING, _whole),
    )
    for pattern, pointer in readings:
        for found in _held(context, pattern, spans):
            return pointer(context, found)
    return None


def _held(context: Context, pattern: re.Pattern[str], spans: Sequence[Span]) -> Iterator[re.Match[str]]:
    for span in spans:
        for found in pattern.finditer(context.low, span.start, span.end):
            if not _NOT_HELD.search(context.low, max(span.start, found.start() - 24), found.start()):
                yield found


def _whole(_: Context, found: re.Match[str]) -> Pointer:
    return Span(*found.span())


def _noun_and_kind(context: Context, found: re.Match[str]) -> Pointer:
    if found.start("kind") - found.end("noun") == 1:
        return Span(*found.span())
    text = context.article.text
    words = f"{text[slice(*found.span('noun'))]} {text[slice(*found.span('kind'))]}"
    return Inferred(words[0].lower() + words[1:], "named in the lead")


def read_event_day(context: Context, figures: Sequence[Figure], lead: int, *, named: bool) -> int | None:
    """The id of the date on which the event was held: the first of the lead that is no term of something and no day remembered.

    Args:
        context: the article's sentences.
        figures: its figures, dates among them.
        lead: where the lead begins.
        named: whether the lead names an event; where it names none, only a date that opens it is taken.
    """
    day = next((figure for figure in figures if _may_be_day(figure, lead, context)), None)
    return day.id if day and (named or day.span.start - lead < _DATED_LEAD) else None


def _may_be_day(figure: Figure, lead: int, context: Context) -> bool:
    start = figure.span.start
    if figure.type != "date" or not figure.iso or not lead <= start < lead + _LEAD_LENGTH or context.article.region_at(start):
        return False
    if _CITED.search(context.low, max(0, start - 40), start):
        return False
    return not _AS_OF.search(context.low, max(0, start - 24), start) and not _REMEMBERED.search(context.low, max(0, start - 70), start)
