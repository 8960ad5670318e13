"""Sentences of reports from concepts, families and patterns.

A paragraph is one or two marked sentences that belong together; the first is the context of the second.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from random import Random

from training.generator import concepts_members, concepts_other, concepts_rating, concepts_work
from training.generator.grammar import Grammar, marked
from training.generator.lexicon import LEXICON
from training.generator.numerals import Numerals
from training.generator.patterns import PATTERNS, TARGETS
from training.generator.tables import Concept, Family

CONCEPTS: tuple[Concept, ...] = (*concepts_rating.CONCEPTS, *concepts_members.CONCEPTS, *concepts_work.CONCEPTS, *concepts_other.CONCEPTS)
FAMILIES: tuple[Family, ...] = concepts_rating.FAMILIES

_SHARES = (
    (" ({})", 30), (", đạt {}", 12), (", chiếm {}", 9), (", chiếm tỷ lệ {}", 7), (" (đạt {})", 6), (" (đạt tỷ lệ {})", 4), (" (chiếm {})", 5), (", đạt tỷ lệ {}", 8), (", tỷ lệ {}", 6), (" (tỷ lệ {})", 4), (", bằng {}", 3), (" - {}", 1), (" = {}", 1), (" (= {})", 1),
    (", đạt {} $plan", 8), (" ({} $plan)", 3), (", bằng {} $plan", 5), (", vượt {} $plan", 2), (" (đạt {} $plan)", 3), (", bằng {} {so với |}cùng kỳ", 2), (" đạt {}", 3), (" chiếm {}", 3), (", chiếm {} tổng số {đảng viên|tổ chức đảng|chi bộ}", 2),
)  # fmt: skip
_LIST_STYLES = (
    "# $n $p~", "$p # $n~", "$p: # $n~", "$p có # $n~", "$p là # $n~", "$p #~", "$p: #~", "# $p~", "có # $n $p~", "số $n $p là #~", "# $n {đạt|ở|xếp} {mức |loại |}$p~", "{loại|mức} $p {có |}# $n~", "$n $p: #~", "$p # $n, chiếm <share percent>", "$p {đạt|chiếm|} #%", "#% $n $p", "#% $p",
)  # fmt: skip
_LIST_WEIGHTS = (14, 12, 8, 10, 4, 8, 6, 10, 6, 3, 5, 5, 4, 5, 6, 6, 3)
_LIST_LEADS = (
    ": ",
    ", trong đó: ",
    ", trong đó ",
    ", trong đó có ",
    ", gồm: ",
    ", gồm ",
    ", kết quả: ",
    ", kết quả ",
    "; ",
    ", cụ thể: ",
    ", như sau: ",
    " với ",
    ": có ",
    ", ",
    ", bao gồm ",
)
_GLUE = (", ", "; ", " và ", ", ", ", ")

_WEIGHTS: Mapping[str, float] = {
    "other": 1.6, "membership.admitted": 22, "membership.badges": 9, "structure.members": 5, "structure.orgs": 6, "structure.cells": 5, "structure.committees": 5, "structure.subcells": 5, "membership.official": 7, "membership.left": 9, "membership.growth": 6, "membership.files_reviewed": 5, "membership.files_approved": 5,
    "training.classes": 8, "training.participants": 10, "study.sessions": 7, "study.participants": 9, "conference.held": 7, "documents.issued": 7, "personnel.reviewed": 7, "personnel.planned": 7, "personnel.appointed": 9, "discipline.violations": 7, "complaints.received": 6, "complaints.resolved": 6, "award.collectives": 6,
    "award.individuals": 6, "award.any": 5, "welfare.houses": 5, "welfare.funds": 6, "welfare.recipients": 6, "models.registered": 6, "models.realized": 6, "congress.orgs": 6, "congress.cells": 6, "structure.founded": 7,
}  # fmt: skip
_OF_PEOPLE = frozenset(
    {
        *(one.code for one in CONCEPTS if ".members" in one.code), "membership.admitted", "membership.official", "membership.left", "membership.badges", "training.participants", "study.participants", "personnel.planned", "personnel.appointed", "rating.officials.excellent", "rating.officials.good",
    }
)  # fmt: skip
_SUBJECT_WEIGHTS = {"members": 2.2, "orgs": 2.2, "cells": 1.4, "committees": 0.7, "collectives": 0.9, "officials": 1.0}


def _weight(concept: Concept) -> float:
    if concept.code in _WEIGHTS:
        return _WEIGHTS[concept.code]
    parts = concept.code.split(".")
    if parts[-1] == "not_evaluated":
        return 2.0
    scale = {"rating": 0.6, "discipline": 0.5, "inspection": 2.0, "supervision": 1.8, "commitment": 1.5}[parts[0]]
    return max(0.8, scale * _SUBJECT_WEIGHTS[parts[1]] * (3.0 if parts[0] == "discipline" and len(parts) == 2 else 1.0))


class Composer:
    """Makes marked sentences with one source of chance."""

    def __init__(self, random: Random) -> None:
        """Takes the source of chance."""
        self.random = random
        self.numerals = Numerals(random)
        self.grammar = Grammar(LEXICON, random, self._figure)
        self._weights = [_weight(concept) for concept in CONCEPTS]
        self._family_weights = [_SUBJECT_WEIGHTS[family.name.split(".")[1]] for family in FAMILIES]
        self._groups: dict[str, list[Concept]] = defaultdict(list)
        for concept in CONCEPTS:
            self._groups[concept.group].append(concept)
        self._plans: tuple[tuple[Callable[[], list[str]], float], ...] = (
            (self.single, 6), (self.chain, 20), (self.family, 13), (self.named, 7), (self.targets, 11), (self.against_target, 4), (self.parted, 9), (self.by_body, 3), (self.respectively, 1.2), (self.none_of, 3.5), (self.share_alone, 5), (self.pattern, 38), (self.changed, 4), (self.headline, 2), (self.of_whole, 3), (self.table, 1), (self.economy, 6), (self.other_change, 2),
        )  # fmt: skip

    def paragraph(self) -> list[str]:
        """One or two marked sentences of a report."""
        plans, weights = zip(*self._plans, strict=True)
        plan: Callable[[], list[str]] = self.random.choices(plans, weights)[0]
        return plan()

    def say(self, phrase: str) -> str:
        """A phrase without a figure of its own."""
        return self.grammar.expand(phrase, None, self.share)

    # figures

    def _figure(self, label: str, form: str) -> str:
        if label.startswith("share") and form == "count":
            form = "percent"
        return self.numerals.write(form)

    def share(self) -> str:
        """What may stand behind a figure: mostly nothing, or a percentage."""
        if self.random.random() > 0.45:
            return ""
        forms, weights = zip(*_SHARES, strict=True)
        before, after = self.random.choices(forms, weights)[0].split("{}", 1)
        return self.grammar.expand(before) + marked("share", self.numerals.write("percent")) + self.grammar.expand(after)

    def own(self, concept: Concept, kind: str = "actual", form: str = "") -> Callable[[str], str]:
        """Writes the figures of a concept: as its form is, a ratio now and then."""
        label = concept.code if kind == "actual" else f"{concept.code}!{kind}"

        def write(asked: str) -> str:
            chosen = form or concept.form
            if asked == "percent":
                chosen = "percent_least" if kind == "target" else "percent"
            elif chosen == "count" and kind == "actual" and self.random.random() < 0.13:
                chosen = "ratio"
            elif chosen == "count" and kind == "target":
                chosen = "least"
            return marked(label, self.numerals.write(chosen, concept.low, concept.high))

        return write

    def clause(self, concept: Concept, kind: str = "actual") -> str:
        """A clause of a concept."""
        return self.grammar.expand(self.random.choice(concept.clauses), self.own(concept, kind), self.share if kind == "actual" else None)

    def change(self, concept: Concept, *, short: bool = False) -> str:
        """What follows a figure to compare it with another time."""
        label = f"{concept.code}!change"
        verb = self.say("{$up|$up|$down}")
        percent = self.random.random() < (0.35 if not short else 0.25)
        number = marked(label, self.numerals.write("percent" if percent else "bare", 1, max(3, concept.high // 8)))
        unit = "" if percent or (short and self.random.random() < 0.5) else f" {self.say(concept.nouns)}"
        beside = f" ({marked('share', self.numerals.write('percent'))})" if not percent and self.random.random() < 0.12 else ""
        return f"{verb} {number}{unit}{beside}"

    def _changes(self, concept: Concept) -> str:
        if not concept.nouns or self.random.random() > 0.16:
            return ""
        if self.random.random() < 0.4:
            return f" ({self.change(concept, short=True)}{self.random.choice(('', self.say(' $same_period')))})"
        return self.random.choice(
            (f", {self.change(concept)} {self.say('$same_period')}", f", {self.say('$same_period')} {self.change(concept)}")
        )

    # choice

    def concept(self) -> Concept:
        """A concept, the frequent ones more often."""
        return self.random.choices(CONCEPTS, self._weights)[0]

    def _where(self, accept: Callable[[Concept], bool]) -> Concept:
        while not accept(concept := self.concept()):
            pass
        return concept

    def lead(self) -> str:
        """How a sentence of a report begins, often with nothing."""
        return self.say(
            self.random.choices(
                ("", "$time, ", "$time, $body ", "$time, $all {đã |}", "$report, ", "$body {đã |}", "{Toàn|Trong} {tỉnh|huyện|Đảng bộ} {đã |}", "$time, $aside, $all {đã |}", "$report, $all {đã |}", "- ", "+ ", "$organ {đã |tham mưu |}", "{Về|Trong} công tác {xây dựng Đảng|tổ chức|cán bộ|kiểm tra|dân vận|tuyên giáo}, "),
                (60, 14, 5, 9, 10, 7, 5, 2, 3, 9, 2, 5, 4),
            )[0]
        )  # fmt: skip

    # plans

    def single(self) -> list[str]:
        """One clause."""
        concept = self.concept()
        return [f"{self.lead()}{self.clause(concept)}{self._changes(concept)}."]

    def chain(self) -> list[str]:
        """Clauses of one group, at times over two sentences."""
        group = self._groups[self.concept().group]
        weights = [_weight(one) for one in group]
        chosen = list(dict.fromkeys(self.random.choices(group, weights, k=self.random.randint(3, 6))))
        glue = self.random.choice(("; ", ", ", "; ", ". "))
        clauses = [self.clause(one) + self._changes(one) for one in chosen]
        if glue == ". " and len(clauses) > 1:
            return [f"{self.lead()}{clauses[0]}.", f"{'; '.join(clauses[1:])}."]
        last = f"{self.random.choice((glue, ' và ', ', ', '; đồng thời '))}{clauses[-1]}" if len(clauses) > 1 else ""
        return [f"{self.lead()}{glue.join(clauses[:-1] or clauses)}{last}."]

    def family(self) -> list[str]:
        """A lead with a list of its parts, at times in the sentence after the lead."""
        family = self.random.choices(FAMILIES, self._family_weights)[0]
        lead = self.say(self.random.choice(family.leads))
        parts = list(family.parts)
        if self.random.random() < 0.4:
            parts = sorted(self.random.sample(parts, self.random.randint(1, len(parts))), key=parts.index)
        items = self._items(family, parts)
        if self.random.random() < 0.25:
            return [f"{lead}.", f"{self.say('{Trong đó, |Kết quả, |Cụ thể: |Trong đó có |Gồm: |}')}{items}."]
        return [f"{self.say('{|||$time, |- |$report, }')}{lead}{self.random.choice(_LIST_LEADS)}{items}."]

    def _items(self, family: Family, parts: Sequence[tuple[str, str]]) -> str:
        style = self.random.choices(_LIST_STYLES, _LIST_WEIGHTS)[0]
        glue = self.random.choice(_GLUE[:2])
        noun = self.say(family.nouns)
        pieces: list[str] = []
        for code, words in parts:
            mine = style if self.random.random() < 0.8 else self.random.choices(_LIST_STYLES, _LIST_WEIGHTS)[0]
            concept = Concept(code, (mine,), low=family.low, high=family.high)
            spoken = mine.replace("$n", noun).replace("$p", self.say(words))
            pieces.append(self.grammar.expand(spoken, self.own(concept), self.share if "~" in mine else None))
            if self.random.random() < 0.05:
                pieces[-1] += (
                    f" ({self.say('{tăng|giảm}')} {marked(f'{code}!change', self.numerals.write(self.random.choice(('bare', 'percent')), 1, 60))})"
                )
        return self._joined(pieces, glue)

    def _joined(self, pieces: Sequence[str], glue: str) -> str:
        if len(pieces) > 1 and self.random.random() < 0.4:
            return f"{glue.join(pieces[:-1])} {self.random.choice(('và', 'còn', 'và có'))} {pieces[-1]}"
        return glue.join(pieces)

    def named(self) -> list[str]:
        """`Số … là #`, with a change."""
        concept = self._where(lambda one: bool(one.nominals))
        name, unit = self.random.choice(concept.nominals), self.say(concept.nouns)
        percent = "tỷ lệ" in name
        number = self.own(concept)("percent" if percent else "count")
        unit = "" if percent else f"{{ {unit}|}}"
        own = self.say(f"{name} {{là|đạt|có|hiện nay là|ước đạt}}")
        changes = self._changes(concept) if self.random.random() < 0.3 else f", {self.change(concept)} {self.say('$same_period')}"
        return [f"{self.say('{|$time, |$report, |- |Tính chung, }')}{own} {number}{self.say(unit)}{self.share()}{changes}."]

    def targets(self) -> list[str]:
        """What is aimed at."""
        if self.random.random() < 0.55:
            return [f"{self.say(self.random.choice(TARGETS))}."]
        chosen = [self._where(lambda one: one.targets) for _ in range(self.random.randint(1, 3))]
        return [f"{self.say('$aim')} {'; '.join(self._target(one) for one in dict.fromkeys(chosen))}."]

    def _target(self, concept: Concept) -> str:
        if concept.percents and self.random.random() < 0.55:
            return self.grammar.expand(self.random.choice(concept.percents), self.own(concept, "target"))
        return self.clause(concept, "target")

    def against_target(self) -> list[str]:
        """A result beside the target that it is measured by."""
        concept = self._where(lambda one: one.targets and bool(one.nouns))
        target = marked(f"{concept.code}!target", self.numerals.write("bare", concept.low, concept.high))
        unit, share = self.say(concept.nouns), marked("share", self.numerals.write("percent"))
        tails = (
            f", đạt {share} chỉ tiêu ({target} {unit})",
            f"/chỉ tiêu {target} {unit}",
            f", trong khi chỉ tiêu là {target} {unit}",
            f" (chỉ tiêu {target} {unit}), đạt {share}",
            f", đạt {share} so với chỉ tiêu {target} {unit}",
            f"; chỉ tiêu đề ra là {target}",
            f" trên chỉ tiêu {target} {unit} ({share})",
        )
        return [f"{self.lead()}{self.clause(concept)}{self.random.choice(tails)}."]

    def parted(self) -> list[str]:
        """A figure with its subgroups, which bear the same code."""
        concept = self._where(lambda one: one.parted and one.code in _OF_PEOPLE)
        first = f"{self.lead()}{self.clause(concept)}"
        items = [self._group(concept) for _ in range(self.random.randint(1, 4))]
        listed = self._joined(items, self.random.choice((", ", "; ", ", ")))
        if self.random.random() < 0.3:
            return [f"{first}.", f"{self.say('{Trong đó|Trong số này|Trong số đảng viên trên|Trong số đó}{,| có|, có|:}')} {listed}."]
        return [
            f"{first}{self.say('{, trong đó|, trong đó có|; trong đó|, trong số này có|, gồm|, có|. Trong đó,|, trong số đó có|, riêng}')} {listed}."
        ]

    def _group(self, concept: Concept) -> str:
        group, number = self.say("$group"), self.own(concept)("count")
        unit = self.say(f"{{ {concept.nouns or 'đồng chí'}||}}")
        percent = marked(concept.code, self.numerals.write("percent"))
        share = self.share()
        return self.random.choice(
            (
                f"{group} {number}{unit}{share}",
                f"{group} có {number}{unit}{share}",
                f"{number} {group}{share}",
                f"{number}{unit} là {group}{share}",
                f"{group}: {number}{unit}{share}",
                f"{group} chiếm {percent}",
                f"có {number}{unit} {group}{share}",
                f"{group} là {number}{unit}{share}",
            )
        )

    def by_body(self) -> list[str]:
        """A figure of the whole, then those of single bodies or places."""
        concept = self._where(lambda one: bool(one.nouns))
        items = []
        style = self.random.choice(("$b # $n~", "$b: # $n~", "$b có # $n~", "$b (#)", "$b #~", "$b (# $n)", "# $n ở $b", "$b # $n~"))
        for _ in range(self.random.randint(2, 5)):
            spoken = style.replace("$b", self.say("{$place|$unit|$district|$body|$commune}")).replace("$n", self.say(concept.nouns))
            items.append(self.grammar.expand(spoken, self.own(concept), self.share))
        listed = ", ".join(items)
        if self.random.random() < 0.35:
            return [
                f"{self.lead()}{self.clause(concept)}.",
                f"{self.say('{Trong đó, |Nhiều đơn vị làm tốt: |Một số nơi có kết quả cao như: |Dẫn đầu là |Cụ thể: |}')}{listed}.",
            ]
        return [
            f"{self.lead()}{self.clause(concept)}{self.say('{, trong đó |; nhiều nhất là |, như: |: |, tiêu biểu như |, nhất là |, gồm }')}{listed}."
        ]

    def respectively(self) -> list[str]:
        """Names first, then their figures in the same order."""
        family = self.random.choice(FAMILIES)
        parts = family.parts[: self.random.randint(2, len(family.parts))]
        names = [self.say(words) for _, words in parts]
        noun = self.say(family.nouns)
        form = self.random.choice(("count", "percent"))
        numbers = [marked(code, self.numerals.write(form, family.low, family.high)) for code, _ in parts]
        unit = f" {noun}" if form == "count" else ""
        words = self.random.choice(("lần lượt là", "theo thứ tự là", "tương ứng là", "lần lượt đạt", "lần lượt có"))
        return [
            f"{self.say(self.random.choice(family.leads))}: {', '.join(names[:-1])} và {names[-1]} {words} {', '.join(numbers[:-1])} và {numbers[-1]}{unit}."
        ]

    def none_of(self) -> list[str]:
        """Nothing of its kind."""
        concept = self._where(lambda one: bool(one.zeros))
        zero = self.say(self.random.choice(concept.zeros))
        if self.random.random() < 0.4:
            return [f"{self.say('{|$time, |$report, |Năm qua, |Trong kỳ, }')}{zero}."]
        before = self._where(lambda one: one.group == concept.group)
        return [f"{self.lead()}{self.clause(before)}{self.random.choice(('; ', ', ', '; '))}{zero}."]

    def share_alone(self) -> list[str]:
        """Percentages that are the figures themselves."""
        concept = self._where(lambda one: bool(one.percents))
        others = [one for one in self._groups[concept.group] if one.percents and self.random.random() < 0.15][:2]
        clauses = [self.grammar.expand(self.random.choice(one.percents), self.own(one)) for one in dict.fromkeys((concept, *others))]
        change = (
            f", {self.say('{tăng|giảm|cao hơn}')} {marked(f'{concept.code}!change', self.numerals.write('percent'))} {self.say('$same_period')}"
            if self.random.random() < 0.2 and len(clauses) == 1
            else ""
        )
        return [f"{self.say('{||$time, |$report, |Có |- |$all có }')}{'; '.join(clauses)}{change}."]

    def pattern(self) -> list[str]:
        """A whole sentence of several codes, or two."""
        first = f"{self.say('{|||||||$time, |$report, |- |$time, $all: |Về kết quả, }')}{self.say(self.random.choice(PATTERNS))}"
        if self.random.random() < 0.35:
            return [f"{first}; {self.say(self.random.choice(PATTERNS))}."]
        return [f"{first}."]

    def changed(self) -> list[str]:
        """A comparison without the figure itself."""
        concept = self._where(lambda one: bool(one.nominals and one.nouns))
        name = self.say(self.random.choice(concept.nominals))
        return [f"{self.say('{|$same_period, |$report, |Năm qua, }')}{name} {self.change(concept)} {self.say('$same_period')}."]

    def headline(self) -> list[str]:
        """A headline."""
        concept = self._where(lambda one: one.form == "count")
        clause = self.grammar.expand(self.random.choice(concept.clauses), self.own(concept), None)
        return [f"{self.say('{$district|$province|$body|Đảng bộ xã $commune|$place}')}: {clause}"]

    def of_whole(self) -> list[str]:
        """A part of a whole that stands before it."""
        concept = self._where(
            lambda one: bool(one.nouns) and one.group.startswith(("rating", "membership", "control", "commitment", "congress"))
        )
        whole, noun = marked("whole", self.numerals.write("bare", 20, 900)), self.say(concept.nouns)
        return [
            f"{self.say('{Trong|Trong tổng số|Trên tổng số|Trong số|Trong tổng}')} {whole} {noun}{self.say('{ trực thuộc| trên địa bàn| toàn Đảng bộ|,|}')} {self.clause(concept)}."
        ]

    def table(self) -> list[str]:
        """The head of a table and one of its rows."""
        columns = [self._where(lambda one: bool(one.nominals)) for _ in range(self.random.randint(1, 3))]
        bar = self.random.choice((" ¦ ", "\t"))
        head = bar.join(
            [
                self.random.choice(("Đơn vị", "Địa phương", "Đảng bộ", "TT")),
                *(self.say(self.random.choice(one.nominals)).replace("tỷ lệ ", "") for one in columns),
            ]
        )
        row = bar.join(
            [
                self.say("{$place|$district|Đảng bộ $commune|Tổng cộng}"),
                *(marked(one.code, self.numerals.write("bare", one.low, one.high)) for one in columns),
            ]
        )
        return [head, row]

    def economy(self) -> list[str]:
        """Government and economy inside a Party report."""
        chosen = self.random.sample(concepts_other.ECONOMY, self.random.randint(1, 4))
        lead = self.say(
            "{Đảng bộ đã lãnh đạo phát triển kinh tế - xã hội: |Về kinh tế, |Dưới sự lãnh đạo của cấp ủy, |Nhờ đó, |Lãnh đạo thực hiện nhiệm vụ chính trị, |$time, |Kinh tế - xã hội tiếp tục phát triển: |}"
        )
        return [self.say("$heading"), f"{lead}{'; '.join(self.clause(one) for one in chosen)}."]

    def other_change(self) -> list[str]:
        """Changes and targets of figures without a code of their own."""
        return [self.say("$heading"), f"{self.say(self.random.choice(concepts_other.CHANGES))}."]
