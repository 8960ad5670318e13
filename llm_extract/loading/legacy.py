"""Vietnamese typed in fonts of before Unicode (TCVN3, VNI), or decoded with a wrong encoding: readable to nobody, so refused."""

import re

from llm_extract.errors import UnsupportedInputError

# Letters that only Vietnamese has: a text rich in them is Unicode.
_UNICODE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
# TCVN3 puts vowels where Latin-1 has signs: "®¶ng bé", "§¹i héi".
_TCVN3 = re.compile(r"[A-Za-zÀ-ÿ][µ¶·¸¹¨©ª«¬®»¼½¾]|[§®¦¥¤][A-Za-zµ¶·¸¹¨©ª«¬»¼½¾À-ÿ]|[µ¶·¸¹¨©ª«¬®][a-z]")
# VNI writes the mark as a second letter: "Ñaûng boä", "ñoàng chí".
_VNI = re.compile(
    r"[aeouyöôAEOUYÖÔ][øûïØÛÏ]|[aeoAEO]â|[aeoAEO][äåãàáùéèüúëÄÅÙÉÈÜÚË](?=[a-zñ\s,.;:)]|$)|(?<!\w)ñ[aeiouyöô]|(?<!\w)Ñ[aeiouyöôAEIOUYÖÔ]|[öô][ùøûõï]|uû|uï"
)
# UTF-8 read as windows-1252 and saved again: "Ä\x90áº£ng bá»™".
_MOJIBAKE = re.compile(r"áº.|á».|Ä[‘\x91\x90]|Æ[°¡]|Ã[\xa0-¿]|Ä\u0192|Å©")
# The letters without a mark, two thirds of a text, stay what they are in all three.
_LATIN = re.compile(r"[A-Za-z]")
_SAMPLE = 50_000
_ENOUGH = 5


def refuse_legacy(text: str, subject: str) -> None:
    """Refuses text that is Vietnamese, but not in Unicode.

    Args:
        text: decoded text.
        subject: what the message calls it.

    Raises:
        UnsupportedInputError: the text is in TCVN3 (ABC) or VNI, or was decoded with the wrong encoding.
    """
    sample = text[:_SAMPLE]
    if sample.isascii() or len(_LATIN.findall(sample)) * 5 < len(sample):
        return
    own = len(_UNICODE.findall(sample))
    for pattern, what, remedy in (
        (_MOJIBAKE, "UTF-8 that was read with a wrong encoding", "open the original again as UTF-8"),
        (_TCVN3, "in TCVN3 (ABC, .VnTime fonts), not in Unicode", "convert it to Unicode, e.g. with UniKey's converter"),
        (_VNI, "in VNI (VNI-Times fonts), not in Unicode", "convert it to Unicode, e.g. with UniKey's converter"),
    ):
        found = len(pattern.findall(sample))
        if found >= _ENOUGH and found > own:
            raise UnsupportedInputError(f"{subject}: the text is {what}; {remedy}.")
