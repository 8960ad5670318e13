from dataclasses import replace

import pytest

from llm_extract.models import Metadata

from .sample import Doc, extraction, found

TEXT = "Tổng kết công tác Đảng\nHuyện ủy Sơn Hà họp ngày 4/1. Đồng chí Bùi Thị Lan, Bí thư Huyện ủy chủ trì theo Chỉ thị số 05-CT/TW."
DOC = Doc(title="Tổng kết công tác Đảng", organization="Huyện ủy Sơn Hà", people=("Bùi Thị Lan",), documents=("Chỉ thị số 05-CT/TW",))


def with_fields(**values: object) -> list[tuple[str, str]]:
    article, result = extraction(TEXT, doc=DOC)
    every = found(article, replace(result, data=result.data.model_copy(update=values)))
    return [(finding.code, finding.severity) for finding in every]


def test_fields_that_stand_in_the_article() -> None:
    assert with_fields() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Tổng kết công tác đảng"),
        ("documents", ("Chỉ thị số 06-CT/TW",)),
        ("tasks", ("làm tiếp",)),
        ("organization", "Huyện ủy Sơn Tây"),
    ],
)
def test_fields_that_do_not(name: str, value: object) -> None:
    assert with_fields(**{name: value}) == [("field.ungrounded", "error")]


def test_people_by_name_and_position() -> None:
    _, result = extraction(TEXT, doc=DOC)
    person = getattr(result.data, "people")[0]  # noqa: B009
    assert with_fields(people=(person.model_copy(update={"position": "Bí thư Huyện ủy"}),)) == []
    assert with_fields(people=(person.model_copy(update={"position": "Chủ tịch"}),)) == [("field.ungrounded", "error")]
    assert with_fields(people=(person.model_copy(update={"name": "Bùi Thị Làn"}),)) == [("field.ungrounded", "error")]


def test_an_inferred_organisation_is_said_to_be() -> None:
    assert with_fields(organization="Đảng bộ huyện Sơn Hà") == [("field.inferred", "info")]
    assert with_fields(organization="Đảng bộ tỉnh Quảng Ngãi") == [("field.ungrounded", "error")]
    assert with_fields(organization="Đảng bộ tỉnh Quảng Ngãi", province="Quảng Ngãi") == [("field.inferred", "info")]


def test_a_title_may_be_the_one_the_page_declares() -> None:
    article, result = extraction(TEXT, doc=DOC)
    declared = replace(article, metadata=Metadata(title="Sơn Hà tổng kết"))
    assert found(declared, replace(result, data=result.data.model_copy(update={"title": "Sơn Hà tổng kết"}))) == ()
