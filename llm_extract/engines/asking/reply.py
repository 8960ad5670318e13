"""What an answer is worth: each part is kept where it is the article's, and named as a problem where it is not."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from llm_extract import figures as reader
from llm_extract import pointing
from llm_extract.engines.asking.question import KINDS, Question
from llm_extract.errors import AnswerError
from llm_extract.models import Figure, Span
from llm_extract.numbering import Numbered
from llm_extract.pointing import Problem, Resolution
from llm_extract.quoting import locate
from llm_extract.tasks.base import REASONS

FIGURES = "figures"
_LONGEST_ID = 9


@dataclass(slots=True)
class Reply:
    """An answer, read.

    Attributes:
        codes: code or reason by figure id, for the figures that were answered rightly.
        kinds: `target` or `change` by figure id.
        probabilities: how probable the model found its codes, 0 to 1, by figure id; empty where its endpoint does not tell.
        missed: figures the reader missed, with their codes.
        document: the document's part as answered.
        problems: of the figures, by id; a problem of the document is in `resolution`.
        resolution: the document's part, resolved.
        strange: ids that the article does not have.
    """

    codes: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    probabilities: dict[int, float] = field(default_factory=dict)
    missed: dict[Span, str] = field(default_factory=dict)
    document: dict[str, Any] = field(default_factory=dict)
    problems: dict[int, Problem] = field(default_factory=dict)
    strange: list[Problem] = field(default_factory=list)
    resolution: Resolution = field(default_factory=Resolution)


def parse(text: str) -> dict[str, Any]:
    """The JSON object of an answer; names given twice in one object are listed under `TWICE`.

    Raises:
        AnswerError: the text holds no JSON object.
    """
    start, end = text.find("{"), text.rfind("}")
    try:
        parsed = json.loads(text[start : end + 1], object_pairs_hook=_pairs) if 0 <= start < end else None
    except (ValueError, RecursionError) as error:
        raise AnswerError(f"the answer is no JSON ({error}); ask again, or paste the whole answer") from error
    if not isinstance(parsed, dict):
        raise AnswerError("the answer holds no JSON object; ask again, or paste the whole answer")
    return parsed


TWICE = "\0twice"


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    twice = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
    return made | ({TWICE: twice} if twice else {})


def read(question: Question, answer: Mapping[str, Any]) -> Reply:
    """Reads an answer against its question.

    Args:
        question: what was asked.
        answer: as `parse` gives it.

    Raises:
        AnswerError: it answers another numbering, or repeats an example of the prompt.
    """
    _refuse_foreign(question, answer)
    reply = Reply()
    if question.fields is None or question.fields:
        document = answer.get("document")
        reply.document = dict(document) if isinstance(document, Mapping) else {}
    if question.task.indicators:
        _read_codes(question, answer, reply)
    else:
        _read_aside(question, answer, reply)
    return reply


def resolve(question: Question, reply: Reply, *, year: str | None = None) -> None:
    """Resolves the document's part of a reply, which may have been put together from several answers."""
    if question.fields == ():
        return
    reply.resolution = pointing.resolve(question.task.asked, reply.document, question.numbered, year=year)
    if not question.task.indicators:
        for number in question.asked:
            if number in reply.resolution.used or number in reply.codes:
                reply.problems.pop(number, None)
            else:
                _fault(question, reply, number, "answer.missing", "neither used nor set aside", "không được dùng, cũng không được bỏ")


def _refuse_foreign(question: Question, answer: Mapping[str, Any]) -> None:
    own = question.numbered.fingerprint
    if answer.get("numbering") != own:
        raise AnswerError(
            f"this answer belongs to another numbering of the article ({answer.get('numbering')!r}, not {own!r}); "
            "answer the prompt that llm-extract prompt prints now"
        )
    if question.figures is not None:
        return
    told = {name: part for name, part in answer.items() if name != "numbering"}
    if any(told == dict(example.answer) for example in question.prompt.front.examples):
        raise AnswerError("this answer repeats the example of the prompt; ask again, or use a stronger model")


