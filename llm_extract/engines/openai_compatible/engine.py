"""The `openai` engine: any endpoint that speaks Chat Completions."""

from dataclasses import dataclass

from llm_extract.engines.asking.engine import Asking, AskingEngine
from llm_extract.engines.cache import Cache
from llm_extract.engines.openai_compatible.chat import EndpointChat
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.modes import Memory
from llm_extract.engines.recording import Recorder, recorded
from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.tasks.base import Task


@dataclass(frozen=True)
class EndpointEngine:
    """Asks one model of one endpoint.

    Attributes:
        name: what answered, as it is shown in every result.
        endpoint: where it answers.
        cache: where answers are kept.
        memory: what is known of endpoints.
        asking: how it is asked.
        recorder: what records it, if anything.
    """

    name: str
    endpoint: Endpoint
    cache: Cache
    memory: Memory
    asking: Asking
    recorder: Recorder | None = None

    def __post_init__(self) -> None:
        """Tells the recorder who is recorded."""
        if self.recorder:
            self.recorder.begin(self.name, self.asking)

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        """Labels the figures and fills the document's fields; see `engines.asking.engine.AskingEngine`."""
        # Connections belong to one event loop, and callers may use one for each article.
        async with EndpointChat(self.endpoint, self.cache, self.memory) as chat:
            with recorded(self.recorder, article, task, chat) as heard:
                return await AskingEngine(self.name, heard, self.asking).answer(article, figures, task)
