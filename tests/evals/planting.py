"""Regressions and harmless changes, planted on real results of the rules over a few golden cases."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from llm_extract import pipeline, tasks
from llm_extract.engines.base import Engine
from llm_extract.engines.rules.engine import RulesEngine
from llm_extract.evals import cases, run
from llm_extract.evals.cases import Case
from llm_extract.evals.records import Record, Result
from llm_extract.export import to_json
from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.tasks.base import Indicator, Task

GOLDEN = Path(__file__).parents[2] / "golden"
CASES = ("bac-lieu-2018", "binh-duong-2019", "dak-glei-2020", "gia-lua-gao", "hai-phong-2024", "ninh-thuan-2021-h1", "yen-bai-2017")
TASK = tasks.get("party_building")
Shown = dict[str, Any]
Change = Callable[[Answer], Answer]


@dataclass(frozen=True)
class Bench:
    """The cases, and what the rules say of them."""

    cases: tuple[Case, ...]

    @classmethod
    def of(cls) -> "Bench":
        return cls(tuple(cases.load(GOLDEN / TASK.name / name, TASK) for name in CASES))

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        return tuple(self.extracted(RulesEngine(), TASK))

    @cached_property
    def record(self) -> Record:
        return self.judged(self.shown)

    def extracted(self, engine: Engine, task: Task) -> Iterator[Shown]:
        for case in self.cases:
            yield to_json(case.article, pipeline.run(case.article, task, engine))

    def judged(self, outcomes: Sequence[Mapping[str, object] | Exception], task: Task = TASK) -> Record:
        """The record of these outcomes, one a case."""
        results = tuple(run.judge(case, task, outcome) for case, outcome in zip(self.cases, outcomes, strict=True))
        hashes = run.hashes(task, "rules", {case.name: case.digest for case in self.cases})
        return Record(task=task.name, engine="rules", code="c", started="2026-01-01T00:00:00+00:00", hashes=hashes, results=results)

    def each(self, change: Callable[[Shown], None]) -> Record:
        """The record after a change to each exported result."""
        changed = deepcopy(self.shown)
        for one in changed:
            change(one)
        return self.judged(changed)

    def metrics(self, change: Callable[[Shown], None]) -> Record:
        """The record after a change to each metric."""

        def all_of(shown: Shown) -> None:
            for metric in shown["extraction"]["metrics"]:
                change(metric)

        return self.each(all_of)

    def answered(self, change: Change) -> Record:
        """The record of an engine that answers as the rules do, but for a change."""
        return self.judged(tuple(self.extracted(Changed(change), TASK)))

    def tasked(self, change: Callable[[Indicator], Indicator | None]) -> Record:
        """The record of a task whose indicators are changed, or dropped; its hashes are those of the task as it was."""
        indicators = tuple(made for made in map(change, TASK.indicators) if made)
        return self.judged(tuple(self.extracted(RulesEngine(), replace(TASK, indicators=indicators))))

    def results(self, change: Callable[[Result], Result]) -> Record:
        """The record after a change to each result."""
        return self.record.model_copy(update={"results": tuple(map(change, self.record.results))})

    def hashed(self, **changes: object) -> Record:
        """The record with other hashes."""
        return self.record.model_copy(update={"hashes": self.record.hashes.model_copy(update=changes)})


class Changed:
    """The rules, but for a change to each answer."""

    name = "rules"

    def __init__(self, change: Change) -> None:
        self._change = change

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        answer, usage = await RulesEngine().answer(article, figures, task)
        return self._change(answer), usage


def metrics_of(shown: Shown) -> list[Shown]:
    listed: list[Shown] = shown["extraction"]["metrics"]
    return listed


def reordered_codes(shown: Shown) -> None:
    """Each metric keeps its figure and gets the code of another."""
    codes = [metric["indicator"] for metric in metrics_of(shown)]
    random.Random(1).shuffle(codes)  # noqa: S311  test data
    for metric, code in zip(metrics_of(shown), codes, strict=True):
        metric["indicator"] = code


def shifted(shown: Shown) -> None:
    """All evidence stands one code point further on."""
    text = shown["article"]["text"]
    for metric in metrics_of(shown):
        evidence = metric["evidence"]
        evidence["start"] += 1
        evidence["end"] += 1
        evidence["quote"] = text[evidence["start"] : evidence["end"]]


def vanished(shown: Shown) -> None:
    """The first metric is gone, and so are its figures."""
    for metric in metrics_of(shown)[:1]:
        shown["figures"] = [figure for figure in shown["figures"] if figure["id"] not in metric["figures"]]
    del metrics_of(shown)[:1]


def accused(shown: Shown) -> None:
    """Each article is said to contradict itself where it does not."""
    message = {"message": "It cannot be.", "message_vi": "Không thể."}
    spans = [{"start": 0, "end": 5}]
    shown["findings"].append({"code": "percent.mismatch", "severity": "warning", "origin": "article", "spans": spans, **message})
