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
TOKENIZER = "tokenizer."
"""Begins the keys that stand last, whose lists are as long as the vocabulary."""
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
            require_magic(path, file)
            return Head(path, path.stat().st_size, dict(_values(file)))
    except OSError as error:
        raise LocalModelError(f"{path}: cannot be read ({error.strerror}). Give the path of a .gguf file.") from error
    except (struct.error, ValueError, KeyError) as error:
        raise LocalModelError(f"{path}: a damaged GGUF file, or of a version other than 2 and 3. Download it again.") from error


def require_magic(path: Path, file: BinaryIO) -> None:
    """Reads the first eight bytes.

    Raises:
        LocalModelError: they are not those of a GGUF file.
        ValueError: of a version that is not read here.
    """
    if file.read(len(MAGIC)) != MAGIC:
        raise LocalModelError(f"{path}: not a GGUF file. Convert the model for llama.cpp, or download its .gguf.")
    if read_number(file, "<I") not in VERSIONS:
        raise ValueError("version")


def _values(file: BinaryIO) -> Iterator[tuple[str, Value]]:
    """Key by key, up to the tokenizer's."""
    _tensors, count = read_number(file, "<Q"), read_number(file, "<Q")
    for _ in range(int(count)):
        key = read_string(file)
        if key.startswith(TOKENIZER):
            return
        yield key, read_value(file, int(read_number(file, "<I")))


def read_value(file: BinaryIO, kind: int, longest: int = LONGEST) -> Value:
    """The value of a key, `kind` being its type's number; no list of it has more than `longest` items.

    Raises:
        ValueError: it is longer, a list of lists, or ends too early.
        KeyError: there is no such type.
    """
    if kind == STRING:
        return read_string(file)
    if kind == ARRAY:
        item, count = int(read_number(file, "<I")), _length(file, longest)
        if item == ARRAY:
            raise ValueError("nested array")
        return [read_value(file, item) for _ in range(count)]
    return read_number(file, FIXED[kind])


def read_string(file: BinaryIO) -> str:
    """The text that stands next.

    Raises:
        ValueError: it is no text, or the file ends before it does.
    """
    length = _length(file, LONGEST)
    text = file.read(length)
    if len(text) < length:
        raise ValueError("end of file")
    return text.decode()


def _length(file: BinaryIO, longest: int) -> int:
    length = int(read_number(file, "<Q"))
    if length > longest:
        raise ValueError("length")
    return length


def read_number(file: BinaryIO, layout: str) -> float:
    """The number that stands next, in a layout of `struct`; `float` stands for `int` too.

    Raises:
        struct.error: the file ends before it does.
    """
    (number,) = struct.unpack(layout, file.read(struct.calcsize(layout)))
    return number  # type: ignore[no-any-return]  # struct cannot say
