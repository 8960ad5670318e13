"""What `llm-extract run` does: one article after the other, each printed or written as soon as it is there."""

import json
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from llm_extract import engines, loading, tasks
from llm_extract.batch import files, runner
from llm_extract.cli.streams import Progress, emit, say
from llm_extract.engines.base import Engine
from llm_extract.engines.progress import OnProgress, reporting
from llm_extract.errors import InputError, LlmExtractError
from llm_extract.export import to_json
from llm_extract.models import Article
from llm_extract.render import markdown, table
from llm_extract.render.safe import visible
from llm_extract.render.strings import Language
from llm_extract.render.view import build, counts
from llm_extract.tasks.base import Task

if TYPE_CHECKING:
    from llm_extract.store import Store

SOME_FAILED = 1
NOTHING_READ = 2


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; `form` is None where nothing was said about printing."""

    task: str
    engine: str
    form: Literal["table", "json", "markdown"] | None
    output: Path | None
    lang: Language
    verbose: bool
    fresh: bool = False
    answer: Path | None = None
    saving: "Saving | None" = None


@dataclass(frozen=True, slots=True)
class Saving:
    """Where results are kept; None for the user's own store."""

    store: str | None = None


def run_all(sources: Sequence[str], options: Options) -> int:
    """Extracts every source, and prints or writes each result.

    Args:
        sources: paths, URLs, or `-`.
        options: how.

    Returns:
        The exit code.

    Raises:
        LlmExtractError: nothing was begun: an unknown task or engine, no folder to write to, standard input given twice.
    """
    if sources.count("-") > 1:
        raise InputError("standard input: it can be read only once; give - once.")
    task = tasks.get(options.task)
    engine = _engine(sources, task, options)
    runner.require_fit(task, engine)
    if options.output:
        files.folder(options.output)
    with _opened(options.saving) as store:
        return _run(sources, Run(task, engine, options, store))


@contextmanager
def _opened(saving: Saving | None) -> Iterator["Store | None"]:
    """The store, opened before anything is asked of a model; None where nothing is kept."""
    if saving is None:
        yield None
        return
    from llm_extract.store import Store

    with Store.open(saving.store) as store:
        yield store


@dataclass(frozen=True)
class Run:
    """What is run, and where its results go."""

    task: Task
    engine: Engine
    options: Options
    store: "Store | None"


def _run(sources: Sequence[str], run: Run) -> int:
    options = run.options
    progress = Progress(len(sources), lines=options.verbose)

    def load(source: str) -> Article:
        progress.begin(source)
        if source == "-" and sys.stdin.isatty():
            say("Paste the article, then press Enter and Ctrl-D.")
        return loading.load(source)

    read = failed = 0
    answered = progress.answered if sys.stderr.isatty() and not options.verbose else None
    for name, outcome in zip(files.names(sources), _outcomes(runner.run(sources, run.task, run.engine, load=load), answered), strict=True):
        progress.clear()
        if isinstance(outcome, runner.Failed):
            _tell(outcome, options)
            read += outcome.read
            failed += 1
        else:
            read += 1
            saved = _saved(outcome, run)
            failed += not (_hand_over(outcome, name, run.task, options, several=len(sources) > 1) and saved)
    return NOTHING_READ if not read else SOME_FAILED if failed else 0


def _outcomes(run: Iterator[runner.Done | runner.Failed], answered: OnProgress | None) -> Iterator[runner.Done | runner.Failed]:
    """What becomes of the sources; whoever waits at a terminal sees how much a model has answered."""
    with reporting(answered):
        yield from run


def _engine(sources: Sequence[str], task: Task, options: Options) -> Engine:
    if options.answer is None:
        return engines.get(options.engine, engines.Choice(fresh=options.fresh, task=task.name))
    if len(sources) != 1:
        raise InputError(f"{options.answer}: an answer belongs to one article; give one PATH with --answer.")
    from llm_extract.engines.replay import PastedEngine

    try:
        return PastedEngine(options.answer.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{options.answer}: this answer cannot be read ({error}); save it as a UTF-8 text file.") from error


def _tell(failed: runner.Failed, options: Options) -> None:
    source, error = failed.source, failed.error
    if isinstance(error, LlmExtractError):
        known = str(error).startswith((source, "standard input"))
        say(f"error: {visible(str(error) if known else f'{source}: {error}')}")
    else:
        what = f"{source}: {type(error).__name__}: {error}"
        hint = "" if options.verbose else "; run it with --verbose for the traceback"
        say(f"error: {visible(what)} (a bug in llm-extract, please report it{hint})")
    if options.verbose:
        say("".join(traceback.format_exception(error)))


def _saved(done: runner.Done, run: Run) -> bool:
    """Keeps a result in the store; says whether that went well, and tells where not."""
    if run.store is None:
        return True
    from llm_extract.review.provenance import provenance

    try:
        run.store.save(done.article, done.extraction, provenance(run.task, done.extraction))
    except Exception as error:  # noqa: BLE001  the result is still to be shown
        _tell(runner.Failed(done.source, error, read=True), run.options)
        return False
    return True


def _hand_over(done: runner.Done, name: str, task: Task, options: Options, *, several: bool) -> bool:
    """Writes and prints a result; says whether both went well."""
    path = options.output / f"{name}.json" if options.output else None
    try:
        if path:
            files.write(path, _json(done, indent=2))
        if path and not options.form:
            shown = f"{visible(done.source)} → {visible(str(path))} · {counts(done.extraction, options.lang)}\n"
        else:
            shown = _SHOWN[options.form or "table"](done, task, options, several=several)
    except Exception as error:  # noqa: BLE001  nor must a bug met in showing one article cost the others
        _tell(runner.Failed(done.source, error, read=True), options)
        return False
    if options.verbose:
        say(_cost(done))
    emit(shown)
    return True


def _cost(done: runner.Done) -> str:
    usage = done.extraction.usage
    tokens = f"{usage.prompt_tokens} prompt and {usage.answer_tokens} answer tokens"
    return f"{visible(done.source)}: {usage.seconds:.2f} s, {usage.calls} calls, {tokens}"


def _json(done: runner.Done, *, indent: int | None, ascii_only: bool = False) -> str:
    return json.dumps(to_json(done.article, done.extraction), ensure_ascii=ascii_only, indent=indent) + "\n"


def _as_json(done: runner.Done, task: Task, options: Options, *, several: bool) -> str:
    """Indented where it stands alone; one line an article where there are several (JSON Lines)."""
    del task, options
    return _json(done, indent=None if several else 2, ascii_only=not (sys.stdout.encoding or "").lower().startswith("utf"))


def _as_markdown(done: runner.Done, task: Task, options: Options, *, several: bool) -> str:
    page = markdown.page(build(done.article, done.extraction, task, options.lang), options.lang)
    return f"{page}\n" if several else page


def _as_table(done: runner.Done, task: Task, options: Options, *, several: bool) -> str:
    shown = table.text(build(done.article, done.extraction, task, options.lang), options.lang, sys.stdout)
    return f"{table.rule(done.source, sys.stdout)}{shown}\n" if several else shown


_SHOWN = {"table": _as_table, "json": _as_json, "markdown": _as_markdown}
