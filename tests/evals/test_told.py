"""What a record says of a metric on one line can be read back."""

from hypothesis import given
from hypothesis import strategies as st

from llm_extract.evals.scoring_metrics import PARTS, read_told, told

WORDS = st.lists(st.from_regex(r"[abcđ0-9]+( [abcđ0-9]+){0,2}", fullmatch=True), min_size=1, max_size=3).map(" · ".join)
METRICS = st.fixed_dictionaries(
    {
        "indicator": st.from_regex(r"[a-z_]+\.[a-z_]+", fullmatch=True),
        "kind": st.sampled_from(["actual", "target"]),
        "value": st.integers(),
    },
    optional={name: WORDS for name in PARTS if name != "qualifier"},
)


@given(METRICS)
def test_a_metric_is_read_back_as_it_was_told(metric: dict[str, object]) -> None:
    assert read_told(told(metric)) == {name: str(value) for name, value in metric.items()}


def test_an_exact_metric_does_not_say_so() -> None:
    assert read_told(told({"indicator": "a.b", "kind": "actual", "value": 1.5, "qualifier": "exact"})) == {
        "indicator": "a.b",
        "kind": "actual",
        "value": "1.5",
    }


def test_another_line_holds_no_fields() -> None:
    assert read_told("14 in 'có 14 chi bộ'") == {}
    assert read_told("") == {}
