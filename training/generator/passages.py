"""Passages of reports written out by hand, whose figures change each time they are said.

A file of `training/passages` holds passages between blank lines; each line is one of an article: a heading, a paragraph, a row. A figure stands
as `<label text>`: `<structure.members 6.110>`, `<rating.members.good!target 90%>`, `<share 94,67%>`, `<whole 85>`, `<none 12>`. Every figure that
a model would be asked about is marked so; dates, terms and document numbers need no mark.

    python -m training.generator.passages training/passages/*.txt
    python -m training.generator.passages --task storm.py storm/*.txt

holds the files against the reader of figures and the codes of the task, and says what is wrong line by line.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from llm_extract import tasks
from llm_extract.engines.local.labels import asked
from llm_extract.figures import read
from llm_extract.locales.sentences import sentences
from llm_extract.models import Span
from llm_extract.tasks.base import Task
from training.generator.grammar import BETWEEN, CLOSE, OPEN, Mark, unmark

FOLDER = Path(__file__).parent.parent / "passages"
_FIGURE = re.compile(r"<([a-z_.]+(?:!(?:target|change))?) ([^<>]+)>")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_WHOLE = re.compile(r"^(\d+)")
_REASONS = frozenset({"none", "share", "whole"})
_UNCHANGED = 0.15


def passages(folder: Path = FOLDER) -> tuple[tuple[str, ...], ...]:
    """The passages of all files of a folder, each as its lines."""
    return tuple(passage for path in sorted(folder.glob("*.txt")) for passage in _passages(path.read_text(encoding="utf-8")))


def said(passage: Sequence[str], random: Random) -> list[str]:
    """The lines of a passage as marked text (see `grammar`), with figures of like form and size in place of its own."""
    return [_FIGURE.sub(lambda found: f"{OPEN}{found[1]}{BETWEEN}{_varied(found[2], random)}{CLOSE}", line) for line in passage]


def share_of_none(passage: Sequence[str]) -> float:
    """The share of a passage's figures that are no metric, between 0 and 1."""
    labels = [found[1] for line in passage for found in _FIGURE.finditer(line)]
    return labels.count("none") / max(len(labels), 1)


def faults(passage: Sequence[str], task: Task) -> Iterator[str]:
    """What does not hold of a passage of a task: a label that is none, a stray bracket, a mark beside a figure, a figure without its mark."""
    for line in passage:
        if stray := re.search(r"[<>]", _FIGURE.sub("", line)):
            yield f"a bracket that belongs to no mark ({line[max(0, stray.start() - 20) :][:60]!r})"
            continue
        text, marks = unmark(_FIGURE.sub(rf"{OPEN}\1{BETWEEN}\2{CLOSE}", line))
        yield from (f"{mark.label!r} is no label" for mark in marks if mark.label.partition("!")[0] not in _REASONS | set(task.by_code))
        for span in sentences(text, "vi"):
            here = [Mark(mark.start - span.start, mark.end - span.start, mark.label) for mark in marks if mark.start in span]
            yield from _sentence_faults(span.of(text), here)


def _sentence_faults(sentence: str, marks: Sequence[Mark]) -> Iterator[str]:
    figures = read(sentence, "vi")
    open_figures = asked(figures)
    for figure in open_figures:
        own = [mark for mark in marks if figure.span.overlaps(Span(mark.start, mark.end))]
        if len(own) != 1:
            yield f"{len(own)} marks at the figure {figure.text!r} in {sentence!r}"
    for mark in marks:
        own_figures = [figure for figure in open_figures if figure.span.overlaps(Span(mark.start, mark.end))]
        if len(own_figures) != 1 and mark.label not in _REASONS:
            yield f"{len(own_figures)} figures that are asked about under {mark.label} ({sentence[mark.start : mark.end]!r}) in {sentence!r}"


def _passages(text: str) -> Iterator[tuple[str, ...]]:
    for block in re.split(r"\n\s*\n", text):
        if lines := tuple(line.strip() for line in block.splitlines() if line.strip()):
            yield lines


def _varied(text: str, random: Random) -> str:
    """A figure with other digits: as many parts, each of like form and size."""
    if random.random() < _UNCHANGED:
        return text
    found = list(_NUMERAL.finditer(text))
    factor = 2 ** random.uniform(-1, 1)
    percent = "%" in text
    pieces, last = [], 0
    for one in found:
        pieces += [text[last : one.start()], _numeral(one[0], factor, random, percent=percent)]
        last = one.end()
    return "".join([*pieces, text[last:]])


def _numeral(text: str, factor: float, random: Random, *, percent: bool) -> str:
    """One number times a factor; of a share as many decimals as before, and no more than a hundred."""
    if (grouped := _GROUPED.fullmatch(text)) and not percent:
        return f"{max(1000, round(int(re.sub(r'[.,]', '', text)) * factor)):,}".replace(",", grouped[1])
    whole, decimals = _WHOLE.split(text, 1)[1:]
    number = max(1, round(int(whole) * factor))
    if percent and (number > 100 or (number == 100 and decimals)):
        number = random.randint(60, 99)
    shown = f"{number:0{len(whole)}d}" if whole.startswith("0") else str(number)
    return shown + "".join(str(random.randint(1, 9)) if one.isdigit() else one for one in decimals)


def main() -> None:
    """Reads the command line and says what is wrong; exit code 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--task", default="party_building", help="name, or path of a Python file")
    wanted = parser.parse_args()
    task = tasks.get(wanted.task)
    counted: Counter[str] = Counter()
    wrong = 0
    for path in wanted.files:
        for passage in _passages(path.read_text(encoding="utf-8")):
            counted.update(found[1] for line in passage for found in _FIGURE.finditer(line))
            for fault in faults(passage, task):
                wrong += 1
                print(f"{path.name}: {passage[0][:40]!r}: {fault}")
    print(f"{sum(counted.values())} figures, {wrong} faults; {', '.join(f'{label} {count}' for label, count in counted.most_common())}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
