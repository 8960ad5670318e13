"""A JSON schema as the grammar that holds a local model to it.

llama.cpp has two ways to hold an answer to a schema, and they differ (measured, xllamacpp 2026.10):

* `response_format` on `/v1/chat/completions` uses its own converter: any white space between tokens, so that a model spends a third
  of its answer on indentation; bounds of numbers, `patternProperties` and many patterns dropped with a warning on stderr; a
  slow path for each token that the model would not have chosen itself.
* `grammar` in the same request with the prefix `%llguidance` uses LLGuidance: compact JSON, keywords kept, no slow path. But a schema
  it cannot compile leaves the answer *unconstrained*, with status 200 and no word of it.

So the second is used, and only for schemas made of keywords known to compile.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from llm_extract.errors import LocalModelError

ANNOTATIONS = frozenset({"$schema", "title", "description", "default", "examples"})
SCHEMAS = frozenset({"items", "additionalProperties"})
SCHEMA_LISTS = frozenset({"anyOf", "prefixItems"})
SCHEMA_MAPS = frozenset({"properties", "patternProperties", "$defs"})
VALUES = frozenset(
    {
        *("type", "enum", "const", "required", "$ref", "pattern", "minLength", "maxLength"),
        *("minItems", "maxItems", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    }
)
# LLGuidance has no lookaround and no references back; with either it drops the whole schema.
UNSUPPORTED_PATTERN = re.compile(r"\(\?(?!:)|\\[1-9]")


def grammar(schema: Mapping[str, Any]) -> str:
    """The value for `grammar` in a request (with the openai client: `extra_body={"grammar": …}`), without `response_format` beside it.

    Properties are answered in the order of the schema, without white space. Send `cache_prompt` and sampling settings as usual.

    Raises:
        LocalModelError: the schema holds a keyword outside `ANNOTATIONS`, `SCHEMAS`, `SCHEMA_LISTS`, `SCHEMA_MAPS` and `VALUES`,
            an empty `enum`, or a pattern that looks around or back, any of which llama.cpp might answer by dropping the whole schema.
    """
    _require_known(schema)
    compact = {**schema, "x-guidance": {"whitespace_flexible": False}}
    return f"%llguidance {{}}\nstart: %json {json.dumps(compact, ensure_ascii=False)}"


def _require_known(schema: Any) -> None:  # noqa: ANN401  any JSON value may stand where a schema is expected
    if not isinstance(schema, Mapping):
        return
    unknown = sorted(schema.keys() - ANNOTATIONS - SCHEMAS - SCHEMA_LISTS - SCHEMA_MAPS - VALUES)
    if unknown:
        raise LocalModelError(
            f"Schema keyword {unknown[0]}: llama.cpp cannot be trusted to hold answers to it. Say it with other keywords."
        )
    if not schema.get("enum", [None]):
        raise LocalModelError("Schema keyword enum: it is empty, so no answer fits. Leave the property out.")
    if UNSUPPORTED_PATTERN.search(str(schema.get("pattern", ""))):
        raise LocalModelError(f"Schema pattern {schema['pattern']}: llama.cpp cannot look around or back. Write it without (?…) and \\1.")
    for part in _parts(schema):
        _require_known(part)


def _parts(schema: Mapping[str, Any]) -> Iterable[Any]:
    for keyword, value in schema.items():
        if keyword in SCHEMAS:
            yield value
        elif keyword in SCHEMA_LISTS:
            yield from value
        elif keyword in SCHEMA_MAPS:
            yield from value.values()
