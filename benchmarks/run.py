"""Times the reader, the pipeline and the command's start, each beside what it is measured against.

Run with `make bench`. Times depend on the machine; the ratios are what to compare. The bars are those of the design:
ten times the text in at most twelve times the time, 5,000 characters of the
golden articles of some length in at most 50 ms of processor time, `--help` in at most six times a bare interpreter.
"""

import compileall
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from llm_extract import engines, figures, pipeline, tasks
from llm_extract.loading import load

ROOT = Path(__file__).parents[1]
ARTICLES = tuple(sorted((ROOT / "golden" / "party_building").glob("*/article.txt")))
LONG = 2_500
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
ROUNDS = 15


@dataclass(frozen=True)
class Row:
    """A line of the table: what was measured, how much, and the bar it is held against."""

    name: str
    measured: str
    bar: str
    passed: bool | None = None


def processor_time(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least processor time of a call, in seconds: what is above it is the machine's other work."""
    times = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def reading(text: str) -> list[Row]:
    """Reading speed by size, and its growth for ten times the text."""
    rows: list[Row] = []
    last = 0.0
    for size in SIZES:
        sample = (text * (size // len(text) + 1))[:size]
        spent = processor_time(partial(figures.read, sample), rounds=1 if size == SIZES[-1] else 3)
        growth = spent / last if last else 0.0
        rows.append(Row(f"read {size:>10,} characters", f"{size / spent:>12,.0f} characters/s", ""))
        if last:
            rows.append(Row("  time for 10 times the text", f"{growth:>10.1f} times", "12 times", growth <= 12))  # noqa: PLR2004 - the bar
        last = spent
    return rows


def articles(paths: Sequence[Path]) -> list[Row]:
    """Whole articles through the pipeline with `rules`, what of it is reading figures, and the slowest of them beside the rest."""
    loaded = [article for path in paths if len((article := load(str(path))).text) >= LONG]
    task, engine = tasks.get("party_building"), engines.get("rules")
    spent = [processor_time(partial(pipeline.run, article, task, engine), rounds=7) for article in loaded]
    read = sum(processor_time(partial(figures.read, article.text), rounds=7) for article in loaded)
    per_5000 = sum(spent) / sum(len(article.text) for article in loaded) * 5_000
    slowest, article = max(zip(spent, loaded, strict=True), key=lambda timed: timed[0] / len(timed[1].text))
    density = len(figures.read(article.text)) / len(article.text) * 1_000
    return [
        Row(f"pipeline, 5,000 characters ({len(loaded)} articles)", f"{per_5000 * 1000:>10.1f} ms", "50 ms", per_5000 <= 0.05),  # noqa: PLR2004 - the bar
        Row("  of it reading figures", f"{read / sum(spent):>10.0%}", ""),
        Row(f"  slowest, {density:.0f} figures in 1,000", f"{slowest / len(article.text) * 5e6:>10.1f} ms", ""),
    ]


def start_up() -> list[Row]:
    """`--help` against a bare interpreter, in turn, so that the machine's drift hits both."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    compileall.compile_dir(ROOT / "llm_extract", quiet=1)
    compileall.compile_dir(str(Path(sysconfig.get_paths()["purelib"]) / "typer"), quiet=1)
    commands = ([sys.executable, "-c", "pass"], [sys.executable, "-m", "llm_extract", "--help"])
    ratios = []
    for _ in range(ROUNDS):
        bare, help_ = (_seconds(command, environment) for command in commands)
        ratios.append(help_ / bare)
    ratio = median(ratios)
    return [Row("--help against a bare interpreter", f"{ratio:>10.1f} times", "6 times", ratio <= 6)]  # noqa: PLR2004 - the bar


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603 - our own command
    return perf_counter() - start


def main() -> int:
    """Prints the table; 1 where a bar is missed."""
    text = max((load(str(path)).text for path in ARTICLES), key=len)
    rows = [*reading(text), *articles(ARTICLES), *start_up()]
    for row in rows:
        verdict = "" if row.passed is None else ("ok" if row.passed else "MISSED")
        print(f"{row.name:<44}{row.measured:<28}{row.bar and 'at most ' + row.bar:<20}{verdict}")
    return int(any(row.passed is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
