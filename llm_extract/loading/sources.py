"""The entry of loading: looks at what a source is, reads its bytes and hands them to the loader of their format."""

import os
import sys
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from llm_extract.errors import InputError
from llm_extract.loading import sniff
from llm_extract.loading.build import Extracted, build
from llm_extract.loading.limits import Limits, named
from llm_extract.models import Article

_DEFAULT = Limits()


def load(source: str, *, stdin: BinaryIO | None = None, limits: Limits = _DEFAULT) -> Article:
    """Loads an article from a file, a URL or standard input.

    Args:
        source: a path, an `http` or `https` URL, or `-` for standard input.
        stdin: what `-` reads; the process's own standard input by default.
        limits: bounds on what is read, and from where.

    Returns:
        The article, with all of its text; `uri` is `source`.

    Raises:
        InputError: there is nothing to read, too much, or no article in it.
        UnsupportedInputError: the format or encoding is not read.
        BlockedAddressError: a URL leads to an address that is not public.
    """
    if not source:
        raise InputError("the input is empty; give a file, a URL, or - for standard input.")
    if source == "-":
        return load_bytes(_bounded(stdin or sys.stdin.buffer, "standard input", limits), uri="-", limits=limits)
    scheme, found, _ = source.partition("://")
    if not found or not scheme.isalpha():
        return load_bytes(_file(source, limits), name=source, uri=source, limits=limits)
    if scheme.lower() not in {"http", "https"}:
        raise InputError(f"{source}: {scheme} addresses are not read; give an http or https URL, or a path.")
    from llm_extract.loading.url import fetch

    answer = fetch(source, limits)
    return load_bytes(answer.body, name=urlsplit(answer.url).path, media_type=answer.media_type, uri=source, limits=limits)


def load_text(text: str, uri: str = "-", *, limits: Limits = _DEFAULT) -> Article:
    """Loads an article from text, as pasted.

    Args:
        text: the article, in any normal form.
        uri: what to call its origin.
        limits: bounds on the text.

    Returns:
        The article; its offsets lead back to `text`.

    Raises:
        InputError: the text is blank, too long or without a word.
        UnsupportedInputError: the text is Vietnamese in an encoding of before Unicode.
    """
    return build(Extracted(uri, text, sniff.TEXT), limits)


def load_bytes(data: bytes, *, name: str = "", media_type: str | None = None, uri: str | None = None, limits: Limits = _DEFAULT) -> Article:
    """Loads an article from the bytes of a file, e.g. an upload.

    Args:
        data: the bytes.
        name: file name, a hint to the format.
        media_type: a further hint, as an upload or server declares it (`text/html; charset=utf-8`).
        uri: what to call the origin; the name by default.
        limits: bounds on bytes and text.

    Returns:
        The article.

    Raises:
        InputError: there is nothing in it, too much, or no article.
        UnsupportedInputError: the format or encoding is not read.
    """
    uri = uri or name or "-"
    subject = named(uri)
    if len(data) > limits.max_bytes:
        raise _too_big(subject, limits)
    if not data:
        raise InputError(f"{subject}: it is empty; give a source that holds an article.")
    declared, charset = _declared(media_type)
    kind = sniff.media_type(data, subject, name, declared)
    if kind == sniff.HTML:
        from llm_extract.loading.html import load_html

        return load_html(data, uri, limits, charset=charset)
    if kind == sniff.PDF:
        from llm_extract.loading.pdf import load_pdf

        return load_pdf(data, uri, limits)
    if kind == sniff.DOCX:
        from llm_extract.loading.docx import load_docx

        return load_docx(data, uri, limits)
    from llm_extract.loading.text import load_plain

    return load_plain(data, uri, limits, media_type=kind, charset=charset)


def _declared(media_type: str | None) -> tuple[str | None, str | None]:
    if not media_type:
        return None, None
    kind, _, rest = media_type.partition(";")
    charset = next(
        (value.strip(" \"'") for key, _, value in (part.partition("=") for part in rest.split(";")) if key.strip().lower() == "charset"),
        None,
    )
    return kind.strip().lower(), charset


def _file(path: str, limits: Limits) -> bytes:
    try:
        if _waits_for_a_writer(path):
            raise InputError(f"{path}: this is a named pipe, not a file; give a file, or pass the text through standard input with -.")
        with Path(path).open("rb") as file:
            if os.fstat(file.fileno()).st_size > limits.max_bytes:
                raise _too_big(path, limits)
            return _bounded(file, path, limits)
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file; check the path.") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: this is a folder; give one file.") from error
    except PermissionError as error:
        raise InputError(f"{path}: no permission to read it; change its mode, or run as a user who may.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: it cannot be read ({error}); check the path.") from error


def _waits_for_a_writer(path: str) -> bool:
    """Whether opening it may hang: a named pipe, but none that the process holds open already (`/dev/stdin`, `/dev/fd/63`)."""
    return Path(path).is_fifo() and not path.startswith(("/dev/", "/proc/"))


def _bounded(file: BinaryIO, subject: str, limits: Limits) -> bytes:
    data = file.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise _too_big(subject, limits)
    return data


def _too_big(subject: str, limits: Limits) -> InputError:
    return InputError(f"{subject}: larger than {limits.max_bytes / 1e6:g} MB; give one article at a time.")
