"""Writing a file in one step: whoever reads it sees the old or the new content, never a part."""

import os
from contextlib import suppress
from pathlib import Path


def write(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Writes a file, whole or not at all.

    Args:
        path: of the file; its folder is there.
        data: its content.
        mode: permissions of a new file, less the process's umask.

    Raises:
        OSError: it cannot be written; a file that was there is as it was.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(data)
        draft.replace(path)
    except OSError:
        with suppress(OSError):  # what kept the file from being written may keep it from being deleted
            draft.unlink()
        raise
