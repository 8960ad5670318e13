"""The gate: what a run must reach, kept in a file beside the golden cases. Floors rise by blessing, and sink only with a reason."""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from llm_extract.batch import files
from llm_extract.engines.base import SCRIPTED
from llm_extract.errors import GateError
from llm_extract.evals import measures
from llm_extract.evals.measures import HEADLINE, Grid, Measure
from llm_extract.evals.records import Hashes, Record, Scores

Rule = Literal["unblessed", "scripted", "changed", "incomplete", "crashed", "invented", "lost", "ceiling", "floor"]
_GRAIN = 1e6
_SHOWN = 5
_ROUNDING = 1e-9
_PROMISES = frozenset({"figures.invented", "figures.lost"})


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Regression(_Part):
    """Floors that were lowered on purpose.

    Attributes:
        date: when, ISO 8601.
        why: the reason given.
        lowered: what, with its old and its new value; None where a case is no longer there.
    """

    date: str
    why: str
    lowered: Mapping[str, tuple[float, float | None]]


class Entry(_Part):
    """What one engine must reach on the cases of one task.

    Attributes:
        blessed: when, ISO 8601.
        code: version and sources that reached it; told, never held against a run.
        hashes: of the prompt, the schema with its indicators, and the cases.
        floors: least values of measures over all cases.
        ceilings: greatest values of measures over all cases, a result.
        cases: least F1 of the metrics of each case.
        lost: figures a result that each case may lose; 0 where it is not named.
        regressions: floors lowered on purpose, the latest last.
    """

    blessed: str
    code: str
    hashes: Hashes
    floors: Mapping[str, float]
    ceilings: Mapping[str, float] = Field(default_factory=dict)
    cases: Mapping[str, float]
    lost: Mapping[str, float] = Field(default_factory=dict)
    regressions: tuple[Regression, ...] = ()


class Baseline(_Part):
    """All that is blessed, by task and engine."""

    format: Literal[1] = 1
    tasks: Mapping[str, Mapping[str, Entry]] = Field(default_factory=dict)

    def entry(self, record: Record) -> Entry | None:
        """What is blessed for a run's task and engine."""
        return self.tasks.get(record.task, {}).get(record.engine)


@dataclass(frozen=True, slots=True)
class Breach:
    """One reason why a run does not pass.

    Attributes:
        rule: which rule it breaks.
        subject: a case, a measure, or `prompt`, `schema`, `run`.
        message: one sentence: the subject, what is wrong, what to do.
    """

    rule: Rule
    subject: str
    message: str


def check(record: Record, baseline: Baseline, cases: Mapping[str, Scores] | None = None) -> tuple[Breach, ...]:
    """Holds a run against what is blessed. Order, white space, time and cost are not looked at.

    Args:
        record: the run.
        baseline: what is blessed.
        cases: scores from which to learn what a case expects that crashed in every repeat; see `records.totals`.

    Returns:
        The breaches; none where the run passes.
    """
    if made_up := tuple(_scripted(record)):
        return made_up
    entry = baseline.entry(record)
    if entry is None:
        return (Breach("unblessed", "run", f"{record.task}, {record.engine}: nothing is blessed for them; bless a run with --bless"),)
    return (*_changes(record, entry), *_promises(record, entry), *_falls(record, entry, cases or {}))


