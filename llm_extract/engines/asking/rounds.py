"""Asking, and asking again for what was wrong alone: at most so often, within a budget of tokens."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Protocol

from llm_extract.engines.asking.mending import mended
from llm_extract.engines.asking.probabilities import Token, of_codes
from llm_extract.engines.asking.question import Question
from llm_extract.engines.asking.reply import Reply, parse, read, resolve
from llm_extract.errors import AnswerError, LlmExtractError
from llm_extract.models import Usage
from llm_extract.pointing import Problem


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's words, what they cost, and the tokens they were written of where the endpoint tells their probabilities."""

    text: str
    usage: Usage = field(default_factory=Usage)
    tokens: tuple[Token, ...] = ()


class Chat(Protocol):
    """A model that answers messages with JSON of a schema."""

    async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
        """Asks once.

        Args:
            messages: role and content, the system's first.
            schema: JSON schema of the answer.
            sampling: settings of the prompt file, e.g. `temperature`, and `logprobs` where probabilities are wanted.

        Raises:
            EndpointError: there is no answer; the message says why and what to do.
        """


@dataclass(frozen=True, slots=True)
class Limits:
    """How often a part is asked again, and the tokens, of prompts and answers, after which it is not."""

    rounds: int = 2
    tokens: int = 100_000


@dataclass(slots=True)
class Outcome:
    """A part of an article, asked.

    Attributes:
        reply: what of the answers was right.
        usage: of all tries.
        mended: problems that asking again solved.
    """

    reply: Reply
    usage: Usage
    mended: list[Problem] = field(default_factory=list)


async def converse(chat: Chat, question: Question, limits: Limits, *, year: str | None = None, logprobs: bool = False) -> Outcome:
    """Asks a question until nothing is wrong with the answer, or the limits are reached.

    Args:
        chat: who answers.
        question: what is asked.
        limits: how often, and for how much.
        year: completes dates printed without one.
        logprobs: whether to ask for the probabilities of tokens.

    Returns:
        What was right, with the problems that stayed.

    Raises:
        AnswerError: no answer could be read at all.
        EndpointError: the first answer did not come.
    """
    talk = _Talk(chat, question, limits, year, {"logprobs": True} if logprobs else {})
    await talk.begin()
    while talk.wrong and talk.may_ask():
        await talk.again()
    return talk.outcome()


class _Talk:
    def __init__(self, chat: Chat, question: Question, limits: Limits, year: str | None, asked_for: Mapping[str, Any]) -> None:
        self._chat = chat
        self._question = question
        self._limits = limits
        self._year = year
        self._sampling = {**question.prompt.front.sampling, **asked_for}
        self._asked = 0
        self._usage = Usage()
        self._text = ""
        self._tokens: tuple[Token, ...] = ()
        self._reply = Reply()
        self._seen: dict[tuple[str, str], Problem] = {}
        self._fields: dict[str, None] = {}  # all that were asked for again: each resolution reads their newest answers alone

    @property
    def wrong(self) -> list[Problem]:
        """What can be asked for again."""
        return [*self._reply.problems.values(), *self._reply.resolution.problems]

    def may_ask(self) -> bool:
        """Whether the limits allow one more question."""
        spent = self._usage.prompt_tokens + self._usage.answer_tokens
        return self._asked <= self._limits.rounds and spent < self._limits.tokens

    async def begin(self) -> None:
        """Asks the whole question; an answer that cannot be read at all is asked for once more, with the reason."""
        messages = list(self._question.messages)
        while True:
            await self._ask(messages, self._question)
            try:
                self._reply = self._read(self._question)
                break
            except AnswerError as error:
                if not self.may_ask():
                    raise
                messages = [*self._question.messages, *_turn(self._text, [f"{error}"])]
        self._resolve()

    async def again(self) -> None:
        """Asks for what is wrong alone, and takes what is right of the answer."""
        problems = self.wrong
        fields = dict.fromkeys(problem.field for problem in self._reply.resolution.problems)
        question = self._question.again(tuple(self._reply.problems), tuple(fields))
        messages = [*self._question.messages, *_turn(self._text, [f"{problem.path}: {problem.reason}" for problem in problems])]
        try:
            await self._ask(messages, question)
            new = self._read(question)
        except LlmExtractError:  # what the first answer gave stands, and its problems are told
            return
        self._fields |= fields
        self._merge(new, fields)

    def outcome(self) -> Outcome:
        """What is right, and what was wrong at first."""
        staying = {(problem.path, problem.code) for problem in self.wrong}
        usage = replace(self._usage, asked_again=self._usage.asked_again + self._asked - 1)
        return Outcome(self._reply, usage, [problem for key, problem in self._seen.items() if key not in staying])

    def _merge(self, new: Reply, fields: Collection[str]) -> None:
        """Takes of a new answer what was asked for; what was right before stays."""
        taken = self._reply.problems.keys() & new.codes.keys()
        for number in tuple(self._reply.problems):
            if number in new.codes:
                self._reply.codes[number] = new.codes[number]
                del self._reply.problems[number]
            elif number in new.problems:
                self._reply.problems[number] = new.problems[number]
        self._reply.kinds |= new.kinds
        self._reply.probabilities |= {number: one for number, one in new.probabilities.items() if number in taken}
        self._reply.strange += new.strange
        self._reply.document |= {name: value for name, value in new.document.items() if name in fields}
        before = self._reply.resolution
        self._resolve()
        self._reply.resolution = mended(before, self._reply.resolution, self._fields)

    def _read(self, question: Question) -> Reply:
        reply = read(question, parse(self._text))
        reply.probabilities = {number: one for number, one in of_codes(self._text, self._tokens).items() if number in reply.codes}
        return reply

    def _resolve(self) -> None:
        resolve(self._question, self._reply, year=self._year)
        for problem in self.wrong:
            self._seen.setdefault((problem.path, problem.code), problem)

    async def _ask(self, messages: Sequence[Mapping[str, str]], question: Question) -> None:
        self._asked += 1
        said = await self._chat.ask(messages, question.schema, self._sampling)
        self._text, self._tokens = said.text, said.tokens
        self._usage = total((self._usage, said.usage))


def total(usages: Iterable[Usage]) -> Usage:
    """The sum of what several answers cost; without a price where one of them has none."""
    parts = list(usages)
    prices = [part.price for part in parts if part.calls]
    known = [price for price in prices if price is not None]
    return Usage(
        calls=sum(part.calls for part in parts),
        prompt_tokens=sum(part.prompt_tokens for part in parts),
        answer_tokens=sum(part.answer_tokens for part in parts),
        seconds=sum(part.seconds for part in parts),
        price=sum(known, Decimal()) if known and len(known) == len(prices) else None,
        asked_again=sum(part.asked_again for part in parts),
        kept=sum(part.kept for part in parts),
        recorded=sum(part.recorded for part in parts),
    )


def _turn(text: str, reasons: Sequence[str]) -> list[dict[str, str]]:
    listed = "\n".join(f"- {reason}" for reason in reasons)
    return [
        {"role": "assistant", "content": text},
        {"role": "user", "content": f"This was wrong:\n{listed}\nAnswer these alone, by the schema given now; the rest stands."},
    ]
