"""What stands around each figure: its sentence, its own words, the noun it counts."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import Literal

from llm_extract.engines.rules.tables import Role, Row, head_of, row_of
from llm_extract.locales.detect import language_of
from llm_extract.locales.sentences import sentences
from llm_extract.locales.vi.fold import fold
from llm_extract.models import Article, Figure, Span
from llm_extract.tasks.base import Noun, Task

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
_WORD = re.compile(r" (?:[\"'])?(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)")
_NO_NOUN = re.compile(
    r"(?:được|đạt|hoàn|là|và|so|trên|trong|với|của|tại|ở|thuộc|tăng|giảm|chiếm|có|đã|bị|chưa|không|do|từ|theo|xếp|tiêu|xuất|tốt|khá|yếu|kém|kết|chuyển|đăng|ký|vượt|trở|mới|nữ|năm|tháng|để|cho|mà|này|đó|nữa|"
    r"khiển|cảnh|cách|khai|kế|chỉ|gồm|bằng|còn|về|vào|ra|lên|xuống|đến|tới|nhằm|qua|trước|sau|hay|hoặc|cùng|tiếp|thì|những|các|mỗi|bổ|điều|luân|hơn|nhiều|ít|cao|thấp|rồi|đều|cũng|đang|sẽ|phải|cần|thực|triển|"
    r"trung|dân|hiện|thành|tổng|toàn|số|dự|nghỉ|thôi|tham|khen|biểu|trao|tặng|nhận|tương|ước|bình|tính|nhất|quán|học|kiểm|giám|xử|giải|vi|sai|đúng|riêng|cấp|thứ|ngoài|giữa|viết|gửi|nộp|lập|mở|làm|giữ|duy|phát|ban|mua|thu|phấn|nêu|ủng|đóng|góp|cam|tự|báo|nghiêm|trực|tích|giao|thường|chấp|sinh|hưởng|rút|đi|đại|khi|nên|cứ|nhờ|tuy|song|nhưng)(?!\w)"
)
_BODY_NAME = re.compile(
    r"(?:đảng bộ|đảng ủy|chi bộ|khối|huyện|thị xã|thành phố|tp|tỉnh|xã|phường|thị trấn|quận|các đơn vị|công an|quân sự)(?!\w)"
)
_BASES = frozenset({"items", "documents"})
_LIST_GAP = re.compile(r"(?:,| và)(?! trong (?:đó|số))(?: [^\W\d]+){1,4} ")
_IN_TURN = re.compile(r"(?<!\w)(?:tương ứng|lần lượt|theo thứ tự)(?!\w)")
_SHARE_GAP = re.compile(r"(?:,|;| và|, và) ?")
_LEAD_WHOLE = re.compile(r"^\W*(?:trong|trên)(?: tổng)?(?: số)? ?(?:gần|hơn|trên)? ?$")
_STRONG = re.compile(r"[;:()]|\s[-–]\s")
_WEAK = re.compile(r",| và | cùng (?:với )?(?=\d)|(?:,|\s)trong đó,?|(?<=\s)riêng(?=\s)|(?<=\s)còn(?=\s)(?! lại)")
_JOINT = re.compile(r"(?<=\s)(?:(?<!đối )với|là|đạt|còn|có|gồm|cho|chiếm|tặng|trao)(?=\s)")
_LETTER = re.compile(r"[^\W\d_]")
_GROUP_REACH = 70
_SUM = re.compile(r"\s*(?:(?:tổng )?cộng|tổng số)\s*")
_GROUP_LEAD = re.compile(r"(?:đảng viên |huy hiệu (?:đảng )?(?:loại )?)?(?:là )?(?:người (?=dân tộc)|đồng bào (?=dân tộc))?")
"""Words before the name of a group that say no more than what is counted."""
BRACKETED_CHANGE = re.compile(r" \([^()\d]{0,24}(?:tăng|giảm|nhiều hơn|ít hơn)[^()]{0,60}\)")
"""How much a figure changed, behind its noun: the verb right behind the bracket is said of the figure before it."""
_NEXT = 3
"""Figures behind one that may be looked at for where its list goes on: those of a bracket, and the one behind it."""
_KINDS: Mapping[Role | None, Literal["target", "actual", "change"]] = {"target": "target", "actual": "actual", "change": "change"}


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: the class of the noun, and where its words stand."""

    name: str
    span: Span
    specific: bool
    event: bool = False


