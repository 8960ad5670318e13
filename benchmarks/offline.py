"""Times a full evaluation without a network: every golden case through `rules`, and through the recorded model.

Run with `make bench`. The two run side by side, as on two cores; each is held against 20 s of processor time, since what is above that is
the machine's other work. Beside it stands how long both took on the clock.
"""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
ENGINES = ("rules", "replay:golden/recordings/party_building.json.gz")
MOST = 20.0


def row(name: str, measured: str, bar: str = "", verdict: str = "") -> None:
    """Prints a line of the table, as wide as those of `run.py`."""
    print(f"{name:<44}{measured:<28}{bar:<20}{verdict}")


def main() -> int:
    """Prints the table; 1 where the bar is missed or a run fails."""
    start = perf_counter()
    command = [sys.executable, "-m", "llm_extract", "eval", "--engine"]
    running = [subprocess.Popen([*command, engine], cwd=ROOT, stdout=subprocess.DEVNULL) for engine in ENGINES]  # noqa: S603  our own command
    failed = False
    for engine, process in zip(ENGINES, running, strict=True):
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        spent, passed = used.ru_utime + used.ru_stime, process.returncode == 0
        verdict = "ok" if passed and spent <= MOST else "MISSED" if passed else f"FAILED with {process.returncode}"
        failed |= verdict != "ok"
        row(f"eval of all cases, {engine.partition(':')[0]}", f"{spent:>10.1f} s of a core", f"at most {MOST:.0f} s", verdict)
    row("  both, on the clock", f"{perf_counter() - start:>10.1f} s")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
