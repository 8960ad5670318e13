import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa

from llm_extract.engines.asking.question import Question
from llm_extract.errors import StoreError, UnknownArticleError
from llm_extract.models import Article, Extraction
from llm_extract.numbering import Numbered
from llm_extract.store import Provenance, Store
from llm_extract.store.schema import metadata
from llm_extract.tasks import get
from tests.store.sample import Made, corrected, sample, spans_of

SECRET = "Bí mật của huyện: bà Nguyễn Thị Kín được khen thưởng vì đã giữ kín mọi điều."  # noqa: S105  no password


def secret(score: float = 0.5) -> tuple[Article, Extraction]:
    """The usual article with a line that stands in no other."""
    article, extraction = sample(Made(score=score))
    return Article("kín.txt", f"{article.text}{SECRET}\n"), extraction


def question(article: Article, extraction: Extraction) -> dict[str, object]:
    asked = Question.of(get("party_building"), Numbered.whole(article, extraction.figures), "map")
    return {"model": "m", "messages": asked.messages}


@pytest.fixture
def both(store: Store) -> Store:
    """A store with the secret article and another; each was asked of a model and reviewed."""
    for key, (article, extraction) in {"a": secret(), "b": sample(Made(5))}.items():
        kept = store.save(article, extraction, Provenance())
        store.answers.put(key, question(article, extraction), {"said": article.text[-60:]})
        store.record(kept, corrected(None, "title", "x", f"Tựa {key}", why=article.text[-90:]), seen=0)
        store.meet(kept, "an")
    return store


def rows_about(store: Store, sha256: str) -> dict[str, int]:
    with store._database.reading() as connection:  # noqa: SLF001  behind the facade
        counted = {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table).where(table.c.sha256 == sha256)).scalar_one()
            for table in metadata.tables.values()
            if "sha256" in table.c
        }
        for name in ("figures", "findings"):
            counted[name] = connection.execute(sa.select(sa.func.count()).select_from(metadata.tables[name])).scalar_one()
    return counted


def test_deleting_an_article_takes_it_out_of_every_table_and_leaves_the_other(both: Store) -> None:
    article, other = secret()[0], sample(Made(5))[0]
    before = rows_about(both, other.sha256)
    both.delete(article.sha256)
    assert {name: count for name, count in rows_about(both, article.sha256).items() if count} == {"figures": 5}
    after = rows_about(both, other.sha256)
    assert {**before, "figures": 5} == after
    assert (both.answers.get("a"), both.answers.get("b") is not None) == (None, True)
    assert both.verify() == ()
    for ask in (both.delete, both.article):
        with pytest.raises(UnknownArticleError):
            ask(article.sha256)


def test_no_byte_of_a_deleted_article_stays_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with Store.open(path) as store:
        store.save(*sample(Made(5)), Provenance())
        article, extraction = secret()
        key = store.save(article, extraction, Provenance())
        store.save(*secret(0.7), Provenance())
        store.answers.put("a", question(article, extraction), {"said": SECRET})
        for _ in range(3):
            store.record(key, corrected(None, "title", "x", SECRET), seen=store.sheet(key).seen)
        assert any(SECRET.encode() in file.read_bytes() for file in tmp_path.iterdir())
        store.delete(key.sha256)
        held = [file.name for file in tmp_path.iterdir() for word in (SECRET, "Nguyễn Thị Kín") if word.encode() in file.read_bytes()]
        assert held == []
        assert store.queue().total == 1


def test_who_deletes_is_told_where_a_reader_keeps_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("llm_extract.store.opening._BUSY_SECONDS", 0)
    with Store.open(tmp_path / "store.sqlite3") as store:
        key = store.save(*secret(), Provenance())
        with store._database.reading() as connection:  # noqa: SLF001  as a page that is being read
            connection.execute(sa.text("SELECT count(*) FROM articles")).scalar()
            with pytest.raises(StoreError, match="others read the store"):
                store.delete(key.sha256)
        assert store.queue().total == 0


def test_a_beginning_of_the_sha_is_enough_where_it_is_only_ones(store: Store) -> None:
    digests = sorted(store.save(*sample(Made(number)), Provenance()).sha256 for number in range(17))
    first = next(left[0] for left, right in pairwise(digests) if left[0] == right[0])
    assert store.find(digests[0]) == store.find(digests[0][:12]) == digests[0]
    with pytest.raises(StoreError, match="several begin so"):
        store.find(first)
    for unknown in ("0" * 64, "%", "", "xyz", digests[0].upper()[:12] + "Z"):
        with pytest.raises(UnknownArticleError, match="holds none"):
            store.find(unknown)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.sqlite3") as store:
        key = store.save(*sample(), Provenance())
        store.record(key, corrected(spans_of()[0], "period", "2023", "2022"), seen=0)
        yield store


def test_a_backup_is_the_whole_store_while_it_is_in_use(file: Store, tmp_path: Path) -> None:
    path = tmp_path / "copy.sqlite3"
    path.write_text("what was there before")
    writer = sqlite3.connect(tmp_path / "store.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM reviews")
    file.backup(path)
    writer.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with Store.open(path) as copy:
        assert list(copy.export()) == list(file.export())
        assert copy.queue() == file.queue()
        assert copy.verify() == ()


def test_a_backup_that_fails_leaves_what_was_there(file: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "copy.sqlite3"
    path.write_text("what was there before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="No space left"):
            file.backup(path)
    assert path.read_text() == "what was there before"
    assert not list(tmp_path.glob(".*"))
    for wrong in (tmp_path, tmp_path / "missing" / "copy.sqlite3"):
        with pytest.raises(StoreError, match="cannot be written"):
            file.backup(wrong)
    with pytest.raises(StoreError, match="a store in use"):
        file.backup(tmp_path / "store.sqlite3")


def test_postgresql_is_backed_up_with_its_own_tool(postgres: str, tmp_path: Path) -> None:
    with Store.open(postgres) as store, pytest.raises(StoreError, match="pg_dump"):
        store.backup(tmp_path / "copy")


def test_no_key_of_the_environment_reaches_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = "sk-proj-0123456789abcdefghij"
    monkeypatch.setenv("OPENAI_API_KEY", key)
    path = tmp_path / "store.sqlite3"
    with Store.open(path) as store:
        kept = store.save(*sample(), Provenance())
        store.answers.put("k", question(*sample()), {"choices": []})
        with pytest.raises(StoreError):
            store.set("endpoint", {"key": key})
        store.record(kept, corrected(None, "title", "x", "y"), seen=0)
        assert not [file.name for file in tmp_path.iterdir() if key.encode() in file.read_bytes()]
    with closing(sqlite3.connect(path)) as connection:
        assert key not in "\n".join(connection.iterdump())
