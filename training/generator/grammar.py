"""A small grammar of phrases: alternatives, named phrases and figures with their labels.

| notation | meaning |
| --- | --- |
| `{a|b|}` | one of the alternatives, an empty one too; they nest |
| `$name` | an alternative of that name in the lexicon |
| `#` | the figure of the phrase's own label, in the form the caller chooses |
| `#%` | the same as a percentage |
| `~` | where a percentage that belongs to the figure before may be printed |
| `<code form>` | a figure with a label of its own; kind after a `!`: `<membership.admitted!target least>` |

A percentage beside a figure has the label `share`, the whole of a ratio that stands apart `whole`, and any other numeral that is no metric `none`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

OPEN, BETWEEN, CLOSE = "\ue000", "\ue001", "\ue002"
"""Private code points around a labelled figure in an expanded phrase: `OPEN label BETWEEN text CLOSE`."""

_TOKEN = re.compile(r"\$([a-z_]+)|<([^<>]+)>|(#%?)|(~)|([{}|])|([^$<>#~{}|]+)")
_MARKED = re.compile(f"{OPEN}([^{BETWEEN}]*){BETWEEN}([^{CLOSE}]*){CLOSE}")

Node = str | tuple[str, str] | list["Sequence[Node]"]


class PhraseError(ValueError):
    """A phrase of the tables is not well formed; the message holds it."""


@dataclass(frozen=True)
class Mark:
    """A labelled stretch of a finished text: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int
    label: str


@dataclass
class Grammar:
    """Expands phrases with one source of chance.

    `figure` writes a figure: it takes the label and the name of a form, and returns the text.
    """

    lexicon: Mapping[str, Sequence[str]]
    random: Random
    figure: Callable[[str, str], str]

    def expand(self, phrase: str, own: Callable[[str], str] | None = None, share: Callable[[], str] | None = None) -> str:
        """One text of a phrase; `own` writes `#` (it is given `count` or `percent`), `share` what stands at `~`.

        Raises:
            PhraseError: the phrase is not well formed, or names a phrase that the lexicon lacks.
        """
        return self._sequence(parse(phrase), own, share)

    def _sequence(self, nodes: Sequence[Node], own: Callable[[str], str] | None, share: Callable[[], str] | None) -> str:
        return "".join(self._node(node, own, share) for node in nodes)

    def _node(self, node: Node, own: Callable[[str], str] | None, share: Callable[[], str] | None) -> str:
        if isinstance(node, str):
            return node
        if isinstance(node, list):
            return self._sequence(self.random.choice(node), own, share)
        kind, value = node
        if kind == "name":
            if value not in self.lexicon:
                raise PhraseError(f"${value}: the lexicon has no such phrase.")
            return self.expand(self.random.choice(self.lexicon[value]), own, share)
        if kind == "figure":
            label, _, form = value.partition(" ")
            return marked(label, self.figure(label, form or "count"))
        if kind == "share":
            return share() if share else ""
        if own is None:
            raise PhraseError("#: the phrase has a figure of its own, and nothing writes it.")
        return own("percent" if value == "#%" else "count")


def marked(label: str, text: str) -> str:
    """A figure's text between the code points that carry its label."""
    return f"{OPEN}{label}{BETWEEN}{text}{CLOSE}"


@cache
def parse(phrase: str) -> tuple[Node, ...]:
    """The parts of a phrase.

    Raises:
        PhraseError: braces do not pair, or a character of the notation stands alone.
    """
    tokens = list(_TOKEN.finditer(phrase))
    if sum(len(token[0]) for token in tokens) != len(phrase):
        raise PhraseError(f"{phrase!r}: a character of the notation stands alone.")
    alternatives, at = _alternatives(tokens, 0)
    if at != len(tokens) or len(alternatives) != 1:
        raise PhraseError(f"{phrase!r}: its braces do not pair.")
    return tuple(alternatives[0])


def _alternatives(tokens: Sequence[re.Match[str]], at: int) -> tuple[list[Sequence[Node]], int]:
    found: list[Sequence[Node]] = []
    nodes: list[Node] = []
    while at < len(tokens) and tokens[at][0] != "}":
        token = tokens[at]
        if token[0] == "{":
            inner, at = _alternatives(tokens, at + 1)
            if at == len(tokens):
                raise PhraseError(f"{token.string!r}: its braces do not pair.")
            nodes.append(inner)
        elif token[0] == "|":
            found.append(nodes)
            nodes = []
        else:
            nodes.append(_leaf(token))
        at += 1
    return [*found, nodes], at


def _leaf(token: re.Match[str]) -> Node:
    for group, kind in ((1, "name"), (2, "figure"), (3, "own"), (4, "share")):
        if token[group]:
            return kind, token[group]
    return token[0]


def unmark(text: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and where they stood."""
    pieces: list[str] = []
    marks: list[Mark] = []
    length = last = 0
    for found in _MARKED.finditer(text):
        pieces += [text[last : found.start()], found[2]]
        length += found.start() - last
        marks.append(Mark(length, length + len(found[2]), found[1]))
        length += len(found[2])
        last = found.end()
    return "".join([*pieces, text[last:]]), tuple(marks)
