"""An article as a model sees it: every figure and every sentence bears its number, so that an answer can point."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from llm_extract.locales.detect import Language, language_of
from llm_extract.locales.sentences import sentences
from llm_extract.models import Article, Figure, Span

_LEFT_OUT = frozenset({"navigation", "counter", "poll", "weather", "share", "comment", "related", "advert", "legal", "contact"})
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FINGERPRINT = 8


@dataclass(frozen=True)
class Numbered:
    """An article, or a part of it, with numbered figures and sentences.

    Attributes:
        article: the whole article.
        figures: all its figures.
        part: the stretch that is shown.
    """

    article: Article
    figures: tuple[Figure, ...]
    part: Span

    @classmethod
    def whole(cls, article: Article, figures: tuple[Figure, ...]) -> "Numbered":
        """The article in one part."""
        return cls(article, figures, Span(0, len(article.text)))

    @cached_property
    def language(self) -> Language:
        """The article's language."""
        return language_of(self.article.text)

    @cached_property
    def _shown(self) -> dict[int, Span]:
        return {
            number: span
            for number, span in enumerate(sentences(self.article.text, self.language), 1)
            if span in self.part and self._is_shown(span.start)
        }

    @cached_property
    def sentences(self) -> dict[int, Span]:
        """The sentences that may be pointed at, by their numbers, which are those of the whole article."""
        return {number: span for number, span in self._shown.items() if self.is_content(span)}

    @cached_property
    def by_id(self) -> dict[int, Figure]:
        """The figures that may be pointed at, by their ids."""
        return {figure.id: figure for figure in self.figures if figure.span in self.part and self.is_content(figure.span)}

    @cached_property
    def asked(self) -> tuple[Figure, ...]:
        """The figures a model has to account for: those that may be metrics, less the percentages printed beside another of them."""
        asked = [figure for figure in self.by_id.values() if figure.counts and self.article.region_at(figure.span.start) is None]
        ids = {figure.id for figure in asked}
        return tuple(figure for figure in asked if figure.tied_to not in ids)

    @cached_property
    def text(self) -> str:
        """The lines shown; `⟦12: 71/75⟧` is figure 12, `‹3›` begins sentence 3. Nothing else is changed.

        Page furniture is left out. An order to a machine is shown as it is, without marks.
        """
        return "".join(self._pieces())

    @cached_property
    def fingerprint(self) -> str:
        """Eight letters that belong to this text with these numbers and to no other; without digits, for a model has to repeat it."""
        number = int.from_bytes(sha256(self.text.encode()).digest()[:8], "big")
        letters = []
        for _ in range(_FINGERPRINT):
            number, at = divmod(number, len(_LETTERS))
            letters.append(_LETTERS[at])
        return "".join(letters)

    def is_content(self, span: Span) -> bool:
        """Whether a stretch may be pointed at or quoted: it lies in running text or a caption, not in furniture or in an order."""
        return all(region is None or region.kind == "caption" for region in map(self.article.region_at, (span.start, span.end - 1)))

    def _is_shown(self, offset: int) -> bool:
        region = self.article.region_at(offset)
        return region is None or region.kind not in _LEFT_OUT

    def _pieces(self) -> Iterator[str]:
        figures = list(self.by_id.values())
        starts = [figure.span.start for figure in figures]
        done: int | None = None
        for number, span in self._shown.items():
            if done is not None:
                yield "\n" if "\n" in self.article.text[done : span.start] else " "
            if number in self.sentences:
                yield f"‹{number}› "
            done = span.start
            for figure in figures[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
                yield self.article.text[done : figure.span.start]
                yield f"⟦{figure.id}: {figure.text}⟧"
                done = figure.span.end
            yield self.article.text[done : span.end]
            done = max(done, span.end)
