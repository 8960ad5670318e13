import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_extract.engines.local.gguf import read_head
from llm_extract.errors import LocalModelError

HEAD = struct.pack("<4sIQQ", b"GGUF", 3, 0, 1)
KEY = struct.pack("<Q", 1) + b"k"


def refusal(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "model.gguf"
    path.write_bytes(content)
    with pytest.raises(LocalModelError) as caught:
        read_head(path)
    return str(caught.value)


def test_memory_is_the_weights_and_two_numbers_a_token_layer_and_dimension(model_file: Path) -> None:
    head = read_head(model_file)
    assert head.values["general.architecture"] == "gemma3"
    # 18 layers, one key-value head of 256 dimensions, keys and values, two bytes each
    assert head.memory(1000) - head.size == 1000 * 18 * 256 * 2 * 2


@pytest.mark.parametrize("cut", [0, 2, 3])
def test_a_file_without_magic_bytes_is_no_gguf(tmp_path: Path, cut: int) -> None:
    assert "not a GGUF file" in refusal(tmp_path, HEAD[:cut])


@pytest.mark.parametrize(
    "content",
    [
        HEAD[:10],
        struct.pack("<4sIQQ", b"GGUF", 99, 0, 0),
        HEAD + struct.pack("<Q", 1 << 60),
        HEAD + KEY + struct.pack("<I", 77),
        HEAD + KEY + struct.pack("<IIQ", 9, 9, 1),
        HEAD + KEY + struct.pack("<IIQ", 9, 4, 1 << 40),
        HEAD + KEY + struct.pack("<IQ", 8, 5) + b"ab",
        HEAD + struct.pack("<Q", 1) + b"\xff",
    ],
)
def test_a_damaged_head_is_named(tmp_path: Path, content: bytes) -> None:
    assert "damaged GGUF file" in refusal(tmp_path, content)


@given(st.binary(max_size=200))
def test_no_bytes_end_in_anything_but_a_head_or_a_clear_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.gguf"
    path.write_bytes(HEAD + content)
    try:
        read_head(path)
    except LocalModelError as error:
        assert str(path) in str(error)  # noqa: PT017  either outcome is right
