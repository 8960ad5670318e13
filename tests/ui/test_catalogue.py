"""Both languages of the pages are complete, and every text that a page asks for is there."""

import re
from pathlib import Path
from string import Formatter

import pytest

import llm_extract.ui
from llm_extract.ui import strings

UI = Path(llm_extract.ui.__file__).parent
ASKED = re.compile(r"""\b(?:say|words)\(\s*f?["']([a-z_.{}]+)["'](?: if [^,)]*? else ["']([a-z_.]+)["'])?""")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", strings.names())
def test_both_languages_say_a_text_with_the_same_places(key: str) -> None:
    names = places(strings._CATALOGUE[key][0])  # noqa: SLF001  the catalogue itself is what is tested
    filled = {name: f"<{name}>" for name in names}
    vi, en = strings.words(key, "vi", **filled), strings.words(key, "en", **filled)
    assert vi.strip()
    assert en.strip()
    assert all(value in vi and value in en for value in filled.values())
    assert places(strings._CATALOGUE[key][1]) == names  # noqa: SLF001


def test_the_languages_differ_but_for_names() -> None:
    same = {key for key in strings.names() if strings.words(key, "vi", **_any(key)) == strings.words(key, "en", **_any(key))}
    assert same <= {
        "extract.failed",
        "library.accepted",
        "library.corrected",
        "review.entry",
        "eval.compare.option",
        "eval.case.row",
        "eval.column.p",
        "settings.store.size",
    }


def test_every_text_that_a_page_asks_for_is_there() -> None:
    known = set(strings.names())
    for path in UI.glob("*.py"):
        for found in ASKED.finditer(path.read_text(encoding="utf-8")):
            for key in filter(None, found.groups()):
                pattern = re.sub(r"\\{[^}]*\\}", "[a-z_]+", re.escape(key))
                assert any(re.fullmatch(pattern, one) for one in known), f"{path.name} asks for {key}"


def test_no_text_is_left_over() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in UI.glob("*.py") if not path.name.startswith("strings"))
    formed = [
        re.compile(re.sub(r"\\{[^}]*\\}", "[a-z_]+", re.escape(one)))
        for one in re.findall(r'f"([a-z_]+(?:\.[a-z_]+)*\.\{[^"]+\})"', source)
    ]
    unused = [
        key
        for key in strings.names()
        if not re.search(f"[\"']{re.escape(key)}[\"']", source) and not any(one.fullmatch(key) for one in formed)
    ]
    assert unused == []


def _any(key: str) -> dict[str, str]:
    return dict.fromkeys(places(strings._CATALOGUE[key][0]), "x")  # noqa: SLF001
