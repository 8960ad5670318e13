"""The two streams: results go to standard output, everything else to standard error."""

import errno
import io
import os
import sys
from shutil import get_terminal_size

import typer

from llm_extract.engines.progress import Progress as Answered
from llm_extract.errors import OutputError
from llm_extract.render.safe import visible, visible_lines

PIPE_CLOSED = 141
"""What a shell reports of a program that a closed pipe ended."""


class Progress:
    """Which article of how many is on its way: one line that is rewritten on a terminal, or a line each."""

    def __init__(self, total: int, *, lines: bool) -> None:
        self._total = total
        self._lines = lines
        self._rewrites = total > 1 and not lines and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._number = 0

    def begin(self, source: str) -> None:
        """The next article is begun."""
        self._number += 1
        line = f"[{self._number}/{self._total}] {visible(source)}"
        if self._rewrites:
            sys.stderr.write(f"\r{line[: get_terminal_size().columns - 1]}\x1b[K")
            sys.stderr.flush()
        elif self._lines:
            say(line)

    def answered(self, so_far: Answered) -> None:
        """Shows how much a model has answered of the article that is on its way."""
        of = f" of {so_far.whole:,}" if so_far.whole is not None else ""
        sys.stderr.write(f"\r[{self._number}/{self._total}] {so_far.done:,}{of} {so_far.unit} answered\x1b[K")
        sys.stderr.flush()
        self._rewrites = True

    def clear(self) -> None:
        """Takes the line away, so that something else can be printed."""
        if self._rewrites:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def say(message: str) -> None:
    """Prints to standard error; nothing in the message can steer the terminal."""
    typer.echo(visible_lines(message), err=True)


def emit(text: str) -> None:
    """Prints a result to standard output.

    Raises:
        OutputError: the output takes no more, e.g. a full disk.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # An old terminal still shows what it can; in JSON, a lone surrogate of a file name becomes an escape.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        abandon()
        if error.errno == errno.EPIPE:
            raise typer.Exit(PIPE_CLOSED) from error
        raise OutputError(f"standard output: it takes no more ({error.strerror}); make room, or print elsewhere.") from error


def abandon() -> None:
    """Gives standard output up: what is left in its buffer would be tried again, and fail again, when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