def bless(record: Record, baseline: Baseline, why: str | None = None, *, today: date | None = None) -> Baseline:
    """Makes a run the one to reach.

    With several repeats a floor is what the worst repeat reached, so that what is flaky does not fail by chance.

    Args:
        record: the run.
        baseline: what was blessed before.
        why: the reason, where the run lowers a floor or drops a case; it is kept in the baseline with the date.
        today: the date; by default that of UTC.

    Raises:
        GateError: the answers were made up for a test, a case crashed, a figure was invented, results are missing, or a floor would
            sink without a reason.
    """
    faults = [*_scripted(record), *_incomplete(record), *_crashes(record), *_invented(record)]
    if faults:
        raise GateError(f"{record.task}, {record.engine}: this run cannot be blessed ({faults[0].message}); correct that first")
    old, day = baseline.entry(record), (today or datetime.now(UTC).date()).isoformat()
    made = _entry(record, day)
    lowered = dict(_lowered(old, made)) if old else {}
    reason = (why or "").strip()
    if lowered and not reason:
        raise GateError(f"{record.task}, {record.engine}: {_told(lowered)}; correct that, or say why with --allow-regression")
    earlier = old.regressions if old else ()
    now = (Regression(date=day, why=reason, lowered=lowered),) if lowered else ()
    entry = made.model_copy(update={"regressions": (*earlier, *now)})
    return Baseline(tasks={**baseline.tasks, record.task: {**baseline.tasks.get(record.task, {}), record.engine: entry}})


def load(path: Path) -> Baseline:
    """Reads a baseline; an empty one where there is no file.

    Raises:
        GateError: it cannot be read, or is no baseline of this format.
    """
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Baseline()
    except OSError as error:
        raise GateError(f"{path}: this baseline cannot be read ({error.strerror}); give the path of one") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "file"
        raise GateError(f"{path}: this is no baseline ({place}: {first['msg']}); restore it from version control") from error


