"""What `llm-extract review` does: it serves the pages on this machine."""

import os
import sys
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from llm_extract.cli.streams import say

LOOPBACK = "127.0.0.1"
_SETTINGS = {
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "viewer",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "20",
}
"""As in `.streamlit/config.toml`, which only stands beside the checkout: nothing is told to anyone, errors show no internals, and an upload
is at most as large as a file that `loading` reads (20 MB)."""


@dataclass(frozen=True, slots=True)
class Options:
    """Where to serve the pages, and what they work on; the defaults of `store` are `Store.open`'s."""

    host: str = LOOPBACK
    port: int = 8501
    store: str | None = None
    browser: bool = True


def serve(options: Options) -> int:
    """Serves the pages until interrupted.

    Returns:
        The exit code of the server.

    Raises:
        StoreError: the store cannot be opened; nothing was begun.
    """
    from llm_extract.store import Store

    Store.open(options.store).close()
    if options.store:
        os.environ["LLM_EXTRACT_STORE"] = options.store
    if options.host != LOOPBACK:
        say(f"{options.host}: whoever reaches this address can read and change the whole store.")
    with as_file(files("llm_extract.ui") / "app.py") as script:
        return _run(_command(script, options))


def _command(script: Path, options: Options) -> list[str]:
    chosen = _SETTINGS | {
        "server.address": options.host,
        "server.port": str(options.port),
        "server.headless": "false" if options.browser else "true",
    }
    return ["run", str(script), *(f"--{name}={value}" for name, value in chosen.items())]


def _run(command: list[str]) -> int:
    from streamlit.web import cli

    sys.argv[0] = "streamlit"
    code = cli.main(args=command, standalone_mode=False)
    return code if isinstance(code, int) else 0
