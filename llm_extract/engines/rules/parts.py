"""Names of the parts that a figure told before is divided into: `58 văn bản, gồm 2 chỉ thị, 11 kế hoạch`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from llm_extract.engines.rules.decisions import SUBJECTS, Decision
from llm_extract.engines.rules.slots import Counted
from llm_extract.models import Span

_REACH = 600
"""Code points behind a whole within which its parts are told."""
_LABEL = 120
"""Code points before a figure in which the words stand that name it."""
_MARK = re.compile(r"(?<!\w)(?:trong (?:đó|số)|gồm|cụ thể|chia (?:ra|theo|thành)|(?:phân|tính) theo|xét về|cơ cấu|riêng)(?!\w)|[:(]")
_LEAD = re.compile(
    r"(?:[\s,;:.()|•+*-]|(?:và|còn|trong đó|gồm|bao gồm|cụ thể|riêng|có|là|trong khi đó|tương đương|số còn lại|xét theo thẩm quyền|nhiều nhất|trong số này|còn lại|đáng chú ý|thì|các lớp|lớp|số đơn|số|lĩnh vực|vi phạm(?: về)?|về|liên quan(?: đến)?)(?!\w))+"
)
_TAIL = re.compile(
    r"(?:[\s,:(]|(?<!\w)(?:có|là|đạt|với|được|chiếm|cũng|góp|gần|hơn|trên|khoảng|chừng|tới|tại|ở|chỉ|còn|trực tiếp|kết nạp|mới kết nạp|kiểm tra|giám sát|tiến hành|thi hành|xử lý|kỷ luật|quyết định|thì)(?!\w))+$"
)
_DASHED = re.compile(r"[^\W\d_] ?[-–] ?$")
_BREAK = re.compile(r"[,;:.()\d]\s?|(?<!\w)(?:gồm|trong đó|và|có)(?!\w)")
_TIME = re.compile(
    r"(?:(?:của|trong|cuối|đầu|cả|từ|đến|vào|hồi|ngay) )*(?:năm|quý|tháng|cùng kỳ|kỳ trước|nhiệm kỳ|đợt|ngày|tuần|lần|hiện nay|trước đó|đến nay)(?!\w)"
)
_VERB = re.compile(
    r"(?<!\w)(?:đã|sẽ|phải|không(?! được làm)|chưa|phát hiện|kết luận|đề nghị|yêu cầu|tổ chức|mở|ban hành|hoàn thành|phấn đấu|tiếp nhận|giải quyết|xử lý|"
    r"biểu dương|khen thưởng|đồng chí|bí thư|chủ tịch|ông|bà)(?!\w)"
)
"""What a clause has, and the name of a part has not."""
_WORDS = re.compile(r"[^\W\d_]+(?:[ ,/]+[^\W\d_]+| [-–] ?[^\W\d_]+){0,13}")
_MODIFIER = re.compile(
    r" (?!(?:được|đã|bị|có|của|năm|quý|tháng|tăng|giảm|so|đạt|chiếm|với|và|cho|gồm|là|trong|trên|dự|tham gia|theo kế hoạch|bằng)(?!\w))[^\W\d_]+(?: [^\W\d_]+){0,11}"
)


def part_names(low: str, decisions: Sequence[Decision], by_kind: AbstractSet[str]) -> Mapping[int, Span]:
    """The words that tell a part from its whole, by the id of the part's figure.

    Args:
        low: the folded text.
        decisions: what the rules say of the figures, in the order of the text.
        by_kind: codes of which each figure is of a kind that is named before it.

    Returns:
        A span for each figure that is told, behind a word such as `gồm`, as part of an earlier one of the same code, and for each of a code
        of `by_kind`, if any words name it.
    """
    parts = {part.slot.figure.id: span for whole, part in _parts(low, decisions) if (span := _name(low, whole, part))}
    kinds = {one.slot.figure.id: span for one in decisions if one.code in by_kind and (span := _modifier(low, one) or _label(low, one))}
    return parts | kinds


def _parts(low: str, decisions: Sequence[Decision]) -> Iterator[tuple[Decision, Decision]]:
    wholes: dict[str, Decision] = {}
    for done in decisions:
        figure = done.slot.figure
        if done.code is None or done.kind != "actual" or figure.percent or figure.money or figure.value is None:
            continue
        whole = wholes.setdefault(done.code, done)
        if whole is not done and figure.value <= _value(whole) and _divides(low, whole, done):
            yield whole, done
        else:
            wholes[done.code] = done


def _value(decision: Decision) -> Decimal:
    return decision.slot.figure.value or Decimal(0)


def _near(whole: Decision, part: Decision) -> bool:
    return part.sentence.paragraph == whole.sentence.paragraph and part.slot.figure.span.start - whole.slot.figure.span.end <= _REACH


def _divides(low: str, whole: Decision, part: Decision) -> bool:
    """Whether a mark of division between the two reaches the part."""
    begin, end = part.sentence.span.start, part.slot.figure.span.start
    return _near(whole, part) and any(_reaches(low, mark, begin, end) for mark in _MARK.finditer(low, whole.slot.figure.span.end, end))


def _reaches(low: str, mark: re.Match[str], begin: int, end: int) -> bool:
    """Whether a mark is in force at the end of a stretch that begins with a sentence: a closed bracket holds all of it, but for a share."""
    close = low.find(")", mark.end(), end)
    if mark[0] == ":":
        return mark.start() >= begin
    if close >= 0 and low.find("(", mark.end(), close) < 0:
        return mark[0] == "(" and mark.start() >= begin and low[close - 1] == "%"
    return mark[0] != "(" or mark.start() >= begin


def _name(low: str, whole: Decision, part: Decision) -> Span | None:
    """The modifier behind its noun, or its noun where that is another than the whole's, or the words before the figure."""
    if modifier := _modifier(low, part):
        return modifier
    noun = _noun_behind(part)
    if (
        noun
        and noun.specific
        and noun.name not in SUBJECTS | {"orgs"}
        and not (whole.noun and noun.span.of(low) in whole.noun.span.of(low))
    ):
        return noun.span
    return _label(low, part)


def _noun_behind(part: Decision) -> Counted | None:
    noun = part.slot.noun
    return noun if noun and noun.span.start >= part.slot.figure.span.end else None


def _modifier(low: str, part: Decision) -> Span | None:
    noun = _noun_behind(part)
    found = _MODIFIER.match(low, noun.span.end, max(noun.span.end, part.slot.right.end)) if noun else None
    return Span(found.start() + 1, found.end()) if found else None


def _label(low: str, part: Decision) -> Span | None:
    """The words before a figure, from the figure or the mark before them; a dash within a name divides nothing."""
    end = part.slot.figure.span.start
    start = max(part.slot.left.start, end - _LABEL)
    if _DASHED.search(low, max(part.sentence.span.start, start - 5), start):
        start = max((mark.end() for mark in _BREAK.finditer(low, max(part.sentence.span.start, start - _LABEL), start)), default=start)
    for mark in _MARK.finditer(low, start, end):
        start = mark.end() if mark.end() < end - 2 else start
    start = lead.end() if (lead := _LEAD.match(low, start, end)) else start
    end = tail.start() if (tail := _TAIL.search(low, start, end)) else end
    named = start < end and _WORDS.fullmatch(low, start, end) and not _TIME.match(low, start, end) and not _VERB.search(low, start, end)
    return Span(start, end) if named else None
