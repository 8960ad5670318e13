"""The gate is worth what it catches: regressions planted on real results must be caught, harmless changes must pass."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from llm_extract import checks, figures
from llm_extract.engines.rules import engine as rules_engine
from llm_extract.errors import AnswerError
from llm_extract.evals import gate
from llm_extract.evals.gate import Baseline, Rule
from llm_extract.evals.records import Cost, Record, Result
from llm_extract.locales.en import scan as english
from llm_extract.locales.reading import Reading
from llm_extract.models import Answer, SummaryText
from tests.evals.planting import TASK, Bench, Shown, accused, metrics_of, reordered_codes, shifted, vanished

Mutation = Callable[[Bench, pytest.MonkeyPatch], Record]


@cache
def bench() -> Bench:
    return Bench.of()


@cache
def baseline() -> Baseline:
    return gate.bless(bench().record, Baseline())


def rerun(on: Bench) -> Record:
    return on.answered(lambda answer: answer)


def scanning(patch: pytest.MonkeyPatch, scan: Callable[[str], Any]) -> None:
    patch.setitem(figures._SCANNERS, "vi", scan)  # noqa: SLF001  the reader is what is broken


def filtered(keep: Callable[[str, Reading], bool]) -> Mutation:
    def mutate(on: Bench, patch: pytest.MonkeyPatch) -> Record:
        scan = figures._SCANNERS["vi"]  # noqa: SLF001  as above
        scanning(patch, lambda text: [one for one in scan(text) if keep(text, one)])
        return rerun(on)

    return mutate


def each(change: Callable[[Shown], None]) -> Mutation:
    return lambda on, _: on.each(change)


def metrics(change: Callable[[Shown], None]) -> Mutation:
    return lambda on, _: on.metrics(change)


def document(name: str, value: object) -> Mutation:
    return each(lambda shown: shown["extraction"].update({name: value}))


def answered(change: Callable[[Answer], Answer]) -> Mutation:
    return lambda on, _: on.answered(change)


def patched(change: Callable[[pytest.MonkeyPatch], None]) -> Mutation:
    def mutate(on: Bench, patch: pytest.MonkeyPatch) -> Record:
        change(patch)
        return rerun(on)

    return mutate


def english_separators(patch: pytest.MonkeyPatch) -> None:
    scanning(patch, english.scan)


def no_check_of_percentages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(checks, "CHECKS", tuple(check for check in checks.CHECKS if check.__module__.endswith((".accounted", ".grounding"))))


def every_genre(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rules_engine, "is_of_genre", lambda *_: True)


def short_of_the_last(on: Bench, _: pytest.MonkeyPatch) -> Record:
    return on.record.model_copy(update={"results": on.record.results[:-1]})


def without_a_case(on: Bench, _: pytest.MonkeyPatch) -> Record:
    hashes = {case: digest for case, digest in on.record.hashes.cases.items() if case != "yen-bai-2017"}
    return on.hashed(cases=hashes).model_copy(update={"results": tuple(one for one in on.record.results if one.case in hashes)})


def another_digest(on: Bench, _: pytest.MonkeyPatch) -> Record:
    return on.hashed(cases={**on.record.hashes.cases, "yen-bai-2017": "0" * 64})


def a_crash(error: Exception) -> Mutation:
    return lambda on, _: on.judged((error, *on.shown[1:]))


def a_stale_answer(on: Bench, _: pytest.MonkeyPatch) -> Record:
    """What was kept for an earlier text of the article, one line longer."""
    old = json.loads(json.dumps(on.shown[0]))
    old["article"]["text"] = f"Tin mới\n{old['article']['text']}"
    for part in (*old["figures"], *(metric["evidence"] for metric in metrics_of(old))):
        part["start"], part["end"] = part["start"] + 8, part["end"] + 8
    last = metrics_of(old).pop()
    old["figures"] = [figure for figure in old["figures"] if figure["id"] not in last["figures"]]
    return on.judged((old, *on.shown[1:]))


def every_other_repeat_fails(on: Bench, _: pytest.MonkeyPatch) -> Record:
    worse = on.answered(lambda answer: replace(answer, labels=answer.labels[1:]))
    second = tuple(one.model_copy(update={"repeat": 1}) for one in worse.results)
    return on.record.model_copy(update={"repeats": 2, "results": (*on.record.results, *second)})


def renamed(code: str, name: str) -> Mutation:
    return metrics(lambda metric: metric.update(indicator=re.sub(rf"^{re.escape(code)}$", name, metric["indicator"])))


def misread(metric: Shown) -> None:
    metric["value"] += 0.5


def spoken(summary: SummaryText | None) -> SummaryText | None:
    return replace(summary, headline="Hội nghị") if summary else None


def invented_headline(shown: Shown) -> None:
    shown["extraction"]["summary"]["headline"] = "Kết nạp 987.654 đảng viên"


def invented_quote(shown: Shown) -> None:
    for metric in metrics_of(shown)[:1]:
        metric["evidence"]["quote"] = "đã kết nạp được rất nhiều đảng viên mới trong nhiều năm qua"


REGRESSIONS: dict[str, tuple[Mutation, Rule]] = {
    "a cue is removed": (lambda on, _: on.tasked(lambda one: replace(one, cues=()) if one.code == "membership.admitted" else one), "floor"),
    "an indicator is dropped": (lambda on, _: on.tasked(lambda one: None if one.code == "membership.admitted" else one), "floor"),
    "a code is renamed": (renamed("membership.admitted", "membership.joined"), "floor"),
    "Vietnamese separators are read as English ones": (patched(english_separators), "floor"),
    "percentages are not read": (filtered(lambda _, one: not one.percent), "lost"),
    "ratios are not read": (filtered(lambda _, one: one.kind != "ratio"), "floor"),
    "number words are not read": (filtered(lambda text, one: bool(re.search(r"\d", text[one.start : one.end]))), "floor"),
    "evidence stands one further on": (each(shifted), "invented"),
    "the last metric is dropped": (answered(lambda answer: replace(answer, labels=answer.labels[:-1])), "floor"),
    "nothing is answered": (answered(lambda _: Answer()), "floor"),
    "all is other": (answered(lambda one: replace(one, labels=tuple(replace(label, indicator="other") for label in one.labels))), "floor"),
    "targets are taken for results": (metrics(lambda metric: metric.update(kind="actual")), "floor"),
    "a percentage is taken for a count": (metrics(lambda metric: metric.update(unit="đảng viên")), "floor"),
    "units are lost": (metrics(lambda metric: metric["unit"] == "%" or metric.update(unit=None)), "floor"),
    "periods are lost": (metrics(lambda metric: metric.update(period=None)), "floor"),
    "every metric is given twice": (each(lambda shown: metrics_of(shown).extend(metrics_of(shown)[:])), "floor"),
    "codes are shuffled": (each(reordered_codes), "floor"),
    "articles are shuffled": (lambda on, _: on.judged((*on.shown[1:], on.shown[0])), "floor"),
    "a case crashes": (a_crash(ValueError("no")), "crashed"),
    "a kept answer is of another numbering": (a_crash(AnswerError("case: the answer is of another numbering; ask again")), "crashed"),
    "a kept answer is of an earlier text": (a_stale_answer, "lost"),
    "metrics are empty": (document("metrics", []), "floor"),
    "a metric and its figure vanish": (each(vanished), "lost"),
    "a value is misread": (metrics(misread), "invented"),
    "the summary has a figure of its own": (each(invented_headline), "invented"),
    "a quote is made up": (each(invented_quote), "invented"),
    "the title is lost": (document("title", None), "floor"),
    "people are lost": (document("people", []), "floor"),
    "cited documents are lost": (document("documents", []), "floor"),
    "the province is wrong": (document("province", "Kon Tum"), "floor"),
    "the summary is empty": (document("summary", None), "floor"),
    "the summary says little": (answered(lambda answer: replace(answer, summary=spoken(answer.summary))), "floor"),
    "another genre is read too": (patched(every_genre), "floor"),
    "a check is removed": (patched(no_check_of_percentages), "floor"),
    "articles are accused wrongly": (each(accused), "floor"),
    "every other repeat fails": (every_other_repeat_fails, "floor"),
    "the prompt is edited without a blessing": (lambda on, _: on.hashed(prompt="1" * 64), "changed"),
    "the schema is edited without a blessing": (lambda on, _: on.hashed(schema_="1" * 64), "changed"),
    "a case is edited without a blessing": (another_digest, "changed"),
    "a case is left out": (without_a_case, "changed"),
    "a result is missing": (short_of_the_last, "incomplete"),
    "another engine answers": (lambda on, _: on.record.model_copy(update={"engine": "openai:other"}), "unblessed"),
}


@pytest.mark.parametrize("name", REGRESSIONS)
def test_a_planted_regression_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutate, rule = REGRESSIONS[name]
    breaches = gate.check(mutate(bench(), monkeypatch), baseline())
    assert rule in {breach.rule for breach in breaches}


def scored(change: Callable[[Any], dict[str, object]]) -> Mutation:
    def one(result: Result) -> Result:
        assert result.scores
        return result.model_copy(update={"scores": result.scores.model_copy(update=change(result.scores))})

    return lambda on, _: on.results(one)


def spaced(shown: Shown) -> None:
    summary = shown["extraction"]["summary"]
    summary["key_points"] = [f" {point.replace(' ', '  ')} " for point in summary["key_points"]]


def reworded(shown: Shown) -> None:
    for finding in shown["findings"]:
        finding.update(message=f"Look: {finding['message']}", message_vi=f"Xem: {finding['message_vi']}")


def repeated(on: Bench, _: pytest.MonkeyPatch) -> Record:
    again = (one.model_copy(update={"repeat": repeat}) for repeat in range(3) for one in on.record.results)
    return on.record.model_copy(update={"repeats": 3, "results": tuple(again)})


def improved(on: Bench, _: pytest.MonkeyPatch) -> Record:
    """The rules' one wrong metric more is right."""

    def change(result: Result) -> Result:
        scores = result.scores
        if scores is None or scores.metrics.right == scores.metrics.expected:
            return result
        better = scores.metrics.model_copy(update={"right": min(scores.metrics.right + 1, scores.metrics.predicted)})
        return result.model_copy(update={"scores": scores.model_copy(update={"metrics": better})})

    return on.results(change)


