"""Raw text to normalised text, with a map back: NFC, line ends of one character, plain spaces, nothing invisible."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from llm_extract.models import OffsetMap

_Edit = tuple[int, int, str]
_Finder = Callable[[str], Iterable[_Edit]]

_SPACES = dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " ")
_LINE_ENDS = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
# A lone surrogate can reach us through JSON; it has no UTF-8 form, so the article could not be hashed or stored.
_ALIKE = {**_SPACES, **_LINE_ENDS, **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_INVISIBLE = (
    "\\x00-\\x08\\x0e-\\x1b\\x1f\\x7f-\\x84\\x86-\\x9f"  # controls; the tab stays, it divides cells
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"  # tags and variation selectors: text that a model reads and a person never sees
)
# Colours and the like for a terminal go as a whole: the `31` of `\\x1b[31m` is no figure.
_TERMINAL_CODE = r"\x1b\[[0-?]*[ -/]*[@-~]"
_SHORTENED = re.compile(f"\r\n?|(?:{_TERMINAL_CODE}|[{_INVISIBLE}])+")

# No composition crosses an ASCII character to its left, so each of these stretches can be composed by itself.
_STRETCH = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
# Sorting marks takes time quadratic in their number; UAX 15 calls 30 enough for any language ("stream-safe").
_MOST_MARKS = 30
_MANY_MARKS = re.compile(rf"[^\w\x00-\x7f]{{{_MOST_MARKS + 1},}}")
# Hangul vowels and finals, Kirat Rai vowel signs: letters that compose with the letter before them.
_JOINING_LETTERS = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff\U00016d63-\U00016d6a]")


def normalise(raw: str) -> tuple[str, OffsetMap]:
    """Normalises a text and keeps the way back.

    CRLF, CR and the rarer line ends become LF, every space but the tab a plain space; zero-width characters, soft hyphens, controls
    and codes for terminals go; the rest is composed to NFC. Takes time linear in the length.

    Args:
        raw: text as decoded or extracted.

    Returns:
        The normalised text, and the map whose `to_raw` leads from its offsets to those of `raw`.
    """
    shown, shortened = _apply(raw.translate(_ALIKE), lambda text: ((m.start(), m.end(), _shorter(m[0])) for m in _SHORTENED.finditer(text)))
    if shown.isascii() or (not _MANY_MARKS.search(shown) and unicodedata.is_normalized("NFC", shown)):
        return shown, shortened
    text, composed = _apply(shown, _compositions)
    return text, _chain(composed, shortened)


def from_raw(offsets: OffsetMap, raw: int) -> int:
    """The offset in the normalised text that `raw` of the raw text went to; what was removed goes to what followed it."""
    at = bisect_right(offsets.raws, raw) - 1
    if at < 0:
        return 0
    offset = offsets.starts[at] + raw - offsets.raws[at]
    return min(offset, offsets.starts[at + 1]) if at + 1 < len(offsets.starts) else offset


def superscript(text: str) -> str:
    """Raised digits as the characters for them, so that a reference mark does not become the last digit of the figure before it."""
    return text.translate(_RAISED)


def _shorter(found: str) -> str:
    return "\n" if found[0] == "\r" else ""


def _apply(raw: str, find: _Finder) -> tuple[str, OffsetMap]:
    parts: list[str] = []
    starts, raws = [0], [0]
    done = length = 0
    for start, end, new in find(raw):
        parts += raw[done:start], new
        length += start - done + len(new)
        done = end
        if starts[-1] == length:
            raws[-1] = end
        elif length - starts[-1] != end - raws[-1]:
            starts.append(length)
            raws.append(end)
    parts.append(raw[done:])
    return "".join(parts), OffsetMap(tuple(starts), tuple(raws))


def _compositions(text: str) -> Iterator[_Edit]:
    for stretch in _STRETCH.finditer(text):
        if len(stretch[0]) > _MOST_MARKS or not unicodedata.is_normalized("NFC", stretch[0]):
            yield from _clusters(stretch[0], stretch.start())


def _clusters(stretch: str, offset: int) -> Iterator[_Edit]:
    starts = [at for at, char in enumerate(stretch) if at == 0 or not _joins(char)]
    for start, end in zip(starts, [*starts[1:], len(stretch)], strict=True):
        cluster = stretch[start:end]
        composed = unicodedata.normalize("NFC", cluster[: _MOST_MARKS + 1])
        if composed != cluster:
            yield offset + start, offset + end, composed


def _joins(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or unicodedata.combining(char) > 0 or _JOINING_LETTERS.match(char) is not None


def _chain(later: OffsetMap, earlier: OffsetMap) -> OffsetMap:
    starts = sorted({*later.starts, *(from_raw(later, start) for start in earlier.starts)})
    return OffsetMap(tuple(starts), tuple(earlier.to_raw(later.to_raw(start)) for start in starts))
