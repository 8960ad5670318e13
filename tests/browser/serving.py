"""The pages, served by Streamlit itself on loopback, with a store of their own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from llm_extract import engines, pipeline, tasks
from llm_extract.models import Article
from llm_extract.store import Key, Provenance, Store

ROOT = Path(__file__).parents[2]
_PATIENCE = 60  # seconds until a server has to answer: a loaded machine starts Python slowly


@dataclass(frozen=True, slots=True)
class Served:
    """A server under way.

    Attributes:
        url: its address.
        store: the file or address of its store.
        process: the server.
        log: what it wrote.
    """

    url: str
    store: str
    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def served(folder: Path, *, store: str | Path | None = None, port: int | None = None) -> Iterator[Served]:
    """Serves the pages until the context ends.

    Args:
        folder: for store, configuration, kept answers and log.
        store: another store's file or address.
        port: to serve on; a free one by default.
    """
    port, store, log = port or free_port(), str(store or folder / "store.sqlite3"), folder / "server.log"
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "STREAMLIT_", "LLM_EXTRACT_"))},
        "LLM_EXTRACT_STORE": store, "LLM_EXTRACT_CONFIG": str(folder / "config.json"), "LLM_EXTRACT_CACHE": str(folder / "cache"),
        "LLM_EXTRACT_ENGINE": "rules",  # `auto` would ask the local model, for as long as a test may last
        "HOME": str(folder),
    }  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port), "--server.headless", "true"]
    with log.open("ab") as output, subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT) as process:  # noqa: S603  our own server
        try:
            url = f"http://127.0.0.1:{port}"
            wait(url, process, log)
            yield Served(url, store, process, log)
        finally:
            process.kill()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait(url: str, process: subprocess.Popen[bytes], log: Path | None = None) -> None:
    """Returns once a server answers."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{url}/_stcore/health", timeout=1) as answer:  # noqa: S310  on loopback
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    told = log.read_text(encoding="utf-8", errors="replace")[-2000:] if log else ""
    raise AssertionError(f"the server did not come up: {told}")


def keep(store: str | Path, article: Article) -> Key:
    """Puts an article, as the rules read it, into a store: on a thread of its own, for Playwright's loop is this one's."""
    task = tasks.get("party_building")
    with ThreadPoolExecutor(1) as threads, Store.open(store) as opened:
        extraction = threads.submit(pipeline.run, article, task, engines.get("rules")).result()
        return opened.save(article, extraction, Provenance())
