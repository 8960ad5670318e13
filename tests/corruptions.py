"""Answers that are wrong in one way each, made from the right answer for an article, with all that is wrong in them known."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from llm_extract import prompts, tasks
from llm_extract.models import Article, Span
from llm_extract.numbering import Numbered
from llm_extract.own_words import MARK
from tests.oracle import answer_of, article_of, expected_of, numbered_of
from tests.truth import spelled

TASK = tasks.get("party_building")
_MARKED = re.compile(r"⟦(\d+): [^⟧]*⟧")
_CLAUSE = re.compile(r"[^,;:.()\n]+(?:[.,]\d+[^,;:.()\n]*)*")
_LONG_NUMBER = re.compile(r"\d+(?:[.,/]\d+)+|\d{2,}")
_LEAST_WORDS = 4
_EVERY = 3
_OTHER_CODES = ("rating.moon.good", "", "Other", "other ", "members")


@dataclass(frozen=True)
class Item:
    """One thing that is wrong in an answer, or spelled otherwise and right.

    Attributes:
        told: what the message of the finding that names it holds.
        written: what a model that copies writes where it makes this mistake; empty where it leaves something out.
        original: the stretch of the article that it was made from; empty where there is none.
        code: the label given to it, where the label is wrong.
        ids: figures whose labels it takes away.
        fields: fields of the document that it takes away.
        right: whether it has to be kept.
    """

    told: str
    written: str = ""
    original: str = ""
    code: str = ""
    ids: frozenset[int] = frozenset()
    fields: frozenset[str] = frozenset()
    right: bool = False


@dataclass(frozen=True)
class Corrupted:
    """An answer as text, with what is wrong in it."""

    text: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Sample:
    """An article with the answer that is right for it."""

    name: str
    article: Article
    numbered: Numbered
    labels: Mapping[str, Any]

    @classmethod
    def of(cls, case: Path) -> "Sample":
        """A golden case."""
        article = article_of(case)
        numbered = numbered_of(article)
        return cls(case.name, article, numbered, answer_of(numbered, expected_of(case)))

    @cached_property
    def quotes(self) -> tuple[str, ...]:
        """The clauses of the shown text in which numbers are printed, in the order of the text."""
        text = self.article.text
        clauses = (
            found[0].strip(" \t-–•“”\"'")
            for span in self.numbered.sentences.values()
            for found in _CLAUSE.finditer(text, span.start, span.end)
        )
        long = [clause for clause in clauses if len(clause.split()) >= _LEAST_WORDS and re.search(r"\d", clause)]
        return tuple(clause for clause in dict.fromkeys(long) if _stands_alone(clause, text) and not self.cuts(clause))

    def cuts(self, clause: str) -> bool:
        """Whether a stretch of the article begins or ends inside a figure."""
        start = self.article.text.find(clause)
        span = Span(start, start + len(clause))
        return any(figure.span.overlaps(span) and figure.span not in span for figure in self.numbered.figures)

    def right(self) -> dict[str, Any]:
        """The right answer, with quotes to be kept and a summary of the article's own sentences."""
        answer: dict[str, Any] = deepcopy(dict(self.labels))
        answer["document"]["tasks"] = list(self.quotes)
        points = [line for line in self._marked() if "⟦" in line][:3]
        if points and not answer["document"]["off_genre"]:
            answer["document"]["summary"] = {"headline": points[0], "key_points": points[1:]}
        return answer

    def _marked(self) -> Iterator[str]:
        for line in re.split(r"‹\d+› |\n", self.numbered.text):
            marked = _MARKED.sub(r"⟦\1⟧", line.strip())
            if len(marked.split()) > _LEAST_WORDS and marked.endswith("."):
                yield marked

    @property
    def last(self) -> int:
        """The highest id of a figure."""
        return max((figure.id for figure in self.numbered.figures), default=0)

    def some(self, seed: int) -> list[int]:
        """Every third of the figures asked, others for each seed."""
        return [figure.id for figure in self.numbered.asked][seed % _EVERY :: _EVERY]

    def clause_of(self, number: int) -> str:
        """The quote that holds a figure, or the figure's own text."""
        text = self.numbered.by_id[number].text
        return next((quote for quote in self.quotes if text in quote), text)

    def lacks(self, quote: str) -> bool:
        """Whether the article does not hold a quote, however it is spelled."""
        return spelled(quote) not in spelled(self.article.text)


