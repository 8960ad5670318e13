"""The command line: parse, call, print.

Only typer is imported here. All else is needed by some commands, and `--help` and completion should not wait for it.
"""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from llm_extract import __version__
from llm_extract.errors import LlmExtractError

# Imports leave no garbage worth looking for: without the collector they take a tenth less time.
gc.disable()
import typer  # noqa: E402  between the two lines that it is about

gc.enable()

BAD_USAGE = 2

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


def main(args: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Args:
        args: what follows the command's name; by default the process's own.

    Returns:
        The exit code: 0 fine, 1 some articles failed, 2 bad usage, nothing could be read or the output takes no more, 130 interrupted,
        141 the reader of the output is gone.
    """
    gc.freeze()  # neither a later collection nor the end of the process has to walk over the imported modules
    try:
        code = app(args, prog_name="llm-extract", standalone_mode=False)
    except typer.TyperException as error:
        return _refuse(error.format_message().replace("Value error, ", ""), "see llm-extract --help", error.exit_code)
    except LlmExtractError as error:
        return _refuse(str(error))
    except OSError as error:  # those of articles are caught where they are read and written; help has only this
        from llm_extract.cli.streams import abandon

        abandon()
        return _refuse(f"standard output: it takes no more ({error.strerror}); make room, or print elsewhere.")
    return code if isinstance(code, int) else 0


def _refuse(message: str, hint: str = "", code: int = BAD_USAGE) -> int:
    from llm_extract.render.safe import visible

    typer.echo(f"error: {visible(message)}{f' ({hint})' if hint else ''}", err=True)
    return code


def _task_names() -> list[str]:
    from llm_extract import tasks

    return list(tasks.names())


def _engine_names() -> list[str]:
    from llm_extract import engines

    return list(engines.NAMES)


_ENGINE_HELP = (
    "Who answers: auto (the configured endpoint, else local, else rules), rules, local, openai:MODEL, local:FILE.gguf, replay:FILE."
)
_Task = Annotated[str, typer.Option(help="What to extract; see llm-extract tasks.", autocompletion=_task_names)]
_Store = Annotated[
    str | None,
    typer.Option("--store", metavar="PATH|URL", help="Store; by default $LLM_EXTRACT_STORE, else your own.", show_default=False),
]
_Lang = Annotated[Literal["vi", "en"], typer.Option("--lang", help="Language of the labels; the article's own words stay as they are.")]


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context, *, version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False
) -> None:
    """Turn an article into a verified summary and metrics: no figure invented, no figure lost."""
    if version:
        typer.echo(f"llm-extract {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(BAD_USAGE)


@app.command()
def run(  # noqa: PLR0913  one parameter an option is how typer reads a command
    sources: Annotated[
        list[str], typer.Argument(metavar="PATH|URL|-", help="Files, web addresses, or - for standard input.", show_default=False)
    ],
    *,
    task: _Task = "party_building",
    engine: Annotated[str, typer.Option(help=_ENGINE_HELP, autocompletion=_engine_names)] = "auto",
    form: Annotated[
        Literal["table", "json", "markdown"] | None,
        typer.Option("--format", help="What to print: a table by default, one line an article with --output."),
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="DIR", help="Write one JSON file an article to this folder.")] = None,
    lang: _Lang = "vi",
    fresh: Annotated[bool, typer.Option("--fresh", help="Ask a model again, also what it has answered before.")] = False,
    answer: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Take this answer from a chat window; see llm-extract prompt.", show_default=False)
    ] = None,
    store: _Store = None,
    save: Annotated[bool, typer.Option("--save/--no-save", help="Keep the results in the store, to be reviewed there.")] = True,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say on standard error what is done; show tracebacks.")] = False,
) -> None:
    """Extract articles and print what they say.

    Exit codes: 0 fine, 1 some articles failed, 2 bad usage or nothing could be read.
    """
    from llm_extract.cli.run import Options, Saving, run_all

    raise typer.Exit(run_all(sources, Options(task, engine, form, output, lang, verbose, fresh, answer, Saving(store) if save else None)))


@app.command()
def prompt(
    source: Annotated[str, typer.Argument(metavar="PATH|URL|-", help="The article.", show_default=False)],
    *,
    task: _Task = "party_building",
    chat: Annotated[bool, typer.Option("--chat", help="One text to paste into a chat window, instead of JSON.")] = False,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it to this file.", show_default=False)] = None,
) -> None:
    """Show what a model is sent for an article: messages and JSON schema, exactly.

    With --chat: paste it into any chat window, save the answer, and take it back with llm-extract run PATH --answer FILE.
    """
    from llm_extract.cli.asking import show_prompt

    show_prompt(source, task, chat=chat, output=output)


@app.command()
def cache(
    *,
    prune: Annotated[
        float | None, typer.Option(metavar="DAYS", min=0, max=100_000, help="Delete answers older than this.", show_default=False)
    ] = None,
) -> None:
    """Show the kept answers of models, or delete old ones."""
    from llm_extract.cli.asking import show_cache

    show_cache(prune)


@app.command()
def config(
    *,
    model: Annotated[str | None, typer.Option(help="Model that answers where no engine is named; '' for none.", show_default=False)] = None,
    base_url: Annotated[str | None, typer.Option(help="Address of the endpoint; '' for OpenAI's.", show_default=False)] = None,
    key_variable: Annotated[
        str | None, typer.Option(metavar="NAME", help="Environment variable that holds the key.", show_default=False)
    ] = None,
) -> None:
    """Show or change which endpoint answers. The key itself is never written."""
    from llm_extract.cli.asking import configure

    configure(model=model, base_url=base_url, key_variable=key_variable)


@app.command()
def tasks(
    name: Annotated[
        str | None, typer.Argument(help="A task whose indicators to list.", autocompletion=_task_names, show_default=False)
    ] = None,
    lang: _Lang = "vi",
) -> None:
    """List the tasks, or the indicators of one."""
    from llm_extract.cli.listing import indicators, overview
    from llm_extract.cli.streams import emit

    emit("".join(f"{line}\n" for line in (overview(lang) if name is None else indicators(name, lang))))


@app.command()
def review(
    *,
    host: Annotated[str, typer.Option(help="Address to serve on; by default this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port to serve on.")] = 8501,
    store: Annotated[
        str | None, typer.Option(metavar="PATH|URL", help="Where articles and corrections are kept.", show_default=False)
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
) -> None:
    """Open the pages to extract, review and correct articles in the browser.

    Exit codes: 0 ended, 2 bad usage, or a store that cannot be opened.
    """
    from llm_extract.cli.reviewing import Options, serve

    raise typer.Exit(serve(Options(host, port, store, browser)))


eval_app = typer.Typer(rich_markup_mode=None)
app.add_typer(eval_app, name="eval")
_Report = Annotated[
    list[Path] | None, typer.Option("--report", metavar="FILE", help="Write a report: .md, .html or .xml (JUnit).", show_default=False)
]


@eval_app.callback(invoke_without_command=True)
def evaluate(  # noqa: PLR0913  one parameter an option is how typer reads a command
    context: typer.Context,
    *,
    task: _Task = "party_building",
    engine: Annotated[str, typer.Option(help=_ENGINE_HELP, autocompletion=_engine_names)] = "auto",
    cases: Annotated[str, typer.Option(metavar="GLOB", help="Only the cases of such a name.")] = "*",
    tag: Annotated[str | None, typer.Option(help="Only the cases that bear this tag.", show_default=False)] = None,
    repeat: Annotated[int, typer.Option(min=1, help="Run each case so often; each repeat asks a model anew, once.")] = 1,
    concurrency: Annotated[int, typer.Option(min=1, help="How many cases are under way at once.")] = 4,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the record here; an unfinished one is taken up again.", show_default=False)
    ] = None,
    golden: Annotated[Path, typer.Option(metavar="DIR", help="Folder of golden cases.")] = Path("golden"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Ask a model again, also what it has answered before.")] = False,
    gate: Annotated[bool, typer.Option("--gate", help="Hold the run to the floors in baseline.json of the golden folder.")] = False,
    bless: Annotated[bool, typer.Option("--bless", help="Make the run the one to reach: floors rise, and do not sink.")] = False,
    allow_regression: Annotated[
        str | None, typer.Option(metavar="WHY", help="With --bless: floors may sink, for this reason, which is kept.", show_default=False)
    ] = None,
    report: _Report = None,
    record: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json.gz", help="Record what a model answers, for --engine replay:FILE.json.gz.", show_default=False),
    ] = None,
) -> None:
    """Run golden cases through an engine and say what it reached.

    Exit codes: 0 fine, 1 a case crashed or a figure was invented (with --gate: a floor is broken), 2 bad usage or a case that
    cannot be used.
    """
    if context.invoked_subcommand:
        return
    from llm_extract.cli import comparing, evaluating
    from llm_extract.evals.planning import BASELINE, Order

    after = comparing.After(golden / BASELINE, gate, bless, allow_regression, tuple(report or ()))
    after.validate()
    order = Order(task, engine, golden, cases, tag, repeat, concurrency, output, fresh, record)
    raise typer.Exit(evaluating.evaluate(order, after.apply))


@eval_app.command("compare")
def eval_compare(
    runs: Annotated[list[Path], typer.Argument(metavar="A B [C…]", help="Run records that eval --output wrote.", show_default=False)],
    *,
    shared: Annotated[bool, typer.Option("--shared", help="Compare only the cases that are the same in all.")] = False,
    report: _Report = None,
    golden: Annotated[Path, typer.Option(metavar="DIR", help="Folder of golden cases, for the texts of the articles.")] = Path("golden"),
) -> None:
    """Compare runs with the first: what is better or worse, whether by more than chance, and what flipped.

    Exit codes: 0 compared, 2 bad usage, or runs that cannot be compared.
    """
    from llm_extract.cli.comparing import compare_files

    raise typer.Exit(compare_files(runs, golden, shared=shared, reports=tuple(report or ())))


golden_app = typer.Typer(rich_markup_mode=None, help="Check, add, update and examine golden cases.", no_args_is_help=True)
app.add_typer(golden_app, name="golden")
_Golden = Annotated[Path, typer.Option(metavar="DIR", help="Folder of golden cases.")]
_Drafter = Annotated[str, typer.Option("--engine", help="Who answers where no result is given.", autocompletion=_engine_names)]


@golden_app.command("check")
def golden_check(*, task: _Task = "party_building", golden: _Golden = Path("golden")) -> None:
    """Read every case; say what is wrong with those that cannot be used.

    Exit codes: 0 fine, 1 some cannot be used, 2 bad usage.
    """
    from llm_extract.cli import golden as commands

    raise typer.Exit(commands.check(commands.Options(task, golden)))


@golden_app.command("add")
def golden_add(
    source: Annotated[Path, typer.Argument(metavar="PATH", help="An article, or a result that run --output saved.", show_default=False)],
    *,
    task: _Task = "party_building",
    golden: _Golden = Path("golden"),
    name: Annotated[str | None, typer.Option(help="Name of the case; by default the file's.", show_default=False)] = None,
    engine: _Drafter = "rules",
) -> None:
    """Make a case of an article; its expected file is a draft to correct."""
    from llm_extract.cli import golden as commands

    raise typer.Exit(commands.add(commands.Options(task, golden, engine), source, name))


@golden_app.command("update")
def golden_update(
    case: Annotated[str, typer.Argument(metavar="CASE", help="Name of the case.", show_default=False)],
    *,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Take this result that run --output saved.", show_default=False)
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    task: _Task = "party_building",
    golden: _Golden = Path("golden"),
    engine: _Drafter = "rules",
) -> None:
    """Bring a case's expected file up to date with a result: show the changes, ask, write.

    What a person wrote beside the values stays: summary, tasks, tags, debatable, contradictions, not_metrics.
    Exit codes: 0 fine, 1 left as it is, 2 bad usage.
    """
    from llm_extract.cli import golden as commands

    raise typer.Exit(commands.update(commands.Options(task, golden, engine), case, source, yes=yes))


@golden_app.command("doctor")
def golden_doctor(*, task: _Task = "party_building", golden: _Golden = Path("golden")) -> None:
    """Say what is unhealthy: contradictions, figures nobody accounted for, near-duplicates, indicators without a case.

    Exit codes: 0 fine, 1 something is to be mended, 2 bad usage.
    """
    from llm_extract.cli import golden as commands

    raise typer.Exit(commands.examine(commands.Options(task, golden)))


store_app = typer.Typer(rich_markup_mode=None, help="Prove, copy and show the store of results, or delete from it.", no_args_is_help=True)
app.add_typer(store_app, name="store")


@store_app.command("path")
def store_path(*, store: _Store = None) -> None:
    """Print where the store is; it is made when something is kept in it."""
    from llm_extract.cli.streams import emit
    from llm_extract.render.safe import visible
    from llm_extract.store.opening import shown

    emit(visible(shown(store)) + "\n")


@store_app.command("verify")
def store_verify(*, store: _Store = None) -> None:
    """Prove the store: hashes, offsets, quotes, and that the corrections give the values shown; print what is wrong.

    Exit codes: 0 fine, 1 something is wrong, 2 bad usage or a store that cannot be opened.
    """
    from llm_extract.cli import store as commands

    raise typer.Exit(commands.verify(store))


@store_app.command("backup")
def store_backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; it takes the place of a file there.", show_default=False)],
    *,
    store: _Store = None,
) -> None:
    """Copy the store while it is in use, whole or not at all."""
    from llm_extract.cli import store as commands

    commands.backup(store, file)


@store_app.command("export")
def store_export(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="By default standard output.", show_default=False)] = None,
    *,
    store: _Store = None,
) -> None:
    """Print every article with its extractions and corrections, one JSON object a line."""
    from llm_extract.cli import store as commands

    commands.export(store, file)


@store_app.command("delete")
def store_delete(
    article: Annotated[str, typer.Argument(metavar="SHA256", help="The article's, or how it begins.", show_default=False)],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Delete; without it, only say what would be.")] = False,
    store: _Store = None,
) -> None:
    """Take an article out of the store, with all that was said of it."""
    from llm_extract.cli import store as commands

    commands.delete(store, article, sure=yes)
