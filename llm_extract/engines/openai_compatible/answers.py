"""What an endpoint's answer must look like to be a completion."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from openai.types.chat import ChatCompletion
from pydantic import AfterValidator, BaseModel, FailFast, Field, FiniteFloat, StrictStr, ValidationError

from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.failures import FailedTryError, Failure, of_error, quoted
from llm_extract.errors import AnswerCutOffError, AnswerRefusedError, NoCompletionError

_ADVICE = "check that the base URL is that of a Chat Completions API"
_MOST_CALLS = 128  # as many as OpenAI takes tools
_DEFAULTS = {"id": "", "object": "chat.completion", "created": 0}


def _encodable(text: str) -> str:
    text.encode()  # JSON may escape half a surrogate pair, which no file or database takes
    return text


_Text = Annotated[StrictStr, AfterValidator(_encodable)]


class _Function(BaseModel):
    name: _Text
    arguments: _Text


class _Call(BaseModel):
    function: _Function


class _Message(BaseModel):
    content: _Text | None = None
    refusal: _Text | None = None
    tool_calls: Annotated[list[_Call] | None, Field(max_length=_MOST_CALLS), FailFast()] = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: _Text | None = None


class _Logprob(BaseModel):
    token: _Text
    logprob: FiniteFloat
    bytes: list[Annotated[int, Field(ge=0, le=255)]] | None = None


class _Logprobs(BaseModel):
    content: Annotated[list[_Logprob], FailFast()]


class _Tokens(BaseModel):
    prompt_tokens: Annotated[int, Field(ge=0, strict=True)]
    completion_tokens: Annotated[int, Field(ge=0, strict=True)]


class _Completion(BaseModel):
    choices: Annotated[list[_Choice], Field(min_length=1), FailFast()]
    model: _Text | None = None


def parsed(raw: bytes, endpoint: Endpoint) -> Any:  # noqa: ANN401  any JSON value
    """The JSON value that some bytes hold.

    Raises:
        FailedTryError: they are not UTF-8, or not JSON.
    """
    try:
        return json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise no_completion("is not valid UTF-8") from None
    except (ValueError, RecursionError):  # numbers of too many digits and brackets nested too deeply, too
        page = raw.lstrip()[:1] == b"<"
        said = "" if page else quoted(raw[:2000].decode("utf-8", "replace"), endpoint)
        raise no_completion("is a web page" if page else f"is not JSON{said}") from None


def no_completion(what: str) -> FailedTryError:
    """An answer that is no completion, as an error that no further try would mend."""
    return FailedTryError(Failure(NoCompletionError, f"what came back {what}", _ADVICE))


def error_of(data: object, endpoint: Endpoint) -> FailedTryError | None:
    """The error that gateways send in the place of an answer, with status 200 or in the middle of a stream."""
    if not isinstance(data, Mapping) or not data.get("error"):
        return None
    return FailedTryError(of_error(data, endpoint))


def completion(data: object, endpoint: Endpoint) -> ChatCompletion:
    """A completion that can be relied on: one choice with text or a tool call, whole and not refused.

    Args:
        data: the JSON value that came back.
        endpoint: for messages, and for the model's name where the answer has none.

    Raises:
        FailedTryError: it is no completion, is cut off or refused, or is an error.
    """
    if failed := error_of(data, endpoint):
        raise failed
    try:
        shape = _Completion.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise no_completion(f"is JSON, but no completion ({where + ': ' if where else ''}{first['msg']})") from None
    _require_answer(shape.choices[0], endpoint)
    fields = {name: value for name, value in dict(data).items() if not name.startswith("_")}  # type: ignore[call-overload]  # validated above
    choice = fields["choices"][0]
    checked = choice | {"logprobs": _logprobs(choice.get("logprobs"))}
    # Only what was checked, which is the first choice: openai takes 0.15 ms to build each.
    sure = {"model": shape.model or endpoint.model, "usage": _usage(fields.get("usage")), "choices": [checked]}
    return ChatCompletion.construct(**(_DEFAULTS | fields | sure))


def _usage(data: object) -> object:
    """What was used, or None where it is not told in whole numbers: an answer is not lost over its bill."""
    try:
        _Tokens.model_validate(data)
    except ValidationError:
        return None
    return data


def _logprobs(told: object) -> dict[str, Any] | None:
    """The probabilities of an answer's tokens in the API's form; None where they are told in another: the answer is good without."""
    try:
        content = _Logprobs.model_validate(told).content
    except ValidationError:
        return None
    return {"content": [{**one.model_dump(), "top_logprobs": []} for one in content], "refusal": None}


def _require_answer(choice: _Choice, endpoint: Endpoint) -> None:
    message = choice.message
    if choice.finish_reason == "length":
        raise FailedTryError(
            Failure(AnswerCutOffError, "the answer is cut off at the limit of tokens", "allow more tokens, or give a shorter article")
        )
    if choice.finish_reason == "content_filter":
        raise FailedTryError(
            Failure(AnswerRefusedError, "a content filter of the endpoint withheld the answer", "choose another model or engine")
        )
    if message.refusal:
        said = quoted(message.refusal, endpoint)
        raise FailedTryError(Failure(AnswerRefusedError, f"the model refuses to answer{said}", "choose another model or engine"))
    if not message.content and not message.tool_calls:
        raise no_completion("holds no text")
