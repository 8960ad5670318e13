"""Tasks of a user's own: every shape of schema works from file to result, or is refused in one line that names the field."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from llm_extract import figures, loading
from llm_extract.cli import main
from llm_extract.numbering import Numbered
from tests.endpoint import Reply, Request, ScriptedEndpoint, completion

HEAD = """\
from collections.abc import Sequence
from enum import Enum, IntEnum
from typing import Annotated, Any, Generic, Literal, NewType, Optional, TypeVar, Union
from pydantic import BaseModel, ConfigDict, Field, RootModel, computed_field, field_validator
from llm_extract.tasks.primitives import Date, Document, Figure, Period, Pointed, Quote, Text

T = TypeVar("T")
"""
PROMPT = """\
---
task: own
version: 1
language: en
---
# System
Say what was damaged.
# User
<article numbering="{{ numbering }}">
{{ article }}
</article {{ numbering }}>
"""
ARTICLE = """\
Storm Ines crosses the coast
Storm Ines reached Port Hallow on October 3, 2025. It damaged 1,204 houses and 17 fishing boats, the district office said.
"""
HOUSES, BOATS = 2, 3
A_FIGURE = "class Own(BaseModel):\n    one: Figure\n"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401  a value of JSON
        assert self.code == 0, self.err
        return texts(json.loads(self.out)["extraction"])


def texts(value: Any) -> Any:  # noqa: ANN401  as above
    """A filled schema with the text alone of whatever was pointed at."""
    if isinstance(value, dict):
        return value["text"] if "text" in value else {name: texts(part) for name, part in value.items()}
    return [texts(part) for part in value] if isinstance(value, list) else value


class Desk:
    """A folder with a task, its prompt and an article."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._capsys = capsys
        monkeypatch.setenv("LLM_EXTRACT_CONFIG", str(folder / "config.json"))
        monkeypatch.setenv("LLM_EXTRACT_CACHE", str(folder / "answers"))
        (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
        self.task()

    def task(self, schema: str = A_FIGURE, *, head: str = HEAD, prompt: str | None = PROMPT) -> "Desk":
        (self.folder / "own.py").write_text(head + schema, encoding="utf-8")
        if prompt is not None:
            (self.folder / "own.md").write_text(prompt, encoding="utf-8")
        return self

    def run(self, *arguments: str) -> Ran:
        self._capsys.readouterr()
        code = main([*arguments])
        printed = self._capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    @property
    def source(self) -> str:
        return str(self.folder / "article.txt")

    def prompt(self) -> Ran:
        return self.run("prompt", self.source, "--task", str(self.folder / "own.py"))

    def answer(self, document: object, *, form: str = "json") -> Ran:
        (self.folder / "answer.json").write_text(said(document), encoding="utf-8")
        arguments = ("--task", str(self.folder / "own.py"), "--answer", str(self.folder / "answer.json"), "--format", form, "--lang", "en")
        return self.run("run", self.source, *arguments)

    def refused(self) -> str:
        """What both commands say of the task, in one line, before any article is read."""
        done = self.answer({"one": HOUSES})
        assert (done.code, done.out) == (2, "")
        assert self.prompt() == done
        assert done.err.startswith("error: ")
        assert done.err.count("\n") == 1
        return done.err


def said(document: object) -> str:
    article = loading.load_text(ARTICLE)
    numbered = Numbered.whole(article, figures.read(article.text))
    return json.dumps({"numbering": numbered.fingerprint, "set_aside": [], "document": document}, ensure_ascii=False)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


FIT: dict[str, tuple[str, object, object]] = {
    "three levels": (
        "class C(BaseModel):\n    f: Figure\nclass B(BaseModel):\n    c: C\n    q: Quote\nclass Own(BaseModel):\n    b: list[B]\n",
        {"b": [{"c": {"f": HOUSES}, "q": "houses"}, {"c": {"f": 99}, "q": "houses"}]},
        {"b": [{"c": {"f": "1,204"}, "q": "houses"}]},
    ),
    "lists": (
        (
            "class Own(BaseModel):\n    q: list[Quote]\n    t: tuple[Figure, ...]\n"
            "    s: Sequence[Figure] = ()\n    n: list[list[Figure]] = []\n"
        ),
        {"q": ["houses", "castles"], "t": [HOUSES, BOATS], "s": [BOATS], "n": [[HOUSES], []]},
        {"q": ["houses"], "t": ["1,204", "17"], "s": ["17"], "n": [["1,204"], []]},
    ),
    "a nullable field left out": (
        "class Own(BaseModel):\n    q: Optional[Quote]\n    f: Figure\n",
        {"f": HOUSES},
        {"q": None, "f": "1,204"},
    ),
    "a quote where a figure may stand": (
        "class Own(BaseModel):\n    q: Union[Figure, Quote]\n    r: Quote | Figure | None\n",
        {"q": "houses", "r": BOATS},
        {"q": "houses", "r": "17"},
    ),
    "one of two models": (
        "class X(BaseModel):\n    f: Figure | None = None\nclass Y(BaseModel):\n    q: Quote\nclass Own(BaseModel):\n    u: list[X | Y]\n",
        {"u": [{"q": "houses"}, {"f": HOUSES}]},
        {"u": [{"q": "houses"}, {"f": "1,204"}]},
    ),
    "metadata and other names of types": (
        "F = NewType('F', Figure)\nclass Own(BaseModel):\n    a: Annotated[Quote, 1]\n    b: F\n    c: list[Annotated[Figure, 2]]\n",
        {"a": "houses", "b": HOUSES, "c": [BOATS]},
        {"a": "houses", "b": "1,204", "c": ["17"]},
    ),
    "choices": (
        (
            "class E(Enum):\n    A = 'a'\nclass I(IntEnum):\n    ONE = 1\n"
            "class Own(BaseModel):\n    model_config = ConfigDict(strict=True)\n"
            "    e: E\n    i: I\n    l: Literal['x', None]\n    b: bool\n    more: list[E] = []\n"
        ),
        {"e": "a", "i": 1, "l": None, "b": False, "more": ["a", "z"]},
        {"e": "a", "i": 1, "l": None, "b": False, "more": ["a"]},
    ),
    "strict": (
        "class Own(BaseModel):\n    model_config = ConfigDict(strict=True)\n    t: tuple[Figure, ...]\n",
        {"t": [2]},
        {"t": ["1,204"]},
    ),
    "generic": (
        "class G(BaseModel, Generic[T]):\n    v: T\nclass Own(BaseModel):\n    g: G[Figure]\n    h: G[Quote]\n",
        {"g": {"v": HOUSES}, "h": {"v": "houses"}},
        {"g": {"v": "1,204"}, "h": {"v": "houses"}},
    ),
    "aliases": (
        "class Own(BaseModel):\n    a: Figure = Field(alias='the figure')\n    b: Quote = Field(validation_alias='bb')\n",
        {"a": HOUSES, "b": "houses"},
        {"a": "1,204", "b": "houses"},
    ),
    "a model in two places": (
        "class X(BaseModel):\n    f: Figure\nclass Own(BaseModel):\n    x: X\n    y: X\n",
        {"x": {"f": HOUSES}, "y": {"f": BOATS}},
        {"x": {"f": "1,204"}, "y": {"f": "17"}},
    ),
    "inherited fields": (
        "class Base(BaseModel):\n    f: Figure\nclass Own(Base):\n    q: Quote\n",
        {"f": HOUSES, "q": "houses"},
        {"f": "1,204", "q": "houses"},
    ),
    "names that the answer uses too": (
        (
            "class Own(BaseModel):\n    numbering: Figure\n    figures: Quote\n"
            "    set_aside: Quote | None = None\n    document: Text\n    id: Figure\n"
        ),
        {"numbering": HOUSES, "figures": "houses", "set_aside": None, "document": "Storm Ines damaged ⟦2⟧ houses", "id": BOATS},
        {"numbering": "1,204", "figures": "houses", "set_aside": None, "document": "Storm Ines damaged 1,204 houses", "id": "17"},
    ),
    "Vietnamese names": (
        "class Own(BaseModel):\n    số_nhà: Figure\n    địa_điểm: Quote\n",
        {"số_nhà": 2, "địa_điểm": "Port Hallow"},
        {"số_nhà": "1,204", "địa_điểm": "Port Hallow"},
    ),
    "a docstring with quotation marks and braces": (
        'class Own(BaseModel):\n    """He said "hi" and {{ x }} {% if %}."""\n    f: Figure\n',
        {"f": HOUSES},
        {"f": "1,204"},
    ),
    "an optional value that a validator refuses": (
        (
            "class Own(BaseModel):\n    f: Figure\n    g: Figure | None = None\n"
            "    @field_validator('g')\n    @classmethod\n    def small(cls, g):\n        raise ValueError('too big')\n"
        ),
        {"f": HOUSES, "g": BOATS},
        {"f": "1,204", "g": None},
    ),
    "a thing of a list that a validator refuses": (
        (
            "class X(BaseModel):\n    f: Figure\n    @field_validator('f')\n    @classmethod\n    def small(cls, f):\n"
            "        if f.value > 100:\n            raise ValueError('too big')\n        return f\n"
            "class Own(BaseModel):\n    x: list[X]\n"
        ),
        {"x": [{"f": HOUSES}, {"f": BOATS}]},
        {"x": [{"f": "17"}]},
    ),
    "a computed field": (
        (
            "class Own(BaseModel):\n    f: Figure\n    @computed_field\n    @property\n"
            "    def double(self) -> float:\n        return float(self.f.value * 2)\n"
        ),
        {"f": HOUSES},
        {"f": "1,204", "double": 2408.0},
    ),
    "a word of a choice that is a model's name": (
        "class Damage(BaseModel):\n    of: Literal['Own']\nclass Own(BaseModel):\n    d: Damage\n",
        {"d": {"of": "Own"}},
        {"d": {"of": "Own"}},
    ),
}


@pytest.mark.parametrize(("schema", "document", "expected"), FIT.values(), ids=FIT)
def test_a_schema_that_points_works_with_a_pasted_answer_and_an_endpoint(
    desk: Desk, schema: str, document: object, expected: object
) -> None:
    desk.task(schema)
    assert desk.prompt().code == 0
    assert desk.answer(document).data == expected
    for form in ("table", "markdown"):
        shown = desk.answer(document, form=form)
        assert shown.code == 0
        assert "Figure(" not in shown.out

    def reply(request: Request) -> Reply:
        assert request.json["response_format"]["json_schema"]["strict"] is True
        return Reply(body=completion(said(document)))

    with ScriptedEndpoint(reply) as endpoint:
        desk.run("config", "--model", "scripted", "--base-url", endpoint.base_url)
        done = desk.run("run", desk.source, "--task", str(desk.folder / "own.py"), "--format", "json")
    assert done.data == expected


def test_names_that_are_defined_below_are_found(desk: Desk) -> None:
    head = "from __future__ import annotations\nfrom pydantic import BaseModel\nfrom llm_extract.tasks.primitives import Figure\n"
    desk.task("class Own(BaseModel):\n    x: list[X]\nclass X(BaseModel):\n    f: Figure\n", head=head)
    assert desk.answer({"x": [{"f": HOUSES}]}).data == {"x": [{"f": "1,204"}]}


UNFIT = {
    "set[Figure]": "Own.one: a field of type set cannot be asked for; use a list of one type",
    "dict[str, Figure]": "Own.one: a field of type dict cannot",
    "tuple[Figure, Quote]": "Own.one: a field of type tuple cannot",
    "list": "Own.one: a field of type list cannot",
    "list[str]": "Own.one: a field of type str would let a model write",
    "Any": "Own.one: a field of type Any would",
    "Pointed": "Own.one: a field of type Pointed would",
    "Mine": "Own.one: a field of type Mine would",
    "Empty": "Own.one: the values to choose from",
    "Pair": "Own.one: the values to choose from",
    "Rooted": "Own.one: a RootModel cannot be asked for",
    "Loop": "Loop.loops: Loop holds itself",
    "Nothing": "Nothing: it has no field",
    "'Unknown'": "Own: the type Unknown is not defined",
    "T": "Own.one: a field of type T would",
}
_KINDS = """\
class Mine(Figure):
    pass
class Empty(Enum):
    pass
class Pair(Enum):
    A = (1, 2)
class Rooted(RootModel[list[Figure]]):
    pass
class Loop(BaseModel):
    loops: list["Loop"] = []
class Nothing(BaseModel):
    pass
class All(BaseModel):
    one: tuple[Mine, Rooted, Loop, Nothing]
"""


@pytest.mark.parametrize(("kind", "told"), UNFIT.items(), ids=UNFIT)
def test_a_type_that_cannot_be_asked_for_is_told_by_its_field(desk: Desk, kind: str, told: str) -> None:
    generic = ", Generic[T]" if kind == "T" else ""
    whole = (
        f"from llm_extract.tasks.base import Task\nclass Own(BaseModel{generic}):\n    one: {kind}\nTASK = Task('own', 'x', 'x', Own, ())\n"
    )
    assert desk.task(_KINDS + whole).refused().startswith(f"error: {told}")


_INDICATORS = f"""\
from llm_extract.models import Answer
from llm_extract.tasks.base import Indicator, Task
{A_FIGURE}
TASK = Task('own', 'x', 'x', Own, (Indicator('a.b', 'x', 'x', cues=CUES),), answer=Own, to_answer=lambda _: Answer())
"""
FILES = {
    "1 / 0\n": "it cannot be run (ZeroDivisionError: division by zero)",
    "import sys\nsys.exit(0)\n": "it cannot be run (SystemExit: 0)",
    "class Own(:\n": "it cannot be run (SyntaxError",
    "x = 1\n": "found: none",
    f"{A_FIGURE}class Other(BaseModel):\n    f: Figure\n": "found: Own, Other",
    "class A(BaseModel):\n    b: 'B'\nclass B(BaseModel):\n    a: A\n": "A, B are made of each other",
    f"{A_FIGURE}TASK = Own\n": "its TASK is no Task",
    "from llm_extract.tasks.base import Task\nTASK = Task('own', 'x', 'x', dict, ())\n": "no pydantic model",
    _INDICATORS.replace("CUES", "('(',)"): "'(' is no regular expression",
    _INDICATORS.replace("'a.b'", "'part'").replace("CUES", "()"): "code 'part' is given twice, or is a reason's name",
    f"from llm_extract.tasks.base import Indicator, Task\n{A_FIGURE}"
    "TASK = Task('own', 'x', 'x', Own, (Indicator('a.b', 'x', 'x', frozenset()),))\n": "needs both `answer` and `to_answer`",
}


@pytest.mark.parametrize(("file", "told"), FILES.items(), ids=FILES.values())
def test_a_file_that_holds_no_task_is_told(desk: Desk, file: str, told: str) -> None:
    assert told in desk.task(file).refused()


def test_a_folder_is_told(desk: Desk) -> None:
    (desk.folder / "own.py").unlink()
    (desk.folder / "own.py").mkdir()
    assert "this is a folder" in desk.refused()


def test_what_a_file_prints_is_no_part_of_the_result(desk: Desk) -> None:
    done = desk.task(f"print('hello')\n{A_FIGURE}").answer({"one": HOUSES})
    assert done.data == {"one": "1,204"}
    assert done.err == "hello\n"


PROMPTS = {
    PROMPT.replace("task: own", "task: other"): "this is the prompt of task 'other', not of 'own'",
    PROMPT.replace("{{ article }}", "the article"): "does not send the article",
    PROMPT.replace("{{ article }}", "{{ article | upper }}"): "does not send the article as it is",
    PROMPT.replace("Say", "{{ 1 / 0 }}"): "division by zero; correct the template",
    PROMPT.replace("version: 1", "version: sk-a-key"): "front matter is wrong (version: Input should be",
    PROMPT.replace("# User", "# Reader"): "# User",
}


@pytest.mark.parametrize(("prompt", "told"), PROMPTS.items(), ids=PROMPTS.values())
def test_a_prompt_that_cannot_be_sent_is_told(desk: Desk, prompt: str, told: str) -> None:
    refused = desk.task(prompt=prompt).refused()
    assert told in refused
    assert "sk-a-key" not in refused


def test_a_missing_prompt_is_told(desk: Desk) -> None:
    (desk.folder / "own.md").unlink()
    assert "own.md: this prompt file cannot be read" in desk.refused()


@pytest.mark.parametrize("prompt", [f"\ufeff{PROMPT}", PROMPT.replace("\n", "\r\n"), PROMPT.replace("Say", "## User\nfoo\nSay")])
def test_a_prompt_of_another_editor_is_sent(desk: Desk, prompt: str) -> None:
    messages = json.loads(desk.task(prompt=prompt).prompt().out)["messages"]
    assert "Say what was damaged." in messages[0]["content"]
    assert messages[1]["content"].startswith("<article numbering=")


ANSWERS = {
    "field_validator('one')": "one: the schema does not take this: Value error, too big",
    "a validator that fails": "Own: its own validators fail (KeyError: 'oops'); correct them, or raise ValueError",
    "a computed field that fails": "Own: it cannot be written as JSON",
}


@pytest.mark.parametrize(
    ("body", "told"), list(zip(("ValueError('too big')", "KeyError('oops')", ""), ANSWERS.values(), strict=True)), ids=ANSWERS
)
def test_what_the_schemas_own_code_refuses_is_told(desk: Desk, body: str, told: str) -> None:
    validator = f"    @field_validator('one')\n    @classmethod\n    def small(cls, one):\n        raise {body}\n"
    computed = "    @computed_field\n    @property\n    def wrong(self) -> int:\n        return 1 // 0\n"
    done = desk.task(A_FIGURE + (validator if body else computed)).answer({"one": HOUSES})
    assert (done.code, done.out) == (1, "")
    assert told in done.err
    assert done.err.count("\n") == 1


def test_a_figure_of_a_thing_left_out_is_not_used(desk: Desk) -> None:
    desk.task("class X(BaseModel):\n    f: Figure\n    q: Quote\nclass Own(BaseModel):\n    x: list[X]\n")
    done = desk.answer({"x": [{"f": HOUSES, "q": "castles"}, {"f": BOATS, "q": "fishing boats"}]})
    statuses = {one["text"]: one["status"] for one in json.loads(done.out)["figures"]}
    assert statuses["1,204"] == "open"
    assert any("1,204" in one["message"] for one in json.loads(done.out)["findings"] if one["code"] == "answer.missing")


def test_what_a_person_is_shown_of_a_schema(desk: Desk) -> None:
    thing = "class X(BaseModel):\n    f: Figure\n    q: Quote\n    wholly_lost: bool\n"
    desk.task(f"{thing}class Own(BaseModel):\n    x: list[X]\n    storm: bool\n")
    shown = desk.answer({"x": [{"f": HOUSES, "q": "houses", "wholly_lost": True}], "storm": False}, form="markdown").out
    assert "| houses · wholly lost | 1,204 |" in shown
    assert "**Storm:** ✗" in shown
    # Listed once, among the open figures.
    assert shown.count("<b>17</b>") == 1
