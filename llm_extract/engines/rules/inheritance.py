"""What was said of the figures before goes on for the next: parts of a whole, lists, siblings of one verb."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from llm_extract.engines.rules.decisions import BODIES, LINES, SURE, Decision, Slate, is_bracketed, stated_before
from llm_extract.engines.rules.slots import Sentence, Slot
from llm_extract.tasks.base import Indicator, Task

_INHERIT_GROUP = 0.76
_INHERIT_SUBGROUP = 1.0
_INHERIT_PART = 0.74
_INHERIT_LATER = 0.5
_SHARED_VERB = 1.3
_SIBLING = 0.6
_OWN_WORDS = 1.2
"""Score from which a figure's own words say what it is, against what it would share: `khiển trách 12 đồng chí và 1 đồng chí bị khai trừ`."""
_FOLLOWS = 0.66
_FOLLOWS_LATER = 0.42
_BRACKETED = 0.7
_CARRIED = 0.38
_INHERIT_LIST = 0.42
_DIVISION = 0.95
_OF_BODIES = 1.25
"""Above what `xã Tân Lập có 10 đảng viên` says by itself: how many there are."""
_LISTED = 0.7
_MOST_BODIES = 40
"""Figures before one among which the whole that bodies share is looked for: a district has some 30."""
_NEAR = 220
"""Code points between two figures within which one says something of the other."""
_REACH = 1_000
"""Code points before a figure in which the word of a division is looked for."""
_PART = re.compile(r"trong đó|trong số (?:này|đó)|riêng|bao gồm|gồm|cụ thể|kể cả|tính cả|\($|xét về|cơ cấu|còn lại|số còn lại|tỷ lệ|chiếm")
_DIVIDED = re.compile(r"(?<!\w)(?:chia|phân|xét|tính|thống kê) (?:theo|ra|thành)(?!\w)(?! (?:nội dung|hành vi|lỗi)(?!\w))")
_LIST_ON = re.compile(r"(?: (?!được|có|đã|bị)[^\W\d]+| [-,](?= )){0,6}(?:,| và) ")
_HOW_MANY = re.compile(r"[\s,)]*(?:còn |và )?số (?:đảng viên|tổ chức đảng|chi bộ|cán bộ|người) là ")
_LABELLED = re.compile(r"(?: (?!được|có|đã|bị)[^\W\d]+){0,3},(?: (?!được|có|đã|bị|trong đó)[^\W\d]+| [-–](?= )){1,9} ")
_SHARED_OUT = re.compile(r"(?<!\w)(?:trong (?:đó|số (?:này|đó))|(?:bao )?gồm|cụ thể|chia ra)(?!\w)|^[^,;.:]{0,40}:")
_OF_A_BODY = re.compile(
    r"(?:^|[,;:.]|(?<!\w)(?:và|đó|số này|gồm|cụ thể|riêng|còn|ở|tại))\W*(?:có )?"
    r"(?:các )?(?:đảng bộ|đảng ủy|chi bộ|(?:tỉnh|huyện|thành|thị|quận) ủy|huyện|thành phố|tp\.|thị xã|quận|xã|phường|thị trấn|thôn|ấp|bản|khu phố)(?!\w)[^,;:.\d]{1,50}?"
    r"(?: (?:có|là|với))?:? $"
)
_KINDS = 2
_BACK = re.compile(
    r"^\W*trong đó(?!\w)|(?<!\w)(?:(?:xét )?về (?:cơ cấu|thành phần|độ tuổi|trình độ|giới tính)|(?:trong )?(?:lớp|số|những)(?: [^\W\d]+){0,3} (?:này|ấy|đó))(?!\w)"
)
_PEOPLE = frozenset({"membership.admitted", "structure.members", "discipline.members", "membership.official", "training.participants"})
_NEXT = 4
"""Code points between a sentence and the next one."""
_BYSTANDERS = re.compile(
    r"(?:lao động|công nhân|đại biểu|nhân viên|giáo viên|bà con|nông dân|giáo dân|phật tử|chiến sĩ|học sinh|sinh viên|thí sinh|thanh niên)(?!\w)"
)
"""People of whom a new sentence tells something new, where `đồng chí` are those told of before."""
_THOSE = re.compile(r"(?: [^\W\d]+){0,3} (?:này|ấy|đó|nói trên)(?!\w)")


