"""What a model is asked for in a schema's place: numbers of figures, quotes and marked text."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, PydanticUndefinedAnnotation, RootModel, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from llm_extract.errors import SchemaError
from llm_extract.tasks.primitives import Date, Document, Figure, Period, Pointed, Quote, Text

_BY_ID = frozenset({Figure, Date, Period, Document})


def answer_model(schema: type[BaseModel], *, only: Sequence[str] | None = None) -> type[BaseModel]:
    """What a model is asked for in a schema's place: numbers, quotes and marked text.

    Args:
        schema: of primitives; see `llm_extract.tasks.primitives`.
        only: names of the fields to ask for; by default all.

    Returns:
        A pydantic model of the same shape, every field required, further fields forbidden, as strict JSON schema modes want it.

    Raises:
        SchemaError: a field is of a type that a model would have to write, such as `str` or `int`.
    """
    return _Asker().model(schema, getattr(schema, "__name__", repr(schema)), only=only)


def answer_schema(schema: type[BaseModel], *, only: Sequence[str] | None = None) -> dict[str, Any]:
    """The JSON schema of `answer_model`, without the titles that repeat the names; arguments and errors as there."""
    return answer_model(schema, only=only).model_json_schema(schema_generator=_Untitled)


class _Untitled(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401  a core schema of any kind
        del schema
        return False

    def generate(self, schema: Any, mode: JsonSchemaMode = "validation") -> dict[str, Any]:  # noqa: ANN401  as above
        made: dict[str, Any] = _bare(super().generate(schema, mode))
        for part in (made, *made.get("$defs", {}).values()):
            part.pop("title", None)
        return made


def _bare(part: Any) -> Any:  # noqa: ANN401  any JSON value
    """Without what strict modes refuse: words beside a `$ref`, a `const`."""
    if isinstance(part, list):
        return [_bare(one) for one in part]
    if not isinstance(part, dict):
        return part
    if isinstance(part.get("$ref"), str):
        return {"$ref": part["$ref"]}
    made = {name: _bare(one) for name, one in part.items()}
    if "const" in made and not isinstance(made["const"], dict):  # a dictionary is a property of that name
        made["enum"] = [made.pop("const")]
    return made


@dataclass(slots=True)
class _Asker:
    """Makes the types to ask for; a model that stands in several places is asked for by one type. None while a model is being made."""

    made: dict[type[BaseModel], type[BaseModel] | None] = field(default_factory=dict)

    def model(self, schema: type[BaseModel], where: str, *, only: Sequence[str] | None = None) -> type[BaseModel]:
        _require_fields(schema, where)
        if schema in self.made:
            if (known := self.made[schema]) is None:
                raise SchemaError(f"{where}: {schema.__name__} holds itself, without end; write a model of its own for each level")
            return known
        self.made[schema] = None
        fields: dict[str, Any] = {
            name: (
                self.asked(info.annotation, f"{schema.__name__}.{name}"),
                Field(description=info.description) if info.description else ...,
            )
            for name, info in schema.model_fields.items()
            if only is None or name in only
        }
        doc = schema.__doc__ if schema.__doc__ and schema.__doc__ != BaseModel.__doc__ else None
        with warnings.catch_warnings(action="ignore"):  # pydantic has warned of a name when the schema itself was made
            made: type[BaseModel] = create_model(schema.__name__, __config__=ConfigDict(extra="forbid"), __doc__=doc, **fields)
        self.made[schema] = made
        return made

    def asked(self, annotation: Any, where: str) -> Any:  # noqa: ANN401  annotations are of any type
        """The type to ask for in the place of an annotation."""
        annotation = plain(annotation)
        origin, args = get_origin(annotation), get_args(annotation)
        if origin in {Union, UnionType}:
            return Union[tuple(arg if arg is NoneType else self.asked(arg, where) for arg in args)]  # noqa: UP007  built from a tuple
        if origin in {list, tuple, Sequence} and _is_list(origin, args):
            return GenericAlias(list, self.asked(args[0], where))
        if origin is Literal:
            return _choices(annotation, args, where)
        if annotation is bool:
            return annotation
        if isinstance(annotation, type) and not origin:
            return self._class(annotation, where)
        raise _unfit(annotation, where)

    def _class(self, annotation: type, where: str) -> Any:  # noqa: ANN401  as above
        if annotation is Quote:
            return Annotated[str, Field(description="quote")]
        if annotation is Text:
            return Annotated[str, Field(description="text")]
        if annotation in _BY_ID:
            return Annotated[int, Field(description=annotation.__name__.lower())]
        if issubclass(annotation, Enum):
            return _choices(annotation, [member.value for member in annotation], where)
        if issubclass(annotation, BaseModel) and not issubclass(annotation, Pointed | Text):
            return self.model(annotation, where)
        raise _unfit(annotation, where)


def _require_fields(schema: type[BaseModel], where: str) -> None:
    if not issubclass(schema, BaseModel):
        raise SchemaError(f"{where}: this is no pydantic model; make the schema one")
    try:
        schema.model_rebuild()  # names that were not yet defined where the schema uses them
    except PydanticUndefinedAnnotation as error:
        raise SchemaError(f"{schema.__name__}: the type {error.name} is not defined; define or import it") from error
    if issubclass(schema, RootModel):
        raise SchemaError(f"{where}: a RootModel cannot be asked for; use a BaseModel with one field")
    if not schema.model_fields:
        raise SchemaError(f"{schema.__name__}: it has no field, so there is nothing to ask for; give it one")


def plain(annotation: Any) -> Any:  # noqa: ANN401  as above
    """An annotation without its metadata and other names."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif hasattr(annotation, "__value__") or hasattr(annotation, "__supertype__"):
            annotation = getattr(annotation, "__value__", None) or annotation.__supertype__
        else:
            return annotation


def _choices(annotation: Any, values: Sequence[object], where: str) -> Any:  # noqa: ANN401  as above
    if not values or not all(type(value) in {str, int, bool, NoneType} for value in values):
        raise SchemaError(f"{where}: the values to choose from must be texts, whole numbers, true or false, and at least one")
    return annotation


def _is_list(origin: Any, args: tuple[Any, ...]) -> bool:  # noqa: ANN401  as above
    return origin is not tuple or (len(args) == 2 and args[1] is Ellipsis)  # noqa: PLR2004  `tuple[X, ...]`


def _unfit(annotation: Any, where: str) -> SchemaError:  # noqa: ANN401  as above
    shown = getattr(annotation, "__name__", str(annotation))
    kind = get_origin(annotation) or annotation
    if kind in {list, tuple, set, frozenset, dict} or kind in {Sequence, Mapping}:
        return SchemaError(f"{where}: a field of type {shown} cannot be asked for; use a list of one type, such as list[Quote]")
    return SchemaError(f"{where}: a field of type {shown} would let a model write; use Figure, Date, Period, Document, Quote or Text")
