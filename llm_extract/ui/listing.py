"""Metrics and articles as rows that lead to the article at the figure."""

from collections.abc import Sequence

from llm_extract.render.strings import strings
from llm_extract.review import library
from llm_extract.store import MetricRow, ReviewRow
from llm_extract.ui import session
from llm_extract.ui.grid import Entry, Grid, address, grid
from llm_extract.ui.session import words


def metrics(rows: Sequence[MetricRow], *, key: str) -> None:
    """Draws metrics; a click on a value opens its evidence."""
    head = [words(f"library.column.{name}") for name in ("indicator", "value", "period", "body", "article", "sure")]
    drawn = Grid(words("library.view.metrics"), head, [_metric(row) for row in rows], numbers=(1,))
    chosen = grid(drawn, key=key)
    opened = next((row for row in rows if chosen and _id(row) == chosen), None)
    if opened:
        session.open_review(**library.evidence(opened))


def _id(row: MetricRow) -> str:
    return "/".join(library.evidence(row).values())


def _metric(row: MetricRow) -> list[Entry]:
    language = session.language()
    told, detail = library.what(row, language)
    return [
        Entry(told, detail),
        leading(row),
        Entry(strings(language).when(row.period) if row.period else ""),
        Entry(row.scope or row.organization or "", ", ".join(part for part in (row.scope and row.organization, row.province) if part)),
        Entry(row.title, strings(language).when(row.published_at) if row.published_at else ""),
        Entry(_sure(row)),
    ]


def leading(row: MetricRow, sub: str = "") -> Entry:
    """A metric's value, which leads to its evidence."""
    language, place = session.language(), library.evidence(row)
    hint = words("library.open", title=row.title)
    return Entry(library.value(row, language), sub or library.beside(row, language), _id(row), address("review", **place), hint)


def _sure(row: MetricRow) -> str:
    if row.verdict:
        return words("library.accepted" if row.verdict == "accept" else "library.corrected", who=row.who or "")
    return "" if row.score is None else f"{row.score:.0%}"


def articles(rows: Sequence[ReviewRow], *, key: str) -> None:
    """Draws articles; a click on a title opens the article."""
    head = [words(f"library.column.{name}") for name in ("article", "body", "period", "metrics", "state")]
    drawn = Grid(words("library.view.articles"), head, [_article(row) for row in rows], numbers=(3,))
    chosen = grid(drawn, key=key)
    opened = next((row.key for row in rows if chosen and f"{row.key.sha256}/{row.key.task}" == chosen), None)
    if opened:
        session.open_review(article=opened.sha256, task=opened.task)


def _article(row: ReviewRow) -> list[Entry]:
    place, when = {"article": row.key.sha256, "task": row.key.task}, strings(session.language()).when
    return [
        Entry(row.title or row.uri, row.key.task, "/".join(place.values()), address("review", **place)),
        Entry(row.organization or "", row.province or ""),
        Entry(when(row.period) if row.period else ""),
        Entry(str(row.metrics)),
        Entry(words(f"library.state.{row.state}"), ", ".join(row.reviewers)),
    ]