class Inheritance:
    """Raises the scores of a figure's codes by what was said of those before it."""

    def __init__(self, low: str, task: Task, decisions: Sequence[Decision]) -> None:
        """Takes the folded text, the task, and the decisions so far, a list that grows."""
        self._low = low
        self._task = task
        self._decisions = decisions
        self._siblings = _siblings(task.indicators)

    def raise_scores(self, slot: Slot, sentence: Sentence, slate: Slate) -> None:
        """Raises the scores of a figure that stands in a sentence."""
        self._carry(slot, sentence, slate)
        whole = stated_before(self._decisions, slot.figure.total) if _THOSE.match(slot.right.of(self._low)) else None
        if whole and whole.code and whole.kind == "actual":
            slate.raise_to(whole.code, _INHERIT_SUBGROUP)
        if shared := self._shared_out(slot, sentence, slate):
            slate.raise_to(shared, _OF_BODIES)
        if told := self._referred_to(slot, sentence):
            slate.raise_to(told, _INHERIT_SUBGROUP)
        last = self._predecessor(slot)
        if last is None or last.code is None:
            return
        between = self._low[last.slot.figure.span.end : slot.figure.span.start]
        if len(between) <= _NEAR:
            self._go_on(slot, sentence, slate, last, between)

    def _referred_to(self, slot: Slot, sentence: Sentence) -> str | None:
        """The code of those told of in the sentence before, of whom this one goes on: `Xét về cơ cấu, nữ là 50%`, `Lớp đảng viên này có 2 phó thôn`."""
        if (slot.noun and slot.noun.name in BODIES) or not _BACK.search(sentence.text, 0, sentence.starts[0] - sentence.span.start):
            return None
        before = [done for done in self._decisions[-LINES:] if done.sentence is not sentence and not done.slot.figure.percent]
        near = before and sentence.span.start - before[-1].sentence.span.end <= _NEXT
        told = [done for done in before if near and done.sentence is before[-1].sentence and done.kind == "actual" and done.code]
        return told[0].code if told and told[0].code in _PEOPLE else None

    def _shared_out(self, slot: Slot, sentence: Sentence, slate: Slate) -> str | None:
        """The code of a figure that bodies share, each with no more than is left: `trao 43 Huy hiệu. Cụ thể, xã A có 10 đảng viên, xã B 8`."""
        left = slot.figure.value
        if left is None or slot.figure.percent or slot.figure.money or not _OF_A_BODY.search(slot.left.of(self._low)):
            return None
        after = slot.figure.span.start
        for done in reversed(self._decisions[-_MOST_BODIES:]):
            value, code = done.slot.figure.value, done.code
            if code is None or value is None or done.kind != "actual" or done.sentence.paragraph != sentence.paragraph:
                return None
            if _SHARED_OUT.search(self._low[done.slot.figure.span.end : after]):
                gains = not code.startswith(("other", "rating.", *self._task.stocks))
                return code if gains and left <= value and slate.names & self._task.by_code[code].counts else None
            if not _OF_A_BODY.search(done.slot.left.of(self._low)):
                return None
            left, after = left + value, done.slot.figure.span.start
        return None

    def _go_on(self, slot: Slot, sentence: Sentence, slate: Slate, last: Decision, between: str) -> None:
        """What was said of the figure right before goes on, if nothing divides them."""
        code = last.code or ""
        same = last.sentence is sentence
        for indicator in self._task.indicators:
            if code in indicator.follows and slate.names & indicator.counts:
                slate.raise_to(indicator.code, _FOLLOWS if same else _FOLLOWS_LATER)
        if code == "other":
            shared = same and last.slot.open_end and last.score >= SURE and slot.noun is not None
            slate.raise_to("other", _BRACKETED if shared else 0.0)
            return
        if same:
            self._go_on_in_sentence(slot, sentence, slate, last, between)
        divided = ";" in between and slot.noun is not None and code.startswith("rating.")
        grouped = slot.noun is None and same and slot.group is not None
        if not divided and (grouped or slate.names & self._task.by_code[code].counts):
            slate.raise_to(code, self._share(slot, last, between, same=same))

    def _go_on_in_sentence(self, slot: Slot, sentence: Sentence, slate: Slate, last: Decision, between: str) -> None:
        code = last.code or ""
        if slot.noun is None and not slot.figure.percent and not slot.figure.money:
            slate.raise_to(code, _BRACKETED if is_bracketed(self._low, slot, sentence) else _INHERIT_LIST)
        if ";" not in between:
            self._inherit_sibling(slot, last, slate)
        if self._goes_on_counting(slot, last) or self._goes_on_dividing(slot, last, between):
            slate.raise_to(code, _LISTED)

    def _divided(self, slot: Slot, sentence: Sentence) -> str | None:
        """The code of the figure that is divided: `chia theo lĩnh vực: …` behind it, or at the head of the sentence after it."""
        if slot.figure.percent or slot.figure.money:
            return None
        marks = [*_DIVIDED.finditer(self._low, max(sentence.span.start, slot.figure.span.start - _REACH), slot.figure.span.start)]
        wholes = [
            done.code
            for done in self._decisions[-LINES:]
            if marks and done.slot.figure.span.end <= marks[-1].start() and done.sentence.paragraph == sentence.paragraph
            if done.code and done.kind == "actual" and not done.code.startswith(("other", "rating."))
        ]
        if not wholes:
            return None
        total = ".".join(wholes[-1].split(".")[:2])
        return self._unless_counted(total if total in wholes else wholes[-1], slot)

    def _unless_counted(self, code: str, slot: Slot) -> str | None:
        """A code, unless a sibling of its family counts what stands behind the figure: learners are no part of classes."""
        name, family = slot.noun.name if slot.noun else "", code.partition(".")[0] + "."
        counted = {one.code for one in self._task.indicators if one.code.startswith(family) and name in one.counts}
        return code if not counted or code in counted else None

    def _goes_on_counting(self, slot: Slot, last: Decision) -> bool:
        """Whether a list counts on: `đăng ký 702 mô hình kinh tế, 688 mô hình văn hóa`."""
        if slot.noun is None or last.slot.noun is None or slot.noun.name != last.slot.noun.name or slot.figure.percent:
            return False
        return bool(_LIST_ON.fullmatch(self._low, last.slot.noun.span.end, slot.figure.span.start))

    def _goes_on_dividing(self, slot: Slot, last: Decision, between: str) -> bool:
        """Whether the list of a figure's parts goes on: `1.486 mô hình, gồm kinh tế 572, văn hóa 498`."""
        whole = self._decisions[-2] if len(self._decisions) > 1 else None
        same = whole is not None and whole.sentence is last.sentence and whole.code == last.code
        nouns = {one.noun.name for one in (slot, last.slot) if one.noun}
        return same and len(nouns) < _KINDS and not slot.figure.percent and bool(_LABELLED.fullmatch(between))

    def _carry(self, slot: Slot, sentence: Sentence, slate: Slate) -> None:
        """What the paragraph speaks of goes on for parts of it, and for `đồng chí`, `trường hợp` and bare figures that nothing else explains."""
        if divided := self._divided(slot, sentence):
            slate.raise_to(divided, _DIVISION)
        if slot.noun and (slot.noun.specific or _BYSTANDERS.match(slot.noun.span.of(self._low))):
            return
        for done in reversed(self._decisions[-4:]):
            if done.sentence is sentence or done.sentence.paragraph != sentence.paragraph or done.code is None:
                continue
            indicator = self._task.by_code[done.code]
            event = done.code.count(".") == 1 and not done.code.startswith(("rating.", *self._task.stocks))
            if event and done.slot.figure.percent == slot.figure.percent and slate.names & indicator.counts:
                slate.raise_to(done.code, _CARRIED)
                return

    def _predecessor(self, slot: Slot) -> Decision | None:
        """The decision before; behind a closed bracket, the one before the bracket: its contents are parts of that."""
        decisions = self._decisions
        if not decisions:
            return None
        between = self._low[decisions[-1].slot.figure.span.end : slot.figure.span.start]
        if ")" not in between.split("(")[0]:
            return decisions[-1]
        opened = self._low.rfind("(", 0, decisions[-1].slot.figure.span.start)
        outside = [decision for decision in decisions[-8:] if decision.slot.figure.span.end <= opened]
        return outside[-1] if outside else decisions[-1]

    def _share(self, slot: Slot, last: Decision, between: str, *, same: bool) -> float:
        own = slot.group
        group = own is not None and last.group != own
        part = bool(_PART.search(between))
        if group and same and (part or last.group):
            return _INHERIT_SUBGROUP
        if group:
            return _INHERIT_GROUP
        if not same and not part:
            return 0.0
        return (_INHERIT_PART if same else _INHERIT_LATER) if part else _INHERIT_LIST

    def _inherit_sibling(self, slot: Slot, last: Decision, slate: Slate) -> None:
        """What was said of one subject goes on for the next: `giám sát 54 tổ chức đảng và 129 đảng viên`, `…, số đảng viên là 129`."""
        family = (last.code or "").split(".")[0]
        open_end = last.slot.open_end or bool(_HOW_MANY.fullmatch(slot.left.of(self._low)))
        shared = family == "award" or (open_end and last.score >= SURE and family != "rating")
        own = max((score for code, score in slate.scores.items() if code.startswith(family) and code != last.code), default=0.0)
        value = _SHARED_VERB if shared and own < _OWN_WORDS else _SIBLING
        for indicator in self._siblings.get(_kin(last.code or ""), ()):
            if slate.names & indicator.counts:
                slate.raise_to(indicator.code, value)


def _kin(code: str) -> tuple[str, str]:
    """A code without its subject: what it shares with its siblings."""
    family, _, rest = code.partition(".")
    return family, rest.partition(".")[2]


@lru_cache(maxsize=8)
def _siblings(indicators: tuple[Indicator, ...]) -> dict[tuple[str, str], tuple[Indicator, ...]]:
    """The indicators that say one thing of several subjects, by what they say."""
    kin: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        if indicator.subject:
            kin[_kin(indicator.code)].append(indicator)
    return {key: tuple(group) for key, group in kin.items()}
