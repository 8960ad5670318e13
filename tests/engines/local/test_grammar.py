import json
import re
from typing import Any

import httpx2
import pytest

from llm_extract.engines.local.grammar import grammar
from llm_extract.errors import LocalModelError

CODES = [
    f"{subject}_{event}" for subject in "abcdefghi" for event in ("new", "old", "sum", "mean", "men", "lost", "won", "due", "paid", "open")
]
NUMBERS = {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 37}, "minItems": 2, "maxItems": 3}
MAYBE = {"anyOf": [{"type": "string", "enum": ["quý I"]}, {"type": "null"}]}


def closed(properties: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401  JSON values
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False, **more}


def ask(client: httpx2.Client, **more: Any) -> str:  # noqa: ANN401  JSON values
    body = {"messages": [{"role": "user", "content": "Label each figure."}], "temperature": 0, "max_tokens": 60, **more}
    answer = client.post("/chat/completions", json=body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["choices"][0]["message"]["content"])


def test_each_property_refers_to_one_enumeration_of_codes(client: httpx2.Client) -> None:
    schema = closed({str(number): {"$ref": "#/$defs/Code"} for number in range(1, 6)}, **{"$defs": {"Code": {"enum": CODES}}})
    answer = ask(client, grammar=grammar(schema))
    labels = json.loads(answer)
    assert list(labels) == ["1", "2", "3", "4", "5"]
    assert set(labels.values()) <= set(CODES)
    assert answer == json.dumps(labels, separators=(",", ":"))


def test_nested_objects_nulls_and_bounded_arrays(client: httpx2.Client) -> None:
    schema = closed({"metric": closed({"code": {"enum": CODES}, "period": MAYBE}), "ids": NUMBERS})
    answer = json.loads(ask(client, grammar=grammar(schema)))
    assert answer["metric"]["code"] in CODES
    assert answer["metric"]["period"] in {"quý I", None}
    assert 2 <= len(answer["ids"]) <= 3
    assert all(1 <= number <= 37 for number in answer["ids"])


def test_a_pattern_keeps_digits_out_of_text_except_in_references(client: httpx2.Client) -> None:
    pattern = r"^(⟦[0-9]⟧|[^0-9⟦⟧]){4,12}$"
    schema = closed({"text": {"type": "string", "pattern": pattern}})
    text = json.loads(ask(client, grammar=grammar(schema)))["text"]
    assert re.search(pattern, text)


def test_response_format_is_held_to_with_free_white_space(client: httpx2.Client) -> None:
    schema = closed({"1": {"enum": CODES[:9]}})
    wire = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
    assert json.loads(ask(client, response_format=wire))["1"] in CODES


def test_what_llguidance_cannot_compile_leaves_the_answer_free(client: httpx2.Client) -> None:
    free = '%llguidance {}\nstart: %json {"type":"array","items":{"enum":[1,2]},"uniqueItems":true}'
    with pytest.raises(json.JSONDecodeError):
        json.loads(ask(client, grammar=free, max_tokens=8))


@pytest.mark.parametrize(
    ("schema", "named"),
    [
        ({"type": "array", "uniqueItems": True}, "uniqueItems"),
        (closed({"a": {"anyOf": [{"not": {"type": "string"}}]}}), "not"),
        (closed({"a": {"oneOf": [{"type": "string"}]}}), "oneOf"),
        ({"$defs": {"Code": {"type": "string", "format": "money"}}}, "format"),
        (closed({"a": {"enum": []}}), "enum"),
        (closed({"a": {"type": "string", "pattern": "^(?!a)[a-z]$"}}), "pattern"),
        (closed({"a": {"type": "string", "pattern": r"^(a|b)\1$"}}), "pattern"),
    ],
)
def test_such_schemas_are_refused_before_they_are_sent(schema: dict[str, Any], named: str) -> None:
    with pytest.raises(LocalModelError, match=named):
        grammar(schema)


def test_a_property_may_bear_the_name_of_a_keyword() -> None:
    assert '"not"' in grammar(closed({"not": {"const": "x"}}))


def test_probabilities_and_a_cached_prompt_come_with_a_chat_answer(client: httpx2.Client) -> None:
    # Gemma's sliding window keeps a checkpoint at the end of a prompt, so an equal prompt is read from the cache but for its last token.
    body = {
        "messages": [{"role": "user", "content": "figures " * 40}],
        "max_tokens": 2,
        "temperature": 0,
        "seed": 7,
        "cache_prompt": True,
        "logprobs": True,
        "top_logprobs": 3,
        "grammar": grammar(closed({"1": {"enum": CODES}})),
    }
    first, second = (client.post("/chat/completions", json=body).json() for _ in range(2))
    tokens = first["choices"][0]["logprobs"]["content"]
    assert [len(token["top_logprobs"]) for token in tokens] == [3, 3]
    assert first["choices"][0]["message"] == second["choices"][0]["message"]
    assert second["usage"]["prompt_tokens_details"]["cached_tokens"] > 30
