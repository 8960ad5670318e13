import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Barrier

import pytest

from llm_extract.corrections import Correction
from llm_extract.errors import StaleEditError
from llm_extract.store import Asked, Draft, Key, Provenance, Store
from tests.store.conftest import NewPlace
from tests.store.sample import Made, corrected, other_engine, sample, spans_of

ROOT = Path(__file__).parents[2]


def one_wins(stores: list[Store], key: Key) -> None:
    """Each store records the same field at the same moment, having seen the same."""
    span, ready = spans_of()[0], Barrier(len(stores))
    before, seen = stores[0].sheet(key).reviewed.metrics[0][1]["group"], stores[0].sheet(key).seen

    def decide(number: int) -> Correction | StaleEditError:
        draft = corrected(span, "group", before, f"nhóm {seen}.{number}", f"người {number}")
        ready.wait()
        try:
            return stores[number].record(key, draft, seen=seen)
        except StaleEditError as stale:
            return stale

    with ThreadPoolExecutor(len(stores)) as threads:
        outcomes = list(threads.map(decide, range(len(stores))))
    (won,) = [outcome for outcome in outcomes if isinstance(outcome, Correction)]
    assert all(outcome.entries == (won,) for outcome in outcomes if isinstance(outcome, StaleEditError))
    assert stores[0].sheet(key).reviewed.metrics[0][1]["group"] == won.after


def test_of_several_threads_that_decide_on_one_field_exactly_one_wins(store: Store) -> None:
    key = store.save(*sample(), Provenance())
    for _ in range(4):
        one_wins([store] * 4, key)
    assert len(store.log(key)) == 4
    assert store.verify() == ()


def test_of_several_stores_that_decide_on_one_field_exactly_one_wins(place: str) -> None:
    stores = [Store.open(place) for _ in range(3)]
    key = stores[0].save(*sample(), Provenance())
    for _ in range(4):
        one_wins(stores, key)
    assert stores[0].verify() == ()
    for store in stores:
        store.close()


def test_saves_and_decisions_at_once_lose_nothing(place: str) -> None:
    with Store.open(place) as store, Store.open(place) as other:
        key = store.save(*sample(), Provenance())

        def save(number: int) -> None:
            other.save(*sample(other_engine(Made(), score=number / 10)), Provenance())
            other.save(*sample(Made(1 + number)), Provenance())

        def accept(place: int) -> None:
            store.record(key, Draft(spans_of()[place], "status", "accept", None, None, f"người {place}"), seen=0)

        with ThreadPoolExecutor(6) as threads:
            for done in [*(threads.submit(save, number) for number in range(4)), *(threads.submit(accept, place) for place in range(5))]:
                done.result()
        assert store.queue(Asked(state="all")).total == 5
        assert {entry.who for entry in store.log(key)} == {f"người {place}" for place in range(5)}
        assert len(next(iter(store.export()))["extractions"]) == 5
        assert store.verify() == ()


def start(where: str, key: Key, who: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.writer", where, key.sha256, who]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)  # noqa: S603  our own module


@pytest.mark.parametrize("seed", range(5))
def test_what_was_confirmed_before_a_kill_is_there(seed: int, new_place: NewPlace) -> None:
    place, random = new_place(), Random(seed)  # noqa: S311  a draw to be repeated, no secret
    with Store.open(place) as store:
        key = store.save(*sample(), Provenance())
        process = start(place, key, "an")
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(random.randint(1, 15))]
        try:
            process.wait(random.random() / 50)
        except subprocess.TimeoutExpired:
            process.kill()
        lines += process.communicate()[0].splitlines()
        kept = [f"{entry.id} {entry.after}" for entry in store.log(key)]
        confirmed = [line.strip() for line in lines if line.strip()]
        assert len(confirmed) >= 1
        assert kept[: len(confirmed)] == confirmed
        assert len(kept) <= len(confirmed) + 1
        assert store.verify() == ()
        store.record(key, corrected(None, "title", "x", "y"), seen=0)


def test_two_processes_on_one_article_lose_nothing(place: str) -> None:
    with Store.open(place) as store:
        key = store.save(*sample(), Provenance())
        writers = [start(place, key, who) for who in ("an", "bình")]
        told: list[str] = []
        for writer in writers:
            assert writer.stdout
            told += [line for _ in range(4) if (line := writer.stdout.readline().strip())]
        for writer in writers:
            writer.kill()
            told += writer.communicate()[0].splitlines()
        kept = {f"{entry.id} {entry.after}" for entry in store.log(key)}
        assert set(told) <= kept
        assert store.verify() == ()
