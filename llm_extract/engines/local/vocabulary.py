"""Which tokens of a model's vocabulary a language needs."""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Literal
from unicodedata import normalize

Language = Literal["vi"]

BLANK = "▁"
"""Stands for a blank in a token of SentencePiece."""
_VERSION = 1  # of the rules below: files made by other rules bear other names
_DIGEST = 8
_SYMBOLS = 3
_ABBREVIATION = 4
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Latin letters with their marks, and the punctuation that goes with them.
_CHARACTERS = re.compile(r"[\0-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u203f]*")
# A run of letters out of a syllable: the end of an onset, vowels, the beginning of a coda. In names of the Central Highlands an onset may
# hold a liquid, and a coda be one.
_SYLLABLE = re.compile(
    r"(?:ngh?|nh?|gh?|ch?|t[hr]?|r|kh?|ph?|[bckpđ]?[rl]|[bdđhqmsvx])?[aăâeêioôơuưy]{0,3}(?:ch?|ng?|nh?|[ghklmprt])?", re.IGNORECASE
)


class Vocabulary:
    """The tokens that Vietnamese text and the words of labels are made of.

    A word of text is cut into the same tokens as with the whole vocabulary where it is a syllable, a numeral, an abbreviation of up to four
    letters or a label's word: SentencePiece joins what stands beside each other into longer tokens, so the parts of a token that is kept
    are kept too. The golden articles are cut into 0.14 % more tokens than with the whole vocabulary, for their foreign words.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Takes the words of labels, which stand behind a blank."""
        self._words = tuple(sorted(f"{BLANK}{word}" for word in words))

    @property
    def digest(self) -> str:
        """What tells it from other vocabularies."""
        return sha256(f"{_VERSION} {self._words}".encode()).hexdigest()[:_DIGEST]

    def holds(self, token: str) -> bool:
        """Whether a token belongs to it; `▁` stands for a blank."""
        text = token.lstrip(BLANK)
        if any(token in word for word in self._words):
            return True
        if not _CHARACTERS.fullmatch(text):
            return False
        if not text.isalpha():
            return len(text) <= (1 if any(map(str.isalpha, text)) else _SYMBOLS)
        return len(text) == 1 or (text.isupper() and len(text) <= _ABBREVIATION) or _is_of_syllable(text)


def _is_of_syllable(letters: str) -> bool:
    apart = normalize("NFD", letters)
    bare = normalize("NFC", "".join(one for one in apart if one not in _TONES))
    tones = sum(one in _TONES for one in apart)
    return tones <= 1 and (letters.islower() or letters.isupper() or letters.istitle()) and _SYLLABLE.fullmatch(bare) is not None
