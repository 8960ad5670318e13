import os
import sqlite3
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from llm_extract.errors import StoreError
from llm_extract.store import Provenance, Store, opening, schema
from llm_extract.store.opening import default_path, open_database
from tests.store.conftest import NewPlace
from tests.store.sample import corrected, sample, spans_of

SCRIPTS = ScriptDirectory(str(Path(opening.__file__).parent / "migrations"))
VERSIONS = [one.revision for one in reversed(list(SCRIPTS.walk_revisions()))]


def bare_engine(place: str) -> sa.Engine:
    """The database as it is, without what opening it does."""
    return sa.create_engine(place.replace("postgresql:", "postgresql+psycopg:") if "://" in place else f"sqlite:///{place}")


def make_older(place: str, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a database as an older version of the code did."""
    with monkeypatch.context() as older:
        older.setattr(schema, "HEAD", version)
        open_database(place).close()


def shape(place: str) -> dict[str, object]:
    """Tables with their columns, indexes and rows."""
    engine = bare_engine(place)
    with engine.connect() as connection:
        found, tables = sa.inspect(connection), sa.MetaData()
        tables.reflect(connection)
        shapes = {
            name: (
                sorted((one["name"], str(one["type"]), one["nullable"]) for one in found.get_columns(name)),
                sorted(str(one["name"]) for one in found.get_indexes(name)),
                len(connection.execute(sa.select(table)).all()),
            )
            for name, table in tables.tables.items()
        }
    engine.dispose()
    return dict(shapes)


def test_the_newest_migration_is_the_one_the_code_knows() -> None:
    assert VERSIONS[-1] == schema.HEAD
    assert sorted(VERSIONS) == VERSIONS


def test_the_migrations_make_the_tables_that_the_code_reads(place: str) -> None:
    database = open_database(place)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": schema.VERSIONS})
        assert compare_metadata(context, schema.metadata) == []
    database.close()


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_an_older_store_is_brought_up_to_date(version: str, new_place: NewPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    older, fresh = new_place(), new_place()
    with Store.open(fresh) as store:
        key = store.save(*sample(), Provenance())
        store.record(key, corrected(spans_of()[0], "period", "2023", "2022"), seen=0)
        sheet, rows, log = store.sheet(key), store.queue().rows, store.log(key)
    make_older(older, version, monkeypatch)
    fill_older(older, fresh)
    with Store.open(older) as store:
        assert (store.sheet(key), store.queue().rows, store.log(key)) == (sheet, rows, log)
        assert store.verify() == ()
    assert shape(older) == shape(fresh)


def fill_older(older: str, fresh: str) -> None:
    """Puts into the older tables what of a newer store's rows they have columns for."""
    source, target = bare_engine(fresh), bare_engine(older)
    with source.connect() as here, target.begin() as there:
        for name in [table.name for table in schema.metadata.sorted_tables]:
            old, new = (sa.Table(name, sa.MetaData(), autoload_with=one) for one in (there, here))
            rows = here.execute(sa.select(*(new.c[column.name] for column in old.c))).mappings()
            if found := [dict(row) for row in rows]:
                there.execute(sa.insert(old), found)
    source.dispose()
    target.dispose()


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_a_migration_that_fails_leaves_schema_and_data(version: str, new_place: NewPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    place = new_place()
    make_older(place, version, monkeypatch)
    before = shape(place)

    def fail(*_: object) -> None:
        raise sa.exc.OperationalError("CREATE INDEX", {}, Exception("disk full"))

    with monkeypatch.context() as broken:
        broken.setattr("alembic.op.create_index", fail)
        with pytest.raises(StoreError, match="disk full"):
            open_database(place)
    assert shape(place) == before
    Store.open(place).close()
    assert shape(place) != before


def test_a_newer_store_is_left_alone(place: str) -> None:
    database = open_database(place)
    with database.writing() as connection:
        connection.execute(sa.text(f"UPDATE {schema.VERSIONS} SET version_num = '9999'"))  # noqa: S608  our own constant
    database.close()
    with pytest.raises(StoreError, match=r"a newer version of llm-extract made this store \(9999\)"):
        Store.open(place)


def test_somebody_elses_database_is_left_alone(place: str) -> None:
    database = open_database(place)
    with database.writing() as connection:
        connection.execute(sa.text(f"DROP TABLE {schema.VERSIONS}"))
    database.close()
    with pytest.raises(StoreError, match="this database is none of llm-extract's"):
        Store.open(place)


def test_two_that_open_a_new_store_at_once_both_get_it(new_place: NewPlace) -> None:
    place = new_place()
    with ThreadPoolExecutor(4) as threads:
        stores = list(threads.map(lambda _: Store.open(place), range(4)))
    for store in stores:
        assert store.queue().total == 0
        store.close()


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_new_store_waits_for_whoever_writes_its_file(tmp_path: Path, begin: str) -> None:
    """Another that makes the same store reserves the file: SQLite then refuses the change to WAL at once, whatever the timeout."""
    path = tmp_path / "store.sqlite3"
    holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute(begin)
    timer = Timer(0.5, holder.rollback)
    timer.start()
    with Store.open(path) as store:
        assert store.queue().total == 0
    timer.join()
    holder.close()


def test_a_file_that_is_never_let_go_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_BUSY_SECONDS", 1)
    path = tmp_path / "store.sqlite3"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="others keep the store busy"):
        Store.open(path)
    holder.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, no database" * 100)
    with pytest.raises(StoreError, match="file is not a database"):
        Store.open(path)
    assert path.read_text().startswith("these are notes")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "store.sqlite3", tmp_path):
        with pytest.raises(StoreError, match="cannot be opened"):
            Store.open(place)


