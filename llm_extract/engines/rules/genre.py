"""Whether an article is of the task's genre at all."""

import re

from llm_extract.engines.rules.context import Context

# One word of the genre in this many characters is the least that an article of the genre holds.
_CHARACTERS_PER_WORD = 600
_LEAST_WORDS = 3


def is_of_genre(context: Context) -> bool:
    """Whether the running text speaks of the task's subject often enough.

    Args:
        context: the article.

    Returns:
        True where the words of the genre stand in the running text at least once in 600 characters.
    """
    if not context.task.genre:
        return True
    pattern = re.compile("|".join(context.task.genre))
    size = sum(sentence.span.end - sentence.span.start for sentence in context.sentences)
    words = sum(len(pattern.findall(sentence.text)) for sentence in context.sentences)
    return words >= _LEAST_WORDS and words * _CHARACTERS_PER_WORD >= size
