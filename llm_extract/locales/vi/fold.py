"""Folding of Vietnamese text for comparison, one code point for one code point, so that offsets hold in both texts."""

import re
import unicodedata
from functools import lru_cache

UPPER = "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆFGHIÌÍỈĨỊJKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVWXYỲÝỶỸỴZ"
LOWER = UPPER.lower()
# Both placements of the tone are written (hoà/hòa, khoẻ/khỏe, uỷ/ủy): the older one, with the tone on the first vowel, is kept.
_PLACEMENTS = {
    **{f"o{tone}": f"{first}a" for tone, first in zip("àáảãạ", "òóỏõọ", strict=True)},
    **{f"o{tone}": f"{first}e" for tone, first in zip("èéẻẽẹ", "òóỏõọ", strict=True)},
    **{f"u{tone}": f"{first}y" for tone, first in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)},
}
# Word-final only: in "hoàn" or "quý" the tone has one place.
_FINAL = re.compile(rf"(?<!q)(?:{'|'.join(_PLACEMENTS)})(?!\w)")
_ALIKE = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
        "‘": "'", "’": "'", "′": "'",
        "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ",
        "ð": "đ", "Ð": "đ",
        "％": "%", "／": "/", "，": ",", "．": ".",
    }
)  # fmt: skip
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")


def _lower(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


@lru_cache(maxsize=8)
def fold(text: str) -> str:
    """Lower-cases NFC text and makes variants of one spelling equal, keeping every offset.

    Curly and straight quotes, the dashes, the digits of all scripts, and both placements of a tone mark (`uỷ`, `ủy`) become one.

    Args:
        text: NFC text.

    Returns:
        A text of the same length.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(map(_lower, text))
    low = _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), low.translate(_ALIKE))
    return _FINAL.sub(lambda match: _PLACEMENTS[match[0]], low)
