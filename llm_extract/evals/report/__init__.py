"""Reports of a run, of its gate, and of how it compares: Markdown, one HTML page, JUnit XML, a table for the terminal."""

from importlib import import_module
from pathlib import Path

from llm_extract.batch import files
from llm_extract.errors import OutputError
from llm_extract.evals.report.content import Report

_FORMS = {".md": "markdown", ".html": "html", ".xml": "junit"}

__all__ = ["Report", "form", "text", "write"]


def form(suffix: str) -> str:
    """Which form a file name's ending asks for.

    Raises:
        OutputError: the ending is none of `.md`, `.html` and `.xml`.
    """
    if suffix not in _FORMS:
        raise OutputError(f"report: {suffix or 'a name without ending'} is no form of it; end the name with .md, .html or .xml")
    return _FORMS[suffix]


def text(report: Report, suffix: str) -> str:
    """A report in the form that a file name's ending asks for.

    Raises:
        OutputError: see `form`.
    """
    made: str = import_module(f"llm_extract.evals.report.{form(suffix)}").page(report)
    return made


def write(path: Path, report: Report) -> None:
    """Writes a report in one step.

    Raises:
        OutputError: see `form`; or the file cannot be written.
    """
    files.write(path, text(report, path.suffix))
