"""No test reads or writes what the user of this machine configured, or sends anything to an endpoint that the environment names."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgres import server

if "LLM_EXTRACT_LIVE" not in os.environ:
    for name in [name for name in os.environ if name.startswith("OPENAI_")]:
        del os.environ[name]
_HOME = Path(tempfile.gettempdir()) / f"llm-extract-tests-{os.getpid()}"
os.environ["LLM_EXTRACT_CONFIG"] = str(_HOME / "config.json")
os.environ["LLM_EXTRACT_CACHE"] = str(_HOME / "answers")
os.environ["LLM_EXTRACT_ENGINE"] = "rules"  # `auto` would ask the local model, for seconds; what asks it says so
os.environ["LLM_EXTRACT_STORE"] = str(_HOME / "store.sqlite3")

# How long an example takes is a matter of the machine; times belong to benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server; every process of the tests has one."""
    with server() as address:
        yield address
