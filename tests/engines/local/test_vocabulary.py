import re

import pytest

from llm_extract.engines.local.vocabulary import Vocabulary
from tests.oracle import GOLDEN

VOCABULARY = Vocabulary(["organizations"])
WORDS = sorted({word for article in GOLDEN.glob("*/article.txt") for word in re.findall(r"[^\W\d_]+", article.read_text("utf-8"))})


@pytest.mark.parametrize(
    "token",
    [
        "▁đảng",
        "ĐẢNG",
        "▁Nghiêng",
        "nghiê",
        "ước",
        "ng",
        "▁UBND",
        "▁Đắk",
        "Krông",
        "▁",
        "▁▁",
        "7",
        "...",
        "ß",
        "”",
        "▁organizations",
        "izat",
    ],
)
def test_what_vietnamese_text_is_made_of_is_held(token: str) -> None:
    assert VOCABULARY.holds(token)


@pytest.mark.parametrize("token", ["▁this", "ement", "đồngNg", "ữẫ", "▁Straße", "日", "ж", "()){", "▁COVID", "▁lesson", "(a"])
def test_what_it_is_not_made_of_is_not(token: str) -> None:
    assert not VOCABULARY.holds(token)


def test_the_syllables_of_the_golden_articles_are_held_and_all_their_parts() -> None:
    marked = [word for word in WORDS if not word.isascii()]
    held = [word for word in marked if VOCABULARY.holds(f"▁{word}")]
    assert len(held) > 0.97 * len(marked)
    parts = {word[start:end] for word in held for start in range(len(word)) for end in range(start + 1, len(word) + 1)}
    assert [part for part in parts if not VOCABULARY.holds(part)] == []


def test_other_words_of_labels_are_another_vocabulary() -> None:
    assert Vocabulary(["blame"]).digest != VOCABULARY.digest
    assert Vocabulary(["organizations"]).digest == VOCABULARY.digest
