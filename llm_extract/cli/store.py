"""What `llm-extract store` does: proves the store, copies it, shows what is in it, and takes articles out."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from llm_extract.cli.streams import emit, say
from llm_extract.engines.cache import FolderCache, default_folder
from llm_extract.errors import ConfigError, OutputError
from llm_extract.render.safe import visible
from llm_extract.store import Asked, Store

FINE, FAULTY = 0, 1


def verify(where: str | None) -> int:
    """Tells what in the store contradicts itself.

    Returns:
        The exit code: 0 where nothing does, else 1.

    Raises:
        StoreError: the store cannot be opened.
    """
    with Store.open(where) as store:
        faults = store.verify()
        articles = store.queue(Asked(state="all"), limit=0).total
    for fault in faults:
        emit(visible(f"{fault.subject}: {fault.what}") + "\n")
    say(f"{store.where}: {len(faults)} faults" if faults else f"{store.where}: nothing is wrong; {articles} articles")
    return FAULTY if faults else FINE


def backup(where: str | None, path: Path) -> None:
    """Copies the store to a file.

    Raises:
        StoreError: the store cannot be opened, or the copy cannot be written.
    """
    with Store.open(where) as store:
        store.backup(path)
    say(f"{path}: {path.stat().st_size:,} bytes")


def export(where: str | None, path: Path | None) -> None:
    """Prints or writes all articles with their extractions and corrections, one JSON object a line.

    Raises:
        LlmExtractError: the store cannot be read, or the file cannot be written.
    """
    with Store.open(where) as store:
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in store.export())
        if path is None:
            for line in lines:
                emit(line)
        else:
            _write(path, lines)


def _write(path: Path, lines: Iterable[str]) -> None:
    """Writes a file line by line, and puts it in its place when it is whole; a lone surrogate becomes an escape.

    Raises:
        OutputError: it cannot be written; a file that was there is as it was.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(lines)
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: it cannot be written ({error.strerror}); make room, or name another file.") from error
    finally:
        draft.unlink(missing_ok=True)


def delete(where: str | None, prefix: str, *, sure: bool) -> None:
    """Takes an article out of the store, and the answers about it out of the user's folder.

    Raises:
        ConfigError: nobody said that it is meant.
        StoreError: there is no such article, or several.
        CacheError: a kept answer to a question about it cannot be deleted; the store is as it was.
    """
    with Store.open(where) as store:
        digest = store.find(prefix)
        article = store.article(digest)
        told = visible(f"{digest[:12]} {article.uri}")
        if not sure:
            raise ConfigError(f"article {told}: it goes with all its corrections, for good; give --yes if you mean it.")
        kept = FolderCache(default_folder()).forget(article)  # first, for it is the text that some of them are known by
        store.delete(digest)
    also = f", with {kept} kept answer{'s' * (kept > 1)}" if kept else ""
    say(f"{told}: deleted{also}")
