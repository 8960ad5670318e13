"""Names in Vietnamese text: runs of capitalised syllables."""

import re
from collections.abc import Iterator

from llm_extract.locales.vi.fold import fold

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…\n]\s*|[-•]\s+)[\"'“‘(]*$")


def names(text: str) -> Iterator[str]:
    """Runs of capitalised syllables.

    Args:
        text: one line.

    Yields:
        The runs, in order. The first word of a sentence is capitalised anyway, so it is left out.
    """
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        joined = bool(run) and text[run[-1].end() : word.start()] == " "
        if not (word[0][0].isupper() and joined):
            yield from _name(text, run)
            run = []
        if word[0][0].isupper():
            run.append(word)
    yield from _name(text, run)


def unknown_names(text: str, low: str) -> Iterator[str]:
    """The names of a line that a folded text does not hold, as whole words."""
    for name in names(text):
        if not re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", low):
            yield name


def _name(text: str, run: list[re.Match[str]]) -> Iterator[str]:
    if run and _SENTENCE_START.search(text[: run[0].start()]) and not run[0][0].isupper():
        run = run[1:]
    if run:
        yield text[run[0].start() : run[-1].end()]
