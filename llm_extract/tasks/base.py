"""What a task is: a schema, the indicators its figures may carry, and the words that tell them apart."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import BaseModel

from llm_extract.errors import UnknownTaskError
from llm_extract.models import Answer

REASONS: Mapping[str, tuple[str, str]] = {
    "part": ("tỷ lệ hoặc tổng đi kèm con số bên cạnh", "a percentage or whole printed beside another figure"),
    "repeated": ("nhắc lại con số đã nêu", "repeats a figure given elsewhere"),
    "threshold": ("chỉ giới hạn một nhóm", "only says which group is meant"),
    "name": ("tên, số thứ tự, số hiệu", "a name, ordinal or document number"),
    "time": ("ngày, kỳ, tuổi, thời lượng", "a date, period, age or duration"),
    "furniture": ("không thuộc nội dung bài", "no part of the article's running text"),
    "unclear": ("không rõ đếm gì", "it is unclear what it counts"),
}
"""Why a figure is no metric, as a model answers it: Vietnamese and English. Figures that are `unclear` wait for review."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A class of things that figures count, e.g. `members`, with the words that name it.

    Attributes:
        name: the class.
        pattern: regular expression over folded text, without outer anchors.
        specific: whether the words alone say what is counted; `đồng chí` or `trường hợp` do not.
        event: whether it is held and attended, so that what is said of those who attend is said of it too.
    """

    name: str
    pattern: str
    specific: bool = True
    event: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One code a figure may be labelled with.

    Attributes:
        code: as it stands in results, e.g. `rating.members.good`.
        vi: what the figure is, in Vietnamese; shown to reviewers and to models.
        en: the same in English.
        counts: the noun classes its figures count.
        cues: regular expressions over folded text that speak for it.
        weak: cues that speak for it where nothing stronger stands.
        short: words that speak for it only where `setting` is found in the same sentence or the one before.
        setting: see `short`.
        wider: cues so plain that they hold whatever is counted.
        unless: expressions that, in the figure's own words, speak against it.
        sole: noun classes that speak for it without any cue.
        follows: codes behind which a figure of its nouns is most likely of this one: the participants behind the classes.
        subject: whether it says of one subject what its siblings, of the same family and level, say of others.
        implied: an expression for a group that all whom it counts are of, so that its name tells no part of them.
        by_kind: whether each of its figures is of a kind, which the words before the figure name.
    """

    code: str
    vi: str
    en: str
    counts: frozenset[str] = frozenset()
    cues: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    setting: str = ""
    wider: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    sole: frozenset[str] = frozenset()
    follows: frozenset[str] = frozenset()
    subject: bool = False
    implied: str = ""
    by_kind: bool = False


@dataclass(frozen=True)
class Sentence:
    """How a summary words the metrics of one family.

    Attributes:
        frame: a whole sentence; `{}` stands for the phrases, joined.
        phrases: by code, in the order they are said; `{}` stands for the figure.
        listed: whether an article tells such figures one by one, so that one of several is not the whole.
    """

    frame: str
    phrases: Mapping[str, str]
    listed: bool = False


@dataclass(frozen=True)
class Task:
    """A kind of article and what is extracted from it.

    Attributes:
        name: as given to `--task`.
        vi: one line in Vietnamese.
        en: one line in English.
        schema: the pydantic model of an extraction.
        indicators: every code its metrics may carry.
        nouns: what its figures count, the most specific expressions first.
        genre: expressions over folded text whose presence shows that an article is of this task's genre.
        norms: expressions over folded text of what is laid down for all, in sentences of which nothing is a result.
        compounds: phrases whose inner commas divide nothing, e.g. `kiểm tra, giám sát`.
        groups: expressions that name a subgroup of what is counted.
        stocks: beginnings of codes that are measured at a moment, not over a period.
        flows: codes among them that are counted over a period all the same.
        sentences: how a summary words the metrics.
        salience: by beginnings of codes, how much more (or, negative, less) a summary tells them than others, in log-odds.
        answer: what a model is asked for beside the indicators of the figures; by default `schema`, which then consists of primitives.
        to_answer: turns a resolved `answer` into an engine's answer; None where `answer` is the schema.
        prompt: path of the prompt file; None for `prompts/<name>.md`.
    """

    name: str
    vi: str
    en: str
    schema: type[BaseModel]
    indicators: tuple[Indicator, ...]
    nouns: tuple[Noun, ...] = ()
    genre: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    stocks: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    salience: Mapping[str, float] = field(default_factory=dict)
    answer: type[BaseModel] | None = None
    to_answer: Callable[[BaseModel], Answer] | None = None
    prompt: str | None = None

    @property
    def asked(self) -> type[BaseModel]:
        """The schema of primitives that a model answers."""
        return self.answer or self.schema

    def is_stock(self, code: str) -> bool:
        """Whether an indicator is measured at a moment, not over a period."""
        return code.startswith(self.stocks) and code not in self.flows

    @cached_property
    def by_code(self) -> dict[str, Indicator]:
        """The indicators by their codes."""
        return {indicator.code: indicator for indicator in self.indicators}


def require_sound(task: Task) -> Task:
    """A task that someone else wrote, if its expressions can be used.

    Raises:
        UnknownTaskError: one of its regular expressions cannot be compiled, or a code is given twice or is a reason's name.
    """
    for expression in _expressions(task):
        try:
            re.compile(expression)
        except re.error as error:
            raise UnknownTaskError(f"task {task.name!r}: {expression!r} is no regular expression ({error.msg}); correct it") from error
    codes = [indicator.code for indicator in task.indicators]
    for code in codes:
        if codes.count(code) > 1 or code in REASONS:
            raise UnknownTaskError(f"task {task.name!r}: code {code!r} is given twice, or is a reason's name; choose another")
    return task


def _expressions(task: Task) -> Iterator[str]:
    yield from (*task.genre, *task.norms, *task.compounds, *task.groups, *(noun.pattern for noun in task.nouns))
    for one in task.indicators:
        yield from (*one.cues, *one.weak, *one.short, one.setting, *one.wider, *one.unless)
