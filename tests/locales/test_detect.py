import re
import unicodedata
from pathlib import Path

import pytest

from llm_extract.locales.detect import language_of

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "golden" / "party_building").glob("*/article.txt"))
ENGLISH = sorted((Path(__file__).parent / "data").glob("en-*.txt"))


def unmarked(text: str) -> str:
    """The text as typed without Vietnamese marks."""
    plain = unicodedata.normalize("NFD", text.translate(str.maketrans("đĐ", "dD")))
    return "".join(char for char in plain if not unicodedata.combining(char))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_golden_articles_are_vietnamese_with_and_without_marks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert language_of(text) == "vi"
    assert language_of(unmarked(text)) == "vi"


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_english_articles_and_each_of_their_paragraphs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {language_of(part) for part in (text, *re.findall(r".{120,}", text))} == {"en"}


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Hồng Hạnh of Đắk Lắk and Trần Đình Phước of Krông Pắc were elected with Lê Thị Mỹ Dung",
        "71 of 75 groups (94.67%)",
        "Economy expands faster",
        "Visitors from Hà Nội, Đà Nẵng and Thừa Thiên Huế",
        "Members of the Committee",
    ],
)
def test_english_lines(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "", "94.67%", "71/75", "2022", "Hà Nội", "Facebook Đắk Lắk", "HỘI NGHỊ FACEBOOK", "đạt 94,67%",
        "Dang bo tinh co 71/75 tap the hoan thanh tot nhiem vu",
        "Đảng bộ xã dùng Facebook, Zalo và website www.example.vn để tuyên truyền",
        "Theo “The World Bank”, kinh tế Việt Nam tăng trưởng tốt",
    ],
)  # fmt: skip
def test_vietnamese_lines_and_nothing_to_go_by(text: str) -> None:
    assert language_of(text) == "vi"


def test_only_the_beginning_is_looked_at() -> None:
    beginning = "The group was founded by the members of the party. " * 60
    assert language_of(beginning + "Đảng bộ tỉnh tổng kết năm. " * 10_000) == "en"
