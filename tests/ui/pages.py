"""A page on its own, as `AppTest` runs it."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

_SCRIPT = """
from llm_extract.ui import session, shell, {name}
session.begin()
shell.guarded({name}.page)()
"""
HOSTILE = "<script>alert(1)</script> **b** $x$ {{ 7*7 }} :red[r] ![i](http://x/y) \u202eevil\u2066 😀 <img src=x onerror=alert(1)>"


def opened(name: str, **address: str) -> AppTest:
    """A page, drawn once.

    Args:
        name: of its module.
        address: what stands in the address, with `lang`.
    """
    page = AppTest.from_string(_SCRIPT.format(name=name), default_timeout=120)
    for key, value in {"lang": "en", "as": "An", **address}.items():
        page.query_params[key] = value
    page.run()
    return page


def said(page: AppTest) -> str:
    """All that the page says in Markdown, text and messages."""
    kinds = (
        page.markdown,
        page.caption,
        page.text,
        page.info,
        page.success,
        page.warning,
        page.error,
        page.subheader,
        page.title,
        page.code,
    )
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def grids(page: AppTest) -> list[dict[str, Any]]:
    """What the tables on the page were given, in order."""
    found = [node.proto for node in page.get("bidi_component")]
    return [data for proto in found if "rows" in (data := json.loads(proto.json))]
