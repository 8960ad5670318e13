"""The document's fields stand in the article, word for word."""

from collections.abc import Iterable, Iterator

from llm_extract.checks.names import unknown_names
from llm_extract.checks.view import View, engine_error
from llm_extract.models import Finding

_NAMES = {"title": "Tiêu đề", "people": "Nhân sự", "documents": "Văn kiện dẫn", "tasks": "Nhiệm vụ sắp tới"}


def check(view: View) -> Iterator[Finding]:
    """Looks for title, organisation, people, cited documents and tasks in the text.

    Args:
        view: the extraction and its article.

    Yields:
        `field.ungrounded`, errors of the engine. A title may also be the one that the page declares. `field.inferred`, for
        information: an organisation that the article does not print word for word, though every name in it is the article's
        (`Ban Tổ chức Tỉnh ủy` reports for the `Đảng bộ tỉnh`: the annotation guide).
    """
    text, declared = view.article.text, view.article.metadata.title
    for name, value in _fields(view):
        if value not in text and not (name == "title" and value == declared):
            message, message_vi = f"{name}: {value!r} does not stand in the article.", f"{_NAMES[name]} “{value}” không có trong bài."
            yield engine_error("field.ungrounded", message, message_vi)
    yield from _organization(view)


def _organization(view: View) -> Iterator[Finding]:
    value = getattr(view.extraction.data, "organization", None)
    if not value or value in view.article.text:
        return
    province = getattr(view.extraction.data, "province", None) or ""
    for name in unknown_names(value, view.low):
        if name not in province:
            message, message_vi = f"organization: the article does not name {name}.", f"Tổ chức có tên {name} mà bài không có."
            yield engine_error("field.ungrounded", message, message_vi)
            return
    message = f"organization: {value!r} is inferred; the article does not print it word for word."
    yield Finding("field.inferred", "info", "engine", message, f"Tổ chức “{value}” được suy ra; bài không in đúng từng chữ như vậy.")


def _fields(view: View) -> Iterator[tuple[str, str]]:
    data = view.extraction.data
    if title := getattr(data, "title", None):
        yield "title", title
    for person in _several(data, "people"):
        yield "people", person.name
        if person.position:
            yield "people", person.position
    for name in ("documents", "tasks"):
        for value in _several(data, name):
            yield name, value


def _several(data: object, name: str) -> Iterable:  # type: ignore[type-arg]
    return getattr(data, name, ())
