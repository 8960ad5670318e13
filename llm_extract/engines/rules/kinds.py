"""Whether a figure tells what is, what is to be, or how much changed."""

import re

from llm_extract.engines.rules.slots import Sentence, Slot

_TARGET = re.compile(
    r"phấn đấu|(?<!mục )đích (?:của|đến|đề ra|là)|(?<!hồ sơ )đề nghị(?! [^.;\d]{0,80}(?:thi hành kỷ luật|kỷ luật|khai trừ)(?!\w))(?! (?:ban (?:thường vụ|bí thư|chấp hành)|btv|bộ chính trị|(?:tỉnh|thành|huyện|thị|quận) ủy|ubnd|ủy ban|hội đồng|chủ tịch|trung ương|cấp (?:trên|có thẩm quyền))[^.;\d]{0,60}(?:quyết định|xem xét|chuẩn y|phê duyệt|khen thưởng|tặng|công nhận)(?!\w))(?! (?:tặng|kết nạp|công nhận|khen|xét|truy tặng|vào đảng))|(?:bảo đảm|đảm bảo)(?= (?:có )?(?:trên |từ |ít nhất )?\d+%)|(?<!không )phải (?:xong|hoàn thành|đạt|bảo đảm|có|kết nạp)|mỗi [^.;\d]{3,60} (?:ít nhất|tối thiểu)|chỉ tiêu(?! (?:nghị quyết|kế hoạch|được giao|đề ra|cả năm|trên giao))|mục tiêu|đặt ra|đề ra(?! trong nghị)|đề ra\b.*(?:là|như)|dự kiến|yêu cầu|giao chỉ tiêu|hướng tới|"
    r"trong thời gian tới|năm tới|kế hoạch (?:năm \d+ |(?:[^\W\d_]+ ){1,3})?(?:là|đề ra)|kế hoạch năm \d+ (?:phát triển|kết nạp)|sẽ(?! được)|(?<!bình quân )(?:mỗi|hằng|hàng) năm (?:có|kết nạp|phấn đấu|đạt|bình quân)|(?<!tính )đến (?:hết |cuối )?năm 20\d\d,? (?:có|đạt|phấn đấu|trên \d|ít nhất)|định hướng|quyết tâm(?! (?:của|cao|lớn|chính trị))|"
    r"chỉ tiêu (?:nghị quyết|kế hoạch|được giao|đề ra|cả năm|trên giao)(?= ?(?:\(|là |: )$)|\((?:chỉ tiêu|kế hoạch)(?: [^\W\d]+){0,3}(?= $)|(?:%|vượt|so với|bằng|đạt)[^.;()\d]{0,20} (?:chỉ tiêu|kế hoạch(?! hóa))(?: [^\W\d]+){0,3}(?= \($)|(?<!\w)(?:ct|kh)(?: giao)?(?=:? $)|(?<!được )giao (?:cả (?:năm|nhiệm kỳ)(?= (?:là )?$)|(?:năm|nhiệm kỳ)(?= là $))"
)
_PAST = re.compile(r"\b(?:đã|kết quả|được|đạt|hiện|có|qua|từng|trong đó|trên)\b")
_UPCOMING = re.compile(r"(?:bảo đảm|đảm bảo|tới|giao)\b")
_DONE = re.compile(
    r"\b(?:đã|kết quả|được|đạt|vượt|so với (?:chỉ tiêu|mục tiêu|kế hoạch)|hoàn thành (?:chỉ tiêu|mục tiêu|kế hoạch)|thực hiện (?:chỉ tiêu|mục tiêu))\b"
)
_MANAGED = re.compile(r"(?<!phải )(?<!\w)được(?: [^\W\d]+){0,2} $")
"""Right before a result: `chỉ tiêu giao 150 đảng viên, kết nạp được 171`."""
_ONCE = re.compile(r"\((?:(?:từ|hồi|ở|mà) )?(?:đầu (?:năm|nhiệm kỳ)|hiện|nhiệm kỳ trước|năm trước|cùng kỳ)(?!\w)[^()]*$")
"""An open bracket of what was: `mục tiêu nâng số đảng viên (đầu nhiệm kỳ có 5.356) lên 6.000`."""
_EACH_YEAR = re.compile(r"(?:mỗi|hằng|hàng) năm")
_SURPASSED = re.compile(r"[^.;\d]{0,12},? (?:đã )?vượt(?: mức)?(?: so với)? (?:nghị quyết|chỉ tiêu|kế hoạch|mục tiêu)")
_REACHED = re.compile(r"\b(?:đã|kết quả|vượt|so với (?:chỉ tiêu|mục tiêu|kế hoạch))\b|(?<!phải )được(?= \d)")
_CHANGE = re.compile(
    r"(?:(?P<up>(?:tăng )?gấp|(?:mức )?tăng(?: thêm)?(?: được)?|(?<!không )nhiều hơn|(?<!không )cao hơn|(?<!\w)(?<!tốt )(?<!khá )(?<!mạnh )(?<!rõ )(?<!sớm )(?<!lớn )(?<!nhanh )(?<!sâu )(?<!đều )(?<!sát )hơn(?= (?:năm (?:\d|trước)|cùng kỳ|nhiệm kỳ trước))|vượt|thêm)|(?P<down>(?<!cắt )(?<!tinh )(?:mức )?giảm(?: bớt)?(?: được)?|(?<!không )ít hơn|(?<!không )thấp hơn|bớt|chậm hơn|(?<!yếu )(?<!yếu, )kém|hụt))"
    r"(?P<rest>(?:\s+(?:so|cùng kỳ|dịp|đợt|lần trước|năm trước|năm \d{4}|với|nhiệm kỳ|mức|theo thứ tự|lần lượt|tương ứng|tổng|trung bình|bình quân)[^,;.()]{0,40}?)?(?: là)?(?:,? gần| hơn| trên| khoảng)?\s*|(?<=hơn) [^,;.()]{0,50} là(?: gần| hơn| trên| khoảng)?\s*)$"
)
_TO = re.compile(r"(?:lên|xuống|còn|thành|đến|tới)\s*(?:gần|hơn|trên|khoảng)?\s*$")
_ITEM = re.compile(r"\s*(?:[-•+*–]|\d{1,2}(?:\.\d)?[.)/] |[a-zđ][.)] )")
_TARGETS_AHEAD = re.compile(
    r"(?:(?:[ivx]+|\d{1,2})[./)] ?)?(?:một số |các |những )?(?:chỉ tiêu|mục tiêu)(?: (?:chủ yếu|cụ thể|phấn đấu|cơ bản|chính|năm|quý|tháng|[ivx]+|nhiệm kỳ|giai đoạn|về xây dựng đảng|[\d–-]+))*(?: \([^()]*\))?"
)
"""A heading of targets, which needs no colon."""
_FROM = re.compile(r"(?<!\w)từ $")
_ONWARD = re.compile(r"[^,;]*(?:giảm còn|(?:giảm )?xuống(?: còn)?|tăng lên|(?<!trở )lên)(?: gần| hơn| trên)? ?$")
"""From a figure to the next one: `từ 77 biên chế giảm còn `."""
_DECREASES = re.compile(r"\s*giảm(?!.*tăng)")
_HELD = 60
"""Code points before `chỉ tiêu` in which a result may be held against it."""
_REACH = 2_000
"""Code points of a sentence that one word such as `chỉ tiêu` may lead in: the longest list of targets seen has some 1,500."""


