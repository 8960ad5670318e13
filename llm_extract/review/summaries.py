"""A summary as somebody types it, held against the article."""

from functools import lru_cache

from llm_extract.evals.truth import Truth
from llm_extract.models import Article

_KEPT = 8  # articles open at once on one server; reading one takes some 50 ms, a key stroke should not


@lru_cache(maxsize=_KEPT)
def _truth(article: Article) -> Truth:
    return Truth(article)


def outside(line: str, article: Article) -> tuple[str, ...]:
    """The numerals and names of a line that the article does not hold, in that order."""
    truth = _truth(article)
    return (*(one.said for one in truth.outside_figures(line)), *truth.outside_names(line))
