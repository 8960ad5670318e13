"""Errors that a user can act on. Each message says the subject, what is wrong and what to do."""

import re
from typing import Any

_KEY = re.compile(r"(?<![A-Za-z0-9])(?:sk|pk|gsk|hf|xai|nvapi)[-_][\w-]{12,}|AIza[\w-]{30,}")
"""How the keys of the known services begin."""


def looks_like_key(text: str) -> bool:
    """Whether a text holds what looks like a service's API key, which is kept nowhere."""
    return _KEY.search(text) is not None


class LlmExtractError(Exception):
    """Root of all errors this package raises on purpose; the command line prints its message and no traceback."""


class InputError(LlmExtractError):
    """An input (path, URL, stdin) cannot be read as an article."""


class UnsupportedInputError(InputError):
    """The input is of a format or encoding that no loader reads, e.g. `.doc`, TCVN3 or VNI text, a binary file."""


class BlockedAddressError(InputError):
    """A URL, or a redirect from it, leads to an address that is not public."""


class UnknownTaskError(LlmExtractError):
    """No task has the given name."""


class SchemaError(LlmExtractError):
    """A task's schema holds a field that a model would have to write instead of pointing, or that articles do not fill."""


class PromptError(LlmExtractError):
    """A prompt file cannot be used: it is missing, its front matter is wrong, or its template names something that does not exist."""


class UnknownEngineError(LlmExtractError):
    """No engine has the given name."""


class AnswerError(LlmExtractError):
    """An engine's answer does not fit the article: an unknown figure id, an unknown code, a quote that is not there."""


class CacheError(LlmExtractError):
    """The folder of kept answers takes no answer, or holds none where one is needed."""


class RecordingError(CacheError):
    """A recording cannot be read or written, or is stale: the article, the prompt or the reader changed since it was made."""


class ConfigError(LlmExtractError):
    """The configuration cannot be read, or lacks what an engine needs."""


class LocalModelError(LlmExtractError):
    """A model file cannot be served here: extra not installed, no GGUF, refused by llama.cpp, no memory, an unfit schema."""


class OutputError(LlmExtractError):
    """A result cannot be written where it was asked to go."""


class EndpointError(LlmExtractError):
    """A model's endpoint gave no answer that can be used."""


class EndpointAddressError(EndpointError):
    """The endpoint's address or key cannot be one, or the address only redirects to another."""


class RefusedKeyError(EndpointError):
    """The endpoint does not accept the API key, or the key may not use this model (401, 403)."""


class UnknownModelError(EndpointError):
    """The endpoint knows no such model, or nothing answers under its address (404)."""


class QuotaSpentError(EndpointError):
    """The account behind the API key has no credit left (402, or 429 with `insufficient_quota`); waiting does not help."""


class EndpointBusyError(EndpointError):
    """The endpoint still asks to wait (429) after all tries, or asks to wait longer than is allowed.

    Attributes:
        wait: seconds that it asks for; None where it names none.
    """

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class EndpointFailedError(EndpointError):
    """The endpoint fails (408, 409, 5xx), cannot be reached, breaks off or stays silent after all tries, or the time is up."""


class RefusedRequestError(EndpointError):
    """The endpoint does not take the request (400 and other 4xx), e.g. because it does not know one of its options.

    Attributes:
        said: the endpoint's own words, at most 2,000 characters, without control characters and without the key.
        code: its own code, e.g. `context_length_exceeded`; empty where it gives none.
    """

    def __init__(self, message: str, said: str = "", code: str = "") -> None:
        super().__init__(message)
        self.said = said
        self.code = code


class NoCompletionError(EndpointError):
    """What came back is no completion: a web page, damaged JSON or UTF-8, wrong types, no choice, or too much."""


class AnswerCutOffError(EndpointError):
    """The model's answer reached the limit of tokens before its end (`finish_reason` `length`)."""


class AnswerRefusedError(EndpointError):
    """The model refused to answer, or a content filter withheld the answer."""


class GoldenError(LlmExtractError):
    """A golden case cannot be used: its article is missing or doubled, or its expected file does not hold what the guide allows."""


class RecordError(LlmExtractError):
    """A file is no record of an evaluation run, or a record lacks what is asked of it."""


class CompareError(LlmExtractError):
    """Two runs cannot be compared: other task, other cases, other schema, or results that are missing."""


class GateError(LlmExtractError):
    """A baseline cannot be read, or a run cannot become one: it would lower a floor without a reason, or broke the promise."""


class CorrectionError(LlmExtractError):
    """A reviewer's input cannot be a value: no number, an unknown code, a period the guide does not know, words that nothing supports.

    Attributes:
        message_vi: what the message says, in Vietnamese.
    """

    def __init__(self, message: str, message_vi: str) -> None:
        """Takes the message in both languages of the pages."""
        super().__init__(message)
        self.message_vi = message_vi


class StoreError(LlmExtractError):
    """The store cannot be opened, read or written, or does not take what it is given."""


class UnknownArticleError(StoreError):
    """The store holds no such article, or no extraction of it for that task."""


class StaleEditError(StoreError):
    """Somebody else decided on the same value after the reviewer last saw it.

    Attributes:
        entries: what they decided, as entries of the log (`corrections.Correction`), in order.
    """

    def __init__(self, message: str, entries: tuple[Any, ...]) -> None:
        super().__init__(message)
        self.entries = entries


class ExportError(LlmExtractError):
    """A format cannot hold what is to be written in it."""
