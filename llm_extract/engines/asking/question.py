"""What a model is asked for one article or part of one: messages and JSON schema, exactly as they are sent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from llm_extract import prompts
from llm_extract.answer_schemas import answer_schema
from llm_extract.errors import PromptError, SchemaError
from llm_extract.models import Article
from llm_extract.numbering import Numbered
from llm_extract.prompts import Prompt
from llm_extract.tasks.base import REASONS, Task

Form = Literal["map", "list"]
"""How the figures are answered: an object from id to code, or a list of objects. A map names every figure in its schema."""

NAME = "Answer"
"""Name of the JSON schema, and of the tool where the endpoint takes tools only."""

KINDS = ("target", "change")
_ANSWER_WITH = "Answer with one JSON object of this JSON schema, and nothing else:"


@dataclass(frozen=True)
class Question:
    """An article, a task and its prompt.

    Attributes:
        task: what to extract.
        prompt: the task's prompt file.
        numbered: the article or part.
        form: of the figures' part of the answer.
        figures: ids to ask for; None for all that have to be answered.
        fields: fields of the document to ask for; None for all.
        small: whether a small model is asked: for the codes alone, since it fills lists without end.
    """

    task: Task
    prompt: Prompt
    numbered: Numbered
    form: Form = "map"
    figures: tuple[int, ...] | None = None
    fields: tuple[str, ...] | None = None
    small: bool = False

    @classmethod
    def of(cls, task: Task, numbered: Numbered, form: Form = "map", *, small: bool = False) -> "Question":
        """The whole question for an article; `small` asks with the task's short prompt, where it has one.

        Raises:
            PromptError: the task's prompt file cannot be used.
            SchemaError: the task's schema cannot be asked for.
        """
        return cls(task, prompts.load(task, small=small), numbered, form, small=small)

    @cached_property
    def asked(self) -> tuple[int, ...]:
        """The ids of the figures to answer."""
        return self.figures if self.figures is not None else tuple(figure.id for figure in self.numbered.asked)

    @cached_property
    def messages(self) -> list[dict[str, str]]:
        """System and user message."""
        return self.prompt.messages(self.task, self.numbered)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON schema of the answer, fit for strict modes: every property required, none beside them."""
        parts: dict[str, Any] = {"numbering": {"type": "string", "enum": [self.numbered.fingerprint]}}
        if self.task.indicators:
            parts |= self._labels()
        else:
            parts["set_aside"] = _list_of(reason=_enum(REASONS), figures={"type": "array", "items": {"type": "integer"}})
        definitions: dict[str, Any] = {"code": _enum((*self.task.by_code, *REASONS))} if self.task.indicators else {}
        if self.fields is None or self.fields:
            document = answer_schema(self.task.asked, only=self.fields)
            definitions |= document.pop("$defs", {})
            parts["document"] = document
        return {"title": NAME, **({"$defs": definitions} if definitions else {}), **_object(parts)}

    def for_chat(self) -> str:
        """The whole question as one text, to be pasted into a chat window."""
        system, user = (message["content"] for message in self.messages)
        schema = json.dumps(self.schema, ensure_ascii=False, separators=(",", ":"))
        return f"{system}\n\n{_ANSWER_WITH}\n{schema}\n\n{user}\n"

    def again(self, figures: Sequence[int], fields: Sequence[str]) -> "Question":
        """The same question for some figures and fields alone."""
        return replace(self, figures=tuple(figures), fields=tuple(fields))

    def _labels(self) -> dict[str, Any]:
        code = {"$ref": "#/$defs/code"}
        listed = _list_of(figure={"type": "integer"}, code=code)
        figures = _object({str(number): code for number in self.asked}) if self.form == "map" else listed
        if self.small:
            return {"figures": figures}
        return {
            "figures": figures,
            "kinds": _list_of(figure={"type": "integer"}, kind=_enum(KINDS)),
            "missed": _list_of(quote={"type": "string"}, code=code),
        }


def require_askable(task: Task) -> None:
    """Asks about nothing, so that what is wrong with a task is told once, before any article is read.

    Raises:
        PromptError: the task's prompt file cannot be used.
        SchemaError: the task's schema cannot be asked for.
    """
    if (task.answer is None) != (task.to_answer is None) or (task.indicators and task.answer is None):
        told = "a task with indicators needs both `answer` and `to_answer`, any other task both or neither"
        raise SchemaError(f"task {task.name!r}: {told}; see docs/adding-a-task.md")
    question = Question.of(task, Numbered.whole(Article(task.name, task.name), ()))
    if not (question.messages and question.schema):
        raise PromptError(f"task {task.name!r}: its prompt says nothing; write what to answer")


def _enum(values: Any) -> dict[str, Any]:  # noqa: ANN401  any iterable of strings
    return {"type": "string", "enum": list(values)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list_of(**properties: Any) -> dict[str, Any]:  # noqa: ANN401  parts of a JSON schema
    return {"type": "array", "items": _object(properties)}
