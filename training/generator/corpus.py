"""Examples: sentences with the sentence before them, and the reader's figures with their labels.

python -m training.generator --examples 12000 --seed 1 --output corpus.jsonl
"""

import json
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from functools import lru_cache
from random import Random

from llm_extract.engines.local.labels import KINDS, Kind, Meaning, Reason, asked
from llm_extract.figures import read
from llm_extract.locales.sentences import sentences
from llm_extract.models import Figure, Span
from training.generator import negatives
from training.generator.composer import Composer
from training.generator.grammar import Mark, unmark
from training.generator.shingles import shingles
from training.generator.spelling import varied

_LONELY_DROPPED = 0.55
_REASONS: dict[str, Reason] = {"none": "none", "share": "share", "whole": "whole"}


@dataclass(frozen=True)
class Labelled:
    """One figure of the reader: offsets in the sentence, end exclusive; `asked` where a model is asked about it.

    `label` is None where it is no metric; `reason` then says whether it is the percentage (`share`) or the whole of another figure.
    """

    start: int
    end: int
    text: str
    asked: bool
    label: dict[str, str] | None = None
    reason: str | None = None

    @property
    def meaning(self) -> Meaning:
        """The label as the engine knows it."""
        if self.label is None:
            return Meaning(None, None, _REASONS[self.reason or "none"])
        kind: Kind = next(kind for kind in KINDS if kind == self.label["kind"])
        return Meaning(self.label["indicator"], kind)


@dataclass(frozen=True)
class Example:
    """A sentence, the one before it or nothing, and its figures in order."""

    context: str
    sentence: str
    figures: tuple[Labelled, ...]
    source: str

    def line(self) -> str:
        """The example as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


class Corpus:
    """Makes examples with one source of chance; `dropped` counts the sentences that are not used, by the reason."""

    def __init__(self, seed: int, apart: AbstractSet[str] = frozenset()) -> None:
        """Takes the seed, for equal seeds give equal examples, and shingles that no sentence may hold; see `training.generator.shingles`."""
        self._apart = apart
        self.random = Random(seed)  # noqa: S311  a corpus, no secret
        self.composer = Composer(self.random)
        self.dropped: Counter[str] = Counter()
        self._recent: deque[str] = deque(["Công tác xây dựng Đảng có nhiều chuyển biến tích cực."], maxlen=40)

    def examples(self, count: int) -> Iterator[Example]:
        """That many examples, each with at least one figure to be asked about."""
        made = 0
        while made < count:
            for example in self._some():
                asked_here = sum(figure.asked for figure in example.figures)
                # A sentence of one figure costs a model nearly as much as one of four.
                if made < count and asked_here > (self.random.random() < _LONELY_DROPPED):
                    made += 1
                    yield example

    def _some(self) -> Iterator[Example]:
        kind = self.random.choices(("report", "furniture", "off", "span", "comment", "injection"), (71, 9.5, 8.5, 5.5, 2.8, 1.6))[0]
        if kind == "report":
            yield from self._report()
        elif kind == "off":
            yield from self._off_genre()
        else:
            table = {
                "furniture": negatives.FURNITURE,
                "span": negatives.SPANS,
                "comment": negatives.COMMENTS,
                "injection": negatives.INJECTIONS,
            }[kind]
            context = self._context() if self.random.random() < 0.8 else ""
            yield from self._examples([self.composer.say(self.random.choice(table))], context, kind)

    def _report(self) -> Iterator[Example]:
        marked = self.composer.paragraph()
        if self.random.random() < 0.07:
            within = self.composer.say(self.random.choice(negatives.WITHIN))
            marked[-1] = self.random.choice(
                (f"{marked[-1].rstrip('.')}, {within}.", f"Với {within}, {marked[-1]}", f"{marked[-1].rstrip('.')}; {within}.")
            )
        made = list(self._examples(marked, self._context(), "report"))
        if made:
            self._recent.append(made[-1].sentence)
        yield from made

    def _context(self) -> str:
        choice = self.random.random()
        if choice < 0.55:
            return ""
        if choice < 0.7:
            return self.composer.say("$heading")
        return self.random.choice(self._recent)

    def _off_genre(self) -> Iterator[Example]:
        genre = self.random.choice(tuple(negatives.OFF_GENRE))
        table = negatives.OFF_GENRE[genre]
        chosen = self.random.sample(table, self.random.randint(1, min(3, len(table))))
        context = self.random.choice(
            (unmark(self.composer.say(self.random.choice(table)))[0], self.composer.say(self.random.choice(negatives.OFF_CONTEXT)))
        )
        joined = self.random.choice(("; ", ", ", ". ")).join(self.composer.say(one) for one in chosen)
        yield from self._examples([f"{joined}."], context, "off")

    def _examples(self, marked: Sequence[str], context: str, source: str) -> Iterator[Example]:
        seed = self.random.random()
        for one in marked:
            # One office spells one way.
            text, marks = unmark(varied(one, Random(seed)).replace("¦", "|"))  # noqa: S311  a corpus, no secret
            for span in sentences(text, "vi"):
                example = self._example(
                    span.of(text),
                    [Mark(mark.start - span.start, mark.end - span.start, mark.label) for mark in marks if mark.start in span],
                    context,
                    source,
                )
                if example:
                    yield example
                context = span.of(text)

    def _example(self, sentence: str, marks: Sequence[Mark], context: str, source: str) -> Example | None:
        read_here = _read(sentence)
        asked_here = set(asked(read_here))
        used: list[Mark] = []
        figures = []
        for figure in read_here:
            here = [mark for mark in marks if figure.span.overlaps(Span(mark.start, mark.end))]
            if len({mark.label for mark in here}) > 1:
                self.dropped["two labels in one figure"] += 1
                return None
            used += here
            figures.append(_labelled(figure, here[0].label if here else "none", asked=figure in asked_here))
        copied = self._apart and not self._apart.isdisjoint(shingles(sentence))
        if fault := "it shares words with a golden case" if copied else _fault(figures, marks, used):
            self.dropped[fault] += 1
            return None
        return Example(context, sentence, tuple(figures), source)


def _fault(figures: Sequence[Labelled], marks: Sequence[Mark], used: Sequence[Mark]) -> str | None:
    """Why the labels do not fit the reader's figures; None where they do."""
    if any("." in mark.label or mark.label == "other" for mark in marks if mark not in used):
        return "a labelled figure was not read"
    if any(figure.label and not figure.asked for figure in figures):
        return "a labelled figure was read as something else"
    covered = [mark for mark in marks if mark.label not in _REASONS]
    if len(covered) != sum(figure.label is not None for figure in figures):
        return "one label for two figures"
    return None


def _labelled(figure: Figure, label: str, *, asked: bool) -> Labelled:
    code, _, kind = label.partition("!")
    place = (figure.span.start, figure.span.end, figure.text, asked)
    if code in _REASONS:
        return Labelled(*place, None, code if code != "none" else None)
    return Labelled(*place, {"indicator": code, "kind": kind or "actual"})


@lru_cache(maxsize=1)
def _read(sentence: str) -> tuple[Figure, ...]:
    return read(sentence, "vi")
