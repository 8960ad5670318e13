"""Counts tokens as the models behind `o200k_base` do; run by `cost.py` in `.venv-bench`: a JSON list of texts in, a list of counts out."""

import json
import sys

import bpe_openai  # type: ignore[import-not-found]  # installed in .venv-bench alone

if __name__ == "__main__":
    encoding = bpe_openai.get_encoding("o200k_base")
    json.dump([len(encoding.encode(text)) for text in json.load(sys.stdin)], sys.stdout)
