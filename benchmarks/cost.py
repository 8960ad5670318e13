"""What an article costs: calls, tokens and price, for both forms of this package's answer, LangExtract and plain instructor.

Run with `make bench-cost`. Six golden articles of different length; each tool asks a scripted endpoint on a loopback port, which gives
the right answer of `expected.json` in the tool's own format, without white space. What was really sent is counted, the JSON schema
included, with the tokenizer `o200k_base`. All are told the same indicators. LangExtract divides an article by its default, 1,000
characters, and sends its instructions and examples with each part; instructor asks once, for values, units and quotes, and null fields
are left out of its answer. Reasoning tokens and discounts for repeated beginnings of prompts are not counted. Exit status 1 where a bar
is missed: one call, and at most a third of the answer tokens that plain instructor takes.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from llm_extract.engines.asking.question import Form
from llm_extract.engines.openai_compatible.chat import price_of
from tests.corruptions import TASK, Sample, as_list
from tests.endpoint import Reply, Request, ScriptedEndpoint, completion
from tests.judging import Bench
from tests.oracle import GOLDEN, expected_of

ARTICLES = ("dak-glei-2020", "long-an-2013", "tay-ninh-2018-h1", "quang-binh-2010", "ninh-thuan-2022", "binh-phuoc-2023-nganh-to-chuc")
MODEL = "gpt-4.1-mini"
CHUNK = 1_000
"""LangExtract's default `max_char_buffer`."""
SHARE = 3
_LEAD = 25
_FIELDS = ("title", "source", "author", "organization", "province", "event", "event_date", "period")
_ATTRIBUTES = ("kind", "value", "high", "qualifier", "unit", "group", "total", "percent", "period", "scope")
Answering = Callable[[Request], str]


@dataclass(frozen=True)
class Exchange:
    """What was sent and answered for one article."""

    prompts: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Cost:
    """Of one article, or of several."""

    calls: int
    prompt: int
    answer: int

    @property
    def price(self) -> Decimal:
        """US dollars, by the table of genai-prices."""
        return price_of(MODEL, self.prompt, self.answer) or Decimal()


