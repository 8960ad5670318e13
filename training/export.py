"""Writes a trained adapter as a GGUF file that llama.cpp loads beside the base model.

    python -m training.export --work build/adapter --output party_building.gguf

Keys and names of tensors follow llama.cpp's `convert_lora_to_gguf.py`: `blk.N.attn_q.weight.lora_a` is rank × input, `.lora_b` output × rank.
"""

import argparse
import re
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


def export(checkpoint: Path, output: Path) -> int:
    """Writes the adapter of a checkpoint and returns the number of its tensors.

    Raises:
        ValueError: a tensor of the checkpoint belongs to no layer that llama.cpp knows.
    """
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")["adapter"]
    writer = gguf.GGUFWriter(output, "gemma3")
    writer.add_string("general.type", "adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_string("general.name", "llm-extract party_building")
    writer.add_float32("adapter.lora.alpha", float(ALPHA))
    for name, weight in sorted(state.items()):
        writer.add_tensor(_gguf_name(name), weight.to(torch.float32).numpy().astype(np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return len(state)


def _gguf_name(name: str) -> str:
    found = _WEIGHT.search(name)
    if found is None or found[2] not in _NAMES:
        raise ValueError(f"{name}: no tensor of an adapter for Gemma 3. Train with training.train.")
    return f"blk.{found[1]}.{_NAMES[found[2]]}.weight.lora_{found[3].lower()}"


def main() -> None:
    """Reads the command line and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    wanted = parser.parse_args()
    tensors = export(wanted.work / "checkpoint.pt", wanted.output)
    print(f"{wanted.output}: {tensors} tensors, {wanted.output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
