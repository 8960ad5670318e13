"""Document fields of a result against those expected."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from llm_extract.evals import spelling
from llm_extract.evals.gold import Gold
from llm_extract.evals.matching import matched
from llm_extract.evals.records import Counts, Item, Verdict

Same = Callable[[str, str], bool]
Judged = tuple[dict[str, Counts], list[Item]]

SINGLE: Mapping[str, tuple[Same, str]] = {
    "title": (spelling.same_name, "title"),
    "source": (spelling.same_name, "name"),
    "author": (spelling.same_name, "name"),
    "published_at": (spelling.same_date, "date"),
    "organization": (spelling.same_name, "name"),
    "province": (spelling.same_name, "name"),
    "event": (spelling.same_words, "name"),
    "event_date": (spelling.same_date, "date"),
    "period": (spelling.same_date, "period"),
}
"""Fields of one value: how it is compared, and what it is called."""

LISTS: Mapping[str, Same] = {"people": spelling.same_name, "documents": spelling.same_document, "tasks": spelling.says_as_much}


def judge(gold: Gold, data: Mapping[str, Any]) -> Judged:
    """Counts and items of the document's fields.

    Args:
        gold: what is expected.
        data: the result's `extraction`, as JSON values.

    Returns:
        Counts by field (`people` by name, `people.position` over matched people), and an item for each value.
    """
    counts: dict[str, Counts] = {}
    items: list[Item] = []
    for name, (same, what) in SINGLE.items():
        counts[name], told = one_value(name, getattr(gold, name), data[name], same, what)
        items += told
    counts["off_genre"], told = one_value("off_genre", str(gold.off_genre), str(data["off_genre"]), str.__eq__, "genre")
    items += told
    given = {"people": [person["name"] for person in data["people"]], "documents": data["documents"], "tasks": data["tasks"]}
    wanted = {"people": [person.name for person in gold.people], "documents": gold.documents, "tasks": gold.tasks}
    for name, same in LISTS.items():
        counts[name], told = values(name, wanted[name], given[name], same)
        items += told
    counts["people.position"], told = _positions(gold, data["people"])
    return counts, items + told


def one_value(name: str, expected: str | None, got: str | None, same: Same, what: str) -> tuple[Counts, list[Item]]:
    """Counts and items of a field of one value; None where there is none."""
    if expected is None and got is None:
        return Counts(), []
    right = expected is not None and got is not None and same(expected, got)
    verdict: Verdict = "right" if right else "missed" if got is None else "extra" if expected is None else "wrong"
    reasons = {
        "right": f"the same {what}",
        "missed": f"the result gives no {what}",
        "extra": f"the case expects no {what}",
        "wrong": f"another {what}",
    }
    item = Item(what="field", name=name, verdict=verdict, expected=expected, got=got, reason=reasons[verdict])
    return Counts(right=int(right), expected=int(expected is not None), predicted=int(got is not None)), [item]


def values(name: str, expected: Sequence[str], got: Sequence[str], same: Same) -> tuple[Counts, list[Item]]:
    """Counts and items of a field of several values, matched one to one in whatever order."""
    pairs = dict(matched(expected, got, lambda one, other: same(one, other) * (1 + spelling.alike(one, other))))
    return Counts(right=len(pairs), expected=len(expected), predicted=len(got)), list(_each(name, expected, got, pairs))


def _each(name: str, expected: Sequence[str], got: Sequence[str], pairs: Mapping[int, int]) -> Iterator[Item]:
    for i, one in enumerate(expected):
        if i in pairs:
            yield Item(what="field", name=name, verdict="right", expected=one, got=got[pairs[i]], reason="both hold it")
        else:
            yield Item(what="field", name=name, verdict="missed", expected=one, reason="the result does not hold it")
    taken = set(pairs.values())
    for j, other in enumerate(got):
        if j not in taken:
            yield Item(what="field", name=name, verdict="extra", got=other, reason="the case does not expect it")


def _positions(gold: Gold, people: Sequence[Mapping[str, Any]]) -> tuple[Counts, list[Item]]:
    counts, items = Counts(), list[Item]()
    pairs = matched(gold.people, people, lambda one, other: float(spelling.same_name(one.name, other["name"])))
    for i, j in pairs:
        one, other = gold.people[i], people[j]
        found, told = one_value("people.position", one.position, other["position"], spelling.same_words, f"position of {one.name}")
        counts += found
        items += told
    return counts, items
