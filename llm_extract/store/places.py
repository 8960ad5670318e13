"""Where a metric stands in a table of two sides: a number for its row, and one for whom it is of.

Numbers group a hundred thousand metrics in a fraction of the time that their texts take. They are made of the texts alone, so that every
process gives the same texts the same number, and nothing has to be kept of a text whose metrics are deleted.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from llm_extract.store.schema import kept

APART = ("%", "đồng")
"""Units that tell figures of one indicator apart."""
UNNAMED = "other"
"""The code of figures that no other code fits: only their unit says what they count."""
LINE = ("task", "indicator", "kind", "group", "unit")
BODY = ("province", "organization", "scope")


def line_of(row: Mapping[str, Any]) -> int:
    """The number of a row of a table.

    Args:
        row: holds the names of `LINE`; a unit counts only where it tells figures apart.
    """
    is_apart = row["unit"] in APART or row["indicator"] == UNNAMED
    return _number(row, LINE if is_apart else LINE[:-1])


def body_of(row: Mapping[str, Any]) -> int:
    """The number of whom figures are of, by the names of `BODY`."""
    return _number(row, BODY)


def _number(row: Mapping[str, Any], names: tuple[str, ...]) -> int:
    words = [kept(str(row[name] or "")) for name in names]
    return int.from_bytes(sha256(json.dumps(words).encode()).digest()[:8], "big", signed=True)
