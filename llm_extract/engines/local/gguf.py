"""The head of a GGUF file, read without native code: what a file is, and how much memory it will take.

Linux promises more memory than there is and kills the process that believes it, so what a context needs is counted before it is asked for.
Format: ggml/docs/gguf.md, "File structure" (little-endian, versions 2 and 3).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from llm_extract.errors import LocalModelError

MAGIC = b"GGUF"
VERSIONS = frozenset({2, 3})
FIXED = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}  # gguf_metadata_value_type
STRING, ARRAY = 8, 9
CACHE_BYTES = 2  # llama.cpp keeps keys and values of the attention as 16-bit floats by default
LONGEST = 1 << 16  # no key or value needed here is longer, nor an array with more items

Value = str | float | list["Value"]


@dataclass(frozen=True, slots=True)
class Head:
    """What the metadata before the tokenizer's say; `values` by key, e.g. `gemma3.block_count`."""

    path: Path
    size: int
    values: dict[str, Value]

    def memory(self, context: int) -> int:
        """Bytes for weights and attention cache of `context` tokens, an upper bound where a model attends to a window only."""
        width = self._number("attention.key_length", self._share()) + self._number("attention.value_length", self._share())
        return self.size + context * self._number("block_count", 0) * self._heads() * width * CACHE_BYTES

    def _share(self) -> int:
        return self._number("embedding_length", 0) // max(self._number("attention.head_count", 1), 1)

    def _heads(self) -> int:
        return self._number("attention.head_count_kv", self._number("attention.head_count", 1))

    def _number(self, name: str, otherwise: int) -> int:
        """The value under the architecture's prefix; the largest where there is one a layer."""
        value = self.values.get(f"{self.values.get('general.architecture')}.{name}", otherwise)
        numbers = value if isinstance(value, list) else [value]
        return max((int(number) for number in numbers if isinstance(number, int)), default=otherwise)


def read_head(path: Path) -> Head:
    """The head of the GGUF file at `path`.

    Raises:
        LocalModelError: the file cannot be read, is no GGUF file of version 2 or 3, or ends or misspeaks within its head.
    """
    try:
        with path.open("rb") as file:
            _require_magic(path, file)
            return Head(path, path.stat().st_size, dict(_values(file)))
    except OSError as error:
        raise LocalModelError(f"{path}: cannot be read ({error.strerror}). Give the path of a .gguf file.") from error
    except (struct.error, ValueError, KeyError) as error:
        raise LocalModelError(f"{path}: a damaged GGUF file, or of a version other than 2 and 3. Download it again.") from error


def _require_magic(path: Path, file: BinaryIO) -> None:
    if file.read(len(MAGIC)) != MAGIC:
        raise LocalModelError(f"{path}: not a GGUF file. Convert the model for llama.cpp, or download its .gguf.")
    if _fixed(file, "<I") not in VERSIONS:
        raise ValueError("version")


def _values(file: BinaryIO) -> Iterator[tuple[str, Value]]:
    """Key by key, up to the tokenizer's, whose lists are long and stand last."""
    _tensors, count = _fixed(file, "<Q"), _fixed(file, "<Q")
    for _ in range(int(count)):
        key = _string(file)
        if key.startswith("tokenizer."):
            return
        yield key, _value(file, int(_fixed(file, "<I")))


def _value(file: BinaryIO, kind: int) -> Value:
    if kind == STRING:
        return _string(file)
    if kind == ARRAY:
        item, count = int(_fixed(file, "<I")), _length(file)
        if item == ARRAY:
            raise ValueError("nested array")
        return [_value(file, item) for _ in range(count)]
    return _fixed(file, FIXED[kind])


def _string(file: BinaryIO) -> str:
    length = _length(file)
    text = file.read(length)
    if len(text) < length:
        raise ValueError("end of file")
    return text.decode()


def _length(file: BinaryIO) -> int:
    length = int(_fixed(file, "<Q"))
    if length > LONGEST:
        raise ValueError("length")
    return length


def _fixed(file: BinaryIO, layout: str) -> float:
    """One number; `float` stands for `int` too."""
    (number,) = struct.unpack(layout, file.read(struct.calcsize(layout)))
    return number  # type: ignore[no-any-return]  # struct cannot say
