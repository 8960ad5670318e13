"""Asks an endpoint for JSON of a schema, in the strictest way that it takes; answers are kept."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from time import perf_counter
from types import TracebackType
from typing import Any, Self, cast

import instructor
from genai_prices import Usage as PricedUsage
from genai_prices import calc_price
from instructor.core.exceptions import InstructorRetryException
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam
from pydantic import BaseModel, ConfigDict

from llm_extract.config import Price
from llm_extract.engines.asking.probabilities import Token
from llm_extract.engines.asking.question import NAME
from llm_extract.engines.asking.rounds import Completion, total
from llm_extract.engines.cache import Cache, NoCache, key_of
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.modes import Ability, Memory, Mode
from llm_extract.engines.openai_compatible.transport import Transport
from llm_extract.engines.progress import reporting, wanted
from llm_extract.errors import AnswerError, CacheError, LlmExtractError, RefusedRequestError
from llm_extract.models import Usage

_MODES: Mapping[Mode, instructor.Mode] = {
    "schema": instructor.Mode.JSON_SCHEMA,
    "tools": instructor.Mode.TOOLS,
    "text": instructor.Mode.MD_JSON,
}
# What instructor logs of a failed parse holds the article and the answer; what is wrong is told by our own errors.
logging.getLogger("instructor").addHandler(logging.NullHandler())
logging.getLogger("instructor").propagate = False
_LOG = logging.getLogger(__name__)
_REASKS = 1
"""How often instructor asks again where an answer is no JSON at all; what is wrong inside JSON is asked for part by part."""


Create = Callable[..., Awaitable[ChatCompletion]]
Shape = Callable[[dict[str, Any]], dict[str, Any]]


class EndpointChat:
    """A model behind an endpoint.

    Args:
        endpoint: where it answers.
        cache: where answers are kept.
        memory: what is known of endpoints.
        shape: changes a request before it is sent.
    """

    def __init__(self, endpoint: Endpoint, cache: Cache | None = None, memory: Memory | None = None, shape: Shape | None = None) -> None:
        self._memory = memory or Memory()
        self._transport = Transport(endpoint)
        self._id = f"{endpoint.base_url} {endpoint.model}"
        self._answering = Answering(endpoint.model, self._id, cache or NoCache(), self._transport.create, shape or strict, endpoint.price)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._transport.aclose()

    async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
        """Asks once; see `engines.asking.rounds.Chat`."""
        ability = self._memory.get(self._id)
        while True:
            try:
                with reporting(wanted() if ability.streaming else None):
                    said = await self._answering.ask(messages, schema, sampling, ability)
            except RefusedRequestError as refused:
                weaker = ability.without(refused)
                if weaker is None:
                    raise
                ability = weaker
                continue
            if ability != self._memory.get(self._id):
                self._memory.put(self._id, ability)
            return said


@dataclass(frozen=True)
class Answering:
    """One way to the answers of a model: through instructor, with what is kept first.

    Attributes:
        model: as the endpoint knows it.
        name: who answers, for the keys of kept answers.
        cache: where answers are kept.
        create: asks the endpoint; as `Transport.create`.
        shape: changes a request before it is sent.
        price: what the model costs, where its table is not to be asked.
    """

    model: str
    name: str
    cache: Cache
    create: Create
    shape: Shape
    price: Price | None = None

    async def ask(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any], ability: Ability
    ) -> Completion:
        """Asks once, in one way.

        Raises:
            LlmExtractError: what `create` raises; `AnswerError` where the answer is no JSON, also when asked again.
        """
        call = _Call(self)
        mode = _MODES[ability.mode]
        client = instructor.AsyncInstructor(client=None, create=instructor.patch(create=call.create, mode=mode), mode=mode)
        try:
            await client.chat.completions.create(
                messages=cast("list[ChatCompletionMessageParam]", list(messages)),
                response_model=_reply_model(schema),
                max_retries=_REASKS,
                model=self.model,
                **ability.settings(sampling),
            )
        except Exception as error:
            raise _own(error) from error
        usage = total(call.usages)
        return Completion(call.text, replace(usage, asked_again=len(call.usages) - 1), call.tokens)


class _Call:
    """One question on its way: what instructor sends goes through here, strict, to the cache or the endpoint."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self.text = ""
        self.tokens: tuple[Token, ...] = ()
        self.usages: list[Usage] = []

    async def create(self, **request: Any) -> ChatCompletion:  # noqa: ANN401  the arguments of openai's own method
        request = self._answering.shape(request)
        key = key_of(self._answering.name, request)
        start = perf_counter()
        if kept := self._answering.cache.get(key):
            completion = ChatCompletion.model_validate(kept)
            self.usages.append(Usage(seconds=perf_counter() - start, kept=1))
        else:
            completion = await self._answering.create(**request)
            self.usages.append(self._cost(completion, perf_counter() - start))
            self._keep(key, request, completion)
        self.text, self.tokens = text_of(completion), tokens_of(completion)
        return completion

    def _keep(self, key: str, request: Mapping[str, Any], completion: ChatCompletion) -> None:
        """Keeps an answer; one that cannot be kept has been paid for all the same, so it is used and the reason told."""
        try:
            self._answering.cache.put(key, request, completion.model_dump(mode="json", exclude_none=True))
        except CacheError as error:
            _warn(str(error))

    def _cost(self, completion: ChatCompletion, seconds: float) -> Usage:
        usage = completion.usage
        prompt, answer = (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)
        return Usage(1, prompt, answer, seconds, price_of(self._answering.model, prompt, answer, self._answering.price))