def sign_of_change(slot: Slot, low: str) -> int:
    """1 or -1 where the words before a figure, or its cell in a column of changes, state an increase or a decrease, else 0.

    Args:
        slot: the figure.
        low: the folded text.
    """
    before = slot.left.of(low)
    if slot.kind == "change":
        own = low[slot.left.start : slot.figure.span.start]
        falls = slot.column and _DECREASES.match(slot.column.of(low)) and "+" not in own
        return -1 if falls or re.search(r"giảm|[-–−]\s*$", own) else 1
    found = _CHANGE.search(before)
    if found is None or _TO.search(before):
        return 0
    if found["up"] in {"vượt", "thêm"} and not re.search(r"so với|cùng kỳ", before + slot.right.of(low)):
        return 0
    return -1 if found["down"] else 1


def is_target(slot: Slot, sentence: Sentence, low: str, *, announced: bool) -> bool:
    """Whether a figure is to be reached.

    Args:
        slot: the figure.
        sentence: where it stands.
        low: the folded text.
        announced: whether a heading above speaks of targets.
    """
    lead = low[max(sentence.span.start, slot.figure.span.start - _REACH) : slot.figure.span.start]
    if _FROM.search(lead) and _ONWARD.match(slot.right.of(low)):
        return False
    found = [match for match in _TARGET.finditer(lead) if not _is_comparison(lead, match) and not _is_bracketed(lead, match)]
    if found:
        yearly = _EACH_YEAR.match(found[-1][0]) and _SURPASSED.match(slot.right.of(low))
        return not yearly and _still_aims(lead, found[-1], slot)
    if announced and not _REACHED.search(slot.left.of(low)):
        return True
    limited = slot.figure.qualifier in {"at_least", "range"} and not _PAST.search(lead)
    return limited and (not slot.figure.percent or bool(_UPCOMING.search(lead)))


