"""What a reviewer is shown: every figure and field once, those in doubt first."""

from llm_extract.corrections import STATUS, replay
from llm_extract.models import Span
from llm_extract.review.items import Item, items
from llm_extract.review.lit import pieces

from .sample import TASK, entry, extracted, first_metric


def shown(case: str = "dak-glei-2020") -> tuple[Item, ...]:
    _, result = extracted(case)
    return items(result, replay(result, ()), TASK, "vi")


def test_every_figure_is_an_item_or_part_of_one() -> None:
    _, result = extracted()
    metrics = result["extraction"]["metrics"]
    parts = {number for metric in metrics for number in metric["figures"][1:]}
    figures = {Span(one["start"], one["end"]) for one in result["figures"] if one["id"] not in parts}
    spans = [item.span for item in shown() if item.span]
    assert set(spans) == figures
    assert len(spans) == len(set(spans))


def test_doubtful_values_come_before_the_others_and_the_least_sure_first() -> None:
    for case in ("dak-glei-2020", "gia-lai-2025", "dong-nai-2018"):
        doubtful = [item.is_doubtful for item in shown(case)]
        assert doubtful == sorted(doubtful, reverse=True)
        scores = [item.score or 0.0 for item in shown(case) if item.is_doubtful and not item.grave]
        assert scores == sorted(scores)


def test_a_decided_value_no_longer_waits() -> None:
    _, result = extracted()
    span, metric = first_metric(result)
    status = {"status": "metric", "metric": metric}
    accepted = replay(result, (entry(1, span, STATUS, "accept", status, status),))
    item = next(one for one in items(result, accepted, TASK, "vi") if one.span == span)
    assert item.verdict == "accept"
    assert not item.is_waiting


def test_a_corrected_number_is_shown_as_the_reviewer_wrote_it() -> None:
    _, result = extracted()
    span, metric = first_metric(result)
    corrected = replay(result, (entry(1, span, "value", "correct", metric["value"], 6110),))
    item = next(one for one in items(result, corrected, TASK, "vi") if one.span == span)
    assert "6.110" in item.value
    assert item.verdict == "correct"


def test_pieces_are_the_whole_text_and_lead_to_their_items() -> None:
    article, result = extracted()
    found = items(result, replay(result, ()), TASK, "vi")
    made = pieces(article, result, found)
    assert "".join(one.text for one in made) == article.text
    assert [one.start for one in made] == sorted({one.start for one in made})
    by_id = {item.id: item for item in found}
    for piece in made:
        if piece.item:
            assert piece.status == by_id[piece.item].state
    assert {item.id for item in found if item.span} <= {piece.item for piece in made}


def test_the_percentage_of_a_metric_leads_to_the_metric() -> None:
    article, result = extracted()
    metric = next(one for one in result["extraction"]["metrics"] if len(one["figures"]) > 1)
    by_id = {one["id"]: one for one in result["figures"]}
    value, part = (by_id[number] for number in metric["figures"][:2])
    made = {piece.start: piece for piece in pieces(article, result, items(result, replay(result, ()), TASK, "vi"))}
    assert made[part["start"]].item == made[value["start"]].item


def test_what_cannot_be_seen_is_spelled_out() -> None:
    from dataclasses import replace

    article, result = extracted()
    hostile = replace(article, text="\u202e" + article.text[1:])
    assert pieces(hostile, result, ())[0].text.startswith("\\u202e")
