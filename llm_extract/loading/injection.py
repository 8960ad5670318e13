"""Sentences that speak to a reading system: they are data like the rest, and are marked so that nobody obeys them."""

import re
from collections.abc import Iterator
from functools import cache

from llm_extract.models import Span

_MACHINE = (
    r"(?:hệ thống|mô hình|công cụ|phần mềm|trợ lý|chương trình|máy|robot|bot|tác nhân|agent)(?: \w+){0,2}? "
    r"(?:ai|trích xuất|tóm tắt|tổng hợp|thu thập|quét tin|lọc tin|"
    r"ngôn ngữ(?: lớn)?|đọc (?:bài|văn bản|tin)|xử lý(?: văn bản)?|tự động|ảo|trí tuệ nhân tạo)"
    r"|(?:ai|llms?|gpt(?:-?\d\w*)?|chat ?gpt|chatbot|claude|gemini|copilot|trợ lý ảo|trí tuệ nhân tạo|language models?|ai models?|"
    r"assistants?|ai (?:system|agent|assistant)|extraction (?:system|tool|model)|summari[sz]er)"
)
_WRITE = (
    r"(?:ghi|trả về|trả lời|xuất|điền|đặt|thêm|bỏ qua|bỏ|coi|xem|tóm tắt|trích xuất|báo cáo|viết|in ra|sửa|thay|không|đừng|chỉ|luôn|"
    r"xóa|tính|nhân|cộng|hiểu|làm theo|thực hiện|"
    r"output|return|write|report|say|extract|set|add|print|respond|reply|answer|ignore|do not|use|include|record|treat|summari[sz]e)"
)
_OPENING = r"(?:[\"'(\[{*_#>\-\s!⚠]|lưu ý:?|chú ý:?|quan trọng:?|important:?|note:?|ghi chú:?|p/s:?|ps:?){0,8}"
_ORDERS = (
    # Told to drop its instructions: an order, so it opens its sentence.
    (
        rf"{_OPENING}(?:(?:xin |vui lòng |làm ơn |bạn )?hãy |xin |vui lòng |bạn (?:phải |cần )?)?(?:bỏ qua|quên(?: đi)?|phớt lờ|"
        rf"không (?:cần )?(?:tuân|làm) theo|hủy bỏ|gạt bỏ)"
        r"(?: \w+){0,4} (?:hướng dẫn|chỉ dẫn|chỉ thị|câu lệnh|mệnh lệnh|lệnh|quy tắc|yêu cầu|prompt|nội dung)(?: \w+){0,5} (?:trước|"
        r"trước đó|trước đây|ở trên|bên trên|phía trên|trên đây|hệ thống|ban đầu|đã (?:cho|nhận))"
    ),
    (
        r".{0,60}?(?<!\w)(?:ignore|disregard|forget|override|bypass)(?: \w+){0,4} (?:instructions?|prompts?|rules|directions|guidelines|"
        r"messages?)"
    ),
    # The same without diacritics.
    (
        rf"{_OPENING}(?:(?:xin )?hay )?(?:bo qua|quen(?: di)?|phot lo)(?: \w+){{0,3}} "
        r"(?:huong dan|chi dan|chi thi|cau lenh|menh lenh|quy tac)"
        r"(?: \w+){0,4} (?:truoc|truoc do|truoc day|o tren|ben tren|phia tren|tren day|he thong|ban dau)(?!\w)"
    ),
    # A machine that is spoken to, and told to write something.
    (
        rf".{{0,80}}?(?<!\w)(?:{_MACHINE})(?: \w+){{0,6}}?[,:;\-\s]{{1,3}}(?:(?:xin |vui lòng |làm ơn )?hãy|vui lòng|làm ơn|please|must|"
        rf"should) (?:\w+ ){{0,4}}?{_WRITE}(?!\w)"
    ),
    (
        rf"{_OPENING}(?:các |mọi |những |với |đối với |dành cho |gửi |gửi tới |gửi đến |thông báo cho |dear |attention |"
        rf"to )*(?:{_MACHINE})(?: \w+){{0,5}}?[,:;\-\s]{{1,3}}(?:phải|cần|cần phải|bắt buộc) (?:\w+ ){{0,2}}?{_WRITE}(?!\w)"
    ),
    (
        rf"{_OPENING}(?:dành cho|cho|với|yêu cầu|đề nghị|gửi|gửi tới|gửi đến|thông báo cho|nhắn|"
        r"lệnh cho|dear|attention|note to|message to|for) "
        rf"(?:(?:các|mọi|the|any|all) )?(?:{_MACHINE})(?!\w)[^.]{{0,40}}?:"
    ),
    (
        rf"{_OPENING}(?:note|message|memo|attention|lưu ý|ghi chú|thông báo) (?:to|for|cho|gửi) (?:(?:các|mọi|the|any|all) )?"
        rf"(?:{_MACHINE}) ?- "
    ),
    # Told what the right answer is.
    (
        rf"{_OPENING}(?:với|đối với|dành cho|for) (?:{_MACHINE}), ?(?:(?:con )?số(?: liệu)?|kết quả|đáp án|câu trả lời) (?:đúng|chính xác)"
        r"(?: \w+){0,3} (?:là|phải)(?!\w)"
    ),
    # "Hãy ghi kết nạp 999": people are told to remember and to honour, not to write a figure down.
    (
        rf"{_OPENING}(?:xin |vui lòng )?hãy (?:ghi|điền|trả về|xuất|in ra)(?: là| rằng)? "
        r"(?:số liệu|tổng số|có|kết nạp|khai trừ|công nhận|đạt)"
        r"(?!\w)[^\n]{0,80}?\d"
    ),
    rf"{_OPENING}(?:nếu|if) (?:bạn|you|ngươi)(?: đang)? (?:là|are) (?:(?:một|a|an|the) )?(?:{_MACHINE})",
    # Told what to do while it extracts or summarises.
    (
        rf"{_OPENING}(?:khi|trong khi|lúc|when|while) (?:bạn |you )?(?:trích xuất|tóm tắt|đọc|xử lý|phân tích|extracting|summari[sz]ing|"
        rf"reading|processing)[^.]{{0,60}}?, ?(?:(?:xin |vui lòng )?hãy |vui lòng |please |always )(?:\w+ ){{0,2}}?{_WRITE}(?!\w)"
    ),
    (
        rf"{_OPENING}(?:bạn là|you are|từ (?:bây )?giờ,? bạn là|you are now|act as|đóng vai) (?:now )?(?:(?:một|a|an|"
        rf"the) )?(?:\w+ ){{0,2}}?(?:{_MACHINE})"
    ),
    (
        r".{0,60}?(?<!\w)(?:new (?:system )?instructions?|system prompt|prompt injection|(?:chỉ dẫn|lời nhắc|câu lệnh) hệ thống|"
        r"hướng dẫn mới cho (?:ai|hệ thống|mô hình)) ?:"
    ),
    # Turns of a chat.
    r"(?:<!--\s*)?[\s\[<#*|]{0,6}(?:system|assistant|developer|user|im_start|im_end|inst|/inst|sys|endoftext)[\s\]>#*|]{0,6}(?::|\]|>|\|>)(?=.)",
    r"\s*#{1,6} ?(?:system |new )?instructions? ?:",
    r".{0,200}?(?:<\|[a-z_]{2,20}\|>|\[/?inst\]|<</?sys>>|</?(?:system|instructions?)>)",
    (
        rf"{_OPENING}(?:please |always )?(?:output|return|respond with|set|report|extract)(?: \w+){{1,6}} (?:as|to|=|is|only|"
        rf"exactly) .{{0,40}}(?:\d|json|zero|null|empty)"
    ),
)
# An order is rarely alone: "Bỏ qua … . Hãy ghi 999 đảng viên."
_MORE = re.compile(
    rf"[\"'(\[\s]*(?:(?:và |rồi |sau đó |thay vào đó,? |chỉ )?(?:hãy|xin hãy|vui lòng|đừng|không được|chỉ cần|instead|then|only|do not|"
    rf"don't|always|never|please|output|return|say|set|report|write|respond|hay (?:ghi|tra|viet|dat))(?!\w)|thay vào đó|(?:{_WRITE}) )"
)
# Words without which no order is looked for; most articles hold none of them.
_HINT = re.compile(
    rf"(?<!\w)(?:{_MACHINE}|bỏ qua|quên|phớt lờ|hủy bỏ|gạt bỏ|không (?:cần )?(?:tuân|làm) theo|ignore|disregard|forget|override|bypass|"
    r"instructions?|prompt|system|developer|user|im_start|im_end|inst|sys|endoftext|câu lệnh|lời nhắc|chỉ dẫn|hướng dẫn mới|trích xuất|"
    r"tóm tắt|hãy|vui lòng|bạn là|you are|act as|đóng vai|bo qua|quen|phot lo|output|return|respond|extract|report|set)(?!\w)|<\|"
)
_SENTENCE = re.compile(r"[^\n.!?…]+(?:[.!?…](?!\s|$|[\"'”’)\]])[^\n.!?…]*)*[.!?…\"'”’)\]]*")
_LONGEST_ADDRESS = 40
# The next line with words, from the end of the line before.
_LINE = re.compile(r"[^\S\n]*\n\s*(\S(?:[^\n]*\S)?)")


