from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from llm_extract.engines.local.adapters import base_model
from llm_extract.engines.local.server import Endpoint, LocalModel, serve


@pytest.fixture(scope="session")
def model_file() -> Path:
    return base_model()


@pytest.fixture(scope="session")
def local_model(model_file: Path) -> LocalModel:
    # One thread: llama.cpp's threads spin while they wait for each other, which costs most where other tests share the cores.
    return LocalModel(model_file, context=1024, threads=1)


@pytest.fixture(scope="session")
def endpoint(local_model: LocalModel) -> Iterator[Endpoint]:
    with serve(local_model) as served:
        yield served


@pytest.fixture
def client(endpoint: Endpoint) -> Iterator[httpx2.Client]:
    with open_client(endpoint) as opened:
        yield opened


def open_client(endpoint: Endpoint) -> httpx2.Client:
    return httpx2.Client(base_url=endpoint.base_url, headers={"Authorization": f"Bearer {endpoint.api_key}"}, timeout=120)