def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "store.sqlite3"
    with Store.open(path) as store:
        store.save(*sample(), Provenance())
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (path.parent, *path.parent.iterdir())}
    assert modes == {"new": 0o700, "store.sqlite3": 0o600, "store.sqlite3-wal": 0o600, "store.sqlite3-shm": 0o600}


def test_the_file_is_the_environments_else_in_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_EXTRACT_STORE", str(tmp_path / "mine.sqlite3"))
    with Store.open() as store:
        assert store.where == str(tmp_path / "mine.sqlite3")
    monkeypatch.delenv("LLM_EXTRACT_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == tmp_path / "llm-extract" / "store.sqlite3"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://an:pass-word@127.0.0.1:1/store",
        "postgresql+psycopg://an:pass-word@127.0.0.1:1/store?sslmode=none",
        "postgresql://an:x@pass-word/y@127.0.0.1:1/store",
        "postgres://an:pass-word@127.0.0.1:1/store?password=pass-word",
        "postgresql://an:pass-word@127.0.0.1:port/store",
        "postgresql://an:pass-word@[::1/store",
        "mysql://an:pass-word@127.0.0.1/store",
    ],
)
def test_a_password_is_told_nowhere(address: str) -> None:
    with pytest.raises(StoreError) as told:
        Store.open(address)
    error: BaseException | None = told.value
    while error:
        assert "pass-word" not in f"{error} {error!r}"
        error = None if error.__suppress_context__ else error.__context__


def test_where_a_store_is_shows_no_password(postgres: str) -> None:
    with Store.open(postgres.replace("postgres:@", "postgres:pass-word@")) as store:
        assert store.where == "postgresql://postgres@/postgres"
        assert "pass-word" not in repr(store._database)  # noqa: SLF001  what a traceback could show


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"install llm-extract\[postgres\]"):
        Store.open("postgresql://127.0.0.1:1/store")


def test_a_reader_sees_no_half_of_what_is_written(place: str) -> None:
    database = open_database(place)
    with Store.open(place) as store:
        key = store.save(*sample(), Provenance())
        with database.reading() as connection:
            ask = sa.select(schema.reviews.c.state)
            assert connection.execute(ask).scalar() == "waiting"
            store.record(key, corrected(None, "title", "x", "y"), seen=0)
            assert connection.execute(ask).scalar() == "waiting"
        with database.reading() as connection:
            assert connection.execute(ask).scalar() == "begun"
    database.close()


def test_the_settings_of_sqlite_hold_on_every_connection(tmp_path: Path) -> None:
    database = open_database(tmp_path / "store.sqlite3")
    for _ in range(2):
        with database.engine.connect() as connection:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "secure_delete", "journal_mode")
            }
            connection.detach()
        assert found == {"foreign_keys": 1, "secure_delete": 1, "journal_mode": "wal"}
    database.close()


def test_a_busy_store_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_BUSY_SECONDS", 0)
    path = tmp_path / "store.sqlite3"
    with Store.open(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="others keep the store busy"):
            store.set("language", "vi")
        assert store.setting("language") is None
        other.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_file_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    path.touch(0o400)
    with pytest.raises(StoreError, match="Permission denied"):
        Store.open(path)
