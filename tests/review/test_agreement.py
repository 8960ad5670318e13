"""Cohen's kappa against worked examples, and a blind share that is the same for everybody."""

import pytest

from llm_extract.models import Span
from llm_extract.review.agreement import is_blind, kappa


def test_kappa_of_the_worked_example() -> None:
    # Two raters, 50 items: 20 both yes, 15 both no, 5 and 10 apart: 0.70 observed, 0.50 by chance.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_at_its_ends() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "b"), ("b", "a")]) == -1
    assert kappa([]) is None
    assert kappa([("a", "a")]) is None


def test_a_share_of_the_figures_is_blind() -> None:
    spans = [Span(number, number + 3) for number in range(2000)]
    blind = [is_blind("ab" * 32, span, 0.2) for span in spans]
    assert blind == [is_blind("ab" * 32, span, 0.2) for span in spans]
    assert 300 < sum(blind) < 500
    assert not any(is_blind("ab" * 32, span, 0) for span in spans)
    assert all(is_blind("ab" * 32, span, 1) for span in spans)