@dataclass(slots=True)
class Slot:
    """A figure that may be a metric, with the stretches of text that speak of it alone.

    `left` runs from the end of the neighbour's words to the figure, `right` from the figure to the beginning of the next neighbour's words.
    `header` is the head of its table column, `row` the name that leads its row; in a table whose rows are indicators `header` is that name
    `column` the head of its column, and `kind` what that says. `group` are the words that name a part of the people counted, such as `nữ`. `open_end` says that its words are no more than a noun, and share what is said of the next figure: `179 tập thể và 700 cá nhân được khen`.
    """

    figure: Figure
    left: Span
    right: Span
    percent: Figure | None = None
    total: Figure | None = None
    noun: Counted | None = None
    open_end: bool = False
    header: Span | None = None
    row: Span | None = None
    group: Span | None = None
    kind: Literal["target", "actual", "change"] | None = None
    column: Span | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence with its slots; `head` are the words before its first colon, or the heading above it."""

    span: Span
    low: str
    paragraph: int
    slots: tuple[Slot, ...] = field(default=())

    @cached_property
    def starts(self) -> list[int]:
        """Where its slots' figures start."""
        return [slot.figure.span.start for slot in self.slots]

    @cached_property
    def text(self) -> str:
        """The folded words."""
        return self.span.of(self.low)


class Nouns:
    """The nouns of a task, compiled."""

    def __init__(self, nouns: Sequence[Noun]) -> None:
        """Compiles one expression of all nouns; the first that fits names the class."""
        self._nouns = tuple(nouns)
        body = "|".join(f"(?P<n{index}>{noun.pattern})" for index, noun in enumerate(nouns)) or r"(?!)"
        self._any = re.compile(rf"(?<!\w)(?:{body})(?!\w)")
        self._right = re.compile(
            rf"\s*(?:\((?:[^()]{{0,40}})\)\s*)?[\"']?(?:trở lên |trở xuống )?(?:trong )?(?:tổng )?(?:số |các |tổng số |toàn thể )?(?:{body})(?!\w)"
        )

    def after(self, low: str, at: int, end: int) -> Counted | None:
        """The noun that follows a figure ending at `at`, before `end`, a percentage in brackets between them aside."""
        found = self._right.match(low, at, end)
        return self._counted(found) if found else None

    def within(self, low: str, span: Span) -> list[Counted]:
        """Every noun of a stretch, in order."""
        return [self._counted(found) for found in self._any.finditer(low, span.start, span.end)]

    def _counted(self, found: re.Match[str]) -> Counted:
        group = found.lastgroup or ""
        noun = self._nouns[int(group[1:])]
        return Counted(noun.name, Span(*found.span(group)), noun.specific, noun.event)


