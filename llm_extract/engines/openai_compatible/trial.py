"""A test call: one small question to an endpoint, and what came of it."""

import asyncio
from dataclasses import dataclass, replace
from decimal import Decimal
from time import perf_counter

from llm_extract.engines.openai_compatible.chat import price_of, text_of
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.transport import Transport

_QUESTION = "Reply with the single word OK."
_SHOWN = 200
PATIENCE = 20.0
"""Seconds that a test call may take in all."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What an endpoint answered.

    Attributes:
        model: as the endpoint names it.
        said: the beginning of its answer.
        seconds: that it took.
        prompt_tokens: as the endpoint counts them; 0 where it does not.
        answer_tokens: likewise.
        price: in US dollars; None where it is not known.
    """

    model: str
    said: str
    seconds: float
    prompt_tokens: int
    answer_tokens: int
    price: Decimal | None


def try_out(endpoint: Endpoint, patience: float = PATIENCE) -> Trial:
    """Asks an endpoint once, without trying again.

    Args:
        endpoint: where to; its own bounds on time and tries do not hold.
        patience: seconds that the call may take.

    Raises:
        EndpointError: there is no answer; its subclasses say why.
    """
    return asyncio.run(_asked(replace(endpoint, silence=patience, deadline=patience, tries=1)))


async def _asked(endpoint: Endpoint) -> Trial:
    start = perf_counter()
    async with Transport(endpoint) as transport:
        completion = await transport.create(messages=[{"role": "user", "content": _QUESTION}])
    seconds = perf_counter() - start
    usage = completion.usage
    prompt, answer = (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)
    price = price_of(endpoint.model, prompt, answer, endpoint.price) if usage else None
    return Trial(completion.model, text_of(completion)[:_SHOWN], seconds, prompt, answer, price)
