"""A key that is lent to the process, and prices that are configured."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from llm_extract import config, engines
from llm_extract.config import Config, Price
from llm_extract.engines.openai_compatible.engine import EndpointEngine
from llm_extract.errors import ConfigError

KEY = "0123456789abcdef-lent"
HERE = Config(model="m", base_url="http://127.0.0.1:9/v1")


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LLM_EXTRACT_CONFIG", str(tmp_path / "config.json"))
    yield
    config.lend("", "")


def test_a_lent_key_goes_before_that_of_the_environment_and_can_be_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "from-the-environment")
    config.lend(KEY, HERE.address)
    assert HERE.key.get_secret_value() == KEY
    assert config.is_lent(HERE)
    config.lend("", HERE.address)
    assert HERE.key.get_secret_value() == "from-the-environment"


def test_a_lent_key_goes_to_no_other_address() -> None:
    config.lend(KEY, HERE.address)
    other = HERE.model_copy(update={"base_url": "http://127.0.0.1:10/v1"})
    assert other.key.get_secret_value() == ""
    assert not config.is_lent(other)


def test_a_lent_key_is_in_no_file_and_no_text(tmp_path: Path) -> None:
    config.lend(KEY, HERE.address)
    config.save(HERE)
    told = [repr(HERE), str(HERE.key), repr(HERE.key), HERE.model_dump_json(), *(path.read_text() for path in tmp_path.iterdir())]
    assert all(KEY not in one for one in told)


def test_an_engine_uses_the_lent_key_and_the_configured_price() -> None:
    config.save(config.changed(HERE, prices={"m": {"prompt": "0.1", "answer": "0.2"}}))
    config.lend(KEY, HERE.address)
    engine = engines.get("openai")
    assert isinstance(engine, EndpointEngine)
    assert engine.endpoint.api_key == KEY
    assert engine.endpoint.price == Price(prompt=Decimal("0.1"), answer=Decimal("0.2"))
    assert KEY not in repr(engine)


@pytest.mark.parametrize(
    "prices",
    [{"m": {"prompt": -1, "answer": 0}}, {"m": {"prompt": "NaN", "answer": 0}}, {"sk-0123456789abcdef": {"prompt": 1, "answer": 0}}],
)
def test_what_is_no_price_is_refused(prices: dict[str, object]) -> None:
    with pytest.raises(ConfigError) as caught:
        config.changed(HERE, prices=prices)
    assert "0123456789abcdef" not in str(caught.value)
