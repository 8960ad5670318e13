"""Reports of a small run in which everything that a reader sees is hostile."""

from llm_extract.evals.compare import Options, compare
from llm_extract.evals.gate import Breach
from llm_extract.evals.records import Cost, Counts, FigureCounts, Hashes, Item, Record, Result, Scores, Verdict
from llm_extract.evals.report import Report
from llm_extract.evals.sides import side_by_side

EVIL = "<script>alert(1)</script>\"'&]]> {{ 7*7 }} | `x` [y](http://evil.example) @all"
UNSEEN = "\x1b[31m\x00\u202e"
TEXT = f"Kết nạp 640 đảng viên. {EVIL}{UNSEEN} Hết."


def item(verdict: Verdict, start: int | None = None, end: int | None = None, *, name: str = "membership.admitted") -> Item:
    return Item(what="metric", name=name, verdict=verdict, expected=f"640 {EVIL}", got=f"641{UNSEEN}", reason=EVIL, start=start, end=end)


def record(verdict: Verdict, *, engine: str = "rules", crashed: bool = False) -> Record:
    right = int(verdict == "right")
    scores = Scores(
        metrics=Counts(right=right, expected=1, predicted=1),
        fields={"title": Counts(right=1, expected=1, predicted=1)},
        figures=FigureCounts(found=right, expected=1, invented=int(verdict == "invented")),
        cost=Cost(calls=1, prompt_tokens=90, answer_tokens=10, price=0.01, seconds=0.5),
        items=(item(verdict, 8, 11), item("right", 0, 22, name="other"), item("wrong", None, None, name=EVIL)),
    )
    results = (
        Result(case="one", scores=scores),
        Result(case="two", scores=None if crashed else scores, error=f"ValueError: {EVIL}{UNSEEN}" if crashed else None),
    )
    hashes = Hashes(schema="s", cases={"one": "1", "two": "2"})
    return Record(
        task="party_building", engine=engine, code="0.1.0+abc", started="2026-01-02T03:04:05+00:00", hashes=hashes, results=results
    )


def report() -> Report:
    """A run that fails its gate, crashed once, and is compared with an earlier one."""
    before, after = record("right"), record("wrong", engine=EVIL, crashed=True)
    return Report(
        record=after,
        breaches=(Breach("crashed", "two", f"case two: it crashed ({EVIL}{UNSEEN}); correct it"), Breach("floor", "metrics.f1", "too low")),
        comparison=compare(before, after, Options(names=(EVIL, "B"), draws=50)),
        sides=side_by_side({EVIL: before, "B": after}),
        articles={"one": TEXT, "two": TEXT},
    )
