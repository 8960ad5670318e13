"""A division that says it is complete: it ends with what remains (`còn lại`), so its parts add up to a number of the article."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from llm_extract.checks.nouns import may_be_part
from llm_extract.checks.parts import mismatch
from llm_extract.checks.view import Count, View
from llm_extract.checks.wording import DIVIDES, REST
from llm_extract.models import Finding, Span

_AT_LEAST = 3
_BACK = 8
_NEAR = Decimal("0.05")
_FEW = Decimal(2)


def check(view: View) -> Iterator[Finding]:
    """Adds up divisions such as `chia theo mốc như sau: … Còn lại …`, which may run over two sentences.

    Args:
        view: the extraction and its article.

    Yields:
        `parts.mismatch`, contradictions of the article, where the sum is no number of the article but near one before it.
    """
    for index, sentence in enumerate(view.sentences):
        words = sentence.of(view.low)
        if not REST.search(words) or "gồm" in words:
            continue
        begin = _beginning(view, index)
        if begin is not None:
            inside = [
                count
                for counts in view.counts[max(0, index - 1) : index + 1]
                for count in counts
                if begin <= count.span.start < sentence.end
            ]
            for parts in _by_class(inside):
                yield from _judge(view, index, begin, parts)


def _beginning(view: View, index: int) -> int | None:
    """Where the division is announced: in this sentence, or in the one before it in its paragraph."""
    here = view.sentences[index]
    spans = [here]
    if index and view.paragraph(view.sentences[index - 1].start) == view.paragraph(here.start):
        spans.append(view.sentences[index - 1])
    for span in spans:
        if found := DIVIDES.search(view.low, span.start, span.end):
            return found.start()
    return None


def _by_class(counts: Sequence[Count]) -> Iterator[tuple[Count, ...]]:
    """The parts by what they count: `118 lớp, 7.842 học viên; 87 lớp, 5.316 học viên` divides two numbers at once."""
    groups: dict[str, list[Count]] = {}
    name = ""
    for count in counts:
        if count.is_change:
            continue
        name = next((known for known in groups if count.noun is None or _alike(count.noun, known)), count.noun or name)
        groups.setdefault(name, []).append(count)
    yield from map(tuple, groups.values())


def _alike(noun: str, known: str) -> bool:
    return may_be_part(noun, known) or may_be_part(known, noun)


def _judge(view: View, index: int, begin: int, parts: tuple[Count, ...]) -> Iterator[Finding]:
    if len(parts) < _AT_LEAST or not all(part.exact for part in parts):
        return
    totals = {
        sum((part.value for part in each), Decimal(0)) for each in (parts, tuple(part for part in parts if not _bracketed(view, part.span)))
    }
    everything = {value for counts in view.counts for count in counts for value in (count.value, count.figure.total)}
    if totals & everything:
        return
    total = sum((part.value for part in parts), Decimal(0))
    before = [
        count for counts in view.counts[max(0, index - _BACK) : index + 1] for count in counts if count.span.end <= begin and count.exact
    ]
    fits = [
        count for count in before if may_be_part(parts[0].noun, count.noun) and abs(count.value - total) <= max(_FEW, count.value * _NEAR)
    ]
    if fits:
        yield mismatch(view, min(fits, key=lambda count: abs(count.value - total)), parts)


def _bracketed(view: View, span: Span) -> bool:
    before = view.low[max(0, span.start - 40) : span.start]
    return before.rfind("(") > before.rfind(")")
