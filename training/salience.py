"""Fits what a summary tells first to the summaries of golden cases.

    python -m training.salience --golden golden/party_building --apart first-sight

The metrics are the rules' own. Printed are the weights of the features, which stand in `llm_extract.engines.rules.salience`, and those of
families of codes, which the task holds (`Task.salience`).
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from llm_extract import figures, loading, tasks
from llm_extract.engines.rules import engine as rules
from llm_extract.engines.rules.salience import WEIGHTS, features
from llm_extract.evals import spelling
from llm_extract.tasks.base import Task
from training.regression import fitted

_RIDGE = 3.0


def examples(folders: Sequence[Path], task: Task) -> Iterator[tuple[str, dict[str, float], bool]]:
    """Of each metric of each case with a summary: the family of its code, its features, and whether the summary holds its figure."""
    for folder in folders:
        summary = json.loads((folder / "expected.json").read_text(encoding="utf-8")).get("summary")
        if not summary:
            continue
        article = loading.load(str(next(folder.glob("article.*"))))
        read = figures.read(article.text)
        held = spelling.numerals("\n".join([summary["headline"], *summary["key_points"]]))
        by_id = {figure.id: figure for figure in read}
        for label, present in features(rules.answer(article, read, task).labels, by_id):
            yield _family(label.indicator), present, bool(spelling.numerals(by_id[label.figure].text) & held)


def _family(code: str) -> str:
    return ".".join(code.split(".")[:2])


def main() -> None:
    """Reads the command line and prints the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--task", default="party_building", help="name, or path of a Python file")
    parser.add_argument("--golden", type=Path, required=True)
    parser.add_argument("--apart", help="tag of cases that are left out")
    wanted = parser.parse_args()
    folders = [
        folder
        for folder in sorted(wanted.golden.iterdir())
        if wanted.apart not in json.loads((folder / "expected.json").read_text(encoding="utf-8")).get("tags", ())
    ]
    known = list(examples(folders, tasks.get(wanted.task)))
    columns = [*WEIGHTS, *sorted({family for family, _, _ in known})]
    inputs = np.array([[{**present, family: 1.0}.get(column, 0.0) for column in columns] for family, present, _ in known])
    weights = fitted(inputs, np.array([float(held) for _, _, held in known]), np.zeros(len(columns)), _RIDGE)
    for column, weight in zip(columns, weights, strict=True):
        print(f"{column}: {weight:.1f}")


if __name__ == "__main__":
    main()
