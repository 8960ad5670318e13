"""How far reviewers agree with the model where they labelled without seeing its label."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from llm_extract.models import Span


def is_blind(text_sha256: str, span: Span, share: float) -> bool:
    """Whether the label of a figure is hidden from reviewers: the same for all of them, and at every visit.

    Args:
        text_sha256: of the article.
        span: of the figure.
        share: of all figures, 0 to 1.
    """
    drawn = int.from_bytes(sha256(f"{text_sha256}:{span.start}:{span.end}".encode()).digest()[:8]) / 2**64
    return drawn < share


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (Cohen 1960): agreement beyond chance, 1 for full agreement, 0 for none beyond chance.

    Args:
        pairs: one label of each of the two a figure.

    Returns:
        None where there are no pairs, or where both always gave one and the same label, so that chance alone would agree.
    """
    if not pairs:
        return None
    count = len(pairs)
    observed = sum(one == other for one, other in pairs) / count
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[label] * second[label] for label in first) / count**2
    return None if chance == 1 else (observed - chance) / (1 - chance)
