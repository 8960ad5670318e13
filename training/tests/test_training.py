"""What needs torch: run in the environment of training, `make test-training`."""

import shutil
from pathlib import Path
from typing import Any

import gguf
import pytest
import torch

from llm_extract.engines.local.adapters import base_model
from llm_extract.engines.local.labels import Meaning, meaning, vocabulary, words
from llm_extract.engines.local.server import LocalModel, serve
from llm_extract.models import Span
from llm_extract.tasks.party_building import TASK
from training.base import ALPHA, RANK, load_base, with_adapter
from training.examples import Encoded, Encoder, Sentence, batches
from training.export import export
from training.predict import LlamaPredictor
from training.predict_torch import TorchPredictor
from training.train import Plan, Trainer

MOST_BYTES = 10_000_000
ALIKE = 0.99
"""Cosine of two states that differ by the rounding of 16 bits."""
SENTENCE = Sentence(
    "Công tác kiểm tra được tăng cường.",
    "Đã kỷ luật 12 đảng viên, trong đó khiển trách 7.",
    (Span(11, 13), Span(46, 47)),
    (Meaning("discipline.members", "actual"), Meaning("discipline.members.reprimand", "actual")),
)


@pytest.fixture(scope="module")
def base() -> tuple[object, object]:
    return load_base()


@pytest.fixture(scope="module")
def encoder(base: tuple[object, object]) -> Encoder:
    return Encoder(base[0], TASK)


def test_every_word_of_the_labels_is_one_token(encoder: Encoder) -> None:
    assert len(encoder.vocabulary) == len(vocabulary(TASK)) == len(set(encoder.vocabulary))


def test_the_positions_are_those_before_the_tokens_of_the_labels(encoder: Encoder) -> None:
    encoded = encoder.encode(SENTENCE)
    assert encoded is not None
    wanted = [encoder.token[word] for meant in SENTENCE.meanings for word in (*words(meant), "\n")]
    assert [encoded.ids[at + 1] for at in encoded.positions] == wanted


def test_batches_hold_every_example_once_and_no_more_than_their_tokens() -> None:
    examples = [Encoded(tuple(range(length)), ()) for length in range(1, 60)]
    found = list(batches(examples, 100))
    assert [one for batch in found for one in batch] == examples
    assert all(len(batch) * max(len(one.ids) for one in batch) <= 100 for batch in found)


def test_an_adapter_is_exported_whole_and_llama_cpp_takes_it(base: tuple[object, object], encoder: Encoder, tmp_path: Path) -> None:
    model = with_adapter(base[1]).eval()
    one, other = TorchPredictor(model, encoder).predict([SENTENCE, SENTENCE])
    assert [said.words for said in one] == [said.words for said in other]
    assert all(meaning(said.words, TASK) for said in one)
    adapter = {name: value for name, value in model.state_dict().items() if "lora_" in name}
    torch.save({"adapter": adapter}, tmp_path / "checkpoint.pt")
    path = tmp_path / "adapter.gguf"
    assert export([tmp_path / "checkpoint.pt"] * 2, path, "made") == len(adapter)
    read = gguf.GGUFReader(path)
    assert read.get_field("adapter.lora.alpha").contents() == ALPHA
    assert {min(tensor.shape) for tensor in read.tensors} == {RANK}
    assert path.stat().st_size < MOST_BYTES
    with serve(LocalModel(base_model(), context=512, threads=1, adapter=path)) as endpoint:
        (said,) = LlamaPredictor(lambda: endpoint, TASK).predict([SENTENCE])
    assert all(meaning(found.words, TASK) for found in said)
    assert len(said) == len(SENTENCE.places)


def trained(work: Path, sentences: int, **how: Any) -> dict[str, Any]:  # noqa: ANN401  of any field of Plan
    """The checkpoint of a run over a sentence, again and again."""
    work.mkdir(exist_ok=True)
    trainer = Trainer(work, TASK, Plan(tokens=60, **how))
    encoded = trainer.encoder.encode(SENTENCE)
    assert encoded is not None
    trainer.run([encoded] * sentences)
    state: dict[str, Any] = torch.load(trainer.checkpoint, weights_only=True)
    return state


@pytest.mark.usefixtures("base")
def test_a_run_that_is_done_stays_as_it_is_and_another_one_is_refused(tmp_path: Path) -> None:
    done = trained(tmp_path / "one", 2)
    assert done["step"] > 0
    written = (tmp_path / "one" / "checkpoint.pt").stat().st_mtime_ns
    assert trained(tmp_path / "one", 2)["step"] == done["step"]
    assert (tmp_path / "one" / "checkpoint.pt").stat().st_mtime_ns == written
    with pytest.raises(SystemExit, match="of another run"):
        trained(tmp_path / "one", 6)
    with pytest.raises(SystemExit, match="of another run"):
        trained(tmp_path / "one", 2, start=tmp_path / "one" / "checkpoint.pt")


@pytest.mark.usefixtures("base")
def test_a_run_begins_with_the_weights_of_another(tmp_path: Path) -> None:
    first = trained(tmp_path / "one", 2)["adapter"]
    then = trained(tmp_path / "two", 2, start=tmp_path / "one" / "checkpoint.pt", rate=0.0)["adapter"]
    assert any(bool(weight.any()) for name, weight in first.items() if "lora_B" in name)
    assert all(torch.equal(weight, then[name]) for name, weight in first.items())


@pytest.mark.usefixtures("base")
def test_what_is_frozen_is_kept_in_16_bits_where_products_are_and_what_learns_in_32(tmp_path: Path) -> None:
    trainer = Trainer(tmp_path, TASK, Plan())
    layers = trainer.model.base_model.model.model.layers
    frozen = [product.base_layer.weight for product in layers.modules() if hasattr(product, "base_layer")]
    assert {weight.dtype for weight in frozen} == {torch.bfloat16 if trainer.half else torch.float32}
    assert {weight.dtype for weight in trainer.weights} == {torch.float32}


@pytest.mark.usefixtures("base")
@pytest.mark.skipif(shutil.which("c++") is None, reason="layers are compiled by a C++ compiler")
def test_compiled_layers_say_what_others_say(tmp_path: Path) -> None:
    plain, compiled = (Trainer(tmp_path, TASK, Plan(compiled=choice)) for choice in (False, True))
    encoded = plain.encoder.encode(SENTENCE)
    assert encoded is not None
    (states, targets), (others, same) = (one.hidden(one.model, [encoded]) for one in (plain, compiled))
    assert torch.equal(targets, same)
    assert float(torch.nn.functional.cosine_similarity(states.float(), others.float()).min()) > ALIKE
