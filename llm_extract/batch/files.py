"""Where results go: one file an article, written whole or not at all."""

import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from llm_extract import atomic
from llm_extract.errors import OutputError

_FORBIDDEN = re.compile('[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff<>:"/\\\\|?*]+')
_MOST_BYTES = 200


def names(sources: Sequence[str]) -> tuple[str, ...]:
    """A file stem for each source; where two would share one, the later are numbered.

    Args:
        sources: paths, URLs, or `-`.

    Returns:
        Stems in the order of the sources, the same for the same sources; they differ on file systems that ignore case, too.
    """
    stems = [_stem(source) for source in sources]
    own = {_key(stem) for stem in stems}
    taken: set[str] = set()
    chosen = []
    for stem in stems:
        name, number = stem, 1
        while _key(name) in taken or (number > 1 and _key(name) in own):
            number += 1
            name = f"{stem}-{number}"
        taken.add(_key(name))
        chosen.append(name)
    return tuple(chosen)


def folder(path: Path) -> None:
    """Makes sure that a folder is there and takes files.

    Raises:
        OutputError: it cannot be made, or nothing can be written to it.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: this folder cannot be made ({error.strerror}); give another --output.") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise OutputError(f"{path}: no permission to write to this folder; change its mode, or give another --output.")


def write(path: Path, text: str) -> None:
    """Writes a file in one step: whoever reads it sees the old or the new text, never a part.

    Raises:
        OutputError: it cannot be written; a file that was there is as it was.
    """
    # Lone surrogates, which file names can bring in, take the form that is an escape in JSON as well.
    data = text.encode("utf-8", "backslashreplace")
    try:
        atomic.write(path, data)
    except OSError as error:
        raise OutputError(f"{path}: it cannot be written ({error.strerror}); make room, or give another --output.") from error


def _stem(source: str) -> str:
    if source == "-":
        return "stdin"
    stem = _url_stem(source) if "://" in source else Path(source).stem
    stem = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", stem)).strip(". ")
    return stem.encode()[:_MOST_BYTES].decode(errors="ignore") or "article"


def _url_stem(source: str) -> str:
    try:
        address = urlsplit(source)
    except ValueError:  # loading it says what is wrong, and the other sources go on
        return Path(source).stem
    return PurePosixPath(unquote(address.path)).stem or address.hostname or ""


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
