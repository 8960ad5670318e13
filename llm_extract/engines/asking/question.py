"""What a model is asked for one article or part of one: messages and JSON schema, exactly as they are sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from llm_extract import pointing, prompts
from llm_extract.numbering import Numbered
from llm_extract.prompts import Prompt
from llm_extract.tasks.base import REASONS, Task

Form = Literal["map", "list"]
"""How the figures are answered: an object from id to code, or a list of objects. A map names every figure in its schema."""

NAME = "Answer"
"""Name of the JSON schema, and of the tool where the endpoint takes tools only."""

KINDS = ("target", "change")


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
    """

    task: Task
    prompt: Prompt
    numbered: Numbered
    form: Form = "map"
    figures: tuple[int, ...] | None = None
    fields: tuple[str, ...] | None = None

    @classmethod
    def of(cls, task: Task, numbered: Numbered, form: Form = "map") -> "Question":
        """The whole question for an article.

        Raises:
            PromptError: the task's prompt file cannot be used.
            SchemaError: the task's schema cannot be asked for.
        """
        return cls(task, prompts.load(task), numbered, form)

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
            document = pointing.answer_schema(self.task.asked, only=self.fields)
            definitions |= document.pop("$defs", {})
            parts["document"] = document
        return {"title": NAME, **({"$defs": definitions} if definitions else {}), **_object(parts)}

    def again(self, figures: Sequence[int], fields: Sequence[str]) -> "Question":
        """The same question for some figures and fields alone."""
        return Question(self.task, self.prompt, self.numbered, self.form, tuple(figures), tuple(fields))

    def _labels(self) -> dict[str, Any]:
        code = {"$ref": "#/$defs/code"}
        listed = _list_of(figure={"type": "integer"}, code=code)
        return {
            "figures": _object({str(number): code for number in self.asked}) if self.form == "map" else listed,
            "kinds": _list_of(figure={"type": "integer"}, kind=_enum(KINDS)),
            "missed": _list_of(quote={"type": "string"}, code={"$ref": "#/$defs/code"}),
        }


def _enum(values: Any) -> dict[str, Any]:  # noqa: ANN401  any iterable of strings
    return {"type": "string", "enum": list(values)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list_of(**properties: Any) -> dict[str, Any]:  # noqa: ANN401  parts of a JSON schema
    return {"type": "array", "items": _object(properties)}
