"""The engines there are."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from llm_extract import config
from llm_extract.engines.base import Engine
from llm_extract.errors import ConfigError, UnknownEngineError

if TYPE_CHECKING:
    from llm_extract.engines.asking.engine import Asking
    from llm_extract.engines.cache import Cache
    from llm_extract.engines.recording import Recorder

_LOCAL_CONTEXT = 8_192
"""Tokens of a local model's prompt and answer: the prompt of `party_building` has 4,400 of Gemma's."""

DEFAULT_TASK = "party_building"
NAMES = ("auto", "rules", "openai", "local", "replay")


@dataclass(frozen=True, slots=True)
class Choice:
    """How engines are opened.

    Attributes:
        cache: folder of kept answers; None for the user's own.
        fresh: whether to ask again what was asked before.
        recorder: records what a model answers; answers that were kept are left aside then, for nobody knows what they cost.
        task: name of the task that is asked; `auto` uses the local model only for tasks that it is tuned to.
    """

    cache: Path | None = None
    fresh: bool = False
    recorder: "Recorder | None" = None
    task: str = DEFAULT_TASK

    @property
    def folder(self) -> Path:
        """Where answers are kept."""
        from llm_extract.engines.cache import default_folder

        return self.cache or default_folder()


def get(name: str, choice: Choice | None = None) -> Engine:
    """An engine by its name.

    Args:
        name: `rules`; `openai` or `openai:MODEL`; `local`: the model in the box, tuned to the task; `local:FILE.gguf`: any model, or an
            adapter with its card; `replay`, `replay:FOLDER` of kept answers or `replay:FILE` of a recording; `auto`: the configured
            endpoint, else what `$LLM_EXTRACT_ENGINE` names, else `local` where it is installed and tuned to the task, else `rules`. A key
            that merely stands in the environment chooses nothing.
        choice: how to open it.

    Raises:
        UnknownEngineError: no engine has that name.
        ConfigError: the engine needs something that is not configured, or there is nothing to record of it.
        CacheError: there is nothing to replay.
    """
    kind, _, what = name.partition(":")
    choice = choice or Choice()
    if kind == "auto" and not what:
        kind, _, what = _best(choice.task).partition(":")
    if choice.recorder and kind not in {"openai", "local"}:
        raise ConfigError(f"engine {kind}: it asks no model, so there is nothing to record; name one with --engine")
    if kind == "rules" and not what:
        from llm_extract.engines.rules.engine import RulesEngine

        return RulesEngine()
    if kind == "local":
        return _local(what, choice)
    if kind == "replay":
        return _replay(what, choice)
    if kind == "openai":
        return _endpoint(what, choice)
    raise UnknownEngineError(f"engine {name!r} does not exist; choose one of: {', '.join(NAMES)}")


def _best(task: str) -> str:
    """What `auto` chooses for a task."""
    if config.load().model:
        return "openai"
    named = os.environ.get("LLM_EXTRACT_ENGINE", "auto")
    if named != "auto":
        return named
    from llm_extract.engines.local import adapters

    return "local" if adapters.shipped(task) and adapters.is_installed() else "rules"


def _local(file: str, choice: Choice) -> Engine:
    from llm_extract.engines.local import adapters
    from llm_extract.engines.local.engine import LocalEngine, TunedLocalEngine
    from llm_extract.engines.local.server import LocalModel

    adapter = adapters.read(Path(file)) if file else adapters.shipped(choice.task)
    if adapter:
        return TunedLocalEngine(adapter, _kept(choice), recorder=choice.recorder)
    if not file:
        raise ConfigError(f"engine local: no model is tuned to task {choice.task}; name a file as --engine local:FILE.gguf")
    return LocalEngine(LocalModel(Path(file), context=_LOCAL_CONTEXT), _kept(choice), _asking(config.load()), choice.recorder)


def _replay(place: str, choice: Choice) -> Engine:
    path = Path(place) if place else choice.folder
    if path.is_file():
        from llm_extract.engines.recording import RecordedEngine, Recording

        return RecordedEngine(Recording.load(path))
    from llm_extract.engines.replay import Recorded, ReplayEngine

    return ReplayEngine(Recorded(path), _asking(config.load()))


def _asking(settings: config.Config) -> "Asking":
    from llm_extract.engines.asking.engine import Asking

    return Asking(form=settings.form, context=settings.context, logprobs=settings.logprobs)


def _kept(choice: Choice) -> "Cache":
    """The cache of a choice."""
    from llm_extract.engines.cache import FolderCache, NoCache, Refreshing

    if choice.recorder:
        return NoCache()
    folder = FolderCache(choice.folder)
    return Refreshing(folder) if choice.fresh else folder


def _endpoint(model: str, choice: Choice) -> Engine:
    from llm_extract.engines.openai_compatible.endpoint import Endpoint
    from llm_extract.engines.openai_compatible.engine import EndpointEngine
    from llm_extract.engines.openai_compatible.modes import Memory

    settings = config.load()
    chosen = model or settings.model
    if not chosen:
        raise ConfigError("engine openai: no model is chosen; name one as --engine openai:MODEL, or with llm-extract config --model MODEL")
    endpoint = Endpoint(chosen, settings.address, settings.key.get_secret_value(), price=settings.prices.get(chosen))
    shown = f"openai:{chosen}" + ("" if settings.address == config.DEFAULT_URL else f" ({endpoint.host})")
    memory = Memory(choice.folder / "endpoints.json")
    return EndpointEngine(shown, endpoint, _kept(choice), memory, _asking(settings), choice.recorder)
