"""Times the local model on one article: tuned, as it comes, and asked by LangExtract.

Run with `make bench-local`. Each asks the same Gemma 3 270M in llama.cpp on all cores of the machine, in a process of its own, one after
the other. The tuned engine is held to 10 s for 4,000 characters, and to 1.2 GB at its peak, the weights included.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from llm_extract import pipeline
from llm_extract.engines.asking.engine import Asking
from llm_extract.engines.base import Engine
from llm_extract.engines.cache import NoCache
from llm_extract.engines.local import adapters
from llm_extract.engines.local.adapters import Adapter, base_model, model_for
from llm_extract.engines.local.engine import LocalEngine, TunedLocalEngine
from llm_extract.engines.local.labels import vocabulary
from llm_extract.engines.local.server import LocalModel, serve
from llm_extract.loading import load
from llm_extract.tasks.party_building import TASK
from tests.oracle import GOLDEN

ARTICLE = GOLDEN / "phu-son-ha-2020" / "article.txt"
SECONDS, MEGABYTES = 10.0, 1_200.0
_PER = 4_000
_CONTEXT = 8_192
_CHUNK = 1_000
"""LangExtract's default `max_char_buffer`."""


def tuned(_: str) -> int:
    """The engine `local`."""
    return _asked(TunedLocalEngine(_adapter(), NoCache()))


def untuned(_: str) -> int:
    """The same model without the adapter, asked sentence by sentence."""
    return _asked(LocalEngine(LocalModel(base_model(), context=_CONTEXT), NoCache(), Asking()))


def langextract(python: str) -> int:
    """LangExtract through its OpenAI provider; gives what it grounded, nothing where it takes the answer for none."""
    with serve(LocalModel(base_model(), context=_CONTEXT)) as endpoint:
        job = {"n": 0, "tool": "LangExtract", "text": load(str(ARTICLE)).text, "codes": sorted(TASK.by_code), "labels": {}, "chunk": _CHUNK}
        command = [python, str(Path(__file__).with_name("peers.py")), endpoint.base_url]
        environment = os.environ | {"PEER_KEY": endpoint.api_key}
        done = subprocess.run(command, input=json.dumps(job) + "\n", capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    return sum(entry["grounded"] for entry in json.loads(done.stdout).get("entries", ()))


def _adapter() -> Adapter:
    adapter = adapters.shipped(TASK.name)
    if adapter is None:
        raise SystemExit("no adapter for the task is in the package; run make adapter")
    return adapter


def _asked(engine: Engine) -> int:
    return len(pipeline.run(load(str(ARTICLE)), TASK, engine).confidences)


WAYS: dict[str, Callable[[str], int]] = {"tuned": tuned, "untuned": untuned, "LangExtract": langextract}


def child(way: str, python: str) -> None:
    """Measures one way, the start of the model and the interpreter's imports apart."""
    model = model_for(_adapter(), vocabulary(TASK)) if way == "tuned" else base_model()
    start = perf_counter()
    with serve(LocalModel(model, context=_CONTEXT)):
        loaded = perf_counter() - start
    start = perf_counter()
    metrics = WAYS[way](python)
    spent = perf_counter() - start - loaded  # each loads the model once more
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    print(json.dumps({"start": loaded, "seconds": spent, "peak": peak, "metrics": metrics}))


def main() -> int:
    """Prints the table; 1 where the tuned engine misses a bar."""
    size = len(load(str(ARTICLE)).text)
    print(f"{'':<14}{'start':>8}{'article':>10}{f'{_PER:,} characters':>20}{'peak':>10}{'metrics':>9}")
    met = True
    for way in WAYS:
        command = [sys.executable, __file__, way, sys.argv[1]]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603  our own command
        seconds = told["seconds"] * _PER / size
        print(f"{way:<14}{told['start']:>6.1f} s{told['seconds']:>8.1f} s{seconds:>18.1f} s{told['peak']:>7.0f} MB{told['metrics']:>9}")
        met &= way != "tuned" or (seconds <= SECONDS and told["peak"] <= MEGABYTES)
    print(f"tuned: at most {SECONDS:.0f} s for {_PER:,} characters and {MEGABYTES:,.0f} MB: {'ok' if met else 'MISSED'}")
    return int(not met)


if __name__ == "__main__":
    if sys.argv[1] in WAYS:
        child(sys.argv[1], sys.argv[2])
    else:
        sys.exit(main())
