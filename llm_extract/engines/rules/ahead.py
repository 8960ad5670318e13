"""What an article says is to be done next."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from llm_extract.engines.rules.context import Context
from llm_extract.models import Span

_MOST = 12
_LEAST_WORDS = 4
_OPENING = 160
"""Code points of a sentence in which it says that it speaks of what is to come."""
_VERBS = (
    r"tiếp tục|tập trung|đẩy mạnh|tăng cường|nâng cao|thực hiện (?:tốt|nghiêm|có hiệu quả)|chủ động|duy trì|phấn đấu|quan tâm|kịp thời|"
    r"rà soát|chú trọng|lãnh đạo, triển khai|triển khai (?:thực hiện|có hiệu quả)|xây dựng phát huy|làm tốt|khẩn trương|quyết tâm"
)
_AHEAD = re.compile(
    rf"^\W*(?:(?:trong )?(?:thời gian tới|những tháng cuối năm|năm (?:tới|(?P<year>20\d\d)))[^.]{{0,60}}?,? ?)?(?:{_VERBS})(?!\w)"
)
_ASKED = re.compile(
    r"(?:nhấn mạnh|đề nghị|yêu cầu|lưu ý|chỉ đạo|gợi mở|phấn đấu|nhiệm vụ trọng tâm|xác định|đề ra|thời gian tới|tập trung)"
    r"[^.:]{0,200}?(?::|như[:;])\s*"
)
_AS_NOUN = r"(?<!các )(?<!những )(?<!nhiều )(?<!một số )(?<!theo )(?<!ứng )(?<!hồ sơ )(?<!ý kiến )(?<!quá trình )(?<!tinh thần )(?<!ý chí )(?<!nỗ lực )(?<!tích cực )"
"""Not behind words that make nouns of verbs: `đáp ứng yêu cầu`, `tinh thần phấn đấu`."""
_STRIVE = rf"{_AS_NOUN}phấn đấu(?!,| bền bỉ| rèn luyện| vươn lên| vì| của)"
_WILL = re.compile(
    rf"thời gian tới|trong năm tới|(?<!\w)(?:những|\w+) tháng cuối năm|từ nay đến|phương hướng|{_STRIVE}|dự kiến|"
    r"(?:đề nghị|yêu cầu|lưu ý|nhắc|giao(?! ban (?:báo|công|tháng|quý|định|với|trực|tuyến))) (?:các|mỗi|từng|ngành|cấp ủy|đảng ủy|chi bộ|ban|huyện|xã)(?!\w)|"
    r"cần (?:tiếp tục|tập trung|tăng cường|nghiên cứu)|các cấp ủy tăng cường"
)
_DONE = re.compile(r"(?: 20\d\d)?,? (?:(?!mà )[^\W\d]+ ){0,5}đã (?!và đang|đề ra|đặt ra|được giao)")
"""What stands behind words of what is to come, where a sentence reports: `sáu tháng cuối năm 2022, huyện đã kết nạp`."""
_AGENDA = re.compile(r"phương hướng|\w+ tháng cuối năm")
_HELD = re.compile(
    r"(?<!\w)(?:tổ chức|khai mạc)(?!\w)[^.;]{0,30}(?:hội nghị|hội thảo|phiên họp|kỳ họp|buổi giao ban)|(?<!\w)họp(?: bàn)?,? (?:triển khai|đánh giá)(?!\w)"
)
"""What a conference was held on: `họp bàn triển khai nhiệm vụ sáu tháng cuối năm`."""
_ASKING = re.compile(
    rf"[^;:]{{0,140}}?(?<!\w)(?:{_AS_NOUN}(?:yêu cầu|đề nghị|lưu ý|nhắc)(?! (?:của|nhiệm vụ|thực tế|thực tiễn|mới|cao|chính đáng|đề ra|đặt ra|phát triển|này)(?!\w))|"
    rf"{_STRIVE}|đặt mục tiêu|đề ra(?: các)? (?:chỉ tiêu|mục tiêu))(?!\w):? "
)
"""Who asks whom, before what is asked."""


def read_tasks(context: Context, metrics: AbstractSet[int], ahead: AbstractSet[int], year: str | None) -> tuple[Span, ...]:
    """What the article says is to be done next, in its own clauses.

    Args:
        context: the article.
        metrics: ids of the figures that are metrics.
        ahead: those of them that are targets not of the past: a sentence of no other metrics says what is to be done.
        year: the one that is reported on, if it is known: what opens with it or with an earlier one was done.

    Returns:
        Places of clauses, in the order of the text, at most twelve.
    """
    spans: list[Span] = []
    sentences = context.sentences
    reported = -1
    for sentence in sentences[len(sentences) // 4 :]:
        told = {slot.figure.id for slot in sentence.slots} & metrics
        asked = _ASKED.search(sentence.text)
        if asked and (told <= ahead or not asked[0].startswith("tập trung")):
            spans.extend(_clauses(context, Span(sentence.span.start + asked.end(), sentence.span.end)))
        elif (
            (_opens_ahead(sentence.text, year) and sentence.paragraph != reported and told <= ahead)
            or _will(sentence.text)
            or (told and told <= ahead)
        ):
            asking = _ASKING.match(context.low, sentence.span.start, sentence.span.end)
            spans.extend(_clauses(context, Span(asking.end() if asking else sentence.span.start, sentence.span.end)))
            reported = -1
        elif told - ahead:
            reported = sentence.paragraph
    return tuple(span for span in spans if len(span.of(context.low).split()) >= _LEAST_WORDS)[:_MOST]


def _opens_ahead(words: str, year: str | None) -> bool:
    found = _AHEAD.match(words)
    return found is not None and not (found["year"] and year and found["year"] <= year)


def _will(words: str) -> bool:
    """Whether a sentence opens with words of what is to come, and tells nothing done behind them."""
    found = _WILL.search(words, 0, _OPENING)
    if found is None or _DONE.match(words, found.end()):
        return False
    return not (_AGENDA.fullmatch(found[0]) and _HELD.search(words, 0, found.start()))


def _clauses(context: Context, span: Span) -> Iterator[Span]:
    start = span.start
    for found in re.finditer(r";\s*|$", context.low[span.start : span.end]):
        end = span.start + found.start()
        piece = context.low[start:end]
        left = len(piece) - len(piece.lstrip(" -–•*+"))
        trimmed = piece.strip(" -–•*+.,…")
        if trimmed:
            yield Span(start + left, start + left + len(trimmed))
        start = span.start + found.end()
