"""Times a store of 10,000 articles with 12 metrics each: the pages that reviewers wait for.

Run with `PYTHONPATH=. python benchmarks/store.py [postgresql://…]`; without an address, a file of SQLite in a temporary folder. The bar of
a page is 100 ms of processor time on SQLite, which works in this process; times depend on the machine.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from llm_extract.store import Asked, Draft, Provenance, Store, saving
from llm_extract.store.opening import open_database
from tests.store.sample import Made, sample

ARTICLES, METRICS, ROUNDS = 10_000, 12, 9
BAR = 0.1


def fill(where: str) -> None:
    """Saves the articles, in one transaction."""
    database = open_database(where)
    with database.writing() as connection:
        for number in range(ARTICLES):
            made = Made(
                number, METRICS, "rules" if number % 3 else "openai:tiny", score=0.3 + number % 60 / 100, errors=(0,) * (number % 50 == 0)
            )
            saving.save(connection, *sample(made), Provenance())
    database.close()


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Medians of the seconds that passed and of the processor's."""
    times = []
    for _ in range(ROUNDS):
        began, spent = perf_counter(), process_time()
        work()
        times.append((perf_counter() - began, process_time() - spent))
    passed, used = zip(*times, strict=True)
    return median(passed), median(used)


def main(where: str) -> int:
    """Prints the table; says whether a page took longer than the bar."""
    began = perf_counter()
    fill(where)
    print(f"{ARTICLES:,} articles with {METRICS} metrics each, saved in {perf_counter() - began:.1f} s")
    with Store.open(where) as store:
        key = store.queue(Asked(sort="newest")).rows[0].key
        sheet = store.sheet(key)
        (span, _), name = sheet.reviewed.metrics[0], "an"
        pages: dict[str, Callable[[], object]] = {
            "queue, least sure": store.queue,
            "queue, last page": lambda: store.queue(offset=ARTICLES - 50),
            "queue, by title": lambda: store.queue(Asked(sort="title")),
            "queue, searched": lambda: store.queue(Asked(search="dang bo 77")),
            "queue, of a province and indicator": lambda: store.queue(Asked(province="Hà Giang", indicator="rating.orgs.good")),
            "queue, of a finding": lambda: store.queue(Asked(finding="percent.mismatch")),
            "metrics, least sure": store.metrics,
            "metrics, newest": lambda: store.metrics(Asked(sort="newest")),
            "metrics, by title": lambda: store.metrics(Asked(sort="title")),
            "metrics, of an indicator": lambda: store.metrics(Asked(indicator="rating.orgs.good")),
            "metrics, of a province": lambda: store.metrics(Asked(province="Hà Giang")),
            "metrics, searched": lambda: store.metrics(Asked(search="dang bo 77")),
            "choices": store.choices,
            "sheet": lambda: store.sheet(key),
            "record": lambda: store.record(key, Draft(span, "status", "accept", None, None, name), seen=10**9),
        }
        late = [label for label, work in pages.items() if _told(label, *timed(work)) > BAR]
    print("longer than the bar:", ", ".join(late) or "none")
    return 0


def _told(label: str, passed: float, used: float) -> float:
    print(f"{label:<40}{passed * 1000:8.1f} ms passed {used * 1000:8.1f} ms of processor time")
    return used


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(sys.argv[1] if sys.argv[1:] else str(Path(folder) / "store.sqlite3")))
