"""How probable a model found the codes that it gave: from the tokens it wrote, where the endpoint tells their probabilities."""

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from llm_extract.models import Span

_LEXEME = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_LONGEST_ID = 9


@dataclass(frozen=True, slots=True)
class Token:
    """A token of an answer: its UTF-8 bytes, which need not be whole letters, and the natural logarithm of its probability."""

    data: bytes
    logprob: float


def of_codes(text: str, tokens: Sequence[Token]) -> dict[int, float]:
    """The probability of each code that an answer gives to a figure.

    Args:
        text: the answer: JSON of either form, as `reply.parse` can read it.
        tokens: what it was written of; more may stand before and behind it.

    Returns:
        By figure id, from 0 to 1, the product over the tokens that the code was written with. Empty without tokens, and where they are
        not those of the text.
    """
    written = b"".join(token.data for token in tokens)
    begin = written.find(text.encode("utf-8", "surrogatepass")) if tokens else -1
    if begin < 0:
        return {}
    offsets = list(accumulate((len(letter.encode("utf-8", "surrogatepass")) for letter in text), initial=begin))
    ends = list(accumulate(len(token.data) for token in tokens))
    found = {}
    for number, span in _codes(text):
        first, last = bisect_right(ends, offsets[span.start]), bisect_left(ends, offsets[span.end])
        found[number] = math.exp(min(0.0, sum(token.logprob for token in tokens[first : last + 1])))
    return found


def _codes(text: str) -> Iterator[tuple[int, Span]]:
    """Figure ids with the places of their codes, without quotation marks."""
    listed: dict[str | int, dict[str | int, Span]] = {}
    for path, span in _scalars(text):
        inside = Span(span.start + 1, span.end - 1) if text[span.start] == '"' else span
        match path:
            case ("figures", str(name)) if _is_id(name) and inside != span:
                yield int(name), inside
            case ("figures", int(at), "figure" | "code" as name):
                listed.setdefault(at, {})[name] = inside
    for item in listed.values():
        if {"figure", "code"} <= set(item) and _is_id(number := item["figure"].of(text)):
            yield int(number), item["code"]


def _is_id(name: str) -> bool:
    return name.isascii() and name.isdigit() and len(name) <= _LONGEST_ID


def _scalars(text: str) -> Iterator[tuple[tuple[str | int | None, ...], Span]]:
    """Every string, number and word of the JSON object in a text, with the names and positions that lead to it."""
    path: list[str | int | None] = []
    for found in _LEXEME.finditer(text, text.find("{"), text.rfind("}") + 1):
        mark = found[0]
        if mark in {"{", "["}:
            path.append(None if mark == "{" else 0)
        elif mark in {"}", "]"}:
            path.pop()
        elif mark == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif mark != ":" and path[-1] is None:
            path[-1] = json.loads(mark)
        elif mark != ":":
            yield tuple(path), Span(*found.span())
