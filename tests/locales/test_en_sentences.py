import pytest

from llm_extract.locales.en.sentences import sentences
from llm_extract.locales.sentences import sentences as divided


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Smith met Dr. Nguyen Van A. on Jan. 5.", "They talked."],
        ["The deal is worth $1.5bn.", "$20 million was spent.", "No. 21 was issued."],
        ["See Resolution No. 21-NQ/TW.", "It grew 3.5 million."],
        ["U.S. officials and the U.S. Embassy agreed.", "J. R. Smith and J.R. Jones left."],
        ["He left the U.S.", "The talks began at 10 a.m.", "On Monday they ended."],
        ['"It grew 5.4 per cent."', "In Hanoi, Acme Inc. Vietnam opened."],
        ["1. Build houses.", "2022 was good!", "Was it?", "(Yes.)"],
    ],
)
def test_sentences_end_where_they_end(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [span.of(text) for span in sentences(text)] == parts


def test_a_line_end_ends_a_sentence() -> None:
    text = "  Headline without stop\n\nMr. Lee\nspoke. "
    assert [span.of(text) for span in sentences(text)] == ["Headline without stop", "Mr. Lee", "spoke."]


def test_each_language_has_its_own_abbreviations() -> None:
    text = "TP. Cao Lãnh has Prof. Lee."
    assert [span.of(text) for span in divided(text, "vi")] == ["TP. Cao Lãnh has Prof.", "Lee."]
    assert [span.of(text) for span in divided(text, "en")] == ["TP.", "Cao Lãnh has Prof. Lee."]