def _read_codes(question: Question, answer: Mapping[str, Any], reply: Reply) -> None:
    known = {*question.task.by_code, *REASONS}
    given = list(_given(answer.get(FIGURES)))
    times = Counter(number for number, _ in given)
    for number, code in given:
        if not isinstance(number, int) or number not in question.numbered.by_id:
            told = f"figure {number!r} does not exist", f"con số {number!r} không có trong bài"
            reply.strange.append(Problem(FIGURES, f"figures.{number}", "answer.unknown", *told))
        elif times[number] > 1:
            _fault(question, reply, number, "answer.doubled", "answered more than once", "được trả lời nhiều lần")
        elif code not in known:
            _fault(question, reply, number, "answer.code", f"{code!r} is no code and no reason", f"{code!r} không phải mã nào")
        else:
            reply.codes[number] = code
    for number in question.asked:
        if number not in reply.codes and number not in reply.problems:
            _fault(question, reply, number, "answer.missing", "not answered", "chưa được trả lời")
    for item in _objects(answer.get("kinds")):
        _read_kind(question, item, reply)
    for item in _objects(answer.get("missed")):
        _read_missed(question, item, reply)


def _read_kind(question: Question, item: Mapping[str, Any], reply: Reply) -> None:
    number, kind = _id(item.get("figure")), _text(item.get("kind"))
    if isinstance(number, int) and number in question.numbered.by_id and kind in KINDS:
        reply.kinds[number] = kind
    else:
        told = f"figure {number!r}, kind {kind!r}: no such figure or kind", f"con số {number!r}, loại {kind!r}: không có"
        reply.strange.append(Problem("kinds", f"kinds.{number}", "answer.unknown", *told))


def _read_aside(question: Question, answer: Mapping[str, Any], reply: Reply) -> None:
    for item in _objects(answer.get("set_aside")):
        reason, numbers = _text(item.get("reason")), item.get("figures")
        for number in map(_id, numbers if isinstance(numbers, list) else ()):
            if not isinstance(number, int) or number not in question.numbered.by_id or reason not in REASONS:
                told = f"figure {number!r}, reason {reason!r}: no such figure or reason", f"con số {number!r}, lý do {reason!r}: không có"
                reply.strange.append(Problem("set_aside", f"set_aside.{number}", "answer.unknown", *told))
            else:
                reply.codes[number] = reason


def _given(figures: object) -> Iterator[tuple[int | str, str]]:
    """Pairs of id and code, of either form; a doubled name counts twice."""
    if isinstance(figures, Mapping):
        yield from ((_id(name), _text(code)) for name, code in figures.items() if name != TWICE)
        yield from ((_id(name), "") for name in figures.get(TWICE, ()))
        return
    yield from ((_id(item.get("figure")), _text(item.get("code"))) for item in _objects(figures))


def _id(name: object) -> int | str:
    """A number as such, also one in quotation marks; anything else as text, which is no figure's number."""
    if isinstance(name, int) and not isinstance(name, bool):
        return name
    return int(name) if isinstance(name, str) and name.isascii() and name.isdigit() and len(name) <= _LONGEST_ID else _text(name)


def _text(value: object) -> str:
    return value if isinstance(value, str) else repr(value)


def _objects(items: object) -> Iterator[Mapping[str, Any]]:
    yield from (item for item in items if isinstance(item, Mapping)) if isinstance(items, list) else ()


def _fault(question: Question, reply: Reply, number: int, code: str, reason: str, reason_vi: str) -> None:
    text = question.numbered.by_id[number].text
    told = f"figure {number} ({text}): {reason}", f"con số {number} ({text}) {reason_vi}"
    reply.codes.pop(number, None)
    reply.problems[number] = Problem(FIGURES, f"figures.{number}", code, *told)


def _read_missed(question: Question, item: Mapping[str, Any], reply: Reply) -> None:
    quote, code = _text(item.get("quote")), _text(item.get("code"))
    span = locate(question.numbered, quote)
    if isinstance(span, str) or code not in question.task.by_code:
        reason = span if isinstance(span, str) else f"{code!r} is no code"
        told = f"missed figure {quote!r}: {reason}", f"con số bị sót “{quote}”: không có nguyên văn trong bài, hoặc mã không đúng"
        reply.strange.append(Problem("missed", "missed", "answer.quote" if isinstance(span, str) else "answer.code", *told))
    elif not any(figure.span.overlaps(span) for figure in question.numbered.figures):
        reply.missed[span] = code


def missed_figure(numbered: Numbered, span: Span, number: int) -> Figure:
    """A figure that the reader missed, under a number of its own; its value is read from the quote alone, None where it cannot be read."""
    text = span.of(numbered.article.text)
    alone = reader.read(text, numbered.language)
    return Figure(number, span, text, "count", alone[0].value if len(alone) == 1 else None)
