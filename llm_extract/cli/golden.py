"""What `llm-extract golden` does: checks, adds, updates and examines golden cases."""

import difflib
from dataclasses import dataclass
from pathlib import Path

import typer

from llm_extract import engines, pipeline, tasks
from llm_extract.batch import files
from llm_extract.cli.streams import emit, say
from llm_extract.errors import ConfigError, GoldenError
from llm_extract.evals import cases, doctor, drafting
from llm_extract.evals.cases import EXPECTED, Case
from llm_extract.evals.truth import Shown
from llm_extract.export import to_json
from llm_extract.models import Article
from llm_extract.render.safe import visible, visible_lines
from llm_extract.tasks.base import Task

FINE, FAULTY = 0, 1


@dataclass(frozen=True, slots=True)
class Options:
    """Which cases, and who answers."""

    task: str
    golden: Path
    engine: str = "rules"


def check(options: Options) -> int:
    """Reads every case, and tells what is wrong with each that cannot be used.

    Returns:
        The exit code: 0 where all can be used, else 1.
    """
    task = tasks.get(options.task)
    read, errors = _read(options, task)
    for error in errors:
        say(f"error: {error}")
    emit(f"{len(read)} of {len(read) + len(errors)} cases of {task.name} can be used\n")
    return FAULTY if errors else FINE


def add(options: Options, path: Path, name: str | None) -> int:
    """Makes a case of an article or a saved result.

    Raises:
        LlmExtractError: the source cannot be read, there is such a case, or the result does not fit the article.
    """
    given, task = drafting.source(path), tasks.get(options.task)
    if given.shown and given.shown.get("task") != task.name:
        raise GoldenError(f"{path}: this is a result of task {given.shown.get('task')!r}; name it with --task")
    shown = given.shown or _result(given.article, task, options.engine)
    folder = drafting.add(options.golden, task, name or path.stem, given, shown)
    left = sum(figure["status"] == "open" for figure in shown["figures"])
    emit(f"{visible(str(folder))}\n")
    say(
        f"{EXPECTED} is a draft by {shown['engine']}, {left} figures are open: read it, correct it, and take the tag {doctor.DRAFT!r} away."
    )
    return FINE


def update(options: Options, name: str, source: Path | None, *, yes: bool) -> int:
    """Shows how a result would change a case's expected file, asks, and writes it.

    Returns:
        The exit code: 0 where it is up to date or was written, 1 where it was left as it is.

    Raises:
        LlmExtractError: there is no such case, or no result of its article.
    """
    task = tasks.get(options.task)
    case = cases.load(drafting.chosen(options.golden, task, name), task)
    shown = drafting.source(source).shown if source else _result(case.article, task, options.engine)
    if shown is None or (source and shown["article"]["text"] != case.article.text):
        raise GoldenError(f"{source}: this is no result of the article of case {name}; make one with llm-extract run --output")
    before = (case.folder / EXPECTED).read_text(encoding="utf-8-sig")
    after = drafting.dumped(drafting.updated(case, task, shown))
    cases.read_expected(case.name, after.encode(), case.article, task)
    changes = "".join(difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), "expected", "result", n=2))
    if not changes:
        emit(f"{visible(name)}: nothing to change\n")
        return FINE
    emit(visible_lines(changes))
    if not yes and not _agreed(f"Write these changes to {visible(name)}/{EXPECTED}?"):
        return FAULTY
    files.write(case.folder / EXPECTED, after)
    return FINE


def examine(options: Options) -> int:
    """Tells what is unhealthy in the cases.

    Returns:
        The exit code: 1 where a case cannot be used, contradicts itself, leaves figures unaccounted for or doubles another, else 0.
    """
    task = tasks.get(options.task)
    read, errors = _read(options, task)
    complaints = list(doctor.examine(read, task))
    for error in errors:
        say(f"error: {error}")
    lines = [f"{one.kind}: {f'{one.case}: ' if one.case else ''}{one.message}" for one in complaints]
    emit("".join(f"{visible(line)}\n" for line in [*lines, f"{len(read)} cases read, {len(errors)} cannot be used"]))
    return FAULTY if errors or any(one.kind not in {"uncovered", "draft"} for one in complaints) else FINE


def _agreed(question: str) -> bool:
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:  # no terminal to answer at, or Ctrl-C
        say("")
        return False


def _read(options: Options, task: Task) -> tuple[list[Case], list[GoldenError]]:
    read, errors = list[Case](), list[GoldenError]()
    for folder in cases.find(options.golden, task):
        try:
            read.append(cases.load(folder, task))
        except GoldenError as error:
            errors.append(error)
    return read, errors


def _result(article: Article, task: Task, engine: str) -> Shown:
    answering = engines.get(engine, engines.Choice(task=task.name))
    if answering.name == "rules" and not task.indicators:
        raise ConfigError(f"task {task.name!r}: the rules engine has no cues for it; name a model with --engine.")
    return to_json(article, pipeline.run(article, task, answering))
