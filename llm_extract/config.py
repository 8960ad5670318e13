"""What the user configured: which endpoint answers. Keys are never written; they come from the environment."""

import json
import os
from pathlib import Path
from typing import Literal

from platformdirs import user_config_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from llm_extract import atomic
from llm_extract.errors import ConfigError, looks_like_key

KEY_VARIABLE = "OPENAI_API_KEY"
URL_VARIABLE = "OPENAI_BASE_URL"
DEFAULT_URL = "https://api.openai.com/v1"


class Config(BaseModel):
    """The configuration file.

    Attributes:
        model: of the endpoint that `auto` uses; None where none was chosen, so that nothing leaves the machine.
        base_url: the endpoint's address; None for `$OPENAI_BASE_URL`, else OpenAI's.
        key_variable: name of the environment variable that holds the key.
        context: characters of an article sent at once.
        form: how a model answers the figures: `map` or `list`.
        logprobs: whether to ask the endpoint how probable its tokens were, which makes confidences surer and answers some kilobytes longer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str | None = None
    base_url: str | None = None
    key_variable: str = KEY_VARIABLE
    context: int = Field(default=60_000, ge=1_000)
    form: Literal["map", "list"] = "map"
    logprobs: bool = False

    @field_validator("model", "base_url", "key_variable")
    @classmethod
    def _is_no_key(cls, value: str | None) -> str | None:
        if value and looks_like_key(value):
            raise ValueError("this looks like a key; keep it in an environment variable, never here")
        if value is not None and (not value.isprintable() or value != value.strip()):
            raise ValueError("it begins or ends with a space, or holds a line end")
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
        """The key, or an empty one: endpoints on one's own machine want none."""
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


def changed(config: Config, **values: str | None) -> Config:
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
