"""Every reason that the rules give, and every key of models and reviewers, has a wording in Vietnamese."""

import pytest

from llm_extract.review.reasons import shown_reason
from llm_extract.tasks.base import REASONS

from .sample import GOLDEN, extracted


def test_the_reasons_of_the_golden_articles_are_said_in_vietnamese() -> None:
    given = {one["reason"] for folder in sorted(GOLDEN.iterdir())[::3] for one in extracted(folder.name)[1]["figures"] if one["reason"]}
    assert len(given) > 10
    unsaid = {reason for reason in given if shown_reason(reason, "vi") == reason}
    assert unsaid == set()


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_keys_are_said_in_both_languages(reason: str) -> None:
    assert shown_reason(reason, "vi") == REASONS[reason][0]
    assert shown_reason(reason, "en") == REASONS[reason][1]


def test_parts_of_a_reason_are_said_one_by_one() -> None:
    assert shown_reason("page furniture: counter", "vi") == "ngoài nội dung bài: bộ đếm truy cập"
    assert shown_reason("period (duration)", "vi") == "kỳ, năm: thời lượng"


def test_an_unknown_reason_stays_as_it_is() -> None:
    assert shown_reason("nobody (knows: why)", "vi") == "nobody (knows: why)"
