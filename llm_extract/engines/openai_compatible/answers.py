"""What an endpoint's answer must look like to be a completion."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from openai.types.chat import ChatCompletion
from pydantic import BaseModel, Field, FiniteFloat, StrictStr, ValidationError

from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.failures import FailedTryError, Failure, of_status, quoted
from llm_extract.errors import AnswerCutOffError, AnswerRefusedError, NoCompletionError

_ADVICE = "check that the base URL is that of a Chat Completions API"
_DEFAULTS = {"id": "", "object": "chat.completion", "created": 0}
_SERVER_ERROR = 500


class Function(BaseModel):
    """What a tool call calls."""

    name: StrictStr | None = None
    arguments: StrictStr | None = None


class _Call(BaseModel):
    function: Function | None = None


class _Message(BaseModel):
    content: StrictStr | None = None
    refusal: StrictStr | None = None
    tool_calls: list[_Call] | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: StrictStr | None = None


class _Logprob(BaseModel):
    token: StrictStr
    logprob: FiniteFloat
    bytes: list[Annotated[int, Field(ge=0, le=255)]] | None = None


class _Logprobs(BaseModel):
    content: list[_Logprob]


class Tokens(BaseModel):
    """What an answer cost."""

    prompt_tokens: Annotated[int, Field(ge=0, strict=True)]
    completion_tokens: Annotated[int, Field(ge=0, strict=True)]


class _Completion(BaseModel):
    choices: Annotated[list[_Choice], Field(min_length=1)]
    model: StrictStr | None = None
    usage: Tokens | None = None


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
    error = data["error"]
    code = error.get("code") if isinstance(error, Mapping) else None
    status = code if isinstance(code, int) and code >= 400 else _SERVER_ERROR  # noqa: PLR2004  where HTTP's errors begin
    return FailedTryError(of_status(status, json.dumps(data).encode(), {}, endpoint))


def completion(data: object, endpoint: Endpoint) -> ChatCompletion:
    """A completion that can be relied on: a choice with text, whole and not refused.

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
    fields["choices"] = [choice | {"logprobs": _logprobs(choice.get("logprobs"))} for choice in fields["choices"]]
    return ChatCompletion.construct(**(_DEFAULTS | fields | {"model": shape.model or endpoint.model}))


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