def _still_aims(lead: str, aim: re.Match[str], slot: Slot) -> bool:
    """Whether a word such as `phấn đấu` in the text before a figure still speaks of it."""
    own = max(0, slot.left.start - (slot.figure.span.start - len(lead)))
    if aim.end() <= own and _MANAGED.search(lead, own):
        return False
    # `kế hoạch là 200; kết nạp được 218`
    is_plan = aim[0].startswith("kế hoạch") and slot.figure.qualifier not in {"at_least", "range"}
    if is_plan and aim.end() <= (clause := lead.rfind(";")) and _DONE.search(lead, clause):
        return False
    return not re.search(r"\b(?:đã|kết quả)\b", lead[aim.end() :]) and not _ONCE.search(lead, aim.end())


def _is_comparison(lead: str, match: re.Match[str]) -> bool:
    """`đạt 78,67% chỉ tiêu năm`: a result held against a target; only the figure right behind it is the target itself."""
    if not match[0].startswith(("chỉ tiêu", "mục tiêu", "kế hoạch", "yêu cầu", "đề ra")):
        return False
    if not re.search(
        r"(?:so với|vượt|đạt|hoàn thành|bằng|%|thực hiện|trong tổng|trên|tổng)(?: [^;.]{0,14})?$|[%\d] (?:chỉ tiêu (?:[^\W\d]+ ){0,4})?$|\d $",
        lead[max(0, match.start() - _HELD) : match.start()],
    ):
        return False
    return not re.fullmatch(r"[^\d;,]{0,24}[(:]? ?(?:là )?", lead[match.end() :])


def _is_bracketed(lead: str, match: re.Match[str]) -> bool:
    """`kết nạp 148 đảng viên (chỉ tiêu 200), trong đó`: what stands in a bracket that is closed speaks of nothing behind it."""
    closed = lead.find(")", match.end())
    return closed >= 0 and "(" not in lead[match.end() : closed] and lead.rfind("(", 0, match.start()) > lead.rfind(")", 0, match.start())


def announces_targets(sentence: Sentence, above: Sentence, *, before: bool) -> bool:
    """Whether a heading such as `Chỉ tiêu năm 2024:` still speaks for the list items below it.

    Args:
        sentence: the item.
        above: the sentence before it.
        before: whether the heading spoke for that one.
    """
    if (above.text.rstrip().endswith(":") or _TARGETS_AHEAD.fullmatch(above.text.strip())) and _TARGET.search(above.text):
        return True
    return before and (sentence.paragraph == above.paragraph or bool(_ITEM.match(sentence.text)))
