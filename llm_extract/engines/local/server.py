"""llama.cpp's own HTTP server inside this process, on a random loopback port behind a random key.

llama.cpp comes from `xllamacpp`. Facts of version 2026.10 that shape this module:

* a process may hold several servers, each with its own weights; one model is therefore started once and shared;
* the constructor keeps Python's global lock while it loads, so nothing else in the process runs meanwhile;
* a server stops when its last reference goes, and an answer under way at that moment would never come: stopping waits for it first;
* refusals carry no reason, since llama.cpp prints reasons to stderr only, which is kept silent here.
"""

import os
import secrets
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from llm_extract.engines.local.gguf import read_head
from llm_extract.errors import LocalModelError

SILENT = -1  # llama.cpp prints messages up to its verbosity; errors are 1, so nothing is left
MODEL_NAME = "local"
BUSY = ("llamacpp:requests_processing", "llamacpp:requests_deferred")
POLL_SECONDS = 0.05
GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model file and how to load it.

    `context` is the most tokens of prompt and answer together; `threads` are the threads that compute, 0 for all cores this process
    may use; `adapter` is a LoRA adapter as GGUF, made for this very model; `slots` are the prompts answered at once, which share the
    context in equal parts.
    """

    path: Path
    context: int = 4096
    threads: int = 0
    adapter: Path | None = None
    slots: int = 1


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a served model answers: `base_url` ends in `/v1`; `api_key` holds for this server alone and is kept out of the repr."""

    base_url: str
    api_key: str = field(repr=False)
    model: str = MODEL_NAME


@dataclass(slots=True)
class _Running:
    """A server, where it answers, and how many `serve` blocks use it."""

    server: Any
    endpoint: Endpoint
    users: int = 0


_running: dict[LocalModel, _Running] = {}
_lock = threading.Lock()


@contextmanager
def serve(model: LocalModel) -> Iterator[Endpoint]:
    """Serve `model` on 127.0.0.1 for the length of the block.

    A second block with an equal model, in this thread or another, shares the server already running; the last to leave stops it,
    after the answers under way. Loading blocks all threads of the process for a second or more, by the size of the file.

    Raises:
        LocalModelError: the extra `local` is not installed; a file is missing or no GGUF file; llama.cpp refuses the model, the
            adapter or the memory they need; `context` or `threads` is out of range.
    """
    key = replace(model, path=model.path.resolve(), adapter=model.adapter and model.adapter.resolve())
    running = _enter(key)
    try:
        yield running.endpoint
    finally:
        _leave(key)


def _enter(model: LocalModel) -> _Running:
    with _lock:
        running = _running.get(model) or _start(model)
        _running[model] = running
        running.users += 1
        return running


def _leave(model: LocalModel) -> None:
    with _lock:
        running = _running[model]
        running.users -= 1
        if not running.users:
            _stop(_running.pop(model))


def _stop(running: _Running) -> None:
    while _busy(running.server):
        time.sleep(POLL_SECONDS)
    # The binding has no close(): dropping the only reference joins llama.cpp's threads and frees the port.
    running.server = None


def _busy(server: Any) -> bool:  # noqa: ANN401  the extension module has no types
    """Whether a request is being answered or waits, by llama.cpp's own Prometheus counters."""
    samples = (line.split() for line in server.handle_metrics().splitlines())
    return any(len(sample) == 2 and sample[0] in BUSY and float(sample[1]) > 0 for sample in samples)  # noqa: PLR2004  name and value


def _start(model: LocalModel) -> _Running:
    llama = _llama()
    if model.context < 1 or model.threads < 0:
        raise LocalModelError(
            f"{model.path}: context {model.context}, threads {model.threads}. Give at least 1 token, and 0 or more threads."
        )
    _require_room(model)
    key = secrets.token_urlsafe(32)
    try:
        server = llama.Server(_parameters(llama, model, key))
    except (RuntimeError, MemoryError) as error:
        raise LocalModelError(_refusal(model)) from error
    return _Running(server, Endpoint(f"{server.listening_address}/v1", key))


def _llama() -> ModuleType:
    try:
        import xllamacpp  # type: ignore[import-untyped]  # it ships no types
    except ImportError as error:
        raise LocalModelError('Engine local: llama.cpp is not installed. Run: pip install "llm-extract[local]"') from error
    return cast("ModuleType", xllamacpp)


def _require_room(model: LocalModel) -> None:
    head = read_head(model.path)
    adapter = read_head(model.adapter).size if model.adapter else 0
    needed, room = head.memory(model.context) + adapter, _memory()
    if needed > room:
        raise LocalModelError(
            f"{model.path}: needs {needed / GIB:.1f} GiB with a context of {model.context} tokens, {room / GIB:.1f} are free. "
            "Try a smaller context or model."
        )


def _memory() -> int:
    """Bytes that may be taken without swapping: MemAvailable where Linux tells it, else all of the machine's."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else sys.maxsize
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))


def _parameters(llama: ModuleType, model: LocalModel, key: str) -> Any:  # noqa: ANN401  the extension module has no types
    parameters = llama.CommonParams()
    parameters.model.path = str(model.path)
    parameters.model_alias = {MODEL_NAME}
    parameters.n_ctx = model.context
    parameters.n_parallel = model.slots
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = model.threads or _cores()
    if model.adapter is not None:
        parameters.lora_adapters = [llama.CommonAdapterLoraInfo(str(model.adapter), 1.0)]
    _shield(parameters, key)
    return parameters


def _shield(parameters: Any, key: str) -> None:  # noqa: ANN401  as above
    """Loopback, a key, no pages, no downloads, no output, and no memory beyond weights and context."""
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.ui = False
    parameters.endpoint_slots = False
    parameters.endpoint_metrics = True  # what `_busy` reads
    parameters.offline = True
    parameters.verbosity = SILENT
    parameters.cache_ram_mib = 0  # the slot keeps the last prompt; llama.cpp would keep up to 8 GiB of older ones besides
    parameters.swa_full = True  # else a model with a sliding window computes the beginning of a prompt anew, or the last tokens of it
    parameters.fit_params = False  # would quietly shrink the context that was asked for


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _refusal(model: LocalModel) -> str:
    adapter = f" with adapter {model.adapter}" if model.adapter else ""
    return (
        f"{model.path}{adapter}: llama.cpp refuses it. The file is damaged, of a kind this llama.cpp does not know, made for another "
        f"model, or needs more memory than is free with a context of {model.context} tokens. "
        "Try a smaller context, download the file again, or upgrade xllamacpp."
    )
