"""Names of the parts that a figure told before is divided into: `58 văn bản, gồm 2 chỉ thị, 11 kế hoạch`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from llm_extract.engines.rules.decisions import SUBJECTS, Decision
from llm_extract.models import Span

_REACH = 600
"""Code points behind a whole within which its parts are told."""
_LABEL = 120
"""Code points before a figure in which the words stand that name it."""
_MARK = re.compile(r"(?<!\w)(?:trong (?:đó|số)|gồm|cụ thể|chia (?:ra|theo|thành)|(?:phân|tính) theo|xét về|cơ cấu|riêng)(?!\w)|[:(]")
_LEAD = re.compile(
    r"(?:[\s,;:.()|•+*-]|(?:và|còn|trong đó|gồm|bao gồm|cụ thể|riêng|có|là|nhiều nhất|trong số này|còn lại|đáng chú ý|thì|các lớp|lớp|lĩnh vực|vi phạm(?: về)?|về|liên quan(?: đến)?)(?!\w))+"
)
_TAIL = re.compile(
    r"(?:[\s,:(]|(?<!\w)(?:có|là|đạt|với|được|chiếm|cũng|gần|hơn|trên|khoảng|chừng|tới|tại|ở|chỉ|kết nạp|mới kết nạp|kiểm tra|kỷ luật|quyết định|thì)(?!\w))+$"
)
_DASHED = re.compile(r"[^\W\d_] ?[-–] ?$")
_BREAK = re.compile(r"[,;:.()\d]\s?|(?<!\w)(?:gồm|trong đó|và|có)(?!\w)")
_YEAR = re.compile(r"(?:(?:của|trong|cuối|đầu|cả) )?năm")
_WORDS = re.compile(r"[^\W\d_]+(?:[ ,/]+[^\W\d_]+| [-–] ?[^\W\d_]+){0,13}")
_MODIFIER = re.compile(
    r" (?!(?:được|đã|bị|có|của|tăng|giảm|so|đạt|chiếm|với|và|cho|gồm|là|trong|trên|dự|tham gia|theo kế hoạch|bằng)(?!\w))[^\W\d_]+(?: [^\W\d_]+){0,11}"
)


def part_names(low: str, decisions: Sequence[Decision]) -> Mapping[int, Span]:
    """The words that tell a part from its whole, by the id of the part's figure.

    Args:
        low: the folded text.
        decisions: what the rules say of the figures, in the order of the text.

    Returns:
        A span for each figure that is told, behind a word such as `gồm`, as part of an earlier one of the same code, if any words name it.
    """
    return {part.slot.figure.id: span for whole, part in _parts(low, decisions) if (span := _name(low, whole, part))}


def _parts(low: str, decisions: Sequence[Decision]) -> Iterator[tuple[Decision, Decision]]:
    whole, left = None, Decimal(0)
    for done in decisions:
        figure = done.slot.figure
        if done.code is None or done.code == "other" or done.kind != "actual" or figure.percent or figure.money or figure.value is None:
            continue
        if whole and done.code == whole.code and figure.value <= left and _divides(low, whole, done):
            left -= figure.value
            yield whole, done
        elif whole is None or done.code == whole.code or not _near(whole, done):
            whole, left = done, figure.value


def _near(whole: Decision, part: Decision) -> bool:
    return part.sentence.paragraph == whole.sentence.paragraph and part.slot.figure.span.start - whole.slot.figure.span.end <= _REACH


def _divides(low: str, whole: Decision, part: Decision) -> bool:
    return _near(whole, part) and bool(_MARK.search(low, whole.slot.figure.span.end, part.slot.figure.span.start))


def _name(low: str, whole: Decision, part: Decision) -> Span | None:
    """The modifier behind its noun, or its noun where that is another than the whole's, or the words before the figure."""
    noun = part.slot.noun if part.slot.noun and part.slot.noun.span.start >= part.slot.figure.span.end else None
    if noun and (modifier := _MODIFIER.match(low, noun.span.end, max(noun.span.end, part.slot.right.end))):
        return Span(modifier.start() + 1, modifier.end())
    if noun and noun.specific and noun.name not in SUBJECTS and not (whole.noun and noun.span.of(low) in whole.noun.span.of(low)):
        return noun.span
    return _label(low, part)


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
    return Span(start, end) if start < end and _WORDS.fullmatch(low, start, end) and not _YEAR.match(low, start, end) else None
