"""Whether an article is of the task's genre at all."""

import re

from llm_extract.engines.rules.context import Context
from llm_extract.models import Span

# One word of the genre in this many characters is the least that an article of the genre holds.
_CHARACTERS_PER_WORD = 600
_LEAST_WORDS = 3


def is_of_genre(context: Context, title: Span | None) -> bool:
    """Whether the running text speaks of the task's subject often enough, or under a title that names it.

    Args:
        context: the article.
        title: where its title stands, if it has one.

    Returns:
        True where the words of the genre stand in the running text three times, and once in 600 characters or in the title too.
    """
    if not context.task.genre:
        return True
    pattern = re.compile("|".join(context.task.genre))
    in_title = len(pattern.findall(title.of(context.low))) if title else 0
    size = sum(sentence.span.end - sentence.span.start for sentence in context.sentences)
    words = sum(len(pattern.findall(sentence.text)) for sentence in context.sentences)
    if in_title and words - in_title >= _LEAST_WORDS:
        return True
    return words >= _LEAST_WORDS and words * _CHARACTERS_PER_WORD >= size
