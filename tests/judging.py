"""Corrupted answers given to the `openai` engine over HTTP, and what came of each thing that was wrong in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from llm_extract import pipeline
from llm_extract.engines.asking.engine import Asking
from llm_extract.engines.asking.question import Form
from llm_extract.engines.asking.rounds import Limits
from llm_extract.engines.cache import NoCache
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.engine import EndpointEngine
from llm_extract.engines.openai_compatible.modes import Memory
from llm_extract.errors import AnswerError
from llm_extract.export import to_json
from llm_extract.models import Extraction
from tests.corruptions import LABELS, TASK, Corrupted, Corruption, Item, Sample, as_list, bare, dump
from tests.endpoint import Reply, Request, ScriptedEndpoint, completion
from tests.truth import Shown, facts, spelled, untrue

UNBOUNDED = 10**9
"""Tokens that may be spent: how often is asked is bounded by the rounds alone."""


@dataclass
class Tally:
    """What came of things that were wrong.

    Attributes:
        items: how many there were.
        false: what of them, or anything else untrue, reached the result.
        lost: right pieces that did not.
        named: how many a finding names.
        unnamed: those that none names.
        changed: of what is kept, how many bear a mark that is not the right one's: another's label, or an inexact match.
    """

    items: int = 0
    false: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    named: int = 0
    unnamed: list[str] = field(default_factory=list)
    changed: int = 0

    def __iadd__(self, other: "Tally") -> Self:
        self.items += other.items
        self.false += other.false
        self.lost += other.lost
        self.named += other.named
        self.unnamed += other.unnamed
        self.changed += other.changed
        return self


class Bench:
    """An endpoint that gives whatever answers it is handed, and the engine that asks it.

    Attributes:
        base_url: of the endpoint, once it listens.
        answers: what it says next.
    """

    def __init__(self) -> None:
        self.base_url = ""
        self.answers: list[str] = []

    def answer(self, _: Request) -> Reply:
        """The next of the answers; the last one again where they run out."""
        return Reply(body=completion(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]))

    def ask(self, sample: Sample, answers: Sequence[str], form: Form, rounds: int) -> tuple[Shown, Extraction]:
        """Runs the pipeline; the endpoint gives these answers in turn.

        Raises:
            AnswerError: the engine refuses the answer as a whole.
        """
        self.answers = [as_list(text) for text in answers] if form == "list" else list(answers)
        where = Endpoint("scripted-1", self.base_url, "sk-none", tries=1)
        asking = Asking(form=form, limits=Limits(rounds, UNBOUNDED))
        extraction = pipeline.run(sample.article, TASK, EndpointEngine("openai:scripted-1", where, NoCache(), Memory(), asking))
        return to_json(sample.article, extraction), extraction


@contextmanager
def bench() -> Iterator[Bench]:
    """A bench whose endpoint listens on a loopback port."""
    made = Bench()
    with ScriptedEndpoint(made.answer) as endpoint:
        made.base_url = endpoint.base_url
        yield made


@dataclass(frozen=True)
class Trial:
    """An article, asked with right answers and with wrong ones."""

    bench: Bench
    sample: Sample

    @cached_property
    def right(self) -> tuple[Shown, list[str]]:
        """The result of the right answer, and what is told of it."""
        shown, extraction = self.bench.ask(self.sample, [dump(self.sample.right())], "map", 0)
        return shown, told(extraction)

    def judge(self, name: str, corruption: Corruption, form: Form, rounds: int) -> Tally:
        """Gives answers that are all wrong, each in another part, and judges what came of the first one's faults."""
        first, *others = (corruption(self.sample, seed) for seed in range(rounds + 1))
        wrong = [first, *(bare(self.sample, other) for other in others)]
        shown, extraction = self.bench.ask(self.sample, [one.text for one in wrong], form, rounds)
        tally = self._judged(wrong, shown, extraction)
        if name == LABELS:
            tally.named, tally.unnamed, tally.changed = 0, [], len(wrong[0].items)
        return tally

    def refuses(self, answer: str) -> bool:
        """Whether an answer is refused as a whole."""
        try:
            self.bench.ask(self.sample, [answer], "map", 0)
        except AnswerError:
            return True
        return False

    def _judged(self, wrong: Sequence[Corrupted], shown: Shown, extraction: Extraction) -> Tally:
        first, messages = wrong[0], told(extraction)
        tally = Tally(items=len(first.items))
        tally.false = [f"{self.sample.name}: {one}" for one in untrue(shown, self.sample.article.metadata.title)]
        tally.false += [f"{self.sample.name}: {item.written}" for one in wrong for item in one.items if _reached(item, self.sample, shown)]
        tally.lost = [f"{self.sample.name}: {piece}" for piece in self._lost(first, shown)]
        for item in first.items:
            if item.right or any(item.told in message for message in messages):
                tally.named += 1
            else:
                tally.unnamed.append(f"{self.sample.name}: {item.told}")
        return tally

    def _lost(self, first: Corrupted, shown: Shown) -> Iterator[str]:
        """Right pieces of the first answer that the result lacks; what a wrong label drew to itself is its own loss."""
        ids = frozenset().union(*(item.ids for item in first.items))
        fields = frozenset().union(*(item.fields for item in first.items))
        ids |= {number for metric in shown["extraction"]["metrics"] if metric["figures"][0] in ids for number in metric["figures"]}
        here = facts(shown)
        for piece, rests_on in facts(self.right[0]).items():
            if piece not in here and not rests_on & ids and not fields & set(piece):
                yield str(piece)
        kept = set(map(spelled, shown["extraction"]["tasks"]))
        yield from (f"spelling {item.written}" for item in first.items if item.right and spelled(item.original) not in kept)


def told(extraction: Extraction) -> list[str]:
    """What the findings say of the model's answer."""
    return [finding.message for finding in extraction.findings if finding.origin == "engine" and finding.code.startswith("answer.")]


def _reached(item: Item, sample: Sample, shown: Shown) -> bool:
    """Whether what a wrong item says stands in the result, though the article does not hold it."""
    if item.right or not item.written or not sample.lacks(item.written):
        return False
    data = shown["extraction"]
    said = Counter(spelled(value) for kind in ("tasks", "documents") for value in data[kind])
    said.update(spelled(part) for person in data["people"] for part in person.values() if part)
    said.update(spelled(line) for line in ([data["summary"]["headline"], *data["summary"]["key_points"]] if data["summary"] else []))
    said.update(spelled(metric["evidence"]["quote"]) for metric in data["metrics"])
    return spelled(item.written) in said
