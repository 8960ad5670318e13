"""Decides for each figure which indicator it is, or why it is none."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from llm_extract.engines.rules.context import Context
from llm_extract.engines.rules.cues import ABOVE, ADJACENT, TOPIC, Cues, Found, Match, Use, weigh
from llm_extract.engines.rules.dealing import ORDERED, Dealt, deal
from llm_extract.engines.rules.decisions import BODIES, SUBJECTS, SURE, Decision, Slate, is_bracketed, listed_total, stated_before
from llm_extract.engines.rules.inheritance import Inheritance
from llm_extract.engines.rules.kinds import announces_targets, is_target, sign_of_change
from llm_extract.engines.rules.slots import Counted, Sentence, Slot
from llm_extract.locales.vi.fold import UPPER
from llm_extract.models import Span
from llm_extract.tasks.base import Indicator

THRESHOLD = 0.34
_LEVEL_BONUS = 0.12
_LEVEL_LEAST = 0.5
"""Weight of a cue from which it says a level; a fainter one is of another clause."""
_SOLE = 0.36
_PRIOR = 0.62
_PRIOR_MORE = 0.1
_PRIOR_LEAST = 0.4
_NEAR_WHOLE = 20
# Code points: the weight of a cue falls with distance, and a sentence of many pages must not be weighed figure by figure.
_REACH = 1_000

_PROPER = re.compile(rf" (?:(?:huyện|tỉnh|thành phố|thị xã|TP\.?|xã|phường|thị trấn|khối|Khối|ủy|các) )?[{UPPER}]")
_ADMITTED = frozenset({"members", "masses"})
"""Of whom those admitted are told, in one sentence as one and as the other."""
_NEVER_BEFORE = frozenset({"documents", "items"})
_NO_SUBJECT = frozenset({"documents", "residential", "enterprises", "gifts", "classes", "conferences", "sessions", "violations", "items"})
_NUMBER_OF = re.compile(r"(?:số|số lượng|tổng số|tỷ lệ)(?: các)? $")
_THRESHOLD = re.compile(
    r"(?:doanh nghiệp|chi bộ|đảng bộ|đảng viên|đồng chí|người|tổ chức|xã|hộ|đơn vị|công ty|cơ quan)(?: (?![^\d,;.]*(?:phấn đấu|kết nạp))[^\d,;.]{0,24})? ?(?:có )?(?:từ|trên|dưới|đủ) $"
)
_UNDER = re.compile(
    r"(?:(?:những|các) (?:doanh nghiệp|chi bộ|đảng bộ|tổ chức|xã|hộ|đơn vị|công ty|cơ quan)(?: có)?|(?:bản|thôn|xóm|ấp|nơi|chi bộ) có) dưới $"
)
_NOT_YET = re.compile(r"[^,;:(\d]{0,40}?\b(?:chưa(?! hoàn thành)|không (?:tham gia|được|đăng ký|thực hiện|tổ chức|tiến hành|ký))\b")
# How far or how long something is: background, where `làm 87km đường` is a result.
_FAR = re.compile(r"(?:cách|dài|xa|sâu|suốt|mất)(?!\w)[^,;.\d]{0,24}$")
_WHILE = re.compile(r" ?(?:phút|giây|giờ|tiếng)(?!\w)")
# What a thing costs: background, where `thu 4.830 tỷ đồng` is a result.
_PRICE = re.compile(r" ?/ ?(?:kg|ký|lít|tấn|tạ|con|quả|cây)(?!\w)")
_MODIFIER = re.compile(r"(?:của|thuộc|tại|ở|giữa|mỗi|từng|hằng|hàng|ban|nhóm) $")


class Labeller:
    """Labels the figures of one article, in order; what was said of a figure helps with the next."""

    def __init__(self, context: Context, cues: Cues, found: Found) -> None:
        """Takes the article's context and its cues."""
        self._prior: Mapping[str, float] = {}
        self._dealt: Mapping[int, Dealt] = {}
        self._said: dict[tuple[object, ...], dict[str, float]] = {}
        self._context = context
        self._cues = cues
        self._found = found
        self._low = context.low
        self._decisions: list[Decision] = []
        self._inheritance = Inheritance(context.low, context.task, self._decisions)
        self._targets = False
        self._topic = context.topic
        self._unless = {indicator.code: re.compile("|".join(indicator.unless)) for indicator in context.task.indicators if indicator.unless}

    def run(self, prior: Mapping[str, float] | None = None) -> list[Decision]:
        """A decision for every slot of the article; `prior` is what it is mostly about: shares of its figures by code."""
        self._prior, self._decisions, self._targets = prior or {}, [], False
        self._inheritance = Inheritance(self._low, self._context.task, self._decisions)
        for index, sentence in enumerate(self._context.sentences):
            self._targets = index > 0 and announces_targets(sentence, self._context.sentences[index - 1], before=self._targets)
            self._dealt = self._deal(sentence)
            for slot in sentence.slots:
                self._decisions.append(self._decide(slot, sentence, index))
        return self._decisions

    def _deal(self, sentence: Sentence) -> Mapping[int, Dealt]:
        if not sentence.slots or not ORDERED.search(sentence.text):
            return {}
        nouns = [noun for noun in self._context.nouns.within(self._low, sentence.span) if noun.name in SUBJECTS | BODIES]
        return deal(sentence.slots, self._low, sentence.span.start, self._found.inside(sentence.span), nouns)

    # --- one figure

    def _decide(self, slot: Slot, sentence: Sentence, index: int) -> Decision:
        if (row := self._same_row(slot, sentence)) is not None:
            return replace(row, slot=slot, sentence=sentence)
        change = sign_of_change(slot, self._low)
        dealt = self._dealt.get(slot.figure.id, Dealt())
        noun = dealt.noun or slot.noun or self._left_noun(slot) or self._inherited_noun(slot, sentence)
        group = slot.group
        scores = self._scores(slot, sentence, index, noun)
        code, score = self._best(scores)
        last = self._decisions[-1] if self._decisions else None
        goes_on = 0 if change else self._goes_on_changing(slot, last)
        unsure = change and (score < SURE or is_bracketed(self._low, slot, sentence))
        whole = self._whole_of(noun, sentence, slot) if goes_on or unsure else None
        change = change or goes_on
        if whole and whole.code:
            counted = noun if noun and noun.specific else whole.noun or noun
            return Decision(slot, sentence, whole.code, whole.score, "change", change, counted, group)
        if self._is_threshold(slot, sentence):
            code, score = None, 0.0
        elif code is None and "other" in self._context.task.by_code and self._is_other(slot, noun):
            code = "other"
        kind = slot.kind or (
            "change" if change else ("target" if is_target(slot, sentence, self._low, announced=self._targets) else "actual")
        )
        subject = None if noun and noun.specific else self._subject(slot, sentence)
        return Decision(slot, sentence, code, score, kind, change or 1, noun, group, subject)

    def _same_row(self, slot: Slot, sentence: Sentence) -> Decision | None:
        """The decision before, where nothing but space or a cell border stands between: cells of one row are of one kind."""
        last = self._decisions[-1] if self._decisions else None
        if last is None or last.sentence is not sentence or slot.noun or last.slot.noun or slot.header:
            return None
        between = self._low[last.slot.figure.span.end : slot.figure.span.start]
        return last if re.fullmatch(r"[\s|]+", between) else None

    def _is_threshold(self, slot: Slot, sentence: Sentence) -> bool:
        """Whether a figure only says which of the things before it are meant: `doanh nghiệp có từ 50 lao động trở lên`."""
        before = self._low[max(sentence.span.start, slot.figure.span.start - 60) : slot.figure.span.start]
        return bool(_UNDER.search(before)) or bool(
            _THRESHOLD.search(before)
            and re.match(r"(?: [^\W\d]+){1,3} trở (?:lên|xuống)", self._low[slot.figure.span.end : slot.figure.span.end + 40])
        )

    def _is_other(self, slot: Slot, noun: Counted | None) -> bool:
        """Whether a figure that no indicator explains still reports something: it counts a thing, money or a share.

        A figure in words that no cue explains is mostly told by the way, and stays open.
        """
        if not slot.figure.text[:1].isdigit():
            return False
        before, behind = slot.left.of(self._low), self._low[slot.figure.span.end : slot.figure.span.end + 12]
        if (
            _MODIFIER.search(before)
            or _PRICE.match(behind)
            or (slot.figure.note == "measure" and (_FAR.search(before) or _WHILE.match(behind)))
        ):
            return False
        return slot.figure.money or slot.figure.percent or slot.figure.note == "measure" or noun is not None

    def _goes_on_changing(self, slot: Slot, last: Decision | None) -> int:
        """The sign of the change before, where a list of changes goes on: `nhiều hơn 30 đảng viên, 74 tổ chức`."""
        if last is None or last.kind != "change":
            return 0
        between = self._low[last.noun.span.end if last.noun else last.slot.figure.span.end : slot.figure.span.start]
        return last.sign if re.fullmatch(r"\s*(?:,|và|, và)?\s*", between) else 0

    def _whole_of(self, noun: Counted | None, sentence: Sentence, slot: Slot) -> Decision | None:
        """The figure that a change belongs to: the one before its bracket unless it counts bodies, the last of its noun, else the one before."""
        last = self._decisions[-1] if self._decisions else None
        between = self._low[last.slot.figure.span.end : slot.figure.span.start] if last else ""
        near = [
            done for done in self._decisions[-8:] if done.kind == "actual" and sentence.span.start - done.sentence.span.end < _NEAR_WHOLE
        ]
        same = [done for done in near if noun and done.noun and done.noun.name == noun.name and done.code != "other"]
        if last and last.code and "(" in between and ")" not in between:
            own = slot.noun and slot.noun.name in BODIES and last.noun and last.noun.name != slot.noun.name
            return same[-1] if own and same and same[-1].sentence is sentence else last
        if total := listed_total(slot, near):
            return total
        if same:
            return same[-1]
        generic = noun is None or not noun.specific or noun.name in _ADMITTED
        return last if last and last.sentence is sentence and (generic or self._same_noun(noun, last)) else None

    def _best(self, scores: dict[str, float]) -> tuple[str | None, float]:
        code, score = max(scores.items(), key=lambda item: item[1], default=(None, 0.0))
        return (code, score) if score >= THRESHOLD else (None, score)

    def _scores(self, slot: Slot, sentence: Sentence, index: int, noun: Counted | None) -> dict[str, float]:
        slate = Slate(self._classes(slot, sentence, noun), noun, index, bare=self._is_bare(slot, noun))
        self._add_cues(slate, slot, sentence)
        if self._dealt.get(slot.figure.id, Dealt()).cue is None:
            self._inheritance.raise_scores(slot, sentence, slate)
        for code, share in self._prior.items():
            if slate.names & self._context.task.by_code[code].counts:
                slate.raise_to(code, max(slate.scores[code] + _PRIOR_MORE * share, _PRIOR * share))
        return self._without_vetoed(slate.scores, slot, sentence)

    def _add_cues(self, slate: Slate, slot: Slot, sentence: Sentence) -> None:
        """What the cues say, which is the same in both passes wherever the noun is."""
        key = (slot.figure.id, slate.noun, slate.bare, frozenset(slate.names))
        if key not in self._said:
            self._weigh_cues(slate, slot, sentence)
            self._said[key] = dict(slate.scores)
        slate.scores.update(self._said[key])

    def _weigh_cues(self, slate: Slate, slot: Slot, sentence: Sentence) -> None:
        here = slot.figure.span
        near = Span(max(sentence.span.start, here.start - _REACH), min(sentence.span.end, here.end + _REACH))
        dealt = self._dealt.get(slot.figure.id, Dealt())
        for match in self._found.inside(near):
            if not any(match.span in other for other in dealt.others):
                own = dealt.cue is not None and match.span in dealt.cue
                self._add(slate, match, 1.0 + ADJACENT if own else weigh(match, slot, sentence, self._low))
        for match in self._found.inside(slot.header) if slot.header else ():
            self._add(slate, match, 1.0)
        for span, factor in self._areas(sentence, slate.index):
            for match in self._found.inside(span):
                self._add(slate, match, factor, near=False)
        for indicator in self._context.task.indicators:
            if slate.noun and slate.noun.name in indicator.sole:
                slate.raise_to(indicator.code, _SOLE)

    def _is_bare(self, slot: Slot, noun: Counted | None) -> bool:
        """Whether nothing says what a figure counts, so that its own verb decides."""
        if noun is None:
            return not slot.figure.money
        return not (slot.noun or slot.figure.money or slot.figure.percent or self._is_led(noun, slot))

    def _without_vetoed(self, scores: dict[str, float], slot: Slot, sentence: Sentence) -> dict[str, float]:
        before = min(slot.left.start, max(sentence.span.start, slot.figure.span.start - 12))
        own = self._low[before : slot.figure.span.start] + "#" + slot.right.of(self._low)
        # What exists is a number; a share or `341/341 chi bộ` says what some of it did.
        is_share = slot.figure.percent or slot.figure.total is not None
        stocks = self._context.task.stocks if is_share and slot.group is None else ()
        if not slot.figure.money:
            scores = {code: score for code, score in scores.items() if self._context.task.by_code[code].counts != {"money"}}
        if slot.figure.note == "measure" or slot.figure.money:
            by_code = self._context.task.by_code
            scores = {
                code: score for code, score in scores.items() if (slot.figure.money and "money" in by_code[code].counts) or code == "other"
            }
        if _NOT_YET.match(slot.right.of(self._low)):
            scores = {code: score for code, score in scores.items() if code.endswith((".not_evaluated", ".failed")) or code == "other"}
        if slot.figure.value == 0 and not slot.figure.text[:1].isdigit():
            scores = {code: score for code, score in scores.items() if score >= SURE}
        return {
            code: score
            for code, score in scores.items()
            if not (code in self._unless and self._unless[code].search(own)) and not code.startswith(stocks or ("\0",))
        }

    def _add(self, slate: Slate, match: Match, weight: float, *, near: bool = True) -> None:
        """Counts a cue for the indicators it speaks for; `near` is false for one of another sentence."""
        weight += min(match.span.end - match.span.start, 30) * 0.002
        for use in self._cues.uses[match.cue]:
            if self._applies(use, slate, near=near):
                slate.raise_to(
                    use.indicator.code,
                    weight * use.weight + (_bonus(use.indicator, slate.names) if near and weight >= _LEVEL_LEAST else 0.0),
                )

    def _applies(self, use: Use, slate: Slate, *, near: bool) -> bool:
        names, noun = slate.names, slate.noun
        bare = slate.bare and near and not (use.indicator.sole or use.indicator.subject)
        if not (names & use.indicator.counts or use.any_noun or bare):
            return False
        if not near:
            return use.weight == 1.0 and _bonus(use.indicator, names) == 0.0
        if use.in_setting:
            setting = self._cues.settings[use.indicator.setting]
            return any(setting.search(part.text) for part in self._context.sentences[max(0, slate.index - 1) : slate.index + 1])
        return use.weight == 1.0 or noun is None or noun.specific or use.indicator.subject

    def _areas(self, sentence: Sentence, index: int) -> list[tuple[Span, float]]:
        areas = [(span, TOPIC) for span in self._topic]
        if index:
            before = self._context.sentences[index - 1]
            if before.paragraph == sentence.paragraph or not before.slots:
                areas.append((before.span, ABOVE))
        return areas

    # --- what it counts

    def _classes(self, slot: Slot, sentence: Sentence, noun: Counted | None) -> set[str]:
        if slot.figure.money:
            return {"money"}
        names = {noun.name} if noun else set()
        if noun and noun is not slot.noun and not self._is_led(noun, slot):
            names |= {word.name for word in self._context.nouns.within(self._low, slot.left) if word.name not in _NO_SUBJECT}
        if noun is None or not noun.specific:
            names.add(self._subject(slot, sentence))
        if slot.figure.percent:
            names.add("rate")
        return names

    def _subject(self, slot: Slot, sentence: Sentence) -> str:
        """Who `đồng chí`, `trường hợp` or a bare figure is: the people named last; members where none were."""
        last = self._decisions[-1] if self._decisions else None
        start = last.slot.figure.span.end if last and last.sentence is sentence else sentence.span.start
        near = self._context.nouns.within(self._low, Span(start, slot.left.end))
        named = [
            word.name for word in near if word.name in SUBJECTS or (word.specific and slot.noun is None and word.name not in _NO_SUBJECT)
        ]
        if named:
            return named[-1]
        whole = stated_before(self._decisions, slot.figure.total)
        if whole and whole.noun and whole.noun.specific:
            return whole.noun.name
        kind = slot.noun.name if slot.noun else ""
        for decision in reversed(self._decisions[-4:]):
            if sentence.span.start - decision.sentence.span.end > 200:
                break
            if decision.subject and not (kind == "people" and decision.subject in BODIES):
                return decision.subject
            bodies = kind in {"", "units"} and (decision.sentence is sentence or (decision.noun and decision.noun.name in BODIES))
            if decision.noun and (decision.noun.name in SUBJECTS or bodies):
                return decision.noun.name
        return "members"

    def _left_noun(self, slot: Slot) -> Counted | None:
        """The last noun before a bare figure, the names of bodies aside: in `Đảng bộ huyện Trần Văn Thời 71` the body counts nothing."""
        nouns = [
            noun for noun in self._context.nouns.within(self._low, slot.left) if not self._is_name(noun) and noun.name not in _NEVER_BEFORE
        ]
        led = [noun for noun in nouns if self._is_led(noun, slot)]
        return led[-1] if led else (nouns[-1] if nouns else None)

    def _is_led(self, noun: Counted, slot: Slot) -> bool:
        """Whether `số`, `tổng số` or `tỷ lệ` says that the noun is what the figure counts."""
        return bool(_NUMBER_OF.search(self._low, max(slot.left.start, noun.span.start - 12), noun.span.start))

    def _is_name(self, noun: Counted) -> bool:
        return bool(_PROPER.match(self._context.article.text, noun.span.end))

    def _inherited_noun(self, slot: Slot, sentence: Sentence) -> Counted | None:
        if slot.figure.money or slot.figure.note == "measure":
            return None
        last = self._decisions[-1] if self._decisions else None
        if last and last.sentence is sentence:
            return last.noun
        nouns = [
            noun
            for noun in self._context.nouns.within(self._low, Span(sentence.span.start, slot.left.end))
            if not self._is_name(noun) and noun.name not in _NO_SUBJECT
        ]
        if nouns:
            return nouns[-1]
        return last.noun if last and sentence.span.start - last.sentence.span.end < 60 else None

    @staticmethod
    def _same_noun(noun: Counted | None, last: Decision) -> bool:
        if noun is None or last.noun is None:
            return True
        return noun.name == last.noun.name or (not noun.specific) or noun.name in last.noun.name


def leanings(decisions: Sequence[Decision]) -> dict[str, float]:
    """What an article is mostly about.

    Args:
        decisions: of a first pass.

    Returns:
        Codes of events (no stocks, no ratings) that at least two fifths of the surely labelled figures carry, with their share.
    """
    sure = [decision.code for decision in decisions if decision.code and decision.score >= SURE and decision.kind == "actual"]
    counts = Counter(sure)
    return {
        code: count / len(sure)
        for code, count in counts.items()
        if count >= 3 and count / len(sure) >= _PRIOR_LEAST and not code.startswith(("structure.", "rating.", "other"))
    }


def _bonus(indicator: Indicator, names: set[str]) -> float:
    if indicator.counts == {"rate"} and "rate" in names:
        return _LEVEL_BONUS
    return _LEVEL_BONUS if indicator.code.count(".") == 2 and not indicator.code.endswith("evaluated") else 0.0
