from pathlib import Path

from llm_extract import tasks
from llm_extract.evals import cases, doctor
from llm_extract.evals.doctor import Complaint
from tests.evals.conftest import ARTICLE, EXPECTED, TASK, Made


def complaints(root: Path, kind: str) -> list[Complaint]:
    read = cases.load_all(cases.find(root, TASK), TASK)
    return [one for one in doctor.examine(read, TASK) if one.kind == kind]


def test_a_healthy_case_is_left_in_peace(make: Made, root: Path) -> None:
    make()
    for kind in ("contradiction", "unaccounted", "duplicate", "draft"):
        assert complaints(root, kind) == []


def test_a_contradiction_that_the_case_does_not_tell_is_found(make: Made, root: Path) -> None:
    make(contradictions=[])
    (one,) = complaints(root, "contradiction")
    assert one.case == "suoi-mo"
    assert "percent" in one.message


def test_figures_that_nobody_accounted_for_are_found(make: Made, root: Path) -> None:
    make(metrics=[metric for metric in EXPECTED["metrics"] if metric["value"] != 128])
    (one,) = complaints(root, "unaccounted")
    assert one.message.startswith("'128' is neither in metrics nor in not_metrics: … ")
    assert "kết nạp 128 đảng viên" in one.message


def test_a_percentage_without_its_sign_is_accounted_for(make: Made, root: Path) -> None:
    text = ARTICLE.replace("kết nạp 128 đảng viên mới", "kết nạp 128 đảng viên mới (đạt 98,46)")
    metrics = [
        metric | {"percent": 98.46, "evidence": "kết nạp 128 đảng viên mới (đạt 98,46)"} if metric["value"] == 128 else metric
        for metric in EXPECTED["metrics"]
    ]
    make("right", text=text, metrics=metrics)
    assert complaints(root, "unaccounted") == []
    make("wrong", text=text, metrics=[metric | {"percent": 98.64} if metric.get("percent") == 98.46 else metric for metric in metrics])
    (one,) = complaints(root, "unaccounted")
    assert (one.case, one.message[:7]) == ("wrong", "'98,46'")


def test_the_golden_cases_are_healthy() -> None:
    """Every figure of every article is accounted for; what remains is a list of indicators that no case covers yet."""
    golden = Path(__file__).parents[2] / "golden"
    for task in map(tasks.get, tasks.names()):
        found = doctor.examine(cases.load_all(cases.find(golden, task), task), task)
        assert [one for one in found if one.kind != "uncovered"] == []


def test_near_duplicates_are_found(make: Made, root: Path) -> None:
    make("a")
    make("b", text=ARTICLE + "Thêm một câu nữa ở cuối bài cho khác đi.\n")
    make("c", text="Bài khác hẳn. " + " ".join(f"câu{number} nói chuyện khác." for number in range(200)) + "\n" + ARTICLE)
    (one,) = complaints(root, "duplicate")
    assert (one.case, "with b" in one.message) == ("a", True)


def test_indicators_without_a_case_and_drafts_are_told(make: Made, root: Path) -> None:
    make(tags=["draft"])
    (uncovered,) = complaints(root, "uncovered")
    used = {metric["indicator"] for metric in EXPECTED["metrics"]}
    assert uncovered.message.startswith(f"{len(TASK.indicators) - len(used)} of {len(TASK.indicators)} indicators")
    assert "structure.founded" in uncovered.message
    assert "structure.orgs," not in uncovered.message
    assert [one.case for one in complaints(root, "draft")] == ["suoi-mo"]
