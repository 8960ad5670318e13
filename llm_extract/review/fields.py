"""What a reviewer may write into each field: its form, and the check of what was typed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Literal, get_args

from pydantic import BaseModel

from llm_extract.corrections import Json
from llm_extract.errors import CorrectionError
from llm_extract.locales.vi.fold import fold
from llm_extract.models import Article, Qualifier
from llm_extract.render.strings import Language, strings
from llm_extract.review import pointed
from llm_extract.review.numbers import read_number, shown_number
from llm_extract.tasks.base import REASONS, Task

Form = Literal["choice", "number", "text", "period", "lines", "people", "summary", "flag", "pointed"]

METRIC_FIELDS: Mapping[str, Form] = {
    "indicator": "choice", "kind": "choice", "value": "number", "percent": "number", "total": "number", "period": "period",
    "scope": "text", "group": "text", "unit": "text", "qualifier": "choice", "high": "number",
}  # fmt: skip
"""The fields of a metric, the most often corrected first."""

DOCUMENT_FIELDS: Mapping[str, Form] = {
    "published_at": "period", "event_date": "period", "period": "period", "people": "people", "documents": "lines", "tasks": "lines",
    "summary": "summary",
}  # fmt: skip
"""The fields of a document that are more than a text."""

_BAR = "|"
_PERIODS = "2022, 2022-H1, 2022-Q1, 2022-9M, 2022-07, 2022-07-26"
_PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T[\d:.+Z-]+)?)?|-H[12]|-Q[1-4]|-\d\d?M|-\d{4})?")
"""The annotation guide: `2022`, `2022-H1`, `2022-Q1`, `2022-9M`, `2022-07`, `2022-07-26`, `2020-2025`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a field of choices, with what it means."""

    value: str
    meaning: str


def choices(field: str, task: Task, language: Language) -> tuple[Choice, ...]:
    """The values that a field of choices may take, in the order of the task."""
    if field == "indicator":
        return tuple(Choice(one.code, getattr(one, language)) for one in task.indicators)
    if field == "reason":
        return tuple(Choice(reason, words[language == "en"]) for reason, words in REASONS.items())
    return tuple(Choice(value, _MEANINGS[language].get(value, value)) for value in _VALUES[field])


_VALUES: Mapping[str, tuple[str, ...]] = {"kind": ("actual", "target", "change"), "qualifier": get_args(Qualifier)}
_MEANINGS: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "actual": "đã đạt", "target": "mục tiêu", "change": "tăng, giảm", "exact": "đúng bằng", "approximately": "khoảng, gần",
        "more_than": "hơn, trên", "at_least": "ít nhất, từ … trở lên", "at_most": "nhiều nhất, không quá", "range": "từ … đến …",
    },
    "en": {
        "actual": "reached", "target": "to be reached", "change": "rise or fall", "exact": "exactly", "approximately": "about",
        "more_than": "more than", "at_least": "at least", "at_most": "at most", "range": "from … to …",
    },
}  # fmt: skip


def form(field: str, task: Task, *, metric: bool) -> Form:
    """How a field is edited."""
    if metric:
        return METRIC_FIELDS[field]
    return "pointed" if pointed.shape(field, task) else DOCUMENT_FIELDS.get(field, "text")


def has_form(field: str, task: Task) -> bool:
    """Whether a field of the document can be typed: its schema holds words alone, or a list of values that point into the article."""
    told = task.schema.model_fields.get(field)
    is_of_words = told is not None and set(_leaves(told.annotation, frozenset())) <= {str, NoneType, Ellipsis}
    return is_of_words or pointed.shape(field, task) is not None


def _leaves(annotation: object, seen: frozenset[object]) -> Iterator[object]:
    if annotation in seen:
        return
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for one in annotation.model_fields.values():
            yield from _leaves(one.annotation, seen | {annotation})
    elif parts := get_args(annotation):
        for part in parts:
            yield from _leaves(part, seen)
    else:
        yield annotation


def typed(value: Json, how: Form, language: Language) -> str:
    """A value as it stands in its form's text box.

    Lists stand one a line, a person as `name, position`, or as `name | position` where the name has a comma.
    """
    if value is None:
        return ""
    if how == "number":
        return shown_number(value, language)
    if how == "lines":
        return "\n".join(map(str, value))
    if how == "people":
        return "\n".join(_typed_person(one["name"], one.get("position") or "") for one in value)
    if how == "pointed":
        return pointed.typed(value)
    return str(value)


def read(text: str, field: str, how: Form, task: Task, language: Language) -> Json:
    """What was typed, as a value.

    Args:
        text: the content of a text box, or a choice's value.
        field: the field's name.
        how: its form; not `pointed`, which `pointed.Reader` reads.
        task: whose codes are allowed.
        language: whose separators numbers are written with.

    Raises:
        CorrectionError: it cannot be a value of the field.
    """
    text, name = text.strip(), strings("vi").name(field)
    if how == "number":
        value = read_number(text, language)
        if field == "value" and value is None:
            raise CorrectionError(
                "value: a metric has one; write a number, or set the figure aside",
                f"{name}: số liệu nào cũng phải có; hãy viết một số, hoặc loại con số ra",
            )
        return value
    if how == "choice":
        if text not in {one.value for one in choices(field, task, language)}:
            raise CorrectionError(
                f"{field}: {text!r} is none of its values; choose one of the list",
                f"{name}: “{text}” không có trong danh sách; hãy chọn một giá trị của danh sách",
            )
        return text
    if how == "period" and text and not _PERIOD.fullmatch(text):
        raise CorrectionError(
            f"{field}: {text!r} is no period; write {_PERIODS} or 2020-2025",
            f"{name}: “{text}” không phải là kỳ; hãy viết {_PERIODS} hoặc 2020-2025",
        )
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if how == "lines":
        return lines
    if how == "people":
        return [_person(line) for line in lines]
    return text or None


def _typed_person(name: str, position: str) -> str:
    """`name, position`; a bar between them where a comma would part the name itself."""
    if "," in name or _BAR in name + position:
        return f"{name} {_BAR} {position}".strip()
    return ", ".join(part for part in (name, position) if part)


def _person(line: str) -> dict[str, str | None]:
    name, _, position = line.partition(_BAR if _BAR in line else ",")
    return {"name": name.strip(), "position": position.strip() or None}


def unsupported(value: Json, field: str, how: Form, article: Article, result: Mapping[str, Json]) -> str | None:
    """What of a new value the article does not print, so that a reviewer has to say why it is right all the same.

    Args:
        value: as `read` gives it.
        field: the field's name.
        how: its form.
        article: the article.
        result: as `export.to_json` gives it.

    Returns:
        The words or number that no figure and no stretch of the article supports; None where there are none.
    """
    if value in (None, []):
        return None
    if how == "number":
        known = {abs(part) for one in result["figures"] for part in (one["value"], one["high"], one["total"]) if part is not None}
        return None if abs(value) in known else str(value)
    if how == "text" and field not in {"unit"} | _CHOSEN:
        return None if fold(str(value)) in fold(article.text) else str(value)
    return None


_CHOSEN = frozenset({"organization", "province", "event"})
"""The annotation guide: their wording may be the reader's, e.g. the provincial body a commune's page reports for."""