def compact(value: object) -> str:
    """JSON without white space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def sent(request: Request) -> str:
    """All of a request that a model reads."""
    told = [message["content"] for message in request.json["messages"]]
    return "\n".join([*told, compact(request.json["response_format"])] if "response_format" in request.json else told)


def exchange(answering: Answering, work: Callable[[str], None]) -> Exchange:
    """Runs a tool against an endpoint."""
    answers: list[str] = []

    def script(request: Request) -> Reply:
        answers.append(answering(request))
        return Reply(body=completion(answers[-1]))

    with ScriptedEndpoint(script) as endpoint:
        work(endpoint.base_url)
        return Exchange(tuple(sent(request) for request in endpoint.requests), tuple(answers))


def ours(sample: Sample, form: Form) -> Exchange:
    """This package, with the figures answered in one form."""
    answer = compact(dict(sample.labels))
    spoken = answer if form == "map" else compact(json.loads(as_list(answer)))

    def work(base_url: str) -> None:
        bench = Bench()
        bench.base_url = base_url
        bench.ask(sample, [answer], form, 0)

    return exchange(lambda _: spoken, work)


def theirs(python: str, tool: str, sample: Sample, answering: Answering) -> Exchange:
    """Another library, in its own environment.

    Raises:
        RuntimeError: it failed.
    """
    asked = "\n".join(f"{one.code}: {one.vi} ({one.en})" for one in TASK.indicators)
    job = {"n": 0, "tool": tool, "text": sample.article.text, "chunk": CHUNK, "codes": list(TASK.by_code), "asked": asked}

    def work(base_url: str) -> None:
        command = [python, str(Path(__file__).with_name("peers.py")), base_url]
        done = subprocess.run(command, input=compact(job) + "\n", capture_output=True, text=True, check=True)  # noqa: S603  our own command
        if "error" in (result := json.loads(done.stdout)):
            raise RuntimeError(f"{tool}: {result['error']}")

    return exchange(answering, work)


def report(expected: Mapping[str, Any]) -> str:
    """The expected result as a model writes it that fills a schema of values and quotes."""
    metrics = [{"indicator": one["indicator"], **_told(one, _ATTRIBUTES), "evidence": one["evidence"]} for one in expected["metrics"]]
    lists = {"people": expected.get("people", []), "documents": expected.get("documents", [])}
    return compact({**_told(expected, _FIELDS), **lists, "metrics": metrics})


def chunked(expected: Mapping[str, Any]) -> Answering:
    """The part of the expected result that stands in the chunk asked about, as LangExtract wants it."""
    entries: list[tuple[str, dict[str, Any]]] = [
        (one["evidence"], {"metric": one["evidence"], "metric_attributes": {"indicator": one["indicator"], **_shown(one)}})
        for one in expected["metrics"]
    ]
    entries += [(str(expected[name]), {name: expected[name]}) for name in _FIELDS if expected.get(name)]
    entries += [
        (one["name"], {"person": one["name"], "person_attributes": _shown(one, ("position",))}) for one in expected.get("people", ())
    ]
    given: set[int] = set()

    def answer(request: Request) -> str:
        chunk = request.json["messages"][-1]["content"].rpartition("Q: ")[2]
        here = [at for at, (quote, _) in enumerate(entries) if at not in given and quote[:_LEAD] in chunk]
        given.update(here)
        return compact({"extractions": [entries[at][1] for at in here]})

    return answer


def _told(values: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if values.get(name) is not None}


def _shown(values: Mapping[str, Any], names: Sequence[str] = _ATTRIBUTES) -> dict[str, str]:
    return {name: str(value) for name, value in _told(values, names).items()}


def costs(python: str, exchanges: Sequence[Exchange]) -> list[Cost]:
    """Tokens of what was sent and answered."""
    texts = [text for one in exchanges for text in (*one.prompts, *one.answers)]
    command = [python, str(Path(__file__).with_name("tokens.py"))]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)  # noqa: S603  our own command
    counts = iter(json.loads(done.stdout))
    return [Cost(len(one.prompts), sum(next(counts) for _ in one.prompts), sum(next(counts) for _ in one.answers)) for one in exchanges]


def together(rows: Sequence[Cost]) -> Cost:
    """The sum."""
    return Cost(sum(row.calls for row in rows), sum(row.prompt for row in rows), sum(row.answer for row in rows))


def line(name: str, rows: Sequence[Cost]) -> str:
    """One row of the table: calls, prompt and answer tokens, and US dollars for a thousand such articles, of each tool."""
    cells = (f"{row.calls:>4}{row.prompt:>8,}{row.answer:>7,}{row.price * 1000:>8.2f}" for row in rows)
    return f"{name:<38}" + "   ".join(cells)


def main() -> int:
    """Prints the table; 1 where a bar is missed."""
    python = sys.argv[1]
    table: list[list[Cost]] = []
    names = ("map", "list", "LangExtract", "instructor")
    print(f"{'':<38}" + "   ".join(f"{name:^27}" for name in names))
    print(f"{'':<38}" + "   ".join(f"{'n':>4}{'prompt':>8}{'answer':>7}{'$/1000':>8}" for _ in names))
    for name in ARTICLES:
        sample, expected = Sample.of(GOLDEN / name), expected_of(GOLDEN / name)
        text = report(expected)
        done = [ours(sample, "map"), ours(sample, "list"), theirs(python, "LangExtract", sample, chunked(expected))]
        table.append(costs(python, [*done, theirs(python, "report", sample, lambda _, text=text: text)]))  # type: ignore[misc]  # bound now
        print(line(f"{name} ({len(sample.article.text):,})", table[-1]))
    sums = [together([row[at] for row in table]) for at in range(len(names))]
    print(line("all", sums))
    ratio = sums[3].answer / sums[0].answer
    passed = ratio >= SHARE and sums[0].calls == len(ARTICLES)
    print(f"\nn: calls; $/1000: US dollars for a thousand such articles with {MODEL}, by genai-prices.")
    print(
        f"Instructor's answers are {ratio:.1f} times the map's (bar: {SHARE}), LangExtract's {sums[2].answer / sums[0].answer:.1f} times."
    )
    print(
        f"The list's are {sums[1].answer / sums[0].answer:.1f} times the map's, for {sums[0].prompt - sums[1].prompt:,} prompt tokens less."
    )
    print("ok" if passed else "MISSED")
    return int(not passed)


if __name__ == "__main__":
    sys.exit(main())