Corruption = Callable[[Sample, int], Corrupted]
"""Makes an answer wrong in one way; another part of it for another seed."""


def _stands_alone(clause: str, text: str) -> bool:
    """Whether a clause begins and ends at the ends of words and numbers."""
    at = text.find(clause)
    before, after = text[max(0, at - 2) : at], text[at + len(clause) : at + len(clause) + 2]
    return not re.search(r"\w$|\d[.,:/-]$", before) and not re.match(r"\w|[.,:/-]\d|%", after)


def dump(answer: Mapping[str, Any]) -> str:
    """An answer as a model writes it."""
    return json.dumps(answer, ensure_ascii=False)


def as_list(text: str) -> str:
    """An answer in the form of a list instead of a map; ids that are given twice stay so."""
    answer = json.loads(text, object_pairs_hook=lambda pairs: pairs)
    fields = dict(answer)
    listed = [{"figure": int(number) if re.fullmatch(r"-?\d+", number) else number, "code": code} for number, code in fields["figures"]]
    return dump(json.loads(text) | {"figures": listed})


def fabricated(sample: Sample, seed: int) -> Corrupted:
    """Ids that no figure of the article has, wherever ids are given."""
    answer, items = sample.right(), []
    ids = [sample.last + 1 + seed, sample.last + 40 + seed, 0, -1, 10**6 + seed]
    for number in ids:
        answer["figures"][str(number)] = "membership.admitted"
        items.append(Item(f", figures.{number}:", f"kết nạp {700_000 + number} đảng viên mới", code="membership.admitted"))
    answer["kinds"].append({"figure": sample.last + 2, "kind": "target"})
    items.append(Item(f", kinds.{sample.last + 2}:"))
    document = answer["document"]
    document["documents"] = [sample.last + 3]
    document["event_date"] = sample.last + 4
    items += [Item(", documents[0]:", "Nghị quyết số 987-NQ/HĐX"), Item(", event_date:", "31/12/2087", fields=frozenset({"event_date"}))]
    if document["summary"]:
        document["summary"]["key_points"].insert(0, f"Có ⟦{sample.last + 5}⟧ đảng viên mới.")
        items.append(Item(f"⟦{sample.last + 5}⟧ is no figure", "Có 987.654 đảng viên mới."))
    return Corrupted(dump(answer), tuple(items))


def dropped(sample: Sample, seed: int) -> Corrupted:
    """Figures that were asked for and are not answered."""
    answer = sample.right()
    for number in sample.some(seed):
        del answer["figures"][str(number)]
    return Corrupted(dump(answer), tuple(Item(f", figures.{number}:", ids=frozenset({number})) for number in sample.some(seed)))


def doubled(sample: Sample, seed: int) -> Corrupted:
    """Figures that are answered twice, with two labels."""
    answer, text = sample.right(), dump(sample.right())
    items = []
    for number in sample.some(seed):
        once = f'"{number}": {json.dumps(answer["figures"][str(number)])}'
        text = text.replace(once, f'{once}, "{number}": "membership.left"', 1)
        items.append(
            Item(
                f", figures.{number}:", sample.clause_of(number), sample.clause_of(number), code="membership.left", ids=frozenset({number})
            )
        )
    return Corrupted(text, tuple(items))


def wrong_codes(sample: Sample, seed: int) -> Corrupted:
    """Codes, and kinds, that are not in the list."""
    answer, items = sample.right(), []
    for at, number in enumerate(sample.some(seed)):
        code = _OTHER_CODES[at % len(_OTHER_CODES)]
        answer["figures"][str(number)] = code
        items.append(Item(f", figures.{number}:", sample.clause_of(number), sample.clause_of(number), code=code, ids=frozenset({number})))
    for number in sample.some(seed + 1)[:2]:
        answer["kinds"] = [{"figure": number, "kind": "rumour"}, *(kind for kind in answer["kinds"] if kind["figure"] != number)]
        items.append(Item(f", kinds.{number}:", ids=frozenset({number})))
    return Corrupted(dump(answer), tuple(items))


