"""What wrong answers of a model do to the result: this package beside LangExtract, plain instructor and its `CitationMixin`.

Run with `make bench-corruption`. A scripted endpoint on a loopback port answers for the model: right, but for one kind of mistake at a
time, in every golden article. The bars, for this package: nothing false is kept, nothing right is lost, everything wrong is named.
What is false is judged from the article's text alone (`tests/truth.py`). Exit status 1 where a bar is missed.

The others get the same mistakes as a model writes them in their own format: every quote of the article in its order, in whose place,
or behind which, the wrong one stands. LangExtract asks the endpoint through its own OpenAI provider, the article in one chunk; kept is
what it gives an interval, named is what it gives none. Plain instructor keeps what fits the schema; an answer that does not is refused
as a whole. For `CitationMixin`, kept is a metric with a quote left, named is one without. What a model leaves out leaves no trace in
the others. Most of what LangExtract keeps wrongly it marks as `match_fuzzy` or `match_lesser`; the last lines count these.
"""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llm_extract.engines.asking.question import Form
from tests.corruptions import CORRUPTIONS, LABELS, TASK, Item, Sample, whole_example
from tests.endpoint import Reply, Request, ScriptedEndpoint, completion
from tests.judging import Tally, Trial, bench
from tests.oracle import cases

MODES: tuple[tuple[Form, int], ...] = (("map", 0), ("list", 2))
"""Forms of the answer, with the rounds of asking again; what is asked again is answered wrongly again."""
PEERS = ("LangExtract", "instructor", "CitationMixin")
STEP = 4
"""The others get every fourth article: their search for a quote that is not there takes them long."""
BESIDE = frozenset({"doubled ids", "another's label"})
EXAMPLE = "the whole example"
CODE = "other"
EXACT = "match_exact"
LEAST_QUOTES = 400


def ours(case: Path) -> dict[str, Tally]:
    """All kinds of mistakes in one article."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    with bench() as one:
        trial = Trial(one, Sample.of(case))
        for form, rounds in MODES:
            for name, corruption in CORRUPTIONS.items():
                tallies[name] += trial.judge(name, corruption, form, rounds)
        refused = trial.refuses(whole_example(trial.sample))
        tallies[EXAMPLE] += Tally(items=1, named=int(refused), false=[] if refused else [f"{case.name}: the example's answer"])
    return dict(tallies)


@dataclass(frozen=True)
class Entry:
    """A line of a copying model's answer: a quote with its label, and the mistake it is, if it is one."""

    quote: str
    code: str
    item: Item | None = None


@dataclass(frozen=True)
class Job:
    """An answer for one of the others: the kind of mistake, the article, the lines."""

    name: str
    text: str
    entries: tuple[Entry, ...]


def jobs(samples: Iterable[Sample]) -> Iterator[Job]:
    """Answers with every mistake; one mistake at most in the place of each quote, so that some mistakes take several answers."""
    for sample in samples:
        for name, corruption in CORRUPTIONS.items():
            items = [item for item in corruption(sample, 0).items if item.written]
            while items:
                entries, items = _lines(sample, items, beside=name in BESIDE)
                yield Job(name, sample.article.text, tuple(entries))


def _lines(sample: Sample, items: Sequence[Item], *, beside: bool) -> tuple[list[Entry], list[Item]]:
    first: dict[str, Item] = {}
    left, loose = [], []
    for item in items:
        if item.original not in sample.quotes:
            loose.append(item)
        elif item.original in first:
            left.append(item)
        else:
            first[item.original] = item
    entries = []
    for quote in sample.quotes:
        wrong = first.get(quote)
        if wrong is None or beside:
            entries.append(Entry(quote, CODE))
        if wrong is not None:
            entries.append(Entry(wrong.written, _code(wrong), wrong))
    return [*entries, *(Entry(item.written, _code(item), item) for item in loose)], left


def _code(item: Item) -> str:
    """The label a mistake bears: where a label is the mistake, it may be empty."""
    return item.code if item.ids else item.code or CODE


def spoken(tool: str, entries: Sequence[Entry]) -> str:
    """The answer in a library's own format."""
    if tool == "LangExtract":
        listed: list[dict[str, Any]] = [{"metric": one.quote, "metric_attributes": {"code": one.code}} for one in entries]
        return json.dumps({"extractions": listed}, ensure_ascii=False)
    quoted = [{"substring_quotes": [one.quote]} if tool == "CitationMixin" else {"quote": one.quote} for one in entries]
    return json.dumps({"metrics": [{"code": one.code, "value": "0"} | said for one, said in zip(entries, quoted, strict=True)]})


