"""Bytes to text: UTF-8, UTF-16, UTF-32 and windows-1258; anything else is refused by name."""

import re
import unicodedata

from llm_extract.errors import UnsupportedInputError
from llm_extract.loading.legacy import refuse_legacy

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 65_536
# The high bytes of UTF-16 Vietnamese: ASCII, Latin-1, Latin Extended, combining marks, tone letters, punctuation.
_UTF16_HIGH = frozenset(b"\x00\x01\x03\x1e\x20")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
_OWN_LETTERS = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
# What stands in Vietnamese text above ASCII besides letters.
_PLAIN_SIGNS = frozenset("“”‘’–—…•°§©®«»·±²³½×\u00a0€\u00ad")


def decode(data: bytes, subject: str, declared: str | None = None) -> str:
    """Decodes a text file or page.

    Args:
        data: the bytes.
        subject: what a message calls them, e.g. the path.
        declared: encoding that a page or server declares; tried after a byte order mark and UTF-8.

    Returns:
        The text, without a byte order mark.

    Raises:
        UnsupportedInputError: the bytes are no text, in an encoding that is not read, or Vietnamese of before Unicode.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data, name, subject)
    try:
        return _refuse_binary(data.decode("utf-8"), data, subject)
    except UnicodeDecodeError as error:
        broken = error
    wide = _wide(data)
    if wide:
        return _strict(data, wide, subject)
    _refuse_binary("", data, subject)
    if _mostly_utf8(data):
        raise UnsupportedInputError(f"{subject}: damaged UTF-8 (byte {broken.start} does not fit); download or save the file again.")
    refuse_legacy(data.decode("latin-1"), subject)
    text = _declared(data, declared) or _cp1258(data)
    if text is None:
        raise UnsupportedInputError(_unknown(data, subject))
    return text


def _strict(data: bytes, name: str, subject: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnsupportedInputError(
            f"{subject}: marked as {name.upper()}, but byte {error.start} does not fit it; save the text again as UTF-8."
        ) from error


def _refuse_binary(text: str, data: bytes, subject: str) -> str:
    wide = _wide(data)
    if wide:
        return _strict(data, wide, subject)
    sample = data[:_SAMPLE]
    if b"\x00" in sample or len(_CONTROLS.findall(sample)) * 50 > len(sample):
        raise UnsupportedInputError(f"{subject}: this is binary data, not text; give a .txt, .md, .html, .pdf or .docx file.")
    return text


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, where every second byte shows it."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\x00" not in sample:
        return None
    for name, low, high in (("utf-16-le", sample[::2], sample[1::2]), ("utf-16-be", sample[1::2], sample[::2])):
        if low.count(0) == 0 and all(byte in _UTF16_HIGH for byte in high):
            return name
    return None


def _declared(data: bytes, name: str | None) -> str | None:
    if name is None or name.lower().replace("_", "-") in {"utf-8", "utf8", "us-ascii", "ascii"}:
        return None
    try:
        return data.decode(name)
    except (LookupError, ValueError):  # no such encoding, one that reads no text, or bytes that do not fit it
        return None


def _cp1258(data: bytes) -> str | None:
    """Windows-1258, if everything above ASCII makes Vietnamese: each tone mark on a vowel, and no foreign letter."""
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return None
    composed = unicodedata.normalize("NFC", text)
    if any(mark in composed for mark in _MARKS):
        return None
    high = [char for char in composed if char > "\x7f" and char not in _PLAIN_SIGNS]
    own = len(_OWN_LETTERS.findall(composed))
    accented = sum(unicodedata.normalize("NFD", char)[0] in _VOWELS for char in high)
    return text if accented + composed.count("đ") + composed.count("Đ") == len(high) and (own or not high) else None


def _unknown(data: bytes, subject: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    guess = f", perhaps {best.encoding}" if best else ""
    return f"{subject}: the encoding is neither UTF-8, UTF-16 nor windows-1258{guess}; save the text as UTF-8."


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in text)
    return good > 3 * text.count("\ufffd")
