"""The store as the rest of the package knows it."""

from collections.abc import Generator, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

from llm_extract.corrections import Correction, Json
from llm_extract.errors import StoreError
from llm_extract.models import Article, Extraction
from llm_extract.store import keeping, moving, pages, reading, reviewing, rows, saving, summing, verifying
from llm_extract.store.keeping import Answers
from llm_extract.store.opening import Database, open_database
from llm_extract.store.summing import Body, Layout, Line, Pivot
from llm_extract.store.values import Asked, Choices, Draft, Fault, Key, MetricRow, Page, Provenance, Record, ReviewRow, RunRow, Sheet

_ALL = Asked()
_TABLE = Layout()
_PRESENT = timedelta(seconds=30)


class Store:
    """Articles, their extractions, and what reviewers decided; several threads and processes may share one.

    Every method raises `StoreError` where the database cannot be read or written; those that take a `Key` raise
    `UnknownArticleError` where the store holds nothing of it.

    Attributes:
        where: the file or address, as people are shown it; without password.
        answers: raw answers of models, an `engines.cache.Cache`.
    """

    def __init__(self, database: Database) -> None:
        """Takes an open database; see `open`."""
        self._database = database
        self.where = database.where
        self.answers = Answers(database)

    @classmethod
    def open(cls, where: str | Path | None = None) -> Self:
        """Opens a store, and makes or brings up to date its tables.

        Args:
            where: a file of SQLite or `postgresql://…`; by default `$LLM_EXTRACT_STORE`, else a file in the user's folder of data.

        Raises:
            StoreError: it cannot be opened, is newer than this code, or holds something else.
        """
        return cls(open_database(where))

    def close(self) -> None:
        """Gives the database back."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def save(self, article: Article, extraction: Extraction, provenance: Provenance) -> Key:
        """Keeps an extraction as the newest of its article and task.

        The corrections made before hold for it too. An article whose review is finished is opened again where the extraction gives
        other values than its reviewers saw.
        """
        with self._database.writing() as connection:
            return saving.save(connection, article, extraction, provenance)

    def article(self, sha256: str) -> Article:
        """An article by the SHA-256 of its text, in hex."""
        with self._database.reading() as connection:
            return rows.article_of(rows.read_article(connection, sha256))

    def sheet(self, key: Key) -> Sheet:
        """All that a reviewer needs of one article."""
        with self._database.reading() as connection:
            return reading.sheet(connection, key)

    def queue(self, asked: Asked = _ALL, *, offset: int = 0, limit: int = 50) -> Page[ReviewRow]:
        """A page of the articles to review."""
        with self._database.reading() as connection:
            return pages.queue(connection, asked, offset, limit)

    def choices(self) -> Choices:
        """What the filters of `Asked` can be set to."""
        with self._database.reading() as connection:
            return reading.choices(connection)

    def record(self, key: Key, draft: Draft, *, seen: int) -> Correction:
        """Keeps a decision.

        Args:
            key: article and task.
            draft: the decision.
            seen: `corrections.seen` of its place in the log that the reviewer was shown.

        Raises:
            StaleEditError: there is a newer entry about the same value.
            StoreError: the draft is about nothing that the article has, or says what cannot be.
        """
        return self.record_all(key, (draft,), seen=seen)[0]

    def record_all(self, key: Key, drafts: Sequence[Draft], *, seen: int) -> tuple[Correction, ...]:
        """Keeps several decisions, all or none.

        Args:
            key: article and task.
            drafts: the decisions.
            seen: `Sheet.seen` of the sheet that the reviewer was shown.

        Raises:
            StaleEditError: there is a newer entry about one of the values.
            StoreError: a draft is about nothing that the article has, or says what cannot be.
        """
        with self._database.writing() as connection:
            return reviewing.record(connection, key, drafts, seen)

    def undo(self, key: Key, who: str) -> Correction | None:
        """Takes back the last entry of a reviewer that stands, by an entry of its own; None where there is none.

        Raises:
            StaleEditError: another decided on the same value since.
        """
        with self._database.writing() as connection:
            return reviewing.undo(connection, key, who)

    def metrics(self, asked: Asked = _ALL, *, offset: int = 0, limit: int | None = 100) -> Page[MetricRow]:
        """A page of the metrics as they stand after the corrections; all of them where `limit` is None."""
        with self._database.reading() as connection:
            return pages.metric_page(connection, asked, offset, limit)

    def each_metric(self, asked: Asked = _ALL) -> Generator[MetricRow]:
        """Every metric that is asked for, the newest extraction's first; close it where not all are taken."""
        with self._database.reading() as connection:
            yield from summing.each(connection, asked)

    def pivot_page(self, asked: Asked, layout: Layout, *, offset: int = 0, limit: int = 20) -> Pivot:
        """One page of a table of metrics; nothing in it is added up."""
        with self._database.reading() as connection:
            return summing.pivot(connection, asked, layout, offset, limit)

    def cell(self, asked: Asked, layout: Layout, place: tuple[Line, str], *, offset: int = 0, limit: int = 20) -> Page[MetricRow]:
        """A page of the figures behind one cell of `pivot_page`, which its row and column tell."""
        with self._database.reading() as connection:
            return summing.cell(connection, asked, layout, place, slice(offset, offset + limit))

    def bodies(self, asked: Asked = _ALL, layout: Layout = _TABLE, *, limit: int = 100) -> tuple[Body, ...]:
        """Whom the figures are of, those with figures of the most periods first."""
        with self._database.reading() as connection:
            return summing.bodies(connection, asked, layout, limit)

    def organizations(self, *, limit: int = 200) -> tuple[str, ...]:
        """The organisations of the articles, those of the most articles first."""
        with self._database.reading() as connection:
            return summing.organizations(connection, limit)

    def log(self, key: Key) -> tuple[Correction, ...]:
        """Every entry about an article and task, in order."""
        with self._database.reading() as connection:
            return rows.read_log(connection, key)

    def blind_labels(self) -> tuple[tuple[str, str, str], ...]:
        """Of every standing entry made without sight of the model's label: reviewer, model's code, reviewer's code."""
        with self._database.reading() as connection:
            return reading.blind_labels(connection)

    def meet(self, key: Key, who: str, *, within: timedelta = _PRESENT) -> tuple[str, ...]:
        """Notes that `who` looks at an article; gives the names of the others who have within the given time."""
        with self._database.writing() as connection:
            return keeping.meet(connection, key, who, within)

    def verify(self) -> tuple[Fault, ...]:
        """What in the store contradicts itself: hashes, offsets, quotes, references, and whether the log gives the current values."""
        faults = list[Fault]()
        try:
            with self._database.reading() as connection:
                faults.extend(verifying.verify(connection))
        except StoreError as error:  # a damaged file may fail at the end of the transaction too
            if not faults:
                raise
            faults.append(Fault("database", str(error)))
        return tuple(faults)

    def backup(self, path: Path) -> None:
        """Copies a store of SQLite while it is in use, whole or not at all; the copy takes the place of a file at `path`.

        Raises:
            StoreError: it cannot be written, or the store is in PostgreSQL.
        """
        moving.backup(self._database, path)

    def export(self) -> Iterator[dict[str, Any]]:
        """All articles, the oldest first, as JSON values.

        Yields:
            `article`, `extractions` and `corrections`; see `moving.export`.
        """
        with self._database.reading() as connection:
            yield from moving.export(connection)

    def find(self, prefix: str) -> str:
        """The SHA-256, in hex, of the article whose SHA-256 begins so.

        Raises:
            StoreError: there is none, or there are several.
        """
        with self._database.reading() as connection:
            return moving.find(connection, prefix)

    def delete(self, sha256: str) -> None:
        """Takes an article out of the store, with all that was said of it, answers of models included.

        Raises:
            StoreError: it is deleted, but who reads the store at this moment keeps its text in a file beside it.
        """
        with self._database.writing() as connection:
            moving.delete(connection, sha256)
        moving.forget(self._database)

    def keep_run(self, record: Record, path: str | None = None) -> int:
        """Keeps the record of an evaluation run, and where its file is; gives its number.

        Raises:
            StoreError: it is no such record.
        """
        with self._database.writing() as connection:
            return keeping.keep_run(connection, record, path)

    def runs(self) -> tuple[RunRow, ...]:
        """All evaluation runs, the newest first."""
        with self._database.reading() as connection:
            return keeping.run_rows(connection)

    def run(self, id: int) -> Record:  # noqa: A002  the name that rows of runs have
        """The record of an evaluation run.

        Raises:
            StoreError: there is none of that number.
        """
        with self._database.reading() as connection:
            return keeping.run(connection, id)

    def setting(self, name: str, default: Json = None) -> Json:
        """A setting's value, or the default where it was never set."""
        with self._database.reading() as connection:
            return keeping.setting(connection, name, default)

    def set(self, name: str, value: Json) -> None:
        """Changes a setting.

        Raises:
            StoreError: the value is none of JSON, or looks like a key; the message does not repeat it.
        """
        with self._database.writing() as connection:
            keeping.change(connection, name, value)
