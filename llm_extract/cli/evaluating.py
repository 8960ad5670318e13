"""What `llm-extract eval` does: golden cases through an engine, a table of what it reached, and the record of the run."""

import sys
from collections.abc import Callable, Sequence
from io import StringIO
from shutil import get_terminal_size

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from llm_extract.cli.streams import emit, say
from llm_extract.engines.recording import Recorder
from llm_extract.evals import records, scoring, sources
from llm_extract.evals.cases import Case
from llm_extract.evals.planning import Order, plan
from llm_extract.evals.records import Counts, Item, Record, Result, Totals
from llm_extract.evals.run import Plan, run
from llm_extract.render.safe import visible

FINE, FAILED = 0, 1
_WORST = 5
_REASONS = 3
_FAULTS = ("invented", "lost", "missed", "wrong", "extra")


Then = Callable[[Record, Sequence[Case]], int | None]
"""What to do with a run and its cases; it returns the exit code, or None where it has no opinion."""


def evaluate(order: Order, then: Then | None = None) -> int:
    """Runs the cases, prints what was reached, and writes the record.

    Args:
        order: what was asked for.
        then: what to do with the run.

    Returns:
        The exit code: that of `then`; else 0 where every case was judged and nothing was invented, else 1.

    Raises:
        LlmExtractError: nothing was begun: an unknown task or engine, a golden case that cannot be used, no place for the record.
    """
    order.validate()
    recorder = Recorder(order.recording, fresh=order.fresh) if order.recording else None
    made = plan(order, recorder)
    record = _run(made, _Progress(), recorder, whole=order.whole)
    totals = records.totals(record, {case.name: scoring.nothing(case, made.task) for case in made.cases})
    emit(shown(record, totals))
    for path in filter(None, (order.output, order.recording)):
        say(f"record: {path}" if path == order.output else f"recording: {path}")
    judged = then(record, made.cases) if then else None
    return judged if judged is not None else _code(totals)


def _run(plan: Plan, progress: "_Progress", recorder: Recorder | None, *, whole: bool) -> Record:
    """Runs the cases; what was answered until then is recorded too where the run is broken off."""
    done = False
    try:
        record = run(plan, progress.told)
        done = True
    finally:
        progress.clear()
        if recorder:
            recorder.save(whole=whole and done)
    return record


def _code(totals: Totals) -> int:
    return FAILED if totals.crashed or totals.figures.invented else FINE


def shown(record: Record, totals: Totals) -> str:
    """A run as text: totals, then the worst cases with their reasons."""
    width = get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    colour = sys.stdout.isatty()
    buffer = StringIO()
    console = Console(file=buffer, width=width, force_terminal=colour, color_system="standard" if colour else None, highlight=False)
    console.print(Group(*_parts(record, totals)))
    return buffer.getvalue()


def _parts(record: Record, totals: Totals) -> Sequence[RenderableType]:
    head = f"{record.task} · {record.engine} · {totals.results} results · {record.seconds:.1f} s · {record.code}"
    return (Text(visible(head)), _overview(totals), Text(_line(record, totals)), *_worst(record))


def _overview(totals: Totals) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for name in ("precision", "recall", "F1", "right", "expected", "given"):
        table.add_column(name, justify="right")
    rows = {"metrics": totals.metrics} | {f"  {name}": counts for name, counts in totals.kinds.items()}
    rows |= {"quotes": totals.quotes, "findings": totals.findings}
    rows |= totals.fields
    told = {name: counts for name, counts in rows.items() if counts.expected or counts.predicted}
    for name, counts in told.items():
        table.add_row(visible(name), *_numbers(counts))
    return table


def _numbers(counts: Counts) -> tuple[str, ...]:
    shares = tuple(f"{share:.3f}" for share in (counts.precision, counts.recall, counts.f1))
    return (*shares, *(f"{count:,}" for count in (counts.right, counts.expected, counts.predicted)))


def _line(record: Record, totals: Totals) -> str:
    figures, summary, cost = totals.figures, totals.summary, totals.cost
    covered = "–" if summary.covered is None else f"{summary.covered:.2f}"
    rouge = "–" if summary.rouge_l is None else f"{summary.rouge_l:.2f}"
    price = "" if cost.price is None else f", ${cost.price:.4f}"
    return "\n".join(
        (
            *filter(None, (sources.shown(record),)),
            f"mean F1 of cases {totals.macro_f1:.3f}, crashed {totals.crashed}",
            (
                f"figures: {figures.found:,} of {figures.expected:,} found, {figures.open:,} open, {figures.invented:,} invented, "
                f"{figures.lost:,} lost"
            ),
            f"no metrics: {figures.set_aside:,}, of which {figures.set_aside_right:,} set aside, {figures.unread:,} not read as figures",
            (
                f"summaries: {summary.present:,}, {summary.outside:,} figures or names from outside, key figures covered {covered}, "
                f"{summary.words:.0f} words, ROUGE-L {rouge}"
            ),
            (
                f"cost: {cost.calls:,} calls, {cost.prompt_tokens:,} prompt and {cost.answer_tokens:,} answer tokens, "
                f"asked again {cost.asked_again:,} times{price}, {cost.seconds / max(1, totals.results):.2f} s a result"
            ),
        )
    )


def _worst(record: Record) -> tuple[RenderableType, ...]:
    worst = sorted(record.results, key=lambda result: (not _broken(result), result.score, result.case))[:_WORST]
    shown = [result for result in worst if _broken(result) or result.score < 1]
    lines = [line for result in shown for line in (f"{result.score:.3f}  {visible(result.case)}", *_reasons(result))]
    return (Text("\nworst cases\n" + "\n".join(lines)),) if lines else ()


def _broken(result: Result) -> bool:
    return result.scores is None or bool(result.scores.figures.invented or result.scores.figures.lost)


def _reasons(result: Result) -> list[str]:
    if result.scores is None:
        return [f"       {visible(result.error or 'crashed')}"]
    faults = [item for item in result.scores.items if item.verdict in _FAULTS and item.what in {"metric", "figure"}]
    faults.sort(key=lambda item: _FAULTS.index(item.verdict))
    more = [f"       and {len(faults) - _REASONS} more"] if len(faults) > _REASONS else []
    return [f"       {fault(item)}" for item in faults[:_REASONS]] + more


def fault(item: Item) -> str:
    """One thing that was judged, on one line."""
    values = [f"expected {item.expected}" if item.expected else "", f"got {item.got}" if item.got else ""]
    told = "; ".join(value for value in values if value)
    return visible(f"{item.verdict} {item.what} {item.name}: {item.reason}{f' ({told})' if told else ''}").replace("\n", " ")


class _Progress:
    """How many results there are: one line that is rewritten, on a terminal only; crashes are told at once."""

    def __init__(self) -> None:
        self._rewrites = sys.stderr.isatty()

    def told(self, result: Result, done: int, whole: int) -> None:
        if result.error:
            self.clear()
            say(f"{visible(result.case)}: {result.error}")
        if self._rewrites:
            line = f"[{done}/{whole}] {visible(result.case)}"
            sys.stderr.write(f"\r{line[: get_terminal_size().columns - 1]}\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        if self._rewrites:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
