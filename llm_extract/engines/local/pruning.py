"""A GGUF model with a part of its vocabulary.

Gemma's vocabulary is that of every language: 262,144 tokens, 72 % of the model's bytes, all of which are read for each token that is
written. A model that answers in a few words about texts of one language needs a tenth of them. The weights of the tokens that are kept
are copied as they are, so what the model makes of them does not change.
Format: ggml/docs/gguf.md, "File structure". The package `gguf` reads it too, in ten seconds where this takes one.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from llm_extract.engines.local.gguf import ARRAY, FIXED, MAGIC, STRING, Value, read_number, read_string, read_value, require_magic

_NORMAL = 1
"""Type of a token that stands for text; others stand for bytes, or steer (llama.h, `llama_token_type`)."""
_UNUSED = "<unused"
_TOKENS, _TYPES = "tokenizer.ggml.tokens", "tokenizer.ggml.token_type"
_BY_TOKEN = frozenset({_TOKENS, _TYPES, "tokenizer.ggml.scores"})
_ID = "_token_id"
_VERSION = 3
_ALIGNMENT = 32
_MOST_TOKENS = 1 << 20


@dataclass(frozen=True, slots=True)
class _Tensor:
    name: str
    shape: tuple[int, ...]
    kind: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class _Key:
    name: str
    kind: int
    raw: bytes
    value: Value


def prune(source: Path, target: Path, keep: Callable[[str], bool]) -> None:
    """Writes the model `source` to `target` with those tokens of its vocabulary alone that `keep` says yes to.

    Tokens that stand for no text are kept, but for those that no use was found for. `▁` stands for a blank in a token.

    Raises:
        OSError: a file cannot be read or written.
        ValueError: `source` is no whole GGUF model with a SentencePiece vocabulary.
    """
    try:
        _prune(source, target, keep)
    except (struct.error, KeyError) as error:
        raise ValueError(f"{source} is damaged or of another kind") from error


def _prune(source: Path, target: Path, keep: Callable[[str], bool]) -> None:
    with source.open("rb") as file, target.open("wb") as out:
        keys, tensors, start = _parts(source, file)
        values = {key.name: key.value for key in keys}
        tokens, types = cast("list[str]", values[_TOKENS]), cast("list[int]", values[_TYPES])
        kept = [
            number
            for number, (token, kind) in enumerate(zip(tokens, types, strict=True))
            if (keep(token) if kind == _NORMAL else not token.startswith(_UNUSED))
        ]
        smaller = [_smaller(tensor, len(tokens), len(kept)) for tensor in tensors]
        out.write(MAGIC + struct.pack("<IQQ", _VERSION, len(tensors), len(keys)))
        for key in keys:
            out.write(_string(key.name) + struct.pack("<I", key.kind) + _value_of(key, kept))
        for tensor in _placed(smaller):
            out.write(
                _string(tensor.name)
                + struct.pack(f"<I{len(tensor.shape)}QIQ", len(tensor.shape), *tensor.shape, tensor.kind, tensor.offset)
            )
        for before, after in zip(tensors, smaller, strict=True):
            out.write(bytes(-out.tell() % _ALIGNMENT))
            for at, size in _pieces(before, after, kept):
                file.seek(start + before.offset + at)
                out.write(file.read(size))


def _parts(path: Path, file: BinaryIO) -> tuple[list[_Key], list[_Tensor], int]:
    """Keys, tensors, and where the data of the tensors begin."""
    require_magic(path, file)
    tensors, keys = int(read_number(file, "<Q")), int(read_number(file, "<Q"))
    told = [_key(file) for _ in range(keys)]
    heads = [_head(file) for _ in range(tensors)]
    start = file.tell() + -file.tell() % _ALIGNMENT
    ends = [*sorted(head.offset for head in heads), path.stat().st_size - start]
    return told, [replace(head, size=next(end for end in ends if end > head.offset) - head.offset) for head in heads], start


def _key(file: BinaryIO) -> _Key:
    name, kind = read_string(file), int(read_number(file, "<I"))
    begin = file.tell()
    value = read_value(file, kind, _MOST_TOKENS)
    end = file.tell()
    file.seek(begin)
    return _Key(name, kind, file.read(end - begin), value)


def _head(file: BinaryIO) -> _Tensor:
    name, dimensions = read_string(file), int(read_number(file, "<I"))
    shape = tuple(int(read_number(file, "<Q")) for _ in range(dimensions))
    return _Tensor(name, shape, int(read_number(file, "<I")), int(read_number(file, "<Q")), 0)


def _value_of(key: _Key, kept: Sequence[int]) -> bytes:
    if key.name.endswith(_ID):
        return struct.pack(FIXED[key.kind], kept.index(int(cast("float", key.value))))
    if key.name not in _BY_TOKEN or key.kind != ARRAY:
        return key.raw
    (item,) = struct.unpack_from("<I", key.raw)
    values = cast("list[Value]", key.value)
    body = b"".join(_string(str(values[one])) if item == STRING else struct.pack(FIXED[item], values[one]) for one in kept)
    return struct.pack("<IQ", item, len(kept)) + body


def _smaller(tensor: _Tensor, tokens: int, kept: int) -> _Tensor:
    """The tensor with a row for each token that is kept, if it has one for each token; its rows are of equal size."""
    if len(tensor.shape) == 1 or tensor.shape[-1] != tokens:
        return tensor
    return replace(tensor, shape=(*tensor.shape[:-1], kept), size=tensor.size // tokens * kept)


def _placed(tensors: Sequence[_Tensor]) -> Iterator[_Tensor]:
    at = 0
    for tensor in tensors:
        yield replace(tensor, offset=at)
        at += tensor.size + -tensor.size % _ALIGNMENT


def _pieces(before: _Tensor, after: _Tensor, kept: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the bytes to copy lie behind the begin of a tensor, and how many they are."""
    if before.shape == after.shape:
        yield 0, before.size
        return
    row = before.size // before.shape[-1]
    for number in kept:
        yield number * row, row


def _string(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data
