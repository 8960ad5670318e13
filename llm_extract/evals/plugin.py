"""A pytest plugin: `pytest golden/` runs one test for each golden case.

A test fails where its case crashed, where something was invented or lost, where an order of the article was followed, or where the
score falls under the case's floor in `baseline.json` beside the task's folder. With pytest-xdist the cases are divided among its workers.
Nothing but pytest is imported here until a case is met: the plugin is loaded wherever the package is installed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from llm_extract.evals.testing import Bench

_EXPECTED = "expected.json"
_BENCH = pytest.StashKey["Bench"]()
_OUTPUT = "llm_extract_evals"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--eval-engine` and `--eval-record`."""
    group = parser.getgroup("llm-extract", "golden cases of llm-extract")
    group.addoption("--eval-engine", default="rules", metavar="ENGINE", help="Who answers golden cases, as for llm-extract eval.")
    group.addoption("--eval-record", type=Path, metavar="FILE", help="Write the run record here; of several tasks one file each.")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "CaseFile | None":
    """The expected file of a golden case: `<golden>/<task>/<case>/expected.json`."""
    if file_path.name != _EXPECTED:
        return None
    from llm_extract import tasks

    return CaseFile.from_parent(parent, path=file_path) if file_path.parents[1].name in tasks.names() else None


class CaseFile(pytest.File):
    """An expected file."""

    def collect(self) -> Iterator["CaseItem"]:
        """The one test of the case."""
        yield CaseItem.from_parent(self, name=self.path.parent.name)


class CaseItem(pytest.Item):
    """A golden case."""

    def runtest(self) -> None:
        """Runs the case.

        Raises:
            CaseFailedError: it fails; the message says why.
            LlmExtractError: the case or the engine cannot be used.
        """
        bench = _bench(self.session)
        if not bench.answers(self.path.parent):
            pytest.skip(f"the rules engine has no cues for task {self.path.parents[1].name}; name a model with --eval-engine")
        result = bench.result(self.path.parent, self._others)
        self.user_properties.append(("score", round(result.score, 4)))
        bench.check(self.path.parent, result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401  pytest's own signature
        """What a person can act on, without a traceback; a bug keeps its own."""
        from llm_extract.errors import LlmExtractError
        from llm_extract.evals.testing import CaseFailedError

        if isinstance(excinfo.value, CaseFailedError | LlmExtractError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the case is."""
        return self.path, None, f"golden case {self.name}"

    def _others(self) -> list[Path]:
        """All cases of the session: asked together, unless workers divide them."""
        alone = not hasattr(self.config, "workerinput")
        return [item.path.parent for item in self.session.items if isinstance(item, CaseItem)] if alone else []


def _bench(session: pytest.Session) -> "Bench":
    from llm_extract.evals.testing import Bench

    if _BENCH not in session.config.stash:
        session.config.stash[_BENCH] = Bench(session.config.getoption("--eval-engine"))
    return session.config.stash[_BENCH]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Writes the record; a worker hands its results over instead."""
    bench = session.config.stash.get(_BENCH, None)
    if bench is None:
        return
    bench.close()
    output = getattr(session.config, "workeroutput", None)
    path: Path | None = session.config.getoption("--eval-record")
    if output is not None:
        output[_OUTPUT] = bench.handed_over()
    elif path:
        bench.save(path)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401  pytest-xdist's controller of a worker
    """Takes the results of a worker."""
    given = getattr(node, "workeroutput", {}).get(_OUTPUT)
    if given:
        from llm_extract.evals.testing import Bench

        stash = node.config.stash
        if _BENCH not in stash:
            stash[_BENCH] = Bench(node.config.getoption("--eval-engine"))
        stash[_BENCH].take(given)