def other_labels(sample: Sample, seed: int) -> Corrupted:
    """Right figures with a label of the list that is another's."""
    answer, items = sample.right(), []
    codes = list(TASK.by_code)
    for number in sample.some(seed):
        own = answer["figures"][str(number)]
        code = codes[((codes.index(own) if own in codes else 0) + 7 + number) % len(codes)]
        answer["figures"][str(number)] = code
        items.append(Item("", sample.clause_of(number), sample.clause_of(number), code=code, ids=frozenset({number})))
    return Corrupted(dump(answer), tuple(items))


def one_digit(sample: Sample, seed: int) -> Corrupted:
    """Every quote with one digit changed, once for each of its digits."""
    made = [
        (quote, f"{quote[:at]}{(int(digit) + 1 + (seed + at) % 9) % 10}{quote[at + 1 :]}")
        for quote in sample.quotes
        for at, digit in enumerate(quote)
        if digit.isascii() and digit.isdigit()
    ]
    return _quoting(sample, [(quote, wrong) for quote, wrong in made if sample.lacks(wrong)])


def one_digit_missed(sample: Sample, seed: int) -> Corrupted:
    """Quotes with one digit changed, given as figures that the reader missed."""
    quoted = one_digit(sample, seed).items[seed % _EVERY :: _EVERY]
    answer = sample.right()
    answer["missed"] = [{"quote": item.written, "code": "other"} for item in quoted]
    return Corrupted(dump(answer), tuple(replace(item, told=f"missed figure {item.written!r}: ", code="other") for item in quoted))


def cut_numbers(sample: Sample, seed: int) -> Corrupted:
    """Quotes that begin or end inside a number."""
    made = []
    for quote in sample.quotes:
        for found in _LONG_NUMBER.finditer(quote):
            inside = [at for at in range(found.start() + 1, found.end()) if quote[at].isdigit()]
            at = inside[seed % len(inside)]
            made += [(quote, quote[at:]), (quote, quote[:at])]
            before = quote[: found.end()].rstrip("0123456789")
            made += [(quote, before)] if re.search(r"\d[.,/]$", before) else []
    whole = {figure.text for figure in sample.numbered.figures}
    only = [(quote, cut) for quote, cut in dict.fromkeys(made) if cut not in whole and _stands_only_cut(cut, sample.article.text)]
    return _quoting(sample, only)


def _stands_only_cut(cut: str, text: str) -> bool:
    """Whether a quote stands nowhere in a text without cutting a number or word."""
    if not cut.strip(" .,/"):
        return False
    return not re.search(rf"(?<![\w])(?<!\d[.,/-]){re.escape(spelled(cut.strip(' .,/')))}(?!\w|[.,/-]\d)", spelled(text))


def reordered(sample: Sample, seed: int) -> Corrupted:
    """Quotes of two pieces of the article, swapped; and numbers of two quotes, swapped."""
    made = []
    for quote in sample.quotes:
        words = quote.split()
        at = 2 + seed % (len(words) - 3)
        made.append((quote, " ".join(words[at:] + words[:at])))
    for one, other in zip(sample.quotes, sample.quotes[1 + seed :], strict=False):
        numeral = re.search(r"\d+(?:[.,]\d+)*", other)
        made.append((one, re.sub(r"\d+(?:[.,]\d+)*", numeral[0] if numeral else "", one, count=1)))
    return _quoting(sample, [(quote, wrong) for quote, wrong in made if sample.lacks(wrong)])


def variants(sample: Sample, seed: int) -> Corrupted:
    """Quotes in another spelling: the tone's place, quotation marks, dashes, case, space. They are right."""
    answer, items = sample.right(), []
    words = [found[0] for found in re.finditer(r"[^,;:.()\n⟦⟧]*(?:ủy|uỷ|òa|oà|óa|oá|[“”\"–])[^,;:.()\n⟦⟧]*", sample.article.text)]
    whole = [word.strip() for word in words if len(word.split()) >= _LEAST_WORDS and _stands_alone(word.strip(), sample.article.text)]
    whole = [quote for quote in whole if not sample.cuts(quote)]
    shown = [quote for quote in dict.fromkeys((*whole, *sample.quotes)) if quote in _plain(sample)]
    for at, quote in enumerate(shown):
        other = _respelled(quote, at + seed)
        answer["document"]["tasks"].append(other)
        items.append(Item("", other, quote, right=True))
    return Corrupted(dump(answer), tuple(items))


