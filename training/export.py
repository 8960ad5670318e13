"""Writes a trained adapter as a GGUF file that llama.cpp loads beside the base model.

    python -m training.export --work build/adapter --output party_building.gguf

Of several runs, the later of which began with the weights of the earlier, the mean of the weights is written (Wortsman et al. 2022, "Model
soups": of models tuned from one beginning it is often the better one where text is unlike that of the training).

Keys and names of tensors follow llama.cpp's `convert_lora_to_gguf.py`: `blk.N.attn_q.weight.lora_a` is rank × input, `.lora_b` output × rank.
"""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

import gguf
import numpy as np
import torch

from training.base import ALPHA

_NAMES = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}  # fmt: skip
_WEIGHT = re.compile(r"layers\.(\d+)\.(\w+\.\w+)\.lora_([AB])\.default\.weight$")


def export(checkpoints: Sequence[Path], output: Path, name: str) -> int:
    """Writes the mean of the adapters of checkpoints under a name, and returns the number of its tensors.

    Raises:
        ValueError: a tensor of the checkpoint belongs to no layer that llama.cpp knows.
    """
    states = [torch.load(checkpoint, weights_only=True, map_location="cpu")["adapter"] for checkpoint in checkpoints]
    writer = gguf.GGUFWriter(output, "gemma3")
    writer.add_string("general.type", "adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_string("general.name", f"llm-extract {name}")
    writer.add_float32("adapter.lora.alpha", float(ALPHA))
    for tensor in sorted(states[0]):
        mean = torch.stack([state[tensor].to(torch.float32) for state in states]).mean(dim=0)
        writer.add_tensor(_gguf_name(tensor), mean.numpy().astype(np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return len(states[0])


def _gguf_name(name: str) -> str:
    found = _WEIGHT.search(name)
    if found is None or found[2] not in _NAMES:
        raise ValueError(f"{name}: no tensor of an adapter for Gemma 3. Train with training.train.")
    return f"blk.{found[1]}.{_NAMES[found[2]]}.weight.lora_{found[3].lower()}"


def main() -> None:
    """Reads the command line and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, nargs="+", help="folder of a run; of several, the mean")
    parser.add_argument("--output", type=Path, required=True)
    wanted = parser.parse_args()
    tensors = export([work / "checkpoint.pt" for work in wanted.work], wanted.output, wanted.output.stem)
    print(f"{wanted.output}: {tensors} tensors, {wanted.output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
