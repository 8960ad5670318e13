r"""How a tuned local model is asked what figures are, and how its answer is read. Pure; training and engine share it.

An excerpt (`excerpts`) is given once, behind the sentence before it, then one line a figure, in order:

    <sentence before, its last 10 words>\n
    <excerpt, its lines as they are>\n
    kỷ luật, gồm [12] đảng viên, => actual discipline members blame\n
    viên, cảnh cáo [3] và khai => actual discipline members warning\n

A label is a word for its kind and one for each part of its code, every word one token of Gemma's tokenizer with the blank before it,
and a line end closes it. `none` is no metric; `none percent` the percentage printed beside the figure before it, `none total` the whole
of another figure.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Self

from llm_extract.errors import AnswerError
from llm_extract.models import Figure, Span
from llm_extract.tasks.base import Task

Kind = Literal["actual", "target", "change"]
Reason = Literal["none", "share", "whole"]

KINDS: tuple[Kind, ...] = ("actual", "target", "change")
NO_METRIC: Mapping[Reason, tuple[str, ...]] = {"none": ("none",), "share": ("none", "percent"), "whole": ("none", "total")}
END = "\n"
"""Closes a label."""
CONTEXT_WORDS = 10
WORDS_LEFT, WORDS_RIGHT = 3, 2
"""Words shown on either side of a figure on its line."""

# Parts of codes that are no single token, or that another word says better; every other part is its own word.
_WORDS = {
    "orgs": "organizations",
    "collectives": "groups",
    "subcells": "branches",
    "not_evaluated": "excluded",
    "files_reviewed": "examined",
    "files_approved": "approved",
    "official": "permanent",
    "badges": "medals",
    "reprimand": "blame",
    "expulsion": "expelled",
}
_PARTS = {word: part for part, word in _WORDS.items()}
_BLANK = re.compile(r"\s+")
_QUOTES = str.maketrans("", "", '“”„"«»')


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure is: a code of the task and a kind, or, with neither, why it is no metric."""

    indicator: str | None
    kind: Kind | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model reads of one excerpt: `head`, then for each figure its line up to the label.

    The label follows with a blank before each word, and `END` behind the last; then the next line.
    """

    head: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, messages: Sequence[Mapping[str, str]]) -> Self:
        """The prompt that `messages` gave."""
        head, *lines = (message["content"] for message in messages)
        return cls(head, tuple(lines))

    def messages(self) -> list[dict[str, str]]:
        """The prompt as messages, the head first: what is kept and recorded of the question."""
        return [{"role": "user", "content": part} for part in (self.head, *self.lines)]

    def text(self, labels: Sequence[Sequence[str]]) -> str:
        """The prompt with the labels of its first figures, up to where the next label is to be written."""
        rest = self.behind(labels)
        return rest.head + "".join(rest.lines[:1])

    def behind(self, labels: Sequence[Sequence[str]]) -> "Prompt":
        """The prompt of the figures that are left where the first ones are known to bear these labels."""
        known = "".join(f"{line}{written(label)}" for line, label in zip(self.lines, labels, strict=False))
        return Prompt(self.head + known, self.lines[len(labels) :])


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model wrote of a figure: the words of a label, and how probable they were among the labels of the task.

    `rivals` are the words that it might have written instead: behind so many of its words, how probable they were together with those.
    """

    words: tuple[str, ...]
    probability: float
    rivals: Mapping[tuple[int, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScoredLabel:
    """The label that a model gives to a figure, how probable it is, and what else it might have been (see `Prediction`)."""

    meaning: Meaning
    probability: float
    rivals: Mapping[tuple[int, str], float] = field(default_factory=dict)

    def chance_of(self, other: Meaning) -> float:
        """The most that the model gives to another label: what it gives to the word by which that label leaves its own."""
        own, their = (*words(self.meaning), END), (*words(other), END)
        at = next((number for number, pair in enumerate(zip(own, their, strict=False)) if pair[0] != pair[1]), None)
        return self.probability if at is None else self.rivals.get((at, their[at]), 0.0)


def words(meaning: Meaning) -> tuple[str, ...]:
    """The words of a label, the closing line end aside."""
    if meaning.indicator is None or meaning.kind is None:
        return NO_METRIC[meaning.reason or "none"]
    return meaning.kind, *(_WORDS.get(part, part) for part in meaning.indicator.split("."))


def meaning(label: Sequence[str], task: Task) -> Meaning | None:
    """What the words of a label mean; None where they are no label of the task."""
    for reason, spelt in NO_METRIC.items():
        if tuple(label) == spelt:
            return Meaning(None, None, reason)
    if not label or label[0] not in KINDS:
        return None
    code = ".".join(_PARTS.get(word, word) for word in label[1:])
    found = Meaning(code, label[0])
    return found if code in task.by_code and words(found) == tuple(label) else None


def written(label: Sequence[str]) -> str:
    """The text of a label as it stands behind its line, its end included."""
    return "".join(f" {word}" for word in label) + END


def continuations(task: Task) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The trie of the labels: for each beginning of a label the words that may follow, `END` where it may close."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for label in labels(task):
        spelt = (*label, END)
        for length in range(len(spelt)):
            found.setdefault(spelt[:length], {})[spelt[length]] = None
    return {beginning: tuple(follow) for beginning, follow in found.items()}


def labels(task: Task) -> Iterable[tuple[str, ...]]:
    """Every label of a task, in a stable order."""
    yield from NO_METRIC.values()
    for kind in KINDS:
        for code in task.by_code:
            yield words(Meaning(code, kind))


def schema(task: Task) -> dict[str, object]:
    """The JSON schema of an answer: for each figure a label, its probability, and those of other words behind so many of its own."""
    label = {"type": "string", "enum": [" ".join(label) for label in labels(task)]}
    chance = {"type": "number", "minimum": 0, "maximum": 1}
    rivals = {"type": "object", "additionalProperties": chance}
    return {"type": "array", "items": {"type": "array", "prefixItems": [label, chance, rivals]}}


def answer(predictions: Iterable[Prediction]) -> str:
    """Predictions as JSON, which `predictions` reads."""
    told = [
        [" ".join(one.words), round(one.probability, 4), {f"{at} {word}": round(chance, 3) for (at, word), chance in one.rivals.items()}]
        for one in predictions
    ]
    return json.dumps(told, separators=(",", ":"))


def predictions(text: str) -> tuple[Prediction, ...]:
    """What an answer says of the figures of its prompt, in order.

    Raises:
        AnswerError: it is no such answer.
    """
    try:
        return tuple(
            Prediction(tuple(str(label).split(" ")), float(probability), {_place(at): float(chance) for at, chance in rivals.items()})
            for label, probability, rivals in json.loads(text)
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise AnswerError(f"this is no list of labels ({error}); ask again") from error


def _place(text: str) -> tuple[int, str]:
    at, _, word = text.partition(" ")
    return int(at), word


def parse(text: str, task: Task) -> tuple[ScoredLabel | None, ...]:
    """What an answer says of the figures of its prompt, in order; None for what is no label of the task.

    Raises:
        AnswerError: it is no such answer.
    """
    found = ((meaning(one.words, task), one) for one in predictions(text))
    return tuple(ScoredLabel(known, one.probability, one.rivals) if known else None for known, one in found)


def vocabulary(task: Task) -> tuple[str, ...]:
    """Every word of the labels, each once, `END` last."""
    return (*dict.fromkeys(word for label in labels(task) for word in label), END)


def asked(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures that a model is asked about: those that count something, and are no percentage tied to another by the reader."""
    return tuple(figure for figure in figures if figure.counts and figure.tied_to is None)


def prompt(before: str, sentence: str, places: Sequence[Span]) -> Prompt:
    """The prompt of one excerpt, without quotation marks: whether a name or a level is quoted is the writer's habit, and means nothing.

    Args:
        before: the sentence before it, empty where there is none.
        sentence: the excerpt: one sentence or more.
        places: where its figures stand in it, in order.
    """
    context = " ".join(_bare(before).split()[-CONTEXT_WORDS:])
    lines = "\n".join(flat for line in sentence.splitlines() if (flat := _flat(line)))
    return Prompt(f"{context}\n{lines}\n", tuple(_line(sentence, place) for place in places))


def _line(sentence: str, place: Span) -> str:
    before, behind = _bare(sentence[: place.start]), _bare(sentence[place.end :])
    left, right = before.split()[-WORDS_LEFT:], behind.split()[:WORDS_RIGHT]
    glued_left = " " if not before or before[-1].isspace() else ""
    glued_right = " " if behind[:1].isspace() else ""
    return f"{' '.join(left)}{glued_left if left else ''}[{_flat(place.of(sentence))}]{glued_right}{' '.join(right)} =>"


def _flat(text: str) -> str:
    return _BLANK.sub(" ", _bare(text)).strip()


def _bare(text: str) -> str:
    return text.translate(_QUOTES)
