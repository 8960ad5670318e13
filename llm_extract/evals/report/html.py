"""A report as one HTML page that needs nothing else: no script, no style sheet, no font, no picture from anywhere.

Article text, names and messages are hostile: all of it passes one template that escapes every value, and what cannot be seen is spelled
out.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from llm_extract.evals.records import Item, Result
from llm_extract.evals.report import chart, content
from llm_extract.evals.report.content import Report
from llm_extract.evals.report.lit import Stretch, stretches
from llm_extract.render.safe import visible_lines


@dataclass(frozen=True, slots=True)
class Drill:
    """One case opened: its result, its text in pieces, and what is wrong with it."""

    result: Result
    text: tuple[Stretch, ...]
    wrong: tuple[Item, ...]

    @property
    def score(self) -> str:
        """F1 of its metrics, in words."""
        return content.amount(self.result.score, "share")


def page(report: Report) -> str:
    """A report as an HTML page, ending with a line feed."""
    rendered = _template().render(
        report=report,
        comparison=report.comparison,
        charts=chart.charts(report),
        size=chart,
        drills=tuple(_drill(result, report) for result in report.worst()),
        show=content,
    )
    return f"{rendered}\n"


def _drill(result: Result, report: Report) -> Drill:
    items = result.scores.items if result.scores else ()
    text = report.articles.get(result.case, "")
    return Drill(result, tuple(stretches(text, items)), tuple(item for item in items if item.verdict != "right"))


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, finalize=_seen, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False
    )
    return environment.from_string(files(__package__).joinpath("page.html.jinja").read_text(encoding="utf-8"))


def _seen(value: object) -> object:
    """Every value on its way into the page; Jinja escapes it afterwards. Markup comes from the template's own macro alone."""
    return visible_lines(value) if isinstance(value, str) and not isinstance(value, Markup) else value
