"""Errors that a user can act on. Each message says the subject, what is wrong and what to do."""


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


class UnknownEngineError(LlmExtractError):
    """No engine has the given name."""


class AnswerError(LlmExtractError):
    """An engine's answer does not fit the article: an unknown figure id, an unknown code, a quote that is not there."""


class LocalModelError(LlmExtractError):
    """A model file cannot be served here: extra not installed, no GGUF, refused by llama.cpp, no memory, an unfit schema."""


class OutputError(LlmExtractError):
    """A result cannot be written where it was asked to go."""
