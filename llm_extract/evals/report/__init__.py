"""Reports of a run, of its gate, and of how it compares: Markdown, one HTML page, JUnit XML, a table for the terminal."""

from importlib import import_module
from pathlib import Path

from llm_extract.batch import files
from llm_extract.errors import OutputError
from llm_extract.evals.report.content import Report

_FORMS = {".md": "markdown", ".html": "html", ".xml": "junit"}

__all__ = ["Report", "text", "write"]


def text(report: Report, suffix: str) -> str:
    """A report in the form that a file name's ending asks for: `.md`, `.html` or `.xml`.

    Raises:
        OutputError: the ending is another.
    """
    if suffix not in _FORMS:
        raise OutputError(f"report: {suffix or 'a name without ending'} is no form of it; end the name with .md, .html or .xml")
    made: str = import_module(f"llm_extract.evals.report.{_FORMS[suffix]}").page(report)
    return made


def write(path: Path, report: Report) -> None:
    """Writes a report in one step.

    Raises:
        OutputError: the ending is none of `text`'s, or the file cannot be written.
    """
    files.write(path, text(report, path.suffix))
