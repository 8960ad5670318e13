"""How one text is spelt in different offices: places of tone marks, capitals, quotation marks, slips of typing."""

import re
from random import Random

from training.generator.grammar import CLOSE, OPEN

_NEW_TO_OLD = {
    **{f"{new}a": f"o{old}" for new, old in zip("òóỏõọ", "àáảãạ", strict=True)},
    **{f"{new}e": f"o{old}" for new, old in zip("òóỏõọ", "èéẻẽẹ", strict=True)},
    **{f"{new}y": f"u{old}" for new, old in zip("ùúủũụ", "ỳýỷỹỵ", strict=True)},
}
# Word-final only: in "hoàn" the tone has one place.
_FINAL = re.compile(rf"(?:{'|'.join(_NEW_TO_OLD)})(?!\w)")
_PIECES = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")
_SLIPS = (
    ("hoàn thành", "hòan thành"),
    ("nhiệm vụ", "nhiêm vụ"),
    ("triển", "triễn"),
    ("kỷ luật", "kỹ luật"),
    ("xử lý", "xử lí"),
    ("kỷ luật", "kỉ luật"),
    ("tỷ lệ", "tỉ lệ"),
    ("dấu hiệu", "dấu hiêu"),
    ("đảng viên", "đảng viện"),
    ("chi bộ", "chi bô"),
    ("khiển trách", "khiễn trách"),
    ("đ", "ð"),
)


def varied(text: str, random: Random) -> str:
    """A marked text as another office would spell it; the figures stay as they are."""
    changes = [change for change, chance in ((_old_tones, 0.35), (_capital_party, 0.15), (_plain_quotes, 0.5)) if random.random() < chance]
    if random.random() < 0.06:
        changes.append(lambda piece: _slip(piece, random))
    pieces = _PIECES.split(text)
    for change in changes:
        pieces = [piece if piece.startswith(OPEN) else change(piece) for piece in pieces]
    return tidy("".join(pieces), random)


def tidy(text: str, random: Random) -> str:
    """Single blanks, none before a stop, and a capital at the beginning."""
    text = re.sub(r" +", " ", text)
    text = re.sub(r" ([,.;:)])", r"\1", text)
    text = re.sub(r"([,;:])(?:[,;:])+", r"\1", text).replace("( ", "(").replace("()", "").strip(" ,;")
    if random.random() < 0.03:
        text = text.replace(", ", random.choice((",", ",  ")), 1)
    if text.startswith(OPEN):
        return text
    return text[:1].upper() + text[1:]


def _old_tones(piece: str) -> str:
    return _FINAL.sub(lambda found: _NEW_TO_OLD[found[0]], piece)


def _capital_party(piece: str) -> str:
    return piece.replace("đảng viên", "Đảng viên").replace("tổ chức đảng", "tổ chức Đảng").replace("cơ sở đảng", "cơ sở Đảng")


def _plain_quotes(piece: str) -> str:
    return piece.replace("“", '"').replace("”", '"')


def _slip(piece: str, random: Random) -> str:
    right, wrong = random.choice(_SLIPS)
    return piece.replace(right, wrong, 1)
