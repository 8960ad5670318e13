"""From the tokens of an answer to the probability of each code."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from llm_extract import pipeline, tasks
from llm_extract.engines.asking.engine import Asking
from llm_extract.engines.asking.probabilities import Token, of_codes
from llm_extract.engines.cache import FolderCache
from llm_extract.engines.openai_compatible.modes import Ability, Memory
from llm_extract.engines.replay import Recorded, ReplayEngine
from llm_extract.errors import RefusedRequestError
from llm_extract.export import to_json
from tests.endpoint import Reply, Request, completion
from tests.engines.asking.conftest import Case, ask, engine_for, text_reply

ASKING = Asking(logprobs=True)
TASK = tasks.get("party_building")


def cut(text: str, *, size: int = 3, chance: float = 0.9) -> tuple[Token, ...]:
    """A text as tokens of so many bytes, which cut letters apart, each of one probability."""
    raw = text.encode()
    return tuple(Token(raw[at : at + size], math.log(chance)) for at in range(0, len(raw), size))


def told(reply: dict[str, Any], chances: dict[str, float]) -> Reply:
    """A reply with the tokens' probabilities: 1 but for these texts, which are a token each."""
    text = reply["choices"][0]["message"]["content"]
    tokens, rest = [], text
    for wanted, chance in chances.items():
        before, _, rest = rest.partition(wanted)
        tokens += [{"token": before, "logprob": 0.0}, {"token": wanted, "logprob": math.log(chance)}]
    content = [{**one, "bytes": list(one["token"].encode()), "top_logprobs": []} for one in [*tokens, {"token": rest, "logprob": 0.0}]]
    reply["choices"][0]["logprobs"] = {"content": content, "refusal": None}
    return Reply(body=reply)


class TestReading:
    def test_a_code_is_as_probable_as_its_tokens_together(self) -> None:
        tokens = [Token(b'{"figures": {"1": "', -5), Token(b"mem", -0.5), Token(b"bers", -0.25), Token(b'"}}', -7)]
        assert of_codes('{"figures": {"1": "members"}}', tokens) == {1: pytest.approx(math.exp(-0.75))}

    def test_a_token_that_reaches_into_the_code_counts(self) -> None:
        tokens = [Token(b'{"figures": {"1":', -5), Token(b' "mem', -0.5), Token(b'bers"}', -0.25), Token(b"}", -7)]
        assert of_codes('{"figures": {"1": "members"}}', tokens) == {1: pytest.approx(math.exp(-0.75))}

    @pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
    def test_both_forms_are_found_among_all_else(self, size: int) -> None:
        rest = {"document": {"figures": {"9": "nine"}, "title": 'Đảng bộ "7": {[ \\', "code": 3}, "kinds": [{"figure": 8, "kind": "x"}]}
        as_map = json.dumps({**rest, "figures": {"12": "aa", "3": "bbb"}}, ensure_ascii=False)
        as_list = json.dumps({**rest, "figures": [{"code": "aa", "figure": 12}, {"figure": 3, "code": "bbb"}]}, ensure_ascii=False)
        for text in (as_map, as_list, f"```json\n{as_map}\n```"):
            found = of_codes(text, cut(text, size=size))
            assert list(found) == [12, 3]
            most = {1: 2, 2: 2, 3: 2}.get(size, 2)
            assert all(0.9**4 <= one <= 0.9 + 1e-9 for one in found.values())
            assert size > 1 or found[12] == pytest.approx(0.9**most)

    def test_tokens_before_and_behind_do_no_harm(self) -> None:
        text = '{"figures": {"1": "other"}}'
        tokens = [Token("<|nghĩ|>".encode(), -3), *cut(text, size=1), Token(b"<eos>", -4)]
        assert of_codes(text, tokens) == {1: pytest.approx(0.9**5)}

    def test_tokens_of_another_text_say_nothing(self) -> None:
        assert of_codes('{"figures": {"1": "other"}}', cut('{"figures": {"1": "othex"}}')) == {}
        assert of_codes('{"figures": {"1": "other"}}', ()) == {}

    @pytest.mark.parametrize(
        "figures", [{"x": "other"}, {"1": 5}, {"1": None}, {"1": {"code": "other"}}, [["1", "other"]], [{"figure": 1}], "1", []]
    )
    def test_what_is_no_code_has_none(self, figures: object) -> None:
        text = json.dumps({"figures": figures})
        assert of_codes(text, cut(text)) == {}


