"""What `llm-extract eval --gate`, `--bless` and `--report` do with a run, and what `llm-extract eval compare` does with several."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import get_terminal_size

from llm_extract import tasks
from llm_extract.cli.streams import emit, say
from llm_extract.errors import ConfigError
from llm_extract.evals import gate, records, report, scoring
from llm_extract.evals.cases import Case
from llm_extract.evals.compare import Options as CompareOptions
from llm_extract.evals.compare import compare
from llm_extract.evals.gate import Breach
from llm_extract.evals.planning import unchanged
from llm_extract.evals.records import Record, Scores
from llm_extract.evals.report import Report, table
from llm_extract.evals.sides import side_by_side

FINE, FAILED = 0, 1
_PAIR = 2


@dataclass(frozen=True, slots=True)
class After:
    """What to do with a run.

    Attributes:
        baseline: the file of floors.
        gate: whether to hold the run against it.
        bless: whether to make the run the one to reach.
        why: the reason for a floor that sinks; None where none may.
        reports: files to write reports to.
    """

    baseline: Path
    gate: bool = False
    bless: bool = False
    why: str | None = None
    reports: tuple[Path, ...] = ()

    def validate(self) -> None:
        """Refuses what makes no sense before anything is run.

        Raises:
            ConfigError: `why` without `bless`, or `gate` and `bless` at once.
            OutputError: a report's name has no ending that is a form of it.
        """
        if self.why is not None and not self.bless:
            raise ConfigError("--allow-regression: it is the reason of a blessing; give --bless too")
        if self.gate and self.bless:
            raise ConfigError("--gate and --bless: a run is held to the floors or makes them; give one of the two")
        for path in self.reports:
            report.form(path.suffix)

    def apply(self, record: Record, chosen: Sequence[Case]) -> int | None:
        """Blesses the run or holds it to its floors, and writes its reports.

        Returns:
            0 where it passes or is blessed, 1 where it does not pass, None where it was held against nothing.

        Raises:
            GateError: the baseline cannot be read, or the run cannot be blessed.
            OutputError: a file cannot be written.
        """
        task = tasks.get(record.task)
        known = {case.name: scoring.nothing(case, task) for case in chosen}
        if self.bless:
            gate.save(self.baseline, gate.bless(record, gate.load(self.baseline), self.why))
            say(f"blessed: {self.baseline}")
        breaches = gate.check(record, gate.load(self.baseline), known) if self.gate or self.bless else None
        texts = {case.name: case.article.text for case in chosen}
        _write(self.reports, Report(record, breaches, articles=texts, cases=known))
        return None if breaches is None else _told(breaches)


def _told(breaches: Sequence[Breach]) -> int:
    emit(table.breaches(breaches, _terminal()))
    return FAILED if breaches else FINE


def compare_files(paths: Sequence[Path], golden: Path, *, shared: bool = False, reports: Sequence[Path] = ()) -> int:
    """Compares the runs of several files with the first, prints it and writes reports.

    Args:
        paths: of the records, at least two.
        golden: folder of golden cases, for the articles' texts and for what a case expects that always crashed.
        shared: whether to compare only the cases that are the same in all.
        reports: files to write reports to.

    Raises:
        LlmExtractError: a file is no record, the runs cannot be compared, or a report cannot be written.
    """
    if len(paths) < _PAIR:
        raise ConfigError("eval compare: there is nothing to compare it with; give at least two run records")
    for path in reports:
        report.form(path.suffix)
    runs = dict(zip(_names(paths), (records.load(path) for path in paths), strict=True))
    texts, known = _golden(golden, next(reversed(runs.values())))
    sides = side_by_side(runs, shared=shared, cases=known)
    emit(table.sides(sides, _terminal()))
    (first, one), *others = runs.items()
    made = [compare(one, other, CompareOptions(names=(first, name), shared=shared, cases=known)) for name, other in others]
    for comparison in made:
        emit("\n" + table.comparison(comparison, _terminal()))
    # One page holds one comparison: of many runs, the table and the last of them.
    _write(reports, Report(others[-1][1], None, made[-1], sides, texts, known))
    return FINE


def _write(paths: Sequence[Path], made: Report) -> None:
    for path in paths:
        report.write(path, made)
        say(f"report: {path}")


def _names(paths: Sequence[Path]) -> list[str]:
    """What to call each: its file's name where that tells them apart, else the whole path."""
    stems = [path.stem for path in paths]
    if len(set(stems)) == len(stems):
        return stems
    whole = [str(path) for path in paths]
    return whole if len(set(whole)) == len(whole) else [f"{name} ({number})" for number, name in enumerate(whole, 1)]


def _golden(folder: Path, record: Record) -> tuple[Mapping[str, str], Mapping[str, Scores]]:
    """Texts and expectations of the cases that still are what the run was over."""
    same = unchanged(folder, record)
    texts = {name: case.article.text for name, case in same.items()}
    return texts, {name: scoring.nothing(case, tasks.get(record.task)) for name, case in same.items()}


def _terminal() -> table.Terminal:
    colour = sys.stdout.isatty()
    return table.Terminal(get_terminal_size((table.WIDTH, 24)).columns if colour else table.WIDTH, colour=colour)