@lru_cache(maxsize=8)
def _warn(message: str) -> None:
    """Tells a reason once, by the log, which goes to standard error where nobody takes it."""
    _LOG.warning(message)


def strict(request: dict[str, Any]) -> dict[str, Any]:
    """A request that asks for its JSON schema to be kept strictly: instructor 1.17 leaves that out (567-labs/instructor#2025)."""
    form = request.get("response_format")
    if not isinstance(form, dict) or "json_schema" not in form:
        return request
    return request | {"response_format": form | {"json_schema": form["json_schema"] | {"strict": True}}}


def text_of(completion: ChatCompletion) -> str:
    """The answer's text, or the arguments of its first tool call."""
    message = completion.choices[0].message
    for call in message.tool_calls or ():
        if call.type == "function":
            return call.function.arguments
    return message.content or ""


def tokens_of(completion: ChatCompletion) -> tuple[Token, ...]:
    """The tokens of an answer with their probabilities; none where the endpoint does not tell them."""
    logprobs = completion.choices[0].logprobs
    return tuple(
        Token(bytes(one.bytes) if one.bytes else one.token.encode("utf-8", "surrogatepass"), one.logprob)
        for one in (logprobs and logprobs.content) or ()
    )


def price_of(model: str, prompt_tokens: int, answer_tokens: int, own: Price | None = None) -> Decimal | None:
    """US dollars, by the price that was configured, else by the table of genai-prices; None for a model that it does not know."""
    if own:
        return own.of(prompt_tokens, answer_tokens)
    try:
        return calc_price(PricedUsage(input_tokens=prompt_tokens, output_tokens=answer_tokens), model_ref=model).total_price
    except LookupError:
        return None


def _reply_model(schema: Mapping[str, Any]) -> type[BaseModel]:
    """Any JSON object, told to the endpoint as the schema: each part is checked by its own, so that one wrong part costs no other."""

    def told(_: type[Any], /, *args: object, **kwargs: object) -> dict[str, Any]:
        del args, kwargs
        return dict(schema)

    members: dict[str, Any] = {"model_config": ConfigDict(extra="allow"), "model_json_schema": classmethod(told), "__module__": __name__}
    made: Callable[..., type[BaseModel]] = type(BaseModel)
    return made(NAME, (BaseModel,), members)


def _own(error: BaseException) -> BaseException:
    """The error of our own behind one of instructor's."""
    seen: BaseException | None = error
    while seen:
        if isinstance(seen, LlmExtractError):
            return seen
        attempts = getattr(seen, "failed_attempts", None) or ()
        own = next((one.exception for one in attempts if isinstance(one.exception, LlmExtractError)), None)
        if own:
            return own
        seen = seen.__cause__
    if isinstance(error, InstructorRetryException):
        return AnswerError("the model's answer is no JSON, also when asked again; use a stronger model")
    return error