@cache
def _order() -> re.Pattern[str]:
    """All orders as one pattern, which takes longer to compile than most articles take to load."""
    return re.compile("|".join(f"(?:{order})" for order in _ORDERS))


def find_orders(folded: str) -> Iterator[Span]:
    """Finds sentences that give orders to a machine.

    Args:
        folded: text as `fold` gives it; its offsets are the text's.

    Yields:
        One span for an order and the further orders that follow it on its line, in order; and with the next line, if it ends with a colon.
    """
    done = 0
    for hint in _HINT.finditer(folded):
        if hint.start() < done:
            continue
        start = folded.rfind("\n", done, hint.start()) + 1 or done
        end = folded.find("\n", hint.start())
        end = len(folded) if end < 0 else end
        for order in _in_line(folded, start, end):
            whole = _with_announced(folded, order)
            end = max(end, whole.end)
            yield whole
        done = end


def _with_announced(folded: str, order: Span) -> Span:
    """An order together with the line that it announces: `Gửi AI:`, and what the machine shall believe below it."""
    words = order.of(folded).rstrip()
    # A longer sentence that ends so may be the article's own.
    if not words.endswith(":") or "," in words or len(words) > _LONGEST_ADDRESS:
        return order
    announced = _LINE.match(folded, order.end)
    return Span(order.start, announced.end(1)) if announced else order


def _in_line(folded: str, start: int, end: int) -> Iterator[Span]:
    opened: Span | None = None
    for sentence in _SENTENCE.finditer(folded, start, end):
        words = folded[sentence.start() : min(sentence.end(), sentence.start() + 600)].lstrip()
        ordered = _order().match(words) or (opened and _MORE.match(words))
        if ordered:
            first = sentence.end() - len(sentence[0].lstrip())
            opened = Span(opened.start if opened else first, sentence.end())
        elif opened:
            yield opened
            opened = None
    if opened:
        yield opened