def theirs(python: str, tool: str, todo: Sequence[Job]) -> dict[str, Tally]:
    """One of the other libraries on all answers."""
    tallies: dict[str, Tally] = defaultdict(Tally)

    def answer(request: Request) -> Reply:
        number = int(request.json["model"].removeprefix("scripted-"))
        return Reply(body=completion(spoken(tool, todo[number].entries)))

    with ScriptedEndpoint(answer) as endpoint:
        codes = list(TASK.by_code)
        lines = "".join(json.dumps({"n": n, "tool": tool, "text": job.text, "codes": codes}) + "\n" for n, job in enumerate(todo))
        command = [python, str(Path(__file__).with_name("peers.py")), endpoint.base_url]
        done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)  # noqa: S603  our own command
    for line in done.stdout.splitlines():
        result = json.loads(line)
        job = todo[result["n"]]
        tallies[job.name] += _tally(job, result)
    return dict(tallies)


def _tally(job: Job, result: dict[str, Any]) -> Tally:
    grounded = [one["grounded"] for one in result.get("entries", ())] or [False] * len(job.entries)
    statuses = [one["status"] for one in result.get("entries", ())] or [""] * len(job.entries)
    tally = Tally(items=sum(entry.item is not None for entry in job.entries))
    for entry, kept, status in zip(job.entries, grounded, statuses, strict=True):
        right = entry.item is None or entry.item.right
        if right and not kept:
            tally.lost.append(entry.quote)
        elif not right and kept:
            tally.false.append(entry.quote)
            tally.changed += status not in {"", EXACT}
        tally.named += int(entry.item is not None and (right or not kept))
    return tally


def _cells(tally: Tally | None, *, labels: bool) -> str:
    if tally is None:
        return f"{'–':>8}{'–':>7}{'–':>6}{'–':>7}"
    return f"{tally.items:>8}{'–' if labels else len(tally.false):>7}{len(tally.lost):>6}{'–' if labels else tally.named:>7}"


def table(columns: dict[str, dict[str, Tally]]) -> None:
    """One row for each kind of mistake, four columns for each library."""
    print(f"{'':<30}" + "".join(f"{name:^30}" for name in columns))
    print(f"{'':<30}" + f"{'items':>8}{'false':>7}{'lost':>6}{'named':>7}  " * len(columns))
    for name in (*CORRUPTIONS, EXAMPLE):
        print(f"{name:<30}" + "  ".join(_cells(column.get(name), labels=name == LABELS) for column in columns.values()))


def missed(tallies: dict[str, Tally], quotes: int) -> list[str]:
    """The bars that this package misses."""
    found = [f"only {quotes} quotes"] if quotes < LEAST_QUOTES else []
    for name, tally in tallies.items():
        found += [f"{name}: {kind}: {one}" for kind in ("false", "lost", "unnamed") for one in getattr(tally, kind)]
    return found


def main() -> int:
    """Prints the table; 1 where a bar is missed."""
    samples = [Sample.of(case) for case in cases()]
    columns: dict[str, dict[str, Tally]] = {"llm-extract": defaultdict(Tally)}
    with ProcessPoolExecutor() as pool:
        for tallies in pool.map(ours, cases()):
            for name, tally in tallies.items():
                columns["llm-extract"][name] += tally
    todo = list(jobs(samples[::STEP]))
    with ThreadPoolExecutor() as threads:
        done = {tool: threads.submit(theirs, sys.argv[1], tool, todo) for tool in PEERS}
        columns |= {tool: future.result() for tool, future in done.items()}
    table(columns)
    quotes = sum(len(sample.quotes) for sample in samples)
    wrong = missed(columns["llm-extract"], quotes)
    changed = columns["llm-extract"][LABELS].changed
    print(
        f"\n{quotes} quotes of {len(samples)} articles. Labels are no text: {changed} times another's was given and kept, on true values."
    )
    kept = columns["LangExtract"].values()
    inexact, every = sum(tally.changed for tally in kept), sum(len(tally.false) for tally in kept)
    print(f"Of the {every} that LangExtract keeps wrongly, it marks {inexact} as inexact matches.")
    print("\n".join(wrong[:20]) or "Nothing false, nothing lost, everything named.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
