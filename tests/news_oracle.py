"""The right answer for a golden case of the task `news`, as a model that makes no mistake would give it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from llm_extract.models import Figure
from llm_extract.numbering import Numbered

GOLDEN = Path(__file__).parents[1] / "golden" / "news"


def cases() -> list[Path]:
    """The folders of the golden cases."""
    return sorted(path.parent for path in GOLDEN.glob("*/expected.json"))


def answer_of(numbered: Numbered, expected: dict[str, Any]) -> dict[str, Any]:
    """The answer that says what the case expects: numbers of figures, quotes, and texts with `⟦12⟧` for figure 12.

    Raises:
        LookupError: the reader reads no such figure or date in the article.
    """
    document = document_of(numbered, expected)
    return {"numbering": numbered.fingerprint, "set_aside": _aside(numbered, _used(document)), "document": document}


def document_of(numbered: Numbered, expected: dict[str, Any]) -> dict[str, Any]:
    """The document's part of the answer.

    Raises:
        LookupError: as for `answer_of`.
    """
    ids = figures_of(numbered, expected)
    return {
        "headline": _marked(numbered, expected["headline"], ids),
        "key_points": [_marked(numbered, point, ids) for point in expected["key_points"]],
        "what": expected["what"],
        "who": expected["who"],
        "when": [_dated(numbered, iso) for iso in expected["when"]],
        "where": expected["where"],
        "figures": [{"figure": number, "counts": item["counts"]} for number, item in zip(ids, expected["figures"], strict=True)],
    }


def figures_of(numbered: Numbered, expected: dict[str, Any]) -> list[int]:
    """The number of each expected figure: of those that the article prints so, the nearest to the words that say what it counts.

    Raises:
        LookupError: as for `answer_of`.
    """
    ids: list[int] = []
    for item in expected["figures"]:
        printed, counts = item["figure"]["text"], item["counts"]
        free = [figure for figure in numbered.by_id.values() if figure.text == printed and figure.id not in ids]
        if not free:
            raise LookupError(f"{printed!r}: the reader reads no such figure in the article")
        ids.append(min(free, key=lambda figure: _distance(numbered.article.text, figure, counts)).id)
    return ids


def _distance(text: str, figure: Figure, words: str) -> int:
    """Code points between a figure and the nearest place of some words."""
    places = [found.span() for found in re.finditer(re.escape(words), text)]
    return min((max(start - figure.span.end, figure.span.start - end, 0) for start, end in places), default=len(text))


def _dated(numbered: Numbered, iso: str) -> int:
    """The figure that gives a date or period; one that is printed without its year gives it too."""
    for wanted in (iso, f"--{iso[5:]}"):
        found = next((figure.id for figure in numbered.by_id.values() if figure.iso == wanted), None)
        if found is not None:
            return found
    raise LookupError(f"{iso}: the reader reads no such date in the article")


def _marked(numbered: Numbered, line: str, ids: list[int]) -> str:
    texts = sorted({figure.text for figure in numbered.by_id.values()}, key=len, reverse=True)
    either = "|".join(map(_bounded, texts))
    return re.sub(rf"(?<![\w.,])(?:{either})", lambda found: f"⟦{_meant(numbered, found, ids)}⟧", line)


def _bounded(printed: str) -> str:
    """An expression for a figure's text that does not end inside a word or another numeral."""
    return re.escape(printed) + (r"(?!\w)" if printed[-1].isalpha() else r"(?!\d|[.,/]\d)")


def _meant(numbered: Numbered, found: re.Match[str], ids: list[int]) -> int:
    """Of the figures that print the same, the one beside the same words; else an expected one, else the first."""
    own = _beside(found.string, *found.span())
    fits = [figure for figure in numbered.by_id.values() if figure.text == found[0]]

    def rank(figure: Figure) -> tuple[int, bool]:
        around = _beside(numbered.article.text, figure.span.start, figure.span.end)
        return sum(one == other for one, other in zip(own, around, strict=True)), figure.id in ids

    return max(fits, key=rank).id


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    before, after = re.search(r"(\w+)\W*$", text[:start]), re.match(r"\W*(\w+)", text[end:])
    return before[1] if before else "", after[1] if after else ""


def _used(document: dict[str, Any]) -> set[int]:
    texts = (document["headline"], *document["key_points"])
    pointed = {int(number) for text in texts for number in re.findall(r"⟦(\d+)⟧", text)}
    return pointed | {*document["when"]} | {item["figure"] for item in document["figures"]}


def _aside(numbered: Numbered, used: Iterable[int]) -> list[dict[str, Any]]:
    """The figures that the case does not speak of: repeated ones, and others, which wait for review."""
    said = {numbered.by_id[number].value for number in used}
    rest = [figure for figure in numbered.asked if figure.id not in used]
    repeated = [figure.id for figure in rest if figure.value in said]
    unclear = [figure.id for figure in rest if figure.value not in said]
    return [{"reason": "repeated", "figures": repeated}, {"reason": "unclear", "figures": unclear}]