def _plain(sample: Sample) -> str:
    return "\n".join(span.of(sample.article.text) for span in sample.numbered.sentences.values())


def _respelled(quote: str, which: int) -> str:
    pairs = [("ủy", "uỷ"), ("òa", "oà"), ("óa", "oá"), ("“", '"'), ("”", '"'), ("–", "-")]
    for one, other in pairs:
        for old, new in ((one, other), (other, one)):
            if re.search(rf"{old}(?!\w)", quote) and old not in {'"', "-"}:
                quote = re.sub(rf"{old}(?!\w)", new, quote) if old.isalpha() else quote.replace(old, new)
                break
    return (quote, quote.upper() if "ß" not in quote else quote, quote.replace(" ", "  "))[which % 3]


_INVENTED = (
    ("Có 987 tập thể được đánh giá hoàn thành tốt nhiệm vụ.", "'987' is written out"),
    ("Toàn huyện có 97,03% chi bộ hoàn thành tốt nhiệm vụ.", "'97,03%' is written out"),
    ("Có chín trăm tám mươi bảy đảng viên được khen thưởng.", "'chín trăm tám mươi bảy' is written out"),
    ("Có ９８７ đảng viên được khen thưởng.", "is written out"),
    ("Có ⁹⁸⁷ đảng viên được khen thưởng.", "⁹⁸⁷"),
    ("Có ⑨ đảng viên được khen thưởng.", "⑨"),
    ("Khen thưởng ¾ đảng viên của chi bộ.", "¾"),
    ("Khen thưởng 九百 đảng viên của chi bộ.", "九百"),
    ("Có ⟦987 đảng viên được khen thưởng.", "a mark is broken"),
    ("Giá vàng miếng thế giới lao dốc khiến nhà đầu tư hoảng loạn bán tháo.", "Giá vàng miếng"),
    ("Bitcoin crashed overnight while investors watched helplessly.", "Bitcoin crashed"),
)


def invented_sentences(sample: Sample, seed: int) -> Corrupted:
    """Sentences of the summary with figures, or of matters, that the article does not have."""
    at = seed % len(_INVENTED)
    return _summarised(sample, [*_INVENTED[at:], *_INVENTED[:at]])


_NAMES = ("Nguyễn Thị Lan Quỳnh Như", "Zürich", "John Smith", "Lê Bá Thúc Kháng", "NGUYỄN THỊ LAN QUỲNH NHƯ", "Quỳnh")


def foreign_names(sample: Sample, seed: int) -> Corrupted:
    """Names from outside: in the summary, among the people, in the fields."""
    names = [name for name in (*_NAMES[seed % 3 :], *_NAMES[: seed % 3]) if sample.lacks(name)]
    summed = _summarised(sample, [(f"Tham dự hội nghị có đồng chí {name}.", repr(name)) for name in names])
    answer = json.loads(summed.text)
    document, items = answer["document"], list(summed.items)
    for name in names:
        items.append(Item(f", people[{len(document['people'])}].name:", name))
        document["people"].append({"name": name, "position": None})
    if document["people"] and document["people"][0]["position"]:
        document["people"][0]["position"] = f"Giám đốc Sở Ngoại vụ {names[0]}"
        items.append(Item(", people[0].position:", document["people"][0]["position"], fields=frozenset({"position"})))
    if document["author"] is None:
        document["author"] = names[0]
        items.append(Item(", author:", names[0]))
    return Corrupted(dump(answer), tuple(items))


def _summarised(sample: Sample, told: list[tuple[str, str]]) -> Corrupted:
    """Sentences added to the key points of a summary."""
    answer = sample.right()
    summary = answer["document"]["summary"]
    if summary is None:
        return Corrupted(dump(answer), ())
    summary["key_points"] = [*(sentence for sentence, _ in told), *summary["key_points"]]
    items = [Item(f"key_points[{at}]: ", sentence) for at, (sentence, _) in enumerate(told)]
    return Corrupted(dump(answer), tuple(items))


