"""What an article says is to be done next."""

import re
from collections.abc import Iterator, Mapping

from llm_extract.engines.rules.context import Context
from llm_extract.models import Span

_MOST = 12
_LEAST_WORDS = 4
_VERBS = (
    r"tiếp tục|tập trung|đẩy mạnh|tăng cường|nâng cao|thực hiện (?:tốt|nghiêm|có hiệu quả)|chủ động|duy trì|phấn đấu|quan tâm|kịp thời|"
    r"rà soát|chú trọng|lãnh đạo, triển khai|triển khai (?:thực hiện|có hiệu quả)|xây dựng phát huy|làm tốt|khẩn trương|quyết tâm"
)
_AHEAD = re.compile(rf"^\W*(?:(?:trong )?(?:thời gian tới|những tháng cuối năm|năm (?:tới|20\d\d))[^.]{{0,60}}?,? ?)?(?:{_VERBS})(?!\w)")
_ASKED = re.compile(
    r"(?:nhấn mạnh|đề nghị|yêu cầu|lưu ý|chỉ đạo|gợi mở|phấn đấu|nhiệm vụ trọng tâm|xác định|đề ra|thời gian tới|tập trung)"
    r"[^.:]{0,200}?(?::|như:)\s*"
)
_WILL = re.compile(
    r"thời gian tới|trong năm tới|(?<!nhiệm vụ )(?<!\w)(?:những|\w+) tháng cuối năm|từ nay đến|phương hướng|(?<!quá trình )(?<!tinh thần )(?<!ý chí )(?<!nỗ lực )(?<!tích cực )phấn đấu(?!,| bền bỉ| rèn luyện| vươn lên| vì| của)|dự kiến|"
    r"(?:đề nghị|yêu cầu|lưu ý|nhắc|giao) (?:các|mỗi|từng|ngành|cấp ủy|đảng ủy|chi bộ|ban|huyện|xã)|"
    r"cần (?:tiếp tục|tập trung|tăng cường|nghiên cứu)|các cấp ủy tăng cường"
)
_ASKING = re.compile(
    r"[^;:]{0,140}?(?<!\w)(?:yêu cầu|đề nghị|lưu ý|nhắc|phấn đấu|đặt mục tiêu|đề ra(?: các)? (?:chỉ tiêu|mục tiêu))(?!\w):? "
)
"""Who asks whom, before what is asked."""


def read_tasks(context: Context, kinds: Mapping[int, str]) -> tuple[Span, ...]:
    """What the article says is to be done next, in its own clauses.

    Args:
        context: the article.
        kinds: by figure id, what each metric is: a sentence of nothing but targets says what is to be done.

    Returns:
        Places of clauses, in the order of the text, at most twelve.
    """
    spans: list[Span] = []
    sentences = context.sentences
    for sentence in sentences[len(sentences) // 4 :]:
        if asked := _ASKED.search(sentence.text):
            spans.extend(_clauses(context, Span(sentence.span.start + asked.end(), sentence.span.end)))
        elif (
            _AHEAD.match(sentence.text)
            or _WILL.search(sentence.text[:160])
            or {kinds[slot.figure.id] for slot in sentence.slots if slot.figure.id in kinds} == {"target"}
        ):
            asking = _ASKING.match(context.low, sentence.span.start, sentence.span.end)
            spans.extend(_clauses(context, Span(asking.end() if asking else sentence.span.start, sentence.span.end)))
    return tuple(span for span in spans if len(span.of(context.low).split()) >= _LEAST_WORDS)[:_MOST]


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
