from dataclasses import replace

from llm_extract.models import Judgement

from .sample import Tag, extraction, found

TEXT = "Năm 2023, huyện kết nạp 45 đảng viên, mở 6 lớp bồi dưỡng."
TAGS = (Tag("45", "membership.admitted"), Tag("6", "training.classes"))


def codes_with(*judgements: Judgement) -> list[str]:
    article, result = extraction(TEXT, *TAGS)
    return [finding.code for finding in found(article, replace(result, judgements=judgements))]


YEAR, ADMITTED, CLASSES = Judgement(1, "set_aside", "period"), Judgement(2, "metric"), Judgement(3, "metric")


def test_each_figure_is_judged_once() -> None:
    assert codes_with(YEAR, ADMITTED, CLASSES) == []
    assert codes_with(YEAR, ADMITTED) == ["accounted.judgement"]
    assert codes_with(YEAR, CLASSES, ADMITTED) == ["accounted.judgement"]
    assert codes_with(YEAR, YEAR, ADMITTED, CLASSES) == ["accounted.judgement"]


def test_a_figure_is_set_aside_for_a_reason() -> None:
    assert codes_with(Judgement(1, "set_aside"), ADMITTED, CLASSES) == ["accounted.reason"]
    assert codes_with(Judgement(1, "set_aside", " "), ADMITTED, CLASSES) == ["accounted.reason"]


def test_metrics_and_judgements_agree() -> None:
    assert codes_with(YEAR, Judgement(2, "set_aside", "no"), CLASSES) == ["accounted.metric"]
    assert codes_with(Judgement(1, "metric"), ADMITTED, CLASSES) == ["accounted.metric"]


def test_open_figures_are_one_piece_of_information() -> None:
    article, result = extraction(TEXT)
    waiting = tuple(Judgement(figure.id, "open") for figure in result.figures)
    (finding,) = found(article, replace(result, judgements=waiting))
    assert (finding.code, finding.severity, finding.origin) == ("accounted.open", "info", "engine")
    assert finding.message == "3 figures wait for review."
    assert finding.message_vi == "3 con số chưa rõ, cần xem lại."
    assert [span.of(TEXT) for span in finding.spans] == ["2023", "45", "6"]


def test_a_figure_is_the_value_of_one_metric() -> None:
    article, result = extraction(TEXT, *TAGS)
    metrics = getattr(result.data, "metrics")  # noqa: B009
    data = result.data.model_copy(update={"metrics": (*metrics, metrics[0])})
    assert [finding.code for finding in found(article, replace(result, data=data))] == ["accounted.twice"]