def rewritten(on: Bench, _: pytest.MonkeyPatch) -> Record:
    values = json.loads(on.record.model_dump_json())
    return Record.model_validate_json(json.dumps(dict(reversed(values.items())), indent=7))


HARMLESS: dict[str, Mutation] = {
    "the same run again": lambda on, _: rerun(on),
    "metrics in another order": each(lambda shown: metrics_of(shown).reverse()),
    "people in another order": each(lambda shown: shown["extraction"]["people"].reverse()),
    "white space in the summary": each(spaced),
    "findings in other words": each(reworded),
    "findings in another order": each(lambda shown: shown["findings"].reverse()),
    "confidences left out": each(lambda shown: shown.update(confidence=[])),
    "faster": scored(lambda scores: {"cost": scores.cost.model_copy(update={"seconds": 0.0})}),
    "dearer": scored(lambda _: {"cost": Cost(calls=3, prompt_tokens=9_000, answer_tokens=900, price=0.1, seconds=60.0)}),
    "verdicts with other reasons": scored(
        lambda scores: {"items": tuple(one.model_copy(update={"reason": "So."}) for one in scores.items)}
    ),
    "results in another order": lambda on, _: on.record.model_copy(update={"results": on.record.results[::-1]}),
    "other code, later": lambda on, _: on.record.model_copy(update={"code": "9.9.9+0", "started": "2030-01-01T00:00:00+00:00", "seed": 7}),
    "three repeats alike": repeated,
    "one metric more is right": improved,
    "the file written in another way": rewritten,
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_change_passes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = HARMLESS[name](bench(), monkeypatch)
    assert gate.check(changed, baseline()) == ()


def test_there_are_enough_of_both() -> None:
    assert len(REGRESSIONS) >= 30
    assert len(HARMLESS) >= 10


def test_the_cases_hold_what_the_mutations_break() -> None:
    entry = baseline().tasks[TASK.name]["rules"]
    assert {"metrics.f1", "findings.recall", "figures.set_aside", "quotes.f1", "fields.metric.unit"} <= set(entry.floors)
    assert entry.lost == {}
