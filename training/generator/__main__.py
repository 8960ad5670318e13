"""Writes examples as JSON lines, and what was dropped to standard error."""

import argparse
import sys
from pathlib import Path

from training.generator.corpus import Corpus


def main() -> None:
    """Reads the command line and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=14_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, required=True)
    wanted = parser.parse_args()
    corpus = Corpus(wanted.seed)
    with wanted.output.open("w", encoding="utf-8") as file:
        file.writelines(f"{example.line()}\n" for example in corpus.examples(wanted.examples))
    for why, count in corpus.dropped.most_common():
        print(f"dropped, {why}: {count}", file=sys.stderr)  # noqa: T201  a command's report


if __name__ == "__main__":
    main()
