"""An article's text cut where its lit stretches begin and end."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from llm_extract.evals.records import Item, Verdict
from llm_extract.evals.report.content import fault

_WORST: tuple[Verdict, ...] = ("invented", "lost", "wrong", "extra", "missed", "right")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text.

    Attributes:
        text: the piece, as it stands.
        verdict: the worst of the things that stand here; empty where none does.
        notes: what is said of them.
    """

    text: str
    verdict: Verdict | None = None
    notes: tuple[str, ...] = ()


def stretches(text: str, items: Sequence[Item]) -> Iterator[Stretch]:
    """Cuts a text.

    Args:
        text: the article's.
        items: what was judged; those without a place, or with one outside the text, light nothing.

    Yields:
        Pieces that joined are the text; where several things overlap, a piece bears the worst verdict and all notes.
    """
    placed = [(item.start, item.end, item) for item in items if item.start is not None and item.end is not None]
    placed = [(start, end, item) for start, end, item in placed if 0 <= start < end <= len(text)]
    edges = sorted({0, len(text), *(start for start, _, _ in placed), *(end for _, end, _ in placed)})
    for start, end in itertools.pairwise(edges):
        here = sorted((item for low, high, item in placed if low <= start and end <= high), key=_badness)
        notes = tuple(f"{item.verdict} {item.what} {item.name}: {fault(item)}" for item in here)
        yield Stretch(text[start:end], here[0].verdict if here else None, notes)


def _badness(item: Item) -> int:
    return _WORST.index(item.verdict)