def _quoting(sample: Sample, made: list[tuple[str, str]]) -> Corrupted:
    """Wrong quotes added to those that are right."""
    answer = sample.right()
    quotes = answer["document"]["tasks"]
    items = []
    for quote, wrong in made:
        items.append(Item(f", tasks[{len(quotes)}]:", wrong, quote))
        quotes.append(wrong)
    return Corrupted(dump(answer), tuple(items))


def wrong_headline(sample: Sample, seed: int) -> Corrupted:
    """A headline with a figure that the article does not have, over key points that are right."""
    answer, (sentence, _) = sample.right(), _INVENTED[seed % 3]
    summary = answer["document"]["summary"]
    if summary is None:
        return Corrupted(dump(answer), ())
    taken = MARK.sub(lambda found: sample.numbered.by_id[int(found[1])].text, summary["headline"])
    items = [Item("summary.headline: ", sentence, fields=frozenset({taken}))]
    return Corrupted(dump(answer | {"document": answer["document"] | {"summary": summary | {"headline": sentence}}}), tuple(items))


def bare(sample: Sample, answer: Corrupted) -> Corrupted:
    """The same with nothing right in the document's part: an answer that, taken in another's place, loses what was right there."""
    own, document = sample.right()["document"], json.loads(answer.text)["document"]
    for name, value in document.items():
        if isinstance(value, list):
            document[name] = [item for item in value if item not in own[name]]
        elif name == "summary" and value:
            right = (own["summary"]["headline"], *own["summary"]["key_points"])
            points = [point for point in value["key_points"] if point not in right]
            document[name] = {"headline": "" if value["headline"] in right else value["headline"], "key_points": points}
        elif value == own[name] and name != "off_genre":
            document[name] = None
    head, _, _ = answer.text.rpartition('"document": ')
    return replace(answer, text=f'{head}"document": {dump(document)}}}')


def example_parts(sample: Sample, seed: int) -> Corrupted:
    """Figures, people and sentences of the prompt's example: as quotes, as missed figures, in the summary."""
    example = prompts.load(TASK).front.examples[seed % 1]
    clauses = [clause.strip() for clause in _CLAUSE.findall(example.numbered.article.text) if re.search(r"\d", clause)]
    quoted = _quoting(sample, [("", clause) for clause in clauses if sample.lacks(clause)])
    answer, items = json.loads(quoted.text), list(quoted.items)
    for clause in (clause for clause in clauses if sample.lacks(clause)):
        answer["missed"].append({"quote": clause, "code": "membership.admitted"})
        items.append(Item(f"missed figure {clause!r}: ", clause, code="membership.admitted"))
    for number in (figure.id for figure in example.numbered.by_id.values() if figure.id not in sample.numbered.by_id):
        answer["figures"][str(number)] = "membership.admitted"
        items.append(Item(f", figures.{number}:", example.numbered.by_id[number].text, code="membership.admitted"))
    items.append(Item(f", people[{len(answer['document']['people'])}].name:", "Hồ Văn Lễ"))
    answer["document"]["people"].append({"name": "Hồ Văn Lễ", "position": "Bí thư Đảng ủy xã"})
    return Corrupted(dump(answer), tuple(items))


def whole_example(sample: Sample) -> str:
    """The answer of the prompt's example, in the place of one to the article."""
    return dump({"numbering": sample.numbered.fingerprint, **prompts.load(TASK).front.examples[0].answer})


CORRUPTIONS: Mapping[str, Corruption] = {
    "fabricated ids": fabricated,
    "dropped ids": dropped,
    "doubled ids": doubled,
    "codes not in the list": wrong_codes,
    "one digit of a quote": one_digit,
    "one digit of a missed figure": one_digit_missed,
    "quotes cut inside a number": cut_numbers,
    "reordered quotes": reordered,
    "other spellings (right)": variants,
    "invented sentences": invented_sentences,
    "an invented headline": wrong_headline,
    "names from outside": foreign_names,
    "parts of the example": example_parts,
    "another's label": other_labels,
}
LABELS = "another's label"
"""The one that no text can prove wrong."""
