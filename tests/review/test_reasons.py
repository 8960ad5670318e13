"""Every reason that an engine gives, and every key of reviewers, has a wording in Vietnamese."""

import pytest

from llm_extract.engines.local.tuned import NO_RESULT
from llm_extract.engines.rules.engine import REPEATED
from llm_extract.review.reasons import shown_reason
from llm_extract.tasks.base import REASONS

from .sample import GOLDEN, RECORDING, extracted


def given_by(engine: str) -> set[str]:
    results = (extracted(folder.name, engine)[1] for folder in sorted(GOLDEN.iterdir())[::3])
    return {one["reason"] for result in results for one in result["figures"] if one["reason"]}


@pytest.mark.parametrize(("engine", "own"), [("rules", REPEATED), (f"replay:{RECORDING}", NO_RESULT)])
def test_the_reasons_of_the_golden_articles_are_said_in_vietnamese(engine: str, own: str) -> None:
    given = given_by(engine)
    assert len(given) > 10
    assert own in given
    unsaid = {reason for reason in given if shown_reason(reason, "vi") == reason}
    assert unsaid == set()


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_keys_are_said_in_both_languages(reason: str) -> None:
    assert shown_reason(reason, "vi") == shown_reason(REASONS[reason][1], "vi") == REASONS[reason][0]
    assert shown_reason(reason, "en") == REASONS[reason][1]


def test_parts_of_a_reason_are_said_one_by_one() -> None:
    assert shown_reason("page furniture: counter", "vi") == "ngoài nội dung bài: bộ đếm truy cập"
    assert shown_reason("period (duration)", "vi") == "kỳ, năm: thời lượng"


def test_an_unknown_reason_stays_as_it_is() -> None:
    assert shown_reason("nobody (knows: why)", "vi") == "nobody (knows: why)"