def save(path: Path, baseline: Baseline) -> None:
    """Writes a baseline in one step, its keys in order, so that a change of it is a change of few lines.

    Raises:
        OutputError: it cannot be written.
    """
    values = baseline.model_dump(mode="json", by_alias=True)
    files.write(path, json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _entry(record: Record, day: str) -> Entry:
    grid = Grid.of(record, {})
    repeats = [{case: (row[at],) for case, row in grid.scores.items()} for at in range(record.repeats)]
    gated = [measure for measure in measures.of(grid.flat()) if measure.gated and measure.name not in _PROMISES]

    def worst(measure: Measure, take: Callable[[list[float]], float]) -> float:
        return take([measure.value([row[0] for row in repeat.values()]) for repeat in repeats])

    return Entry(
        blessed=day,
        code=record.code,
        hashes=record.hashes,
        floors={measure.name: _down(worst(measure, min)) for measure in gated if measure.gated == "floor"},
        ceilings={measure.name: _up(worst(measure, max)) for measure in gated if measure.gated == "ceiling"},
        cases={case: _down(min(scores.metrics.f1 for scores in row)) for case, row in grid.scores.items()},
        lost={case: most for case, row in grid.scores.items() if (most := max(scores.figures.lost for scores in row))},
    )


def _lowered(old: Entry, new: Entry) -> Iterator[tuple[str, tuple[float, float | None]]]:
    for name, floor in (*old.floors.items(), *((f"case {case}", floor) for case, floor in old.cases.items())):
        reached = new.cases.get(name.removeprefix("case ")) if name.startswith("case ") else new.floors.get(name)
        if reached is None or reached < floor:
            yield name, (floor, reached)
    for name, ceiling in new.ceilings.items():
        if ceiling > old.ceilings.get(name, 0.0):
            yield name, (old.ceilings.get(name, 0.0), ceiling)
    for case, lost in new.lost.items():
        if lost > old.lost.get(case, 0.0):
            yield f"lost in {case}", (old.lost.get(case, 0.0), lost)


def _told(lowered: Mapping[str, tuple[float, float | None]]) -> str:
    parts = [f"{name} from {old:.4g} to {'nothing' if new is None else format(new, '.4g')}" for name, (old, new) in lowered.items()]
    more = f" and {len(parts) - _SHOWN} more" if len(parts) > _SHOWN else ""
    return f"it would go {', '.join(parts[:_SHOWN])}{more}"


def _changes(record: Record, entry: Entry) -> Iterator[Breach]:
    for name, old, new in (("prompt", entry.hashes.prompt, record.hashes.prompt), ("schema", entry.hashes.schema_, record.hashes.schema_)):
        if old != new:
            yield Breach("changed", name, f"{name}: it is not the blessed one; bless a run of it with --bless")
    for case in sorted({*entry.hashes.cases, *record.hashes.cases}):
        old, new = entry.hashes.cases.get(case), record.hashes.cases.get(case)
        if old != new:
            what = "it was not run" if new is None else "it is new" if old is None else "its article or what is expected changed"
            yield Breach("changed", case, f"case {case}: {what}; restore it, or bless a run of it with --bless")
    yield from _incomplete(record)


def _incomplete(record: Record) -> Iterator[Breach]:
    found = sorted((result.case, result.repeat) for result in record.results)
    for case in sorted({*record.hashes.cases, *(case for case, _ in found)}):
        repeats = [repeat for name, repeat in found if name == case]
        if repeats != list(range(record.repeats)) or case not in record.hashes.cases:
            yield Breach("incomplete", case, f"case {case}: it has not one result for each of {record.repeats} repeats; run it again")


def _promises(record: Record, entry: Entry) -> Iterator[Breach]:
    yield from _crashes(record)
    yield from _invented(record)
    for case, row in Grid.of(record, {}).scores.items():
        lost = sum(scores.figures.lost for scores in row) / len(row)
        if lost > entry.lost.get(case, 0.0):
            what = f"{lost:.4g} figures a result are lost, {entry.lost.get(case, 0.0):.4g} are allowed"
            yield Breach("lost", case, f"case {case}: {what}; find them a metric, leave them open, or set them aside with a reason")


def _scripted(record: Record) -> Iterator[Breach]:
    if record.engine == SCRIPTED:
        yield Breach("scripted", "run", "run: its answers were made up for a test and say nothing of quality; run a model or the rules")


def _crashes(record: Record) -> Iterator[Breach]:
    for result in record.results:
        if result.scores is None:
            yield Breach(
                "crashed", result.case, f"case {result.case}: it crashed ({result.error or 'no result'}); correct what raised that"
            )


def _invented(record: Record) -> Iterator[Breach]:
    for result in record.results:
        if result.scores and (count := result.scores.figures.invented):
            named = [item.got or item.name for item in result.scores.items if item.verdict == "invented"]
            what = f"{count} invented, which the article does not hold ({', '.join(named[:_SHOWN])})"
            yield Breach("invented", result.case, f"case {result.case}: {what}; this is never blessed")


def _falls(record: Record, entry: Entry, cases: Mapping[str, Scores]) -> Iterator[Breach]:
    grid = Grid.of(record, cases)
    known = {measure.name: measure for measure in measures.of(grid.flat())}
    yield from _below(entry.floors, known, grid.flat())
    for name, ceiling in entry.ceilings.items():
        if name in known and (reached := known[name].value(grid.flat())) > ceiling + _ROUNDING:
            yield Breach("ceiling", name, f"{name}: {reached:.4f} a result, at most {ceiling:.4f} are blessed; find what added to it")
    for case, floor in entry.cases.items():
        reached = known[HEADLINE].value(grid.scores[case]) if case in grid.scores else 0.0
        if case in grid.scores and reached < floor - _ROUNDING:
            yield Breach("floor", case, f"case {case}: F1 {reached:.4f} is below its floor {floor:.4f}; see which metrics flipped")


def _below(floors: Mapping[str, float], known: Mapping[str, Measure], scores: Sequence[Scores]) -> Iterator[Breach]:
    for name, floor in floors.items():
        if name not in known:
            yield Breach("floor", name, f"{name}: nothing is measured of it any more, its floor is {floor:.4f}; bless a run with --bless")
        elif (reached := known[name].value(scores)) < floor - _ROUNDING:
            yield Breach("floor", name, f"{name}: {reached:.4f} is below its floor {floor:.4f}; see what flipped")


def _down(value: float) -> float:
    return math.floor(value * _GRAIN + _ROUNDING) / _GRAIN


def _up(value: float) -> float:
    return math.ceil(value * _GRAIN - _ROUNDING) / _GRAIN
