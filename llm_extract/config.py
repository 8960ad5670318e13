"""What the user configured: which endpoint answers. Keys are never written; they come from the environment."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from platformdirs import user_config_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from llm_extract import atomic
from llm_extract.errors import ConfigError, looks_like_key

KEY_VARIABLE = "OPENAI_API_KEY"
URL_VARIABLE = "OPENAI_BASE_URL"
DEFAULT_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class _Lent:
    """A key that was typed, and the only address that it goes to."""

    address: str
    key: SecretStr


class _Purse:
    """The key that was lent to this process; it is written nowhere."""

    lent: _Lent | None = None


class Price(BaseModel):
    """What a model costs, in US dollars for a million tokens of the prompt and of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: Decimal = Field(ge=0, le=1_000_000, allow_inf_nan=False)
    answer: Decimal = Field(ge=0, le=1_000_000, allow_inf_nan=False)

    def of(self, prompt_tokens: int, answer_tokens: int) -> Decimal:
        """US dollars."""
        return (self.prompt * prompt_tokens + self.answer * answer_tokens) / 1_000_000


class Config(BaseModel):
    """The configuration file.

    Attributes:
        model: of the endpoint that `auto` uses; None where none was chosen, so that nothing leaves the machine.
        base_url: the endpoint's address; None for `$OPENAI_BASE_URL`, else OpenAI's.
        key_variable: name of the environment variable that holds the key.
        context: characters of an article sent at once.
        form: how a model answers the figures: `map` or `list`.
        logprobs: whether to ask the endpoint how probable its tokens were, which makes confidences surer and answers some kilobytes longer.
        prices: of models whose price is not to be taken from the table of genai-prices, by the model's name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str | None = None
    base_url: str | None = None
    key_variable: str = KEY_VARIABLE
    context: int = Field(default=60_000, ge=1_000)
    form: Literal["map", "list"] = "map"
    logprobs: bool = False
    prices: Mapping[str, Price] = Field(default_factory=dict)

    @field_validator("model", "base_url", "key_variable")
    @classmethod
    def _is_no_key(cls, value: str | None) -> str | None:
        if value and looks_like_key(value):
            raise ValueError("this looks like a key; keep it in an environment variable, never here")
        if value is not None and (not value.isprintable() or value != value.strip()):
            raise ValueError("it begins or ends with a space, or holds a line end")
        return value

    @field_validator("prices")
    @classmethod
    def _are_models(cls, value: Mapping[str, Price]) -> Mapping[str, Price]:
        if any(map(looks_like_key, value)):
            raise ValueError("one of the models looks like a key; keep it in an environment variable, never here")
        return value

    @field_validator("key_variable")
    @classmethod
    def _is_name(cls, value: str) -> str:
        if not value.isidentifier():
            raise ValueError("this is no name of an environment variable; give the name, never the key itself")
        return value

    @property
    def address(self) -> str:
        """Where the endpoint is."""
        return self.base_url or os.environ.get(URL_VARIABLE) or DEFAULT_URL

    @property
    def key(self) -> SecretStr:
        """The key that was lent for this address, else the environment's; an empty one is fine for endpoints on one's own machine."""
        if _Purse.lent and _Purse.lent.address == self.address:
            return _Purse.lent.key
        return SecretStr(os.environ.get(self.key_variable, ""))


def path() -> Path:
    """`$LLM_EXTRACT_CONFIG`, else a file in the user's configuration folder."""
    given = os.environ.get("LLM_EXTRACT_CONFIG")
    return Path(given).expanduser() if given else user_config_path("llm-extract", appauthor=False) / "config.json"


def load() -> Config:
    """Reads the configuration; the defaults where there is no file.

    Raises:
        ConfigError: the file cannot be read, or holds something else.
    """
    try:
        return Config.model_validate(json.loads(path().read_text(encoding="utf-8-sig")))
    except FileNotFoundError:
        return Config()
    except (OSError, ValueError) as error:
        what = _first(error) if isinstance(error, ValidationError) else error
    raise ConfigError(f"{path()}: this configuration cannot be used ({what}); correct it, or delete it")


def lend(key: str, address: str) -> None:
    """Lends this process a key until it ends. It goes to one address alone: another endpoint does not get it.

    Args:
        key: the key; an empty one takes back what was lent.
        address: where it may go, see `Config.address`.
    """
    _Purse.lent = _Lent(address, SecretStr(key)) if key else None


def is_lent(config: Config) -> bool:
    """Whether the key of a configuration is one that was lent."""
    return _Purse.lent is not None and _Purse.lent.address == config.address


def changed(config: Config, **values: object) -> Config:
    """A configuration with other values.

    Raises:
        ConfigError: one of them cannot be one; the message does not repeat it, for it may be a key.
    """
    try:
        return Config.model_validate(config.model_dump() | values)
    except ValidationError as error:
        what = _first(error)
    raise ConfigError(f"configuration: {what}")


def _first(error: ValidationError) -> str:
    """What is wrong, without the value: it may be a key."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg'].removeprefix('Value error, ')}".removeprefix(": ")


def save(config: Config) -> None:
    """Writes the configuration.

    Raises:
        ConfigError: the file cannot be written.
    """
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        atomic.write(path(), (config.model_dump_json(indent=2, exclude_none=True) + "\n").encode())
    except OSError as error:
        raise ConfigError(f"{path()}: the configuration cannot be written ({error.strerror}); set LLM_EXTRACT_CONFIG") from error
