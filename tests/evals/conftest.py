import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract import engines, export, pipeline, tasks
from llm_extract.evals import cases
from llm_extract.evals.cases import Case
from llm_extract.loading import load_text

ARTICLE = """Huyện ủy Suối Mơ tổng kết công tác xây dựng Đảng năm 2023

Ngày 15/12/2023, Huyện ủy Suối Mơ tổ chức hội nghị tổng kết. Đồng chí Trần Thị Mai, Bí thư Huyện ủy, chủ trì.
Đảng bộ huyện hiện có 45 tổ chức cơ sở đảng với 2.310 đảng viên. Năm 2023, có 41/45 tổ chức cơ sở đảng (81,11%) hoàn thành tốt nhiệm vụ.
Trong năm, huyện kết nạp 128 đảng viên mới. Năm 2024, phấn đấu kết nạp 130 đảng viên.
"""
EXPECTED: dict[str, Any] = {
    "title": "Huyện ủy Suối Mơ tổng kết công tác xây dựng Đảng năm 2023",
    "organization": "Đảng bộ huyện Suối Mơ",
    "event": "hội nghị tổng kết",
    "event_date": "2023-12-15",
    "period": "2023",
    "people": [{"name": "Trần Thị Mai", "position": "Bí thư Huyện ủy"}],
    "documents": [],
    "metrics": [
        {
            "indicator": "structure.orgs",
            "kind": "actual",
            "value": 45,
            "unit": "tổ chức cơ sở đảng",
            "evidence": "hiện có 45 tổ chức cơ sở đảng",
        },
        {"indicator": "structure.members", "kind": "actual", "value": 2310, "unit": "đảng viên", "evidence": "với 2.310 đảng viên"},
        {
            "indicator": "rating.orgs.good",
            "kind": "actual",
            "value": 41,
            "unit": "tổ chức cơ sở đảng",
            "total": 45,
            "percent": 81.11,
            "period": "2023",
            "evidence": "41/45 tổ chức cơ sở đảng (81,11%) hoàn thành tốt nhiệm vụ",
        },
        {
            "indicator": "membership.admitted",
            "kind": "actual",
            "value": 128,
            "unit": "đảng viên",
            "period": "2023",
            "evidence": "kết nạp 128 đảng viên mới",
        },
        {
            "indicator": "membership.admitted",
            "kind": "target",
            "value": 130,
            "unit": "đảng viên",
            "period": "2024",
            "evidence": "phấn đấu kết nạp 130 đảng viên",
        },
    ],
    "contradictions": [{"evidence": "41/45 tổ chức cơ sở đảng (81,11%)", "why": "41/45 là 91,11%"}],
    "debatable": [
        {
            "indicator": "structure.orgs",
            "value": 45,
            "evidence": "hiện có 45 tổ chức cơ sở đảng",
            "accept": ["structure.committees"],
            "why": "một ví dụ",
        }
    ],
    "not_metrics": [{"text": "Ngày 15/12/2023", "why": "date"}],
    "summary": {"headline": "Suối Mơ kết nạp 128 đảng viên", "key_points": ["Toàn huyện có 2.310 đảng viên."]},
    "tasks": [],
    "tags": ["short", "sum"],
}
TASK = tasks.get("party_building")

Made = Callable[..., Path]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "golden"


@pytest.fixture
def make(root: Path) -> Made:
    """Writes a case, with fields of its expected file changed."""

    def made(name: str = "suoi-mo", text: str = ARTICLE, task: str = "party_building", **changed: Any) -> Path:  # noqa: ANN401  JSON values
        folder = root / task / name
        folder.mkdir(parents=True)
        (folder / "article.txt").write_text(text, encoding="utf-8")
        values = {**(EXPECTED if task == "party_building" else {}), **changed}
        (folder / "expected.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        return folder

    return made


@pytest.fixture
def case(make: Made) -> Case:
    return cases.load(make(), TASK)


def result_of(text: str = ARTICLE) -> dict[str, Any]:
    """What the rules make of an article."""
    article = load_text(text)
    return export.to_json(article, pipeline.run(article, TASK, engines.get("rules")))


@pytest.fixture
def shown() -> dict[str, Any]:
    return result_of()
