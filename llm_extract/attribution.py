"""Whose text a model was asked about, told by the words of the question: for answers that were kept without the name of their article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from llm_extract.models import Article

_FIGURE_MARK = re.compile(r"⟦\d+: ([^⟧]*)⟧")
_SENTENCE_MARK = re.compile(r"‹\d+› ?")
_LEAST, _MOST = 30, 60
"""Characters, without white space, that show whose text it is: formulas that two articles share are shorter, and a long article is asked
about in parts."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What an article is known by in a question.

    Attributes:
        stretches: of its running text, without white space.
        text: the whole, without white space: a question may hold less than a stretch, a sentence for instance.
    """

    stretches: tuple[str, ...]
    text: str

    @classmethod
    def of(cls, article: Article) -> "Telling":
        """What tells an article."""
        text = _bare(article.text)
        return cls(tuple(_stretches(article)) or (text,), text)

    def is_asked_in(self, request: Any) -> bool:  # noqa: ANN401  any JSON value
        """Whether a model was asked about the article; marks of figures and sentences are not its own."""
        asked = [_SENTENCE_MARK.sub("", _FIGURE_MARK.sub(r"\1", one)) for one in _strings(request)]
        whole = _bare(" ".join(asked))
        lines = (_bare(line) for one in asked for line in one.splitlines())
        return any(stretch in whole for stretch in self.stretches) or any(len(line) >= _LEAST and line in self.text for line in lines)


def _bare(text: str) -> str:
    return "".join(text.split())


def _stretches(article: Article) -> Iterator[str]:
    offset = 0
    for line in article.text.splitlines(keepends=True):
        bare = _bare(line)
        if article.region_at(offset) is None and len(bare) >= _LEAST:
            yield from (bare[at : at + _MOST] for at in range(0, max(1, len(bare) - _LEAST), _MOST))
        offset += len(line)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
