"""Errors on Vietnamese pages."""

from collections.abc import Iterator

import pytest

from llm_extract.errors import CorrectionError, EndpointFailedError, InputError, LlmExtractError, UnsupportedInputError
from llm_extract.ui import complaints


def kinds(above: type[LlmExtractError]) -> Iterator[type[LlmExtractError]]:
    for kind in above.__subclasses__():
        yield kind
        yield from kinds(kind)


@pytest.mark.parametrize("kind", sorted(kinds(LlmExtractError), key=str))
def test_every_kind_of_error_is_told_in_vietnamese(kind: type[LlmExtractError]) -> None:
    assert kind is CorrectionError or any(one in complaints.VIETNAMESE for one in kind.__mro__)


def test_the_nearest_kind_leads_and_the_errors_own_words_follow() -> None:
    told = complaints.told(UnsupportedInputError("a.zip: no article; give a text"), "vi")
    assert told.startswith(complaints.VIETNAMESE[UnsupportedInputError])
    assert told.endswith("(a.zip: no article; give a text)")
    assert complaints.VIETNAMESE[InputError] not in told


def test_english_pages_tell_an_error_as_it_is() -> None:
    assert complaints.told(EndpointFailedError("x: down; try later"), "en") == "x: down; try later"


def test_a_correction_speaks_both_languages_itself() -> None:
    assert complaints.told(CorrectionError("value: no number", "Giá trị: không phải số"), "vi") == "Giá trị: không phải số"
