"""From a path or URL to a database that holds the tables, and its transactions."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import sqlalchemy as sa
from platformdirs import user_data_path
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_random

from llm_extract.errors import StoreError
from llm_extract.store import schema

_BUSY_SECONDS = 10
"""How long a writer waits for another."""
_RENEWED_SECONDS = 600
"""How long a connection is used, and with it what it knows of the tables' sizes."""
_POSTGRES = re.compile(r"postgres(ql)?(\+psycopg)?://")
_MIGRATING = 0x6C6C6D65
"""Number of the lock that one process holds while it migrates a PostgreSQL database."""


@dataclass(frozen=True)
class Database:
    """A database with the tables.

    Attributes:
        engine: holds the connections.
        where: shown to people; without password.
    """

    engine: Engine = field(repr=False)
    where: str

    @property
    def is_file(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction in which all reads see the same state.

        Raises:
            StoreError: the database cannot be read.
        """
        level = {} if self.is_file else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.told(), self.engine.connect().execution_options(**level) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept as a whole when the block ends, and not at all when it raises.

        Raises:
            StoreError: the database cannot be written, or others kept it busy.
        """
        with self.told(), self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def told(self) -> Iterator[None]:
        """Tells what the database complains of as a `StoreError`."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            _refuse(self.where, error)

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()


def default_path() -> Path:
    """The file that is used where nothing is named: in the user's folder of data."""
    return user_data_path("llm-extract", appauthor=False) / "store.sqlite3"


def open_database(where: str | Path | None = None) -> Database:
    """Opens a database, and makes or brings up to date its tables.

    Args:
        where: a file of SQLite or `postgresql://…`; by default `$LLM_EXTRACT_STORE`, else a file in the user's folder of data.

    Raises:
        StoreError: it cannot be opened, is newer than this code, or holds something else.
    """
    place = _place(where)
    database = _postgres(place) if _POSTGRES.match(place) else _file(place)
    try:
        _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def shown(where: str | Path | None = None) -> str:
    """Where a store is, as people are shown it; nothing is opened or made.

    Raises:
        StoreError: there can be none.
    """
    place = _place(where)
    return _postgres(place).where if _POSTGRES.match(place) else str(_path(place))


def _place(where: str | Path | None) -> str:
    return str(where or os.environ.get("LLM_EXTRACT_STORE") or default_path())


def _path(place: str) -> Path:
    if "://" in place:
        raise StoreError("store: this is neither a path nor an address postgresql://…; give one of them.")
    return Path(place).expanduser().absolute()


def _file(place: str) -> Database:
    path = _path(place)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # The file is made here, so that nobody else can read what is written before its mode is set.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(f"{path}: the store cannot be opened ({error.strerror}); give another --store.") from error
    url = URL.create("sqlite", database=str(path))
    engine = sa.create_engine(
        url, connect_args={"timeout": _BUSY_SECONDS}, json_serializer=schema.dumps, hide_parameters=True, pool_recycle=_RENEWED_SECONDS
    )
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return Database(engine, str(path))


def _prepare(connection: Any, record: object) -> None:  # noqa: ANN401  a connection of the driver
    """Settings that SQLite forgets when a connection ends."""
    del record
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in ("foreign_keys = ON", "secure_delete = ON", "synchronous = FULL", "analysis_limit = 400"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A transaction that begins as a reader and then writes fails when another wrote in between: a writer waits at its beginning.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")


def _postgres(place: str) -> Database:
    if place.count("@") > 1:  # what stands behind the first would be shown as the host
        raise StoreError("store: this address cannot be read; in a password, write %40 for @, %2F for /.")
    try:
        url = make_url(_POSTGRES.sub("postgresql+psycopg://", place, count=1))
        engine = sa.create_engine(url, json_serializer=schema.dumps, hide_parameters=True, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ValueError):
        engine = None
    except ImportError as error:
        raise StoreError("store: PostgreSQL needs psycopg; install llm-extract[postgres].") from error
    if engine is None:  # what the library says repeats the address, and with it the password
        raise StoreError("store: this address cannot be read; write postgresql://USER:PASSWORD@HOST:PORT/NAME.")
    told = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return Database(engine, told.render_as_string())


def _refuse(where: str, error: SQLAlchemyError | sqlite3.Error) -> NoReturn:
    """Tells an error of the database without the statement, whose values may be an article."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    said = str(cause).strip().splitlines()[:1] or [type(cause).__name__]
    if "locked" in said[0] or "lock timeout" in said[0]:
        raise StoreError(f"{where}: others keep the store busy for more than {_BUSY_SECONDS} s; try again.")
    raise StoreError(f"{where}: the store fails ({said[0]}); check the address, its permissions and the free space.")


def _migrate(database: Database) -> None:
    """Brings the tables up to date in one transaction: a migration that fails leaves everything as it was."""
    version = _version(database)
    if version == schema.HEAD:
        return
    with database.told(), database.engine.connect().execution_options(writing=True) as connection:
        if database.is_file:
            _set_up(connection)
        with connection.begin():
            if not database.is_file:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATING)))
            _upgrade(connection)
            if database.is_file and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
                raise StoreError(f"{database.where}: the store cannot be brought up to date (table {broken[0]} is damaged).")


def _set_up(connection: Connection) -> None:
    """What SQLite takes only outside a transaction; tables that a migration rebuilds must not take others with them."""
    driver: Any = connection.connection.driver_connection
    # SQLite refuses this change at once, without its own wait, while another writes the file: two that make one store meet here.
    busy = retry_if_exception_type(sqlite3.OperationalError)
    for attempt in Retrying(retry=busy, stop=stop_after_delay(_BUSY_SECONDS), wait=wait_random(0.01, 0.1), reraise=True):
        with attempt:
            driver.execute("PRAGMA journal_mode = WAL")
    driver.execute("PRAGMA foreign_keys = OFF")
    connection.detach()  # it is closed afterwards, not used again without foreign keys


def _version(database: Database) -> str | None:
    """Which migration a database has had last; None where it is empty.

    Raises:
        StoreError: it holds something else, or what a newer version of this package made.
    """
    with database.reading() as connection:
        tables = set(sa.inspect(connection).get_table_names())
        if not tables:
            return None
        if schema.VERSIONS not in tables:
            raise StoreError(f"{database.where}: this database is none of llm-extract's; give another, or an empty one.")
        version = connection.execute(sa.text(f"SELECT version_num FROM {schema.VERSIONS}")).scalar()  # noqa: S608  our own constant
    if version is not None and str(version) > schema.HEAD:
        raise StoreError(f"{database.where}: a newer version of llm-extract made this store ({version}); update llm-extract.")
    return version


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, schema.HEAD)
