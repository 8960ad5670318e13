"""Writes examples as JSON lines, and what was dropped to standard error."""

import argparse
import sys
from pathlib import Path

from training.generator.corpus import Corpus
from training.generator.shingles import of_cases


def main() -> None:
    """Reads the command line and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=16_500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--apart", type=Path, help="folder of golden cases whose sentences must not be made")
    parser.add_argument("--passages", type=Path, help="folder of passages of a task of your own, which are all that is said then")
    parser.add_argument("--output", type=Path, required=True)
    wanted = parser.parse_args()
    corpus = Corpus(wanted.seed, of_cases(wanted.apart) if wanted.apart else frozenset(), wanted.passages)
    with wanted.output.open("w", encoding="utf-8") as file:
        file.writelines(f"{example.line()}\n" for example in corpus.examples(wanted.examples))
    for why, count in corpus.dropped.most_common():
        print(f"dropped, {why}: {count}", file=sys.stderr)


if __name__ == "__main__":
    main()
