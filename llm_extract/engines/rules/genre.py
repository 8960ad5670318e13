"""Whether an article is of the task's genre at all."""

import re
from collections.abc import Sequence

from llm_extract.engines.rules.context import Context
from llm_extract.engines.rules.decisions import Decision
from llm_extract.models import Span

# One word of the genre in this many characters is the least that an article of the genre holds.
_CHARACTERS_PER_WORD = 600
_LEAST_WORDS = 3
# The golden article of the genre that has most for its results has 9 words of norms and 17 results.
_LEAST_NORMS, _LEAST_NORMS_OF_A_BODY, _NORMS_PER_RESULT = 3, 6, 2
_BOUNDS = frozenset({"at_least", "at_most", "range"})


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
    words = _count(pattern, context)
    if in_title and words - in_title >= _LEAST_WORDS:
        return True
    return words >= _LEAST_WORDS and words * _CHARACTERS_PER_WORD >= size


def explains_norms(context: Context, decisions: Sequence[Decision], *, of_a_body: bool) -> bool:
    """Whether the running text tells what is laid down, and next to nothing of what was done.

    Args:
        context: the article.
        decisions: what its figures are.
        of_a_body: whether it tells of a body, which may lay down what its own parts are to reach.

    Returns:
        True where words of norms stand in it three times (six where it tells of a body), and twice for each figure of an indicator
        that is no bound.
    """
    if not context.task.norms:
        return False
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(context.task.norms)})(?!\w)")
    norms = _count(pattern, context)
    results = sum(1 for one in decisions if one.code not in {None, "other"} and one.slot.figure.qualifier not in _BOUNDS)
    return norms >= (_LEAST_NORMS_OF_A_BODY if of_a_body else _LEAST_NORMS) and norms >= results * _NORMS_PER_RESULT


def _count(pattern: re.Pattern[str], context: Context) -> int:
    return sum(len(pattern.findall(sentence.text)) for sentence in context.sentences)
