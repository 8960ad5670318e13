"""Runs of words that two texts share, so that no sentence to be judged by is learnt from.

Reports are made of set phrases (`chi bộ trực thuộc đảng ủy cơ sở` are eight words), so a run of eight words proves nothing by itself: it must hold
figures, printed as they are, or be twice as long.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from llm_extract.locales.vi.fold import fold

LENGTH = 8
LONG = 18
_LEAST_DIGITS = 3
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,/]\d+)*")


def shingles(text: str) -> Iterator[str]:
    """Every run of eight words in which figures of at least three digits in all stand, and every run of eighteen with any figures."""
    words = _WORD.findall(fold(text))
    for at in range(len(words) - LENGTH + 1):
        run = words[at : at + LENGTH]
        if sum(char.isdigit() for char in "".join(run)) >= _LEAST_DIGITS:
            yield " ".join(run)
    bare = ["0" if word[0].isdigit() else word for word in words]
    for at in range(len(bare) - LONG + 1):
        yield " ".join(bare[at : at + LONG])


def of_texts(texts: Iterable[str]) -> frozenset[str]:
    """The shingles of texts, line by line."""
    return frozenset(one for text in texts for line in text.splitlines() for one in shingles(line))


def of_cases(folder: Path) -> frozenset[str]:
    """The shingles of the golden cases in a folder, as their files print them."""
    return of_texts(path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*/article.*")))
