"""One article whose every figure is known, with an engine that points at them."""

from dataclasses import dataclass, replace

import pytest

from llm_extract import pipeline, tasks
from llm_extract.models import Answer, Article, Extraction, Figure, Finding, Label, PersonPointer, Span, SummaryText, Usage
from llm_extract.render.strings import Language
from llm_extract.render.view import View, build
from llm_extract.tasks.base import Task

TEXT = """Huyện ủy Suối Mơ tổng kết năm 2023

Đảng bộ huyện Suối Mơ có 41/45 tổ chức cơ sở đảng (91,11%) hoàn thành tốt nhiệm vụ; 5 tổ chức hoàn thành nhiệm vụ.
Trong năm kết nạp 128 đảng viên mới, trong đó có 60 đồng chí là nữ, giảm 12 đảng viên so với cùng kỳ; vận động gần 1,5 tỷ đồng.
Năm 2024, huyện phấn đấu có từ 90% trở lên tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ. Đoàn công tác đi 7 chuyến.
Đồng chí Lò Thị Mây, Bí thư Huyện ủy, dự.
"""
GOOD = "có 41/45 tổ chức cơ sở đảng (91,11%) hoàn thành tốt nhiệm vụ"


def at(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start, start + len(quote))


@dataclass(frozen=True)
class Pointing:
    """An engine that knows the one article."""

    name: str = "pointing"

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        del article, task
        number = {figure.text: figure.id for figure in figures}
        labels = (
            Label(number["41/45"], "rating.orgs.good", at(GOOD), percent=number["91,11%"]),
            Label(number["5"], "rating.orgs.completed", at("5 tổ chức hoàn thành nhiệm vụ")),
            Label(number["128"], "membership.admitted", at("kết nạp 128 đảng viên mới")),
            Label(number["60"], "membership.admitted", at("60 đồng chí là nữ"), group=at("nữ")),
            Label(number["12"], "membership.admitted", at("giảm 12 đảng viên so với cùng kỳ"), kind="change", sign=-1),
            Label(number["1,5 tỷ đồng"], "welfare.funds", at("vận động gần 1,5 tỷ đồng")),
            Label(number["90%"], "rating.orgs.good", at("từ 90% trở lên tổ chức cơ sở đảng"), kind="target", period=number["2024"]),
        )  # fmt: skip
        labelled = {label.figure for label in labels} | {number["91,11%"], number["7"]}
        answer = Answer(
            labels=labels,
            set_aside=tuple((figure.id, "period") for figure in figures if figure.id not in labelled),
            fields=(("title", at("Huyện ủy Suối Mơ tổng kết năm 2023")), ("organization", at("Đảng bộ huyện Suối Mơ"))),
            dates=(("period", number["2023"]),),
            people=(PersonPointer(at("Lò Thị Mây"), at("Bí thư Huyện ủy")),),
            summary=SummaryText("Suối Mơ: ⟦2⟧ tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ", ("Kết nạp đảng viên mới.",)),
            tasks=(at("phấn đấu"),),
        )
        return answer, Usage()


@pytest.fixture
def task() -> Task:
    return tasks.get("party_building")


@pytest.fixture
def article() -> Article:
    return Article("suoi-mo.txt", TEXT)


@pytest.fixture
def extraction(article: Article, task: Task) -> Extraction:
    finding = Finding("percent.mismatch", "warning", "article", "41/45 is 91,11 %.", "41/45 là 91,11 %.", (at("41/45"),))
    return replace(pipeline.run(article, task, Pointing()), findings=(finding,))


@pytest.fixture
def views(article: Article, extraction: Extraction, task: Task) -> dict[Language, View]:
    return {"vi": build(article, extraction, task, "vi"), "en": build(article, extraction, task, "en")}
