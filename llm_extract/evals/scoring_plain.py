"""What a result of a task made of primitives is worth: every value of its schema, lists matched one to one in whatever order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from llm_extract.evals import plain, spelling
from llm_extract.evals.cases import Case
from llm_extract.evals.matching import matched
from llm_extract.evals.plain import Leaf, LeafKind, Node, PlainGold
from llm_extract.evals.records import Counts, FigureCounts, Item, Scores
from llm_extract.evals.scoring_common import cost_of, judge_findings, judge_summary, made_up
from llm_extract.evals.scoring_fields import Judged, one_value, values
from llm_extract.evals.truth import Invented, Shown, Truth
from llm_extract.tasks.base import Task

_SAME: Mapping[LeafKind, Callable[[str, str], bool]] = {
    "text": spelling.says_as_much,
    "quote": spelling.same_words,
    "figure": lambda one, other: spelling.folded(one) == spelling.folded(other),
    "date": spelling.same_date,
    "document": spelling.same_document,
    "plain": str.__eq__,
}


def judge(case: Case, gold: PlainGold, task: Task, shown: Shown) -> Scores:
    """The scores of a result; see `scoring.judge`. Its metrics are all values together."""
    data = shown["extraction"]
    got = plain.of_result(task, data)
    counts, items = compare("", dict(gold.fields), {name: got.get(name) for name in gold.fields})
    forbidden = [(name, leaf.value) for name, leaf in plain.leaves(dict(got), "") if _forbidden(leaf.value, gold)]
    if gold.must_not:
        counts["must_not"] = Counts(predicted=len(forbidden))
    truth = Truth(case.article)
    said = [leaf.value for _, leaf in plain.leaves(dict(got), "") if leaf.kind == "text"]
    reference = [leaf.value for _, leaf in plain.leaves(dict(gold.fields), "") if leaf.kind == "text"]
    summary, summary_items = judge_summary(truth, said, "\n".join(reference) or None)
    invented = tuple(_invented(truth, shown, said))
    lost = _lost(gold, shown)
    findings, finding_items = Counts(), list[Item]()
    if gold.contradictions is not None:
        findings, finding_items = judge_findings(gold.contradictions, case.article.text, shown["findings"])
    return Scores(
        findings=findings,
        metrics=sum(counts.values(), Counts()),
        fields=counts,
        figures=_figures(gold, got, shown, len(invented), len(lost)),
        summary=summary,
        cost=cost_of(shown["usage"]),
        items=(
            *items,
            *(Item(what="field", name=name, verdict="extra", got=value, reason="it holds what it must not") for name, value in forbidden),
            *made_up(invented),
            *(Item(what="figure", name=name, verdict="lost", expected=one, reason="the result holds no such figure") for name, one in lost),
            *finding_items,
            *summary_items,
        ),
    )


def compare(name: str, expected: Node, got: Node) -> Judged:
    """Counts by field name, and an item for each value, of an expected node and a given one."""
    if isinstance(expected, dict) or (expected is None and isinstance(got, dict)):
        return _objects(name, expected or {}, got if isinstance(got, dict) else {})
    if isinstance(expected, tuple):
        return _lists(name, expected, got if isinstance(got, tuple) else ())
    wanted, given = (one if isinstance(one, Leaf) else None for one in (expected, got))
    kind = (wanted or given or Leaf("plain", "")).kind
    counts, items = one_value(name, wanted.value if wanted else None, given.value if given else None, _SAME[kind], kind)
    return ({name: counts} if items else {}), [item.model_copy(update=_place(given)) for item in items]


def _objects(name: str, expected: Mapping[str, Node], got: Mapping[str, Node]) -> Judged:
    keys = expected or got
    return _joined(compare(f"{name}.{key}" if name else key, expected.get(key), got.get(key)) for key in keys)


def _lists(name: str, expected: tuple[Node, ...], got: tuple[Node, ...]) -> Judged:
    first = next((one for one in (*expected, *got) if one is not None), None)
    if isinstance(first, Leaf):
        wanted, given = ([one.value for one in nodes if isinstance(one, Leaf)] for nodes in (expected, got))
        counts, items = values(name, wanted, given, _SAME[first.kind])
        return {name: counts}, items
    pairs = dict(matched(expected, got, lambda one, other: float(_right(compare(name, one, other)))))
    taken = set(pairs.values())
    judged = [compare(name, one, got[pairs[i]] if i in pairs else None) for i, one in enumerate(expected)]
    return _joined([*judged, *(compare(name, None, other) for j, other in enumerate(got) if j not in taken)])


def _joined(parts: Iterable[Judged]) -> Judged:
    counts: dict[str, Counts] = {}
    items: list[Item] = []
    for found, told in parts:
        for name, one in found.items():
            counts[name] = counts.get(name, Counts()) + one
        items += told
    return counts, items


def _right(judged: Judged) -> int:
    return sum(counts.right for counts in judged[0].values())


def _place(leaf: Leaf | None) -> dict[str, int | None]:
    return {"start": leaf.start, "end": leaf.end} if leaf else {}


def _forbidden(value: str, gold: PlainGold) -> bool:
    return any(spelling.folded(words) in spelling.folded(value) for words in gold.must_not)


def _figures(gold: PlainGold, got: Mapping[str, Node], shown: Shown, invented: int, lost: int) -> FigureCounts:
    wanted, given = ([leaf.value for _, leaf in plain.leaves(dict(nodes), "") if leaf.kind == "figure"] for nodes in (gold.fields, got))
    return FigureCounts(
        found=len(matched(wanted, given, lambda one, other: float(_SAME["figure"](one, other)))),
        expected=len(wanted),
        open=sum(one["status"] == "open" for one in shown["figures"]),
        invented=invented,
        lost=lost,
    )


def _lost(gold: PlainGold, shown: Shown) -> list[tuple[str, str]]:
    there = [spelling.folded(one["text"]) for one in shown["figures"] if one["status"] != "set_aside" or one["reason"]]
    figures = [(name, leaf.value) for name, leaf in plain.leaves(dict(gold.fields), "") if leaf.kind == "figure"]
    return [(name, text) for name, text in figures if not any(spelling.folded(text) in one for one in there)]


def _invented(truth: Truth, shown: Shown, said: list[str]) -> Iterator[Invented]:
    yield from truth.misplaced_figures(shown)
    for path, value in _pointed("", shown["extraction"]):
        if truth.article.text[value["start"] : value["end"]] != value["text"]:
            yield Invented(path, value["text"], "the quote is not what stands at its place", value["start"], value["end"])
    for line in said:
        yield from truth.outside_figures(line)


def _pointed(path: str, value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:  # noqa: ANN401  any JSON value
    """Every value that says where it stands."""
    if isinstance(value, dict) and {"text", "start", "end"} <= set(value):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _pointed(f"{path}.{key}" if path else key, one)
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from _pointed(f"{path}.{number}", one)
