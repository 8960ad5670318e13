"""The engines there are."""

from llm_extract.engines.base import Engine
from llm_extract.errors import UnknownEngineError


def names() -> tuple[str, ...]:
    """The names of all engines."""
    return ("rules",)


def get(name: str) -> Engine:
    """An engine by its name.

    Raises:
        UnknownEngineError: no engine has that name.
    """
    if name == "rules":
        from llm_extract.engines.rules.engine import RulesEngine

        return RulesEngine()
    raise UnknownEngineError(f"engine {name!r} does not exist; choose one of: {', '.join(names())}")
