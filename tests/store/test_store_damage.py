import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from llm_extract.corrections import STATUS
from llm_extract.errors import StoreError
from llm_extract.store import Draft, Key, Provenance, Store
from tests.store.sample import Made, corrected, sample, spans_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with an article under review, and one that nobody touched."""
    path = tmp_path / "store.sqlite3"
    with Store.open(path) as store:
        store.save(*sample(Made(1)), Provenance())
        key, spans = store.save(*sample(Made(errors=(1,))), Provenance()), spans_of()
        store.record(key, corrected(spans[0], "period", "2023", "2022"), seen=0)
        store.record(key, Draft(spans[1], STATUS, "accept", None, None, "bình"), seen=0)
        store.record(key, Draft(spans[1], STATUS, "accept", None, None, "an"), seen=2)
        store.record(key, corrected(spans[2], "unit", "đảng viên", "người"), seen=0)
        store.undo(key, "an")
        assert store.verify() == ()
    return path


DAMAGE = {
    "UPDATE articles SET text = replace(text, 'tổng', 'tống') WHERE uri = 'bài/0.html'": "its text is not the one it was saved with",
    'UPDATE articles SET regions = \'[{"kind": "poll", "start": 3, "end": 90000}]\'': "a region stands at 3 to 90000",
    "UPDATE articles SET regions = '[' WHERE uri = 'bài/0.html'": "it cannot be read",
    "UPDATE articles SET text = CAST(x'C3' AS TEXT) WHERE uri = 'bài/0.html'": "it cannot be read",
    "UPDATE extractions SET result = replace(result, 'đảng viên', 'người')": "its result is not the one it was saved with",
    "UPDATE extractions SET result = json_set(result, '$.figures[1].start', 3)": "figure 2 (2) does not stand at 3 to",
    "UPDATE extractions SET result = json_set(result, '$.figures[1].id', 1)": "two of its figures have one id",
    "UPDATE extractions SET result = json_set(result, '$.extraction.metrics[0].figures[0]', 77)": "figures that are not there: 77",
    "UPDATE extractions SET result = json_set(result, '$.extraction.metrics[0].evidence.start', 0)": "a quote does not stand at 0 to",
    "UPDATE extractions SET result = 'x' WHERE id = 2": "it cannot be read",
    "UPDATE extractions SET engine = 'other'": "its task or engine is not that of its result",
    "UPDATE figures SET start = start + 1 WHERE number = 2": "its rows of figures are not those of its result",
    "DELETE FROM figures WHERE number = 5": "its rows of figures are not those of its result",
    "UPDATE findings SET message = 'Right.'": "its rows of findings are not those of its result",
    "UPDATE metrics SET value = '7' WHERE start = (SELECT max(start) FROM metrics)": "the log does not give the current metrics",
    "DELETE FROM metrics WHERE verdict = 'accept'": "the log does not give the current metrics",
    "UPDATE reviews SET state = 'done'": "the log does not give the current values of state",
    "UPDATE reviews SET current = json_set(current, '$.title', 'x')": "the log does not give the current values of current",
    "DELETE FROM reviews": "its extractions have no row of reviews",
    "DELETE FROM corrections WHERE id = 1": "the log does not give the current values of",
    "DELETE FROM corrections WHERE id = 2": "the log does not give the current values of log_sha256",
    "DELETE FROM corrections WHERE id = 4": "takes back entry 4, which is not there",
    "DELETE FROM corrections WHERE id = 5": "the log does not give the current values of",
    "UPDATE corrections SET why = 'because' WHERE id = 3": "the log does not give the current values of log_sha256",
    "UPDATE corrections SET undoes = NULL WHERE id = 5": "takes back nothing, or is no undo",
    'UPDATE corrections SET "end" = 90000 WHERE id = 3': "is about a place outside the text",
    "UPDATE corrections SET after = '{' WHERE id = 3": "it cannot be read",
    "DELETE FROM articles WHERE uri = 'bài/0.html'": "rows refer to rows of articles that are not there",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_planted_damage_is_found_and_named(path: Path, damage: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for trigger in ("stay", "remain", "grow"):
            connection.execute(f"DROP TRIGGER corrections_{trigger}")
        assert connection.execute(damage).rowcount > 0
        connection.commit()
    with Store.open(path) as store:
        faults = store.verify()
    assert any(DAMAGE[damage] in fault.what for fault in faults), faults
    assert all(fault.subject for fault in faults)


def test_a_damaged_page_is_found(path: Path) -> None:
    data = bytearray(path.read_bytes())
    page = next(at for at in range(4096, len(data), 4096) if data[at] == 13 and data[at : at + 4096].count(b"\xe1") > 20)
    data[page : page + 8] = b"\x0d" + b"\xff" * 7
    path.write_bytes(bytes(data))
    with Store.open(path) as store:
        assert any(fault.subject == "database" for fault in store.verify())


@pytest.fixture
def key(store: Store) -> Iterator[Key]:
    key = store.save(*sample(), Provenance())
    store.record(key, corrected(None, "title", "x", "y"), seen=0)
    yield key
    assert len(store.log(key)) == 1
    assert store.verify() == ()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE corrections SET why = 'x'", "DELETE FROM corrections", "DELETE FROM corrections WHERE id = 1"],
)
def test_the_database_itself_refuses_to_change_the_log(store: Store, key: Key, statement: str) -> None:
    del key
    with pytest.raises(StoreError, match="corrections are only added to"), store._database.writing() as connection:  # noqa: SLF001  behind the facade
        connection.exec_driver_sql(statement)


def test_replacing_or_emptying_the_log_is_refused_too(store: Store, key: Key) -> None:
    del key
    replacing = "INSERT OR REPLACE INTO corrections SELECT * FROM corrections"
    statement = replacing if store._database.is_file else "TRUNCATE corrections"  # noqa: SLF001  as above
    with pytest.raises(StoreError, match="corrections are only added to"), store._database.writing() as connection:  # noqa: SLF001  as above
        connection.exec_driver_sql(statement)
