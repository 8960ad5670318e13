"""Runs other libraries on articles, against an endpoint that has their answers ready; run by the other benchmarks in `.venv-bench`.

Each line of standard input is a job: `n`, `tool`, `text`, `codes`, the labels, and optionally `chunk`, characters that LangExtract
sends at once (by default the whole text), and `asked`, more for the prompt. The endpoint, whose address is the first argument, knows a
job by the model's name, `scripted-<n>`. Each line of standard output is its result: `n` and `entries`, one for each entry of the answer
with `grounded`, whether the library says that the article holds it, `text`, what it says stands there, and `status`, how exactly, where
it says; or `error`.
"""

import json
import os
import sys
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, Literal

import instructor
import openai
from pydantic import BaseModel, create_model

Job = dict[str, Any]
Entries = list[dict[str, Any]]

EXAMPLE = "Trong năm, Đảng bộ xã kết nạp 14 đảng viên mới, đạt 116,7% kế hoạch. Có 9/11 chi bộ (81,8%) hoàn thành tốt nhiệm vụ."
EXAMPLES = (
    ("kết nạp 14 đảng viên mới", "membership.admitted", "14"),
    ("Có 9/11 chi bộ (81,8%) hoàn thành tốt nhiệm vụ", "rating.cells.good", "9"),
)
ASKED = "Extract every metric of the report: its code, its value and the verbatim quote that states it, in the order of the text."
_KEY = os.environ.get("PEER_KEY", "sk-none")


def langextract(base_url: str, job: Job) -> Entries:
    """Through its own OpenAI provider; an extraction without an interval is not grounded."""
    import langextract as lx  # type: ignore[import-not-found]  # installed in .venv-bench alone
    from langextract.providers.openai import OpenAILanguageModel  # type: ignore[import-not-found]

    made = [lx.data.Extraction("metric", quote, attributes={"code": code, "value": value}) for quote, code, value in EXAMPLES]
    done = lx.extract(
        job["text"],
        prompt_description="\n".join((ASKED, job.get("asked", ""))).strip(),
        examples=[lx.data.ExampleData(EXAMPLE, made)],
        model=OpenAILanguageModel(model_id=f"scripted-{job['n']}", api_key=_KEY, base_url=base_url),
        max_char_buffer=job.get("chunk") or 10**9,
        use_schema_constraints=False,
        show_progress=False,
        resolver_params={"suppress_parse_errors": False},
    )
    places = [(one, one.char_interval) for one in done.extractions or ()]
    return [
        {
            "grounded": place is not None,
            "text": job["text"][place.start_pos : place.end_pos] if place else "",
            "status": one.alignment_status.value if one.alignment_status else "",
        }
        for one, place in places
    ]


def plain(base_url: str, job: Job) -> Entries:
    """Plain instructor: whatever fits the schema is kept."""
    metric = create_model("Metric", code=(_codes(job), ...), value=(str, ...), quote=(str, ...))
    return [{"grounded": True, "text": one.quote, "status": ""} for one in _instructed(base_url, job, metric, None)]


def cited(base_url: str, job: Job) -> Entries:
    """`CitationMixin`: a metric whose quotes it struck out is not grounded."""
    metric = create_model("Metric", __base__=instructor.CitationMixin, code=(_codes(job), ...), value=(str, ...))
    quotes = [one.substring_quotes for one in _instructed(base_url, job, metric, {"context": job["text"]})]
    return [{"grounded": bool(one), "text": " ".join(one), "status": ""} for one in quotes]


class Person(BaseModel):
    """Someone the report names."""

    name: str
    position: str | None = None


def report(base_url: str, job: Job) -> Entries:
    """Plain instructor with a schema of a whole report: values, units and quotes as the model writes them."""
    texts: Any = dict.fromkeys(("unit", "group", "period", "scope"), (str | None, None))
    values: Any = dict.fromkeys(("high", "total", "percent"), (float | None, None))
    kind, qualifier = Literal["actual", "target", "change"], Literal["exact", "approximately", "more_than", "at_least", "at_most", "range"]
    choices: Any = {"indicator": (_codes(job), ...), "kind": (kind, "actual"), "qualifier": (qualifier, "exact")}
    metric = create_model("Metric", value=(float, ...), evidence=(str, ...), **choices, **values, **texts)
    names = ("title", "source", "author", "organization", "province", "event", "event_date", "period")
    fields: Any = {**dict.fromkeys(names, (str | None, None)), "people": (list[Person], []), "documents": (list[str], [])}
    return [{"grounded": True, "text": one.evidence, "status": ""} for one in _instructed(base_url, job, metric, None, fields)]


def _codes(job: Job) -> Any:  # noqa: ANN401  a type made at run time
    return Literal[tuple(job["codes"])]


def _instructed(
    base_url: str,
    job: Job,
    metric: type[BaseModel],
    context: dict[str, Any] | None,
    fields: Any = MappingProxyType({}),  # noqa: ANN401  as above
) -> Any:  # noqa: ANN401  as above
    whole: Any = create_model("Report", **fields, metrics=(list[metric], ...))  # type: ignore[valid-type]  # as above
    with openai.OpenAI(base_url=base_url, api_key=_KEY, max_retries=0) as client:
        asking = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
        # With a context, messages are rendered as templates: the article is named there and not written out.
        text = job["text"] if context is None else "{{ context }}"
        told = "\n".join((ASKED, job.get("asked", ""))).strip()
        messages: Any = [{"role": "system", "content": told}, {"role": "user", "content": text}]
        return asking.chat.completions.create(
            model=f"scripted-{job['n']}", messages=messages, response_model=whole, context=context
        ).metrics


TOOLS: dict[str, Callable[[str, Job], Entries]] = {
    "LangExtract": langextract,
    "instructor": plain,
    "CitationMixin": cited,
    "report": report,
}


def main() -> None:
    """Runs the jobs in turn."""
    for line in sys.stdin:
        job = json.loads(line)
        try:
            result: Job = {"entries": TOOLS[job["tool"]](sys.argv[1], job)}
        except Exception as error:  # noqa: BLE001  whatever a library raises is its result
            result = {"error": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps({"n": job["n"], **result}), flush=True)


if __name__ == "__main__":
    main()
