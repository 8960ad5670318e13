"""Fits what a summary tells first to the summaries of golden cases.

    python -m training.salience --golden golden --apart first-sight

The metrics are the rules' own. Printed are the weights of the features, which stand in `llm_extract.engines.rules.salience`, and those of
families of codes, which the task holds (`Task.salience`).
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from llm_extract import figures, tasks
from llm_extract.engines.rules import engine as rules
from llm_extract.engines.rules.salience import WEIGHTS, features
from llm_extract.evals import cases, spelling
from llm_extract.evals.cases import Case
from llm_extract.evals.gold import Gold
from llm_extract.tasks.base import Task
from training.regression import fitted

_RIDGE = 3.0


def examples(known: Iterable[Case], task: Task) -> Iterator[tuple[str, dict[str, float], bool]]:
    """Of each metric of each case with a summary: the family of its code, its features, and whether the summary holds its figure."""
    for case in known:
        if not isinstance(case.expected, Gold) or case.expected.summary is None:
            continue
        read = figures.read(case.article.text)
        held = spelling.numerals(case.expected.summary.text)
        by_id = {figure.id: figure for figure in read}
        for label, present in features(rules.answer(case.article, read, task).labels, by_id):
            yield _family(label.indicator), present, bool(spelling.numerals(by_id[label.figure].text) & held)


def _family(code: str) -> str:
    return ".".join(code.split(".")[:2])


def main() -> None:
    """Reads the command line and prints the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--task", default="party_building", help="name, or path of a Python file")
    parser.add_argument("--golden", type=Path, required=True, help="folder of golden cases, one folder a task")
    parser.add_argument("--apart", help="tag of cases that are left out")
    wanted = parser.parse_args()
    task = tasks.get(wanted.task)
    known = cases.load_all(cases.find(wanted.golden, task), task)
    metrics = list(examples((case for case in known if wanted.apart not in case.tags), task))
    columns = [*WEIGHTS, *sorted({family for family, _, _ in metrics})]
    inputs = np.array([[{**present, family: 1.0}.get(column, 0.0) for column in columns] for family, present, _ in metrics])
    weights = fitted(inputs, np.array([float(held) for _, _, held in metrics]), np.zeros(len(columns)), _RIDGE)
    for column, weight in zip(columns, weights, strict=True):
        print(f"{column}: {weight:.1f}")


if __name__ == "__main__":
    main()
