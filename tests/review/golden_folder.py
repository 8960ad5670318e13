"""A small folder of golden cases, copied from the real ones, and an engine whose conduct a test sets."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

from llm_extract import engines
from llm_extract.errors import EndpointFailedError
from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.tasks.base import Task

GOLDEN = Path(__file__).parents[2] / "golden"
NAMES = ("dak-glei-2020", "dak-lak-2021", "phu-ninh-2020")


def copied(root: Path, *names: str) -> Path:
    """A golden folder with these cases of `party_building` and the real baseline."""
    for name in names or NAMES:
        shutil.copytree(GOLDEN / "party_building" / name, root / "golden" / "party_building" / name)
    shutil.copy(GOLDEN / "baseline.json", root / "golden" / "baseline.json")
    return root / "golden"


class Conducted:
    """The rules, after what a test wants of each call: a failure, or that it takes long."""

    name = "openai:conducted"

    def __init__(self, conduct: Callable[[int], str]) -> None:
        """Takes what to do at each call, counted from 1: `answer`, `fail`, `bug` or `hang`."""
        self.conduct = conduct
        self.calls = 0

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        self.calls += 1
        what = self.conduct(self.calls)
        if what == "hang":
            await asyncio.sleep(600)
        if what == "fail":
            raise EndpointFailedError("m at <b>host</b>: nobody answers; try again later.")
        if what == "bug":
            raise ZeroDivisionError("a bug")
        return await engines.get("rules").answer(article, figures, task)
