"""What llama.cpp answers with an adapter, asked in the way of the engine."""

import asyncio
from collections.abc import Callable, Sequence

from llm_extract.engines.cache import NoCache
from llm_extract.engines.local.label_chat import LabelChat
from llm_extract.engines.local.labels import Prediction, predictions, prompt, schema
from llm_extract.engines.local.server import Endpoint
from llm_extract.tasks.base import Task
from training.examples import Sentence


class LlamaPredictor:
    """A served model with its adapter."""

    def __init__(self, serve: Callable[[], Endpoint], task: Task) -> None:
        """Takes what serves it, and the task."""
        self._serve, self._task = serve, task

    def predict(self, sentences: Sequence[Sentence]) -> list[list[Prediction]]:
        """The labels of the figures of each sentence."""
        return asyncio.run(self._predict(sentences))

    async def _predict(self, sentences: Sequence[Sentence]) -> list[list[Prediction]]:
        async with LabelChat(self._serve, self._task, "adapter", NoCache()) as chat:
            prompts = [prompt(sentence.before, sentence.text, sentence.places) for sentence in sentences]
            answers = [await chat.ask(one.messages(), schema(self._task), {"temperature": 0.0}) for one in prompts]
        return [list(predictions(one.text)) for one in answers]
