import socket
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from llm_extract.engines.local import server
from llm_extract.engines.local.server import Endpoint, LocalModel, serve
from llm_extract.errors import LocalModelError
from tests.engines.local.conftest import open_client

HELLO = {"messages": [{"role": "user", "content": "hello"}], "temperature": 0}


def is_open(endpoint: Endpoint) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(endpoint.base_url).port)) == 0


def test_the_endpoint_is_on_loopback_and_lists_one_model(client: httpx2.Client, endpoint: Endpoint) -> None:
    assert urlsplit(endpoint.base_url).hostname == "127.0.0.1"
    assert [model["id"] for model in client.get("/models").json()["data"]] == [endpoint.model]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
def test_without_its_key_the_server_does_not_answer(endpoint: Endpoint, headers: dict[str, str]) -> None:
    answer = httpx2.post(f"{endpoint.base_url}/chat/completions", headers=headers, json={**HELLO, "max_tokens": 1})
    assert answer.status_code == 401


def test_the_key_stays_out_of_the_repr(endpoint: Endpoint) -> None:
    assert endpoint.api_key not in repr(endpoint)


def test_an_equal_model_shares_the_running_server(local_model: LocalModel, endpoint: Endpoint) -> None:
    with serve(replace(local_model, path=local_model.path.parent / ".." / local_model.path.parent.name / local_model.path.name)) as second:
        assert second == endpoint
    assert is_open(endpoint)


def busy(endpoint: Endpoint) -> bool:
    with open_client(endpoint) as client:
        return " 1" in next(
            line
            for line in client.get(endpoint.base_url.removesuffix("/v1") + "/metrics").text.splitlines()
            if line.startswith("llamacpp:requests_processing")
        )


def test_the_last_to_leave_waits_for_answers_and_frees_port_and_threads(
    local_model: LocalModel, client: httpx2.Client, endpoint: Endpoint, capfd: pytest.CaptureFixture[str]
) -> None:
    threads = threading.active_count()
    statuses: list[int] = []
    with ExitStack() as block, ExitStack() as asking:
        other = block.enter_context(serve(replace(local_model, context=512)))
        opened = asking.enter_context(open_client(other))
        ask = threading.Thread(
            target=lambda: statuses.append(opened.post("/chat/completions", json={**HELLO, "max_tokens": 40}).status_code)
        )
        ask.start()
        while ask.is_alive() and not busy(other):
            time.sleep(0.01)
        assert not statuses
        block.close()
        ask.join()
    assert statuses == [200]
    assert other.base_url != endpoint.base_url
    assert not is_open(other)
    assert threading.active_count() == threads
    assert client.post("/chat/completions", json={**HELLO, "max_tokens": 1}).status_code == 200
    assert capfd.readouterr() == ("", "")


def test_a_prompt_longer_than_the_context_is_refused_by_status(client: httpx2.Client) -> None:
    answer = client.post("/chat/completions", json={"messages": [{"role": "user", "content": "one two " * 1000}], "max_tokens": 1})
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "exceed_context_size_error")


def refusal(model: LocalModel) -> str:
    with pytest.raises(LocalModelError) as caught, serve(model):
        pytest.fail("served")
    return str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(LocalModel(tmp_path / "none.gguf")).startswith(f"{tmp_path / 'none.gguf'}: cannot be read")


@pytest.mark.parametrize(("context", "threads"), [(0, 1), (-1, 1), (256, -1)])
def test_sizes_out_of_range_are_named(model_file: Path, context: int, threads: int) -> None:
    assert "Give at least 1 token" in refusal(LocalModel(model_file, context=context, threads=threads))


def test_a_file_without_the_magic_bytes_never_reaches_llama(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"PK\x03\x04 not a model")
    monkeypatch.setattr(server, "_parameters", lambda *_: pytest.fail("native code was reached"))
    assert "not a GGUF file" in refusal(LocalModel(path))


def test_an_adapter_is_checked_as_the_model_is(local_model: LocalModel, tmp_path: Path) -> None:
    assert refusal(replace(local_model, adapter=tmp_path / "adapter.gguf")).startswith(str(tmp_path / "adapter.gguf"))


def test_a_model_cut_after_its_head_is_refused_by_llama(model_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.gguf"
    with model_file.open("rb") as whole:
        path.write_bytes(whole.read(500_000))
    assert "llama.cpp refuses it" in refusal(LocalModel(path))


def test_a_context_beyond_the_free_memory_never_reaches_llama(model_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_parameters", lambda *_: pytest.fail("native code was reached"))
    assert "Try a smaller context" in refusal(LocalModel(model_file, context=2_000_000_000))


def test_without_the_extra_the_message_says_how_to_install_it(model_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    assert 'pip install "llm-extract[local]"' in refusal(LocalModel(model_file, context=256))
