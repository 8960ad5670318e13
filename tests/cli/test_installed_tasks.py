"""Tasks that an installed distribution brings through the entry points of `llm_extract.tasks`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Command

MODULE = """\
from pathlib import Path
from pydantic import BaseModel
from llm_extract.tasks.base import Task
from llm_extract.tasks.primitives import Figure

class Storm(BaseModel):
    damage: list[Figure]

TASK = Task("storm", "Bão", "A storm", Storm, (), prompt=str(Path(__file__).with_suffix(".md")))
NO_TASK = Storm
"""
PROMPT = "---\ntask: storm\nversion: 1\nlanguage: en\n---\n# System\nSay.\n# User\n{{ numbering }}\n{{ article }}\n"
ENTRY_POINTS = """\
[llm_extract.tasks]
storm = storms.storm:TASK
absent = storms.nothing:TASK
unnamed = storms.storm:OTHER
schema = storms.storm:NO_TASK
exits = storms.exits:TASK
news = storms.storm:TASK
"""


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The environment in which a distribution is installed, as pip leaves it."""
    site = tmp_path / "site"
    (site / "storms").mkdir(parents=True)
    (site / "storms" / "__init__.py").write_text("")
    (site / "storms" / "storm.py").write_text(MODULE, encoding="utf-8")
    (site / "storms" / "storm.md").write_text(PROMPT)
    (site / "storms" / "exits.py").write_text("import sys\nsys.exit(3)\n")
    folder = site / "storms-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: storms\nVersion: 1.0\n")
    (folder / "entry_points.txt").write_text(ENTRY_POINTS)
    return {"PYTHONPATH": f"{ROOT}:{site}", "LLM_EXTRACT_CONFIG": str(tmp_path / "config.json")}


def test_they_are_listed_and_broken_ones_are_told_beside(command: Command, installed: dict[str, str]) -> None:
    done = command("tasks", "--lang", "en", **installed)
    assert done.returncode == 0
    lines = dict(line.split(maxsplit=1) for line in done.stdout.decode().splitlines())
    assert list(lines) == ["party_building", "news", "storm"]
    assert lines["storm"] == "A storm"
    assert lines["news"].startswith("Any news article")
    told = done.stderr.decode().splitlines()
    assert [line.partition(":")[2].split("'")[1] for line in told] == ["absent", "exits", "schema", "unnamed"]
    assert "storms.nothing:TASK cannot be loaded (ModuleNotFoundError" in told[0]
    assert "holds no Task" in told[2]


def test_they_run(command: Command, installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It damaged 1,204 houses.\n")
    shown = json.loads(command("prompt", "a.txt", "--task", "storm", **installed).stdout)
    numbering = shown["messages"][1]["content"].partition("\n")[0]
    (tmp_path / "answer.json").write_text(json.dumps({"numbering": numbering, "set_aside": [], "document": {"damage": [1]}}))
    done = command("run", "a.txt", "--task", "storm", "--answer", "answer.json", "--format", "json", **installed)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["task"] == "storm"
    assert json.loads(done.stdout)["extraction"]["damage"][0]["text"] == "1,204"


@pytest.mark.parametrize("name", ["absent", "unnamed", "schema", "exits"])
def test_a_broken_one_is_refused_in_one_line(command: Command, installed: dict[str, str], tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("It damaged 1,204 houses.\n")
    done = command("run", "a.txt", "--task", name, **installed)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"error: task '{name}': ")
    assert done.stderr.count(b"\n") == 1