class TestAsking:
    def test_they_are_asked_for_only_where_wanted(self, case: Case) -> None:
        assert "logprobs" not in ask(case, case.right()).requests[0].json
        assert ask(case, case.right(), asking=ASKING).requests[0].json["logprobs"] is True

    def test_an_improbable_code_is_an_unsure_metric(self, case: Case) -> None:
        reply = told(completion(json.dumps(case.right(), ensure_ascii=False)), {"membership.admitted": 0.06, "other": 0.99})
        plain = ask(case, case.right()).extraction.confidences
        asked = ask(case, reply, asking=ASKING).extraction.confidences
        assert [one.figure for one in asked] == [one.figure for one in plain]
        assert asked[0].score < plain[0].score
        assert "a probability of 6%" in asked[0].why
        assert "probability" not in plain[0].why

    def test_an_endpoint_that_refuses_is_asked_without_and_remembered(self, case: Case) -> None:
        def script(request: Request) -> Reply:
            refusal = {"error": {"message": "'logprobs' is not supported with this model.", "code": "unsupported_parameter"}}
            return Reply(400, refusal) if "logprobs" in request.json else text_reply(case.right())

        with engine_for(script, ASKING) as (engine, endpoint):
            for _ in range(2):
                assert len(pipeline.run(case.article, TASK, engine).confidences) == 4
            settings = [request.json.keys() & {"logprobs", "temperature"} for request in endpoint.requests]
        assert settings == [{"logprobs", "temperature"}, {"temperature"}, {"temperature"}]

    @pytest.mark.parametrize(
        "logprobs",
        [
            {"content": None},
            {"content": [{"token": "x", "logprob": float("nan")}]},
            {"content": [{"token": "{"}]},
            {"content": "?"},
            {"content": [{"token": "x", "logprob": -1, "bytes": [999]}]},
            {"tokens": ["{"], "token_logprobs": [-1]},
            [],
        ],
    )
    def test_probabilities_of_another_form_are_left_out(self, case: Case, logprobs: object) -> None:
        reply = completion(json.dumps(case.right(), ensure_ascii=False))
        reply["choices"][0]["logprobs"] = logprobs
        asked = ask(case, Reply(body=reply), asking=ASKING)
        assert asked.extraction.confidences == ask(case, case.right()).extraction.confidences

    def test_a_code_given_when_asked_again_has_its_own(self, case: Case) -> None:
        number = str(case.id_of("27"))
        first = case.right()
        first["figures"][number] = "membership.moon"
        second = {"numbering": first["numbering"], "figures": {number: "membership.admitted"}, "kinds": [], "missed": []}
        replies = (
            told(completion(json.dumps(first, ensure_ascii=False)), {"membership.moon": 0.99}),
            told(completion(json.dumps(second)), {"membership.admitted": 0.4}),
        )
        why = ask(case, *replies, asking=ASKING).extraction.confidences[0].why
        assert (
            why
            == "The model and the rules agree; the model had to be asked for it again; the model gave its own code a probability of 40%."
        )

    def test_kept_answers_keep_them_and_are_found_whether_wanted_or_not(self, case: Case, tmp_path: Path) -> None:
        reply = told(completion(json.dumps(case.right(), ensure_ascii=False)), {"membership.admitted": 0.06})
        with engine_for([reply], ASKING, FolderCache(tmp_path)) as (engine, _):
            asked, kept = (pipeline.run(case.article, TASK, engine) for _ in range(2))
        assert kept.usage.calls == 0
        for asking in (ASKING, Asking()):
            replayed = pipeline.run(case.article, TASK, ReplayEngine(Recorded(tmp_path), asking))
            assert replayed.confidences == kept.confidences == asked.confidences


def test_each_refusal_gives_up_what_it_speaks_of(tmp_path: Path) -> None:
    wanted = {"temperature": 0, "logprobs": True}
    without = Ability().without(RefusedRequestError("?", said="logprobs is not available"))
    assert without == Ability(logprobs=False)
    assert without.settings(wanted) == {"temperature": 0}
    assert Ability(sampling=False).settings(wanted) == {"logprobs": True}
    assert Ability(logprobs=False).without(RefusedRequestError("?", said="logprobs is not available")) is None
    Memory(tmp_path / "endpoints.json").put("e", without)
    assert Memory(tmp_path / "endpoints.json").get("e") == without


def test_the_result_holds_a_confidence_for_each_metric(case: Case) -> None:
    data = to_json(case.article, ask(case, case.right()).extraction)
    assert [one["figure"] for one in data["confidence"]] == [metric["figures"][0] for metric in data["extraction"]["metrics"]]
    assert all(set(one) == {"figure", "score", "why", "why_vi"} and 0 < one["score"] < 1 for one in data["confidence"])
