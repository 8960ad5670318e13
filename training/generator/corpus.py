"""Examples: excerpts as a model is shown them, with the sentence before, and the reader's figures with their labels.

python -m training.generator --examples 16500 --seed 1 --output corpus.jsonl
"""

import json
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from llm_extract.engines.local.excerpts import CHARACTERS, Excerpt, excerpts
from llm_extract.engines.local.labels import KINDS, Kind, Meaning, Reason, asked
from llm_extract.figures import read
from llm_extract.locales.sentences import sentences
from llm_extract.models import Figure, Span
from training.generator import negatives, passages
from training.generator.composer import Composer
from training.generator.grammar import Mark, unmark
from training.generator.shingles import shingles
from training.generator.spelling import varied

_RICH_IN_NONE = 3
"""How much more often than others passages are said whose figures are no metric."""
_PASSAGES = 0.55
"""The share of draws that say a passage written out; as it gives several excerpts, two thirds of the examples are of passages."""
_WEIGHTS = (64, 14, 13, 5, 2)
"""Of what is composed: sentences of reports, page furniture, other genres, comments, orders to a machine."""
_LONELY_DROPPED = 0.55
_ALONE = 0.2
"""The share of texts that are shown clause by clause, as the engine shows a figure that is contested."""
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
    """An excerpt, the sentence before it or nothing, and its figures in order."""

    context: str
    sentence: str
    figures: tuple[Labelled, ...]
    source: str

    def line(self) -> str:
        """The example as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


class Corpus:
    """Makes examples with one source of chance; `dropped` counts the sentences that are not used, by the reason."""

    def __init__(self, seed: int, apart: AbstractSet[str] = frozenset(), own: Path | None = None) -> None:
        """Takes what decides the examples.

        Args:
            seed: equal seeds give equal examples.
            apart: shingles that no sentence may hold; see `training.generator.shingles`.
            own: a folder of passages of another task, which are all that is said then; by default `training/passages` and what is composed.
        """
        self._apart = apart
        self._composes = own is None
        self.random = Random(seed)  # noqa: S311  a corpus, no secret
        self.composer = Composer(self.random)
        self.dropped: Counter[str] = Counter()
        self.passages = passages.passages(own or passages.FOLDER)
        self._chances = [1 + _RICH_IN_NONE * passages.share_of_none(one) for one in self.passages]
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
        kinds, weights = (
            ("passage", "report", "furniture", "off", "comment", "injection"),
            (sum(_WEIGHTS) * _PASSAGES / (1 - _PASSAGES), *_WEIGHTS),
        )
        kind = self.random.choices(kinds, weights)[0] if self._composes else "passage"
        if kind == "passage":
            passage = self.random.choices(self.passages, self._chances)[0]
            yield from self._examples("\n".join(passages.said(passage, self.random)), "", kind)
        elif kind == "report":
            yield from self._report()
        elif kind == "off":
            yield from self._off_genre()
        else:
            table = {"furniture": negatives.FURNITURE, "comment": negatives.COMMENTS, "injection": negatives.INJECTIONS}[kind]
            context = self._context() if self.random.random() < 0.8 else ""
            yield from self._examples(self.composer.say(self.random.choice(table)), context, kind)

    def _report(self) -> Iterator[Example]:
        count = self.random.choices((1, 2, 3), (45, 35, 20))[0]
        sentences_here = [one for _ in range(count) for one in self._paragraph()]
        between = self.random.choices((" ", "\n"), (70, 30))[0]
        made = list(self._examples(between.join(sentences_here), self._context(), "report"))
        if made:
            self._recent.append(made[-1].sentence.splitlines()[-1])
        yield from made

    def _paragraph(self) -> list[str]:
        """Marked sentences of a report; now and then one whose figures are no results, or such a phrase in one of results."""
        if self.random.random() < 0.07:
            return [self.composer.say(self.random.choice(negatives.SPANS)) + "."]
        marked = self.composer.paragraph()
        if self.random.random() < 0.07:
            within = self.composer.say(self.random.choice(negatives.WITHIN))
            marked[-1] = self.random.choice(
                (f"{marked[-1].rstrip('.')}, {within}.", f"Với {within}, {marked[-1]}", f"{marked[-1].rstrip('.')}; {within}.")
            )
        return marked

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
        yield from self._examples(f"{joined}.", context, "off")

    def _examples(self, marked: str, context: str, source: str) -> Iterator[Example]:
        text, marks = unmark(varied(marked, self.random).replace("¦", "|"))
        figures = read(text, "vi")
        together = 0 if self.random.random() < _ALONE else self.random.randint(CHARACTERS // 3, CHARACTERS * 5 // 4)
        for excerpt in excerpts(text, sentences(text, "vi"), asked(figures), context, together):
            example = self._example(text, excerpt, figures, marks, source)
            if example:
                yield example

    def _example(self, text: str, excerpt: Excerpt, read_here: Sequence[Figure], marks: Sequence[Mark], source: str) -> Example | None:
        span = excerpt.span
        inside = [mark for mark in marks if mark.start in span]
        used: list[Mark] = []
        figures = []
        for figure in (one for one in read_here if one.span in span):
            here = [mark for mark in inside if figure.span.overlaps(Span(mark.start, mark.end))]
            if len({mark.label for mark in here}) > 1:
                self.dropped["two labels in one figure"] += 1
                return None
            used += here
            figures.append(_labelled(figure, span.start, here[0].label if here else "none", asked=figure in excerpt.figures))
        sentence = span.of(text)
        copied = self._apart and not self._apart.isdisjoint(shingles(sentence))
        if fault := "it shares words with a golden case" if copied else _fault(figures, inside, used):
            self.dropped[fault] += 1
            return None
        return Example(excerpt.before, sentence, tuple(figures), source)


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


def _labelled(figure: Figure, start: int, label: str, *, asked: bool) -> Labelled:
    code, _, kind = label.partition("!")
    place = (figure.span.start - start, figure.span.end - start, figure.text, asked)
    if code in _REASONS:
        return Labelled(*place, None, code if code != "none" else None)
    return Labelled(*place, {"indicator": code, "kind": kind or "actual"})
