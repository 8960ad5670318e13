"""Run records drawn by lot, whose true difference is known."""

from dataclasses import dataclass
from random import Random

from llm_extract.evals.records import Cost, Counts, FigureCounts, Hashes, Item, Record, Result, Scores, SummaryScores

FIELDS = ("title", "organization", "province", "period", "people", "documents", "metric.unit", "metric.period")


@dataclass(frozen=True, slots=True)
class World:
    """How runs are drawn.

    Attributes:
        cases: how many there are.
        repeats: of each case.
        loss: how much less often the second run has a thing right, 0 to 1.
        spread: how much two engines that are equally good differ case by case (standard deviation of the chance to be right).
        steady: the share of things whose outcome is the same in each repeat of a run.
        kin: whether the runs are of one engine, changed or not: what is steady then is steady in both, but for what is lost.
    """

    cases: int = 30
    repeats: int = 5
    loss: float = 0.0
    spread: float = 0.0
    steady: float = 0.5
    kin: bool = True


@dataclass(frozen=True, slots=True)
class Things:
    """The metrics of a case: how likely each is right, and the draws of the steady ones, see `luck`."""

    ease: float
    luck: tuple[float | None, ...]


def pair(world: World, seed: int) -> tuple[Record, Record]:
    """Two records of one world; the sizes of the cases and how hard they are belong to the cases, the rest to each run."""
    random = Random(seed)  # noqa: S311  a draw to be repeated, no secret
    sizes = [random.randint(4, 40) for _ in range(world.cases)]
    ease = [random.betavariate(18, 2) for _ in range(world.cases)]
    first, second = ([Things(easy, luck(world, size, random)) for easy, size in zip(ease, sizes, strict=True)] for _ in range(2))
    lost = [Things(one.ease - world.loss, one.luck) for one in (first if world.kin else second)]
    return record(world, first, random), record(world, lost, random)


def luck(world: World, size: int, random: Random) -> tuple[float | None, ...]:
    """For each metric of a case the draw that decides it in every repeat, or None where each repeat has its own."""
    return tuple(random.random() if random.random() < world.steady else None for _ in range(size))


def record(world: World, cases: list[Things], random: Random) -> Record:
    """A run's record."""
    results: list[Result] = []
    for number, things in enumerate(cases):
        chance = min(1.0, max(0.0, random.gauss(things.ease, world.spread)))
        for repeat in range(world.repeats):
            right = [(random.random() if one is None else one) < chance for one in things.luck]
            results.append(Result(case=f"case-{number:02}", repeat=repeat, scores=scores(right, chance, random)))
    names = {f"case-{number:02}": f"{number:064x}" for number in range(world.cases)}
    hashes = Hashes(prompt="a" * 64, schema="b" * 64, cases=names)
    return Record(task="simulated", engine="simulated", code="0", repeats=world.repeats, started="", hashes=hashes, results=tuple(results))


def scores(right: list[bool], chance: float, random: Random) -> Scores:
    """The scores of a result that has these metrics right; its fields are drawn with the same chance."""
    found, size = sum(right), len(right)
    fields = {name: (random.random() < chance) for name in FIELDS}
    given = size - (random.random() < 0.5)
    return Scores(
        metrics=Counts(right=min(found, given), expected=size, predicted=given),
        fields={name: Counts(right=int(hit), expected=1, predicted=1) for name, hit in fields.items()},
        figures=FigureCounts(found=found, expected=size, set_aside_right=found, set_aside=size),
        quotes=Counts(right=found, expected=found, predicted=found),
        findings=Counts(right=int(fields["title"]), expected=1, predicted=1),
        summary=SummaryScores(present=True, covered=random.random(), words=80, rouge_l=random.random()),
        cost=Cost(calls=1, prompt_tokens=1000 + random.randint(0, 99), answer_tokens=300, price=0.01, seconds=random.random()),
        items=tuple(item(at, hit=hit) for at, hit in enumerate(right)),
    )


def item(at: int, *, hit: bool) -> Item:
    """The verdict on the metric of this number."""
    return Item(
        what="metric",
        name=f"other.{at}",
        verdict="right" if hit else "missed",
        expected=str(at),
        got=str(at) if hit else None,
        reason="It is." if hit else "No metric has it.",
        start=at,
        end=at + 1,
    )
