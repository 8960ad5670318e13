"""What stands around each figure: its sentence, its own words, the noun it counts."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from llm_extract.engines.rules.cells import BASES, Cells
from llm_extract.engines.rules.slots import Counted, Nouns, Sentence, Slot
from llm_extract.engines.rules.tables import Row
from llm_extract.locales.detect import language_of
from llm_extract.locales.sentences import sentences
from llm_extract.locales.vi.fold import fold
from llm_extract.models import Article, Figure, Span
from llm_extract.tasks.base import Task

# What may stand between a figure and the percentage that belongs to it, outside brackets.
_CONNECTOR = re.compile(
    r"(?:[,;]\s*)?(?:(?:và|đã|cũng|hiện|tỷ\s+lệ|tỉ\s+lệ|đạt|chiếm|bằng|tương đương|tương ứng|vượt|ứng với|tức|=)\s*(?:là\s*)?(?:tỷ\s+lệ|tỉ\s+lệ)?\s*:?\s*)+(?:gần|hơn|trên|khoảng|xấp xỉ)?\s*$"
)
_OF_PLAN = re.compile(
    r"\s*(?:(?:so với|so|của)?\s*(?:(?:kế hoạch|chỉ tiêu|nghị quyết|mục tiêu|tổng số|số|cùng kỳ|kh|nq|ct|triệu tập|dự toán)(?!\w))|\)|[.;,]|$|chỉ tiêu)"
)
_OF_EARLIER = re.compile(r"\s*(?:so với )?(?:\d+ tháng|cùng kỳ|(?:nửa )?nhiệm kỳ|năm (?:\d|trước|ngoái)|quý)")
"""Behind a percentage that `bằng` leads in: the time whose figure it is a share of."""
_AGAINST_PLAN = re.compile(
    r"(?:, (?:cao|nhiều) hơn (?:so với )?(?:mức|chỉ tiêu|kế hoạch|nghị quyết|mục tiêu)(?: [^\s,.;:]+){0,6}?"
    r"|[,;] so với (?:kế hoạch|chỉ tiêu|nghị quyết|mục tiêu)(?: [^\s,.;:]+){0,4}? đạt)(?: (?:gần|hơn|trên|khoảng))?\s*$"
)
_BRACKETED = re.compile(r"\s*\((?:hơn|gần|trên|khoảng|tới)\s*")
_WHOLE_LEAD = re.compile(
    r"(?:trong|trên) tổng (?:chỉ tiêu|kế hoạch)\s*$|(?:trong|trên)(?: tổng)? (?:số|tổng)\s*$|trong tổng số\s*$|trên tổng số\s*$|/\s*tổng số\s*$"
)
_WORD = re.compile(r"(?: [\"']?| ?(?=k?m[23²³]?(?!\w)))(?P<word>(?:k?m[23²³]?(?!\w)|[^\W\d_]+)(?: [^\W\d_]+)?)")
_NO_NOUN = re.compile(
    r"(?:được|đạt|hoàn|là|và|so|trên|trong|với|của|tại|ở|thuộc|tăng|giảm|chiếm|có|đã|bị|chưa|không|do|từ|theo|xếp|tiêu|xuất|tốt|khá|yếu|kém|kết|chuyển|đăng|ký|vượt|trở|mới|nữ|năm|tháng|để|cho|mà|này|đó|nữa|"
    r"khiển|cảnh|cách|khai|kế|chỉ|gồm|bằng|còn|về|vào|ra|lên|xuống|đến|tới|nhằm|qua|trước|sau|hay|hoặc|cùng|tiếp|thì|những|các|mỗi|bổ|điều|luân|hơn|nhiều|ít|cao|thấp|rồi|đều|cũng|đang|sẽ|phải|cần|thực|triển|"
    r"trung|dân|hiện|thành|tổng|toàn|số|dự|nghỉ|thôi|tham|khen|biểu|trao|tặng|nhận|tương|ước|bình|tính|nhất|quán|học|kiểm|giám|xử|giải|vi|sai|đúng|riêng|cấp|thứ|ngoài|giữa|viết|gửi|nộp|lập|mở|làm|giữ|duy|phát|ban|mua|thu|phấn|nêu|ủng|đóng|góp|cam|tự|báo|nghiêm|trực|tích|giao|thường|chấp|sinh|hưởng|rút|đi|đại|khi|nên|cứ|nhờ|tuy|song|nhưng)(?!\w)"
)
_LIST_GAP = re.compile(r"(?:,| và)(?! trong (?:đó|số))(?: [^\W\d]+){1,4} ")
_IN_TURN = re.compile(r"(?<!\w)(?:tương ứng|lần lượt|theo thứ tự)(?!\w)")
_SHARE_GAP = re.compile(r"(?:,|;| và|, và) ?")
_LEAD_WHOLE = re.compile(r"^\W*(?:trong|trên)(?: tổng)?(?: số)? ?(?:gần|hơn|trên)? ?$")
_SHORT_FORM = re.compile(r"\((?:gọi tắt là )?[^\W\d]{2,8}\)")
"""A short form of the words before it: `tổ chức cơ sở (TCCS) đảng`."""
_STRONG = re.compile(r"[;:()]|\s[-–]\s")
_WEAK = re.compile(
    r",| và | cùng (?:với )?(?=\d)|(?:,|\s)trong đó,?|(?<=\s)riêng(?=\s)|(?<=\s)còn(?=\s)(?! lại)|(?<=\s)(?:nâng|đưa) (?:tổng )?số(?!\w)"
)
_JOINT = re.compile(r"(?<=\s)(?:(?<!đối )với|là|đạt|còn|có|gồm|cho|chiếm|tặng|trao)(?=\s)")
_GROUP_REACH = 70
_SHARE_REACH = 140
"""Code points between a figure and the share that is told behind a comma: `, đạt tỷ lệ 100%`."""
_OF_AIM = re.compile(r" chỉ tiêu(?=[,.;)]|$)")
_GAINS = re.compile(r"(?<!\w)(?:kết nạp|phát triển|thành lập|trao|tặng|mở|xây dựng)(?: [^\W\d]+){0,8} $")
_GROUP_LEAD = re.compile(
    r"(?:đảng viên |huy hiệu (?:đảng )?(?:loại )?|loại |mốc |trong (?=doanh))?(?:là )?(?:người (?=dân tộc|dtts)|đồng bào (?=dân tộc))?"
)
"""Words before the name of a group that say no more than what is counted."""
_LISTED = re.compile(r"(?:cán bộ|đảng viên|hội viên|quần chúng|nhân dân|công chức|viên chức|thanh niên)(?:,| và|, và) $")
"""Words behind which a further kind of people is one of several that are counted together, no group of them: `cán bộ, đảng viên, đoàn viên`."""
_LISTED_REACH = 24
BRACKETED_CHANGE = re.compile(r" \([^()\d]{0,24}(?:tăng|giảm|nhiều hơn|ít hơn)[^()]{0,60}\)")
"""How much a figure changed, behind its noun: the verb right behind the bracket is said of the figure before it."""
_NEXT = 3
"""Figures behind one that may be looked at for where its list goes on: those of a bracket, and the one behind it."""


class Context:
    """An article as the rules see it: sentences in order, each with its slots."""

    def __init__(self, article: Article, figures: Sequence[Figure], task: Task, nouns: Nouns, compounds: re.Pattern[str]) -> None:
        """Divides the running text and gives every figure its own words."""
        self.low = fold(article.text)
        self.article = article
        self.task = task
        self.nouns = nouns
        self._compounds = compounds
        self._groups = re.compile(rf"(?<!\w)(?:{'|'.join(task.groups) or '(?!)'})(?!\w)")
        subjects = frozenset[str]().union(*(indicator.counts for indicator in task.indicators if indicator.subject))
        self._cells = Cells(article, self.low, nouns, subjects)
        self.sentences = tuple(self._sentences(figures))
        self.ordinals = self._cells.ordinals
        self.topic = tuple(sentence.span for sentence in self.sentences[:1])

    def _sentences(self, figures: Sequence[Figure]) -> Iterator[Sentence]:
        queue = [figure for figure in figures if figure.counts and not self.article.region_at(figure.span.start)]
        breaks = [found.start() for found in re.finditer("\n", self.low)]
        header: Row | None = None
        at = 0
        for span in sentences(self.article.text, language_of(self.article.text)):
            if self.article.region_at(span.start):
                continue
            inside = []
            while at < len(queue) and queue[at].span.start < span.end:
                if queue[at].span.start >= span.start:
                    inside.append(queue[at])
                at += 1
            slots = self._slots(span, inside)
            header, slots = self._cells.place(span, slots, header)
            for slot in slots:
                slot.group = self._group(slot)
            yield Sentence(span, self.low, bisect_left(breaks, span.start), tuple(slots))

    def _group(self, slot: Slot) -> Span | None:
        end = slot.figure.span.end
        found = self._groups.search(self.low, end, min(slot.right.end, end + _GROUP_REACH))
        if found and _LISTED.search(self.low, max(end, found.start() - _LISTED_REACH), found.start()):
            found = None
        before = self._groups.search(self.low, slot.left.start, slot.left.end)
        if found is None or (before and "," in self.low[end : found.start()]):
            found = before
        if found is None:
            return None
        lead = _GROUP_LEAD.match(self.low, found.start(), found.end())
        return Span(lead.end() if lead and lead.end() < found.end() else found.start(), found.end())

    def _slots(self, span: Span, figures: list[Figure]) -> list[Slot]:
        slots: list[Slot] = []
        for figure in figures:
            last = slots[-1] if slots else None
            if last and self._joins(last, figure):
                continue
            slots.append(Slot(figure, span, span))
        slots = self._deal_shares(slots)
        self._divide(span, slots)
        slots = self._lead_whole(slots)
        for slot in slots:
            slot.noun = self._none_of(slot) or self._behind(slot, span.end) or self._before_colon(slot)
        for at, slot in enumerate(slots):
            slot.open_end = self._is_open(slot, slots[at + 1 : at + 1 + _NEXT])
        return self._share_nouns(slots)

    def _behind(self, slot: Slot, end: int) -> Counted | None:
        """The noun behind a figure; `107,5% chỉ tiêu` and `218, đạt 109% kế hoạch` say of what the share is, not what is counted."""
        at = self._end(slot) if self._adjacent(slot) else slot.figure.span.end
        noun = self.nouns.after(self.low, at, end)
        if noun and noun.name in BASES and (slot.figure.percent or self._adjacent(slot) or self._is_of_aim(slot)):
            return None
        return noun or self._unknown(slot)

    def _is_of_aim(self, slot: Slot) -> bool:
        """`kết nạp 821/1.450 chỉ tiêu`: the whole is what was to be reached; not `hoàn thành 12/15 chỉ tiêu`."""
        told = slot.figure.total is not None and _OF_AIM.match(self.low, slot.figure.span.end)
        return bool(told) and bool(_GAINS.search(self.low, slot.left.start, slot.figure.span.start))

    def _before_colon(self, slot: Slot) -> Counted | None:
        """The noun right before the colon of a figure that has none behind it: `ĐBCS: 41`."""
        head = slot.left.of(self.low).rstrip()
        if slot.figure.money or slot.figure.percent or not head.endswith(":"):
            return None
        nouns = self.nouns.within(self.low, slot.left)
        return nouns[-1] if nouns and nouns[-1].span.end == slot.left.start + len(head) - 1 else None

    def _share_nouns(self, slots: list[Slot]) -> list[Slot]:
        """`trao tặng 58 và truy tặng 3 Huy hiệu`: a figure without a noun counts what the next one in the list counts."""
        for slot, after in reversed(list(pairwise(slots))):
            between = self.low[self._end(slot) : after.figure.span.start]
            if slot.noun is None and after.noun and not slot.figure.percent and not slot.figure.money and _LIST_GAP.fullmatch(between):
                slot.noun = after.noun
        return slots

    def _deal_shares(self, slots: list[Slot]) -> list[Slot]:
        """`57, 203 và 36 chi bộ, tương ứng 19,3%, 68,6% và 12,1%`: shares in the order of their figures."""
        for at, slot in enumerate(slots):
            if slot.percent is None or not _IN_TURN.search(self.low, slot.figure.span.end, slot.percent.span.start):
                continue
            shares, owners = [slot.percent], [slot]
            for after in slots[at + 1 :]:
                if after.figure.type != "percent" or not _SHARE_GAP.fullmatch(self.low, shares[-1].span.end, after.figure.span.start):
                    break
                shares.append(after.figure)
            for before in reversed(slots[:at]):
                if before.percent or before.figure.type != "count" or len(owners) == len(shares):
                    break
                owners.insert(0, before)
            if len(owners) == len(shares) > 1:
                for owner, share in zip(owners, shares, strict=True):
                    owner.percent = share
                return [*slots[: at + 1], *slots[at + len(shares) :]]
        return slots

    def _lead_whole(self, slots: list[Slot]) -> list[Slot]:
        """`Trong 16 đảng bộ, 3 đảng bộ …`: the first figure is the whole of the second."""
        if len(slots) < 2 or slots[0].figure.type != "count" or slots[1].figure.type != "count" or slots[0].percent:
            return slots
        first, second = slots[0], slots[1]
        between = self.low[first.figure.span.end : second.figure.span.start]
        if not _LEAD_WHOLE.search(first.left.of(self.low)) or not re.search(r",| có ", between) or len(between) > 120:
            return slots
        nouns = [self.nouns.after(self.low, slot.figure.span.end, slots[-1].right.end) for slot in (first, second)]
        if nouns[0] and nouns[1] and nouns[0].name != nouns[1].name and nouns[1].specific:
            return slots
        second.total = first.figure
        second.left = Span(first.left.start, second.left.end)
        return slots[1:]

    def _none_of(self, slot: Slot) -> Counted | None:
        """The noun of `chưa có … nào`: the one before `nào`."""
        if slot.figure.value != 0 or slot.figure.text[:1].isdigit():
            return None
        end = self.low.find(" nào", slot.right.start, slot.right.end + 5)
        nouns = self.nouns.within(self.low, Span(slot.right.start, end if end > 0 else slot.right.end))
        return (nouns[-1] if end > 0 else nouns[0]) if nouns else None

    def _unknown(self, slot: Slot) -> Counted | None:
        """A noun that the task does not know: a word behind the figure that is neither a predicate nor a function word."""
        found = _WORD.match(self.low, self._end(slot) if self._adjacent(slot) else slot.figure.span.end)
        if found is None or slot.figure.money or _NO_NOUN.match(found["word"]) or found.end("word") > slot.right.end:
            return None
        return Counted("thing", Span(*found.span("word")), specific=True)

    def _is_open(self, slot: Slot, later: Sequence[Slot]) -> bool:
        begin = max(slot.noun.span.end if slot.noun else 0, self._end(slot))
        gaps = (self.low[begin : after.figure.span.start] for after in later)
        between = next((gap for gap in gaps if gap.count("(") <= gap.count(")")), None)
        if between is None:
            return False
        if (
            slot.noun
            and slot.noun.event
            and re.fullmatch(r"[\s,]*(?:có|với|thu hút|cho|đối với|tại)\s*(?:hơn|gần|trên|khoảng)?\s*", between)
        ):
            return True
        between = BRACKETED_CHANGE.sub("", between, 1)
        return bool(re.fullmatch(r"[\s,)]*(?:và|cùng|với|cùng với|hoặc)?\s*(?:hơn|gần|trên|khoảng)?\s*", between))

    def _adjacent(self, slot: Slot) -> bool:
        return bool(
            slot.percent
            and not re.search(r"\w", self.low[slot.figure.span.end : slot.percent.span.start].replace("đạt", "").replace("chiếm", ""))
        )

    @staticmethod
    def _end(slot: Slot) -> int:
        ends = [part.span.end for part in (slot.figure, slot.percent, slot.total) if part]
        return max(ends)

    def _joins(self, last: Slot, figure: Figure) -> bool:
        """Whether a figure belongs to the one before it: its percentage, or its whole."""
        between = self.low[self._end(last) : figure.span.start]
        if last.percent is None and last.figure.type in {"count", "ratio", "money"} and self._is_percent_of(last, figure, between):
            last.percent = figure
            return True
        if (
            last.total is None
            and last.figure.total is None
            and figure.type == "count"
            and _WHOLE_LEAD.search(between)
            and len(between) < 60
        ):
            last.total = figure
            return True
        return False

    def _is_percent_of(self, last: Slot, figure: Figure, between: str) -> bool:
        if figure.tied_to == last.figure.id:
            return True
        if figure.type == "count" and figure.value is not None and figure.value <= 100:
            return bool(re.search(r"\((?:đạt|chiếm|tỷ lệ|đạt tỷ lệ)\s*$", between)) and "," in figure.text
        if figure.type != "percent":
            return False
        if _BRACKETED.fullmatch(between) and self.low[figure.span.end : figure.span.end + 1] == ")":
            return True
        found = _AGAINST_PLAN.search(between)
        if found is None and ";" not in between:
            found = _CONNECTOR.search(between)
            earlier = found and "bằng" in found[0] and _OF_EARLIER.match(self.low, figure.span.end)
            found = (
                found
                if earlier or (found and found[0].lstrip(",; ").startswith("chiếm")) or _OF_PLAN.match(self.low, figure.span.end)
                else None
            )
        if found is None:
            return False
        return not re.search(r"trong đó|riêng|tăng|giảm|,[^,]*\w{2}[^,]*,", between[: found.start()]) and len(between) < _SHARE_REACH

    def _divide(self, span: Span, slots: list[Slot]) -> None:
        start = span.start
        for here, after in zip_longest(slots, slots[1:]):
            begin = self._end(here)
            here.left = Span(start, here.figure.span.start)
            if after is None:
                here.right = Span(here.figure.span.end, span.end)
                return
            if here.percent and self.low[begin : begin + 1] == ")":
                begin += 1
            start = self._split(begin, after.figure.span.start)
            here.right = Span(here.figure.span.end, max(start, here.figure.span.end))

    def _split(self, begin: int, end: int) -> int:
        """Where the words of one figure end and those of the next begin."""
        protected = [found.span() for kept in (self._compounds, _SHORT_FORM) for found in kept.finditer(self.low, begin, end)]
        for pattern in (_STRONG, _WEAK, _JOINT):
            marks = [found for found in pattern.finditer(self.low, begin, end) if not any(a <= found.start() < b for a, b in protected)]
            # `khiển trách: 5; cảnh cáo: 2`: a colon right before a figure belongs to it.
            if marks and pattern is _STRONG and self.low[marks[-1].start() : end].strip() == ":":
                marks.pop()
            if marks:
                return marks[-1].start() if pattern is not _STRONG else marks[-1].end()
        return end
