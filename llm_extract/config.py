"""What the user configured: which endpoint answers. Keys are never written; they come from the environment."""

import json
import os
from pathlib import Path
from typing import Literal

from platformdirs import user_config_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from llm_extract.errors import ConfigError

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
    return Path(os.environ.get("LLM_EXTRACT_CONFIG") or user_config_path("llm-extract", appauthor=False) / "config.json")


def load() -> Config:
    """Reads the configuration; the defaults where there is no file.

    Raises:
        ConfigError: the file cannot be read, or holds something else.
    """
    try:
        return Config.model_validate(json.loads(path().read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Config()
    except (OSError, ValueError) as error:
        what = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
        raise ConfigError(f"{path()}: this configuration cannot be used ({what}); correct it, or delete it") from error


def save(config: Config) -> None:
    """Writes the configuration.

    Raises:
        ConfigError: the file cannot be written.
    """
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        path().write_text(config.model_dump_json(indent=2, exclude_none=True) + "\n", encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path()}: the configuration cannot be written ({error.strerror}); set LLM_EXTRACT_CONFIG") from error