class Context:
    """An article as the rules see it: sentences in order, each with its slots."""

    def __init__(self, article: Article, figures: Sequence[Figure], task: Task, nouns: Nouns, compounds: re.Pattern[str]) -> None:
        """Divides the running text and gives every figure its own words."""
        self.low = fold(article.text)
        self.article = article
        self.task = task
        self.nouns = nouns
        self._compounds = compounds
        self._groups = re.compile("|".join(task.groups) or r"(?!)")
        self._subjects = frozenset[str]().union(*(indicator.counts for indicator in task.indicators if indicator.subject))
        self.ordinals: list[int] = []
        self.sentences = tuple(self._sentences(figures))
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
            header, slots = self._in_table(span, slots, header)
            for slot in slots:
                slot.group = self._group(slot)
            yield Sentence(span, self.low, bisect_left(breaks, span.start), tuple(slots))

    def _in_table(self, span: Span, slots: list[Slot], header: Row | None) -> tuple[Row | None, list[Slot]]:
        """The head that is in force below a line, and the line's slots, told by the heads of their columns.

        A row of words alone is the head of the rows below; one of a single word cell under a head names a part of the table.
        """
        row = row_of(self.low, span)
        if row is None:
            return None, slots
        if not slots:
            worded = sum(bool(_LETTER.search(cell.of(self.low))) for cell in row.cells)
            return (head_of(self.low, row) if worded > (header is not None) else header), slots
        if header is None:
            return None, slots
        told = row.below(header, self.low)
        return header, self._planned(told, header, slots) if told and told.planned else self._in_columns(told or row, header, slots)

    def _in_columns(self, row: Row, head: Row, slots: list[Slot]) -> list[Slot]:
        """The slots of a row whose columns are indicators; an ordinal counts nothing."""
        kept = []
        numbered = head.roles[:1] == ("ordinal",)
        leading = row.cells[1 if numbered and len(row.cells) > 1 else 0]
        for slot in slots:
            column = row.column(slot.figure.span)
            if column == 0 and numbered:
                self.ordinals.append(slot.figure.id)
                continue
            kept.append(slot)
            if column and column < len(head.cells):
                slot.header = head.cells[column]
                slot.row = self._row_name(leading)
                slot.left = slot.right = row.cells[column]
                slot.noun = slot.noun or self._of_cell(slot.header, leading) or self._announced(head)
        return kept

    def _announced(self, head: Row) -> Counted | None:
        """What the line above a table says it divides, where a colon ends that line."""
        above = self._above(head)
        return next(reversed(self.nouns.within(self.low, above)), None) if above.of(self.low).endswith(":") else None

    def _of_cell(self, head: Span, leading: Span) -> Counted | None:
        """What a cell counts: as its column says, else as its row does; `nhiệm vụ` in a head is no more than a rating's wording."""
        noun = self._first_noun(head)
        return noun if noun and noun.name not in _BASES else self._named_by(leading) or noun

    def _named_by(self, cell: Span) -> Counted | None:
        """The noun of a cell that holds little else: `Chi bộ trực thuộc` is what its row counts, `Đảng bộ huyện Na Hang` a body."""
        noun = self._first_noun(cell)
        own = len(cell.of(self.low).strip())
        return noun if noun and noun.name in self._subjects and (noun.span.end - noun.span.start) * 3 >= own * 2 else None

    def _planned(self, row: Row, head: Row, slots: list[Slot]) -> list[Slot]:
        """The slots of a row with plan and result: both are counted, the share is the result's percentage, an ordinal nothing."""
        body = row.first("body")
        name = self._named(head) if body else row.first("name") or row.first(None)
        if name and _SUM.fullmatch(name.of(self.low)):
            name = self._above(head)
        unit = row.first("unit")
        kept: list[Slot] = []
        for slot in self._apart(slots):
            role = row.roles[column] if (column := row.column(slot.figure.span)) is not None else None
            if role in _KINDS and name:
                slot.kind, slot.header = _KINDS[role], name
                slot.row = self._row_name(body) if body else None
                slot.left = slot.right = row.cells[column or 0]
                slot.noun = (self._first_noun(unit) if unit else None) or self._of_row(name, head)
                slot.column = head.cells[column or 0]
            if role == "ordinal":
                self.ordinals.append(slot.figure.id)
            elif role == "share" and kept and kept[-1].kind == "actual" and kept[-1].percent is None:
                kept[-1].percent = slot.figure
            else:
                kept.append(slot)
        return kept

    def _of_row(self, name: Span, head: Row) -> Counted | None:
        """What a row counts: as its name says, else as the line above its table; `nhiệm vụ` is no more than a rating's wording."""
        noun = self._first_noun(name)
        return noun if noun and noun.name not in _BASES else self._first_noun(self._above(head)) or noun

    def _named(self, head: Row) -> Span | None:
        """What a table of bodies is about: its line above, with the head of the result."""
        result = head.first("actual")
        return Span(self._above(head).start, result.end) if result else None

    def _above(self, head: Row) -> Span:
        """The line above a table."""
        end = max(self.low.rfind("\n", 0, head.cells[0].start), 0)
        while end and self.low[end - 1].isspace():
            end -= 1
        return Span(self.low.rfind("\n", 0, end) + 1, end)

    def _apart(self, slots: list[Slot]) -> Iterator[Slot]:
        """Each figure of the slots in a slot of its own: what the words between seem to join stands in cells."""
        for slot in slots:
            for figure in sorted((part for part in (slot.figure, slot.percent, slot.total) if part), key=lambda part: part.id):
                yield replace(slot, figure=figure, percent=None, total=None)

    def _first_noun(self, cell: Span) -> Counted | None:
        return next(iter(self.nouns.within(self.low, cell)), None)

    def _group(self, slot: Slot) -> Span | None:
        end = slot.figure.span.end
        found = self._groups.search(self.low, end, min(slot.right.end, end + _GROUP_REACH))
        found = found or self._groups.search(self.low, slot.left.start, slot.left.end)
        if found is None:
            return None
        lead = _GROUP_LEAD.match(self.low, found.start(), found.end())
        return Span(lead.end() if lead and lead.end() < found.end() else found.start(), found.end())

    def _row_name(self, cell: Span) -> Span | None:
        """The first cell of a row where it names a body or place."""
        text = cell.of(self.article.text)
        start = cell.start + len(text) - len(text.lstrip())
        return Span(start, start + len(text.strip())) if _BODY_NAME.match(self.low, start) else None

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
        if noun and noun.name in _BASES and (slot.figure.percent or self._adjacent(slot)):
            return None
        return noun or self._unknown(slot)

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
        return not re.search(r"trong đó|riêng|tăng|giảm|,[^,]*\w{2}[^,]*,", between[: found.start()]) and len(between) < 110

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
        protected = [found.span() for found in self._compounds.finditer(self.low, begin, end)]
        for pattern in (_STRONG, _WEAK, _JOINT):
            marks = [found for found in pattern.finditer(self.low, begin, end) if not any(a <= found.start() < b for a, b in protected)]
            # `khiển trách: 5; cảnh cáo: 2`: a colon right before a figure belongs to it.
            if marks and pattern is _STRONG and self.low[marks[-1].start() : end].strip() == ":":
                marks.pop()
            if marks:
                return marks[-1].start() if pattern is not _STRONG else marks[-1].end()
        return end
