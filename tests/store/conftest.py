"""A store on each database: a file of SQLite, and a PostgreSQL server that the tests start."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from llm_extract.store import Store
from tests.postgres import new_database

_NUMBERS = count(1)

NewPlace = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> NewPlace:
    """Gives the address of an empty database each time it is called."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"store-{next(_NUMBERS)}.sqlite3")
    return lambda: new_database(request.getfixturevalue("postgres"))


@pytest.fixture
def place(new_place: NewPlace) -> str:
    return new_place()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store.open(place) as opened:
        yield opened
