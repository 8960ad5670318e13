"""Whether an article is of the task's genre at all."""

import re

from llm_extract.engines.rules.context import Context
from llm_extract.models import Span

# One word of the genre in this many characters is the least that an article of the genre holds.
_CHARACTERS_PER_WORD = 600
_LEAST_WORDS = 3


def is_of_genre(context: Context, title: Span | None = None) -> bool:
    """Whether the running text speaks of the task's subject often enough, or under a title that names it.

    Args:
        context: the article.
        title: where its title stands.

    Returns:
        True where three words of the genre stand in the running text, and one in 600 of its characters or in the title.
    """
    if not context.task.genre:
        return True
    pattern = re.compile("|".join(context.task.genre))
    size = sum(sentence.span.end - sentence.span.start for sentence in context.sentences)
    words = sum(len(pattern.findall(sentence.text)) for sentence in context.sentences)
    titled = title is not None and pattern.search(title.of(context.low)) is not None
    return words >= _LEAST_WORDS and (titled or words * _CHARACTERS_PER_WORD >= size)
