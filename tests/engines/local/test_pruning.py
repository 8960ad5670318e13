"""A model with a part of its vocabulary: the file that is written, and what the real model makes of text with it."""

import asyncio
import struct
from pathlib import Path

import httpx2
import pytest

from llm_extract import tasks
from llm_extract.engines.cache import NoCache
from llm_extract.engines.local import adapters
from llm_extract.engines.local.adapters import model_for
from llm_extract.engines.local.label_chat import LabelChat
from llm_extract.engines.local.labels import Prompt, ScoredLabel, parse, schema, vocabulary
from llm_extract.engines.local.pruning import prune
from llm_extract.engines.local.server import Endpoint, LocalModel, serve
from llm_extract.errors import LocalModelError
from llm_extract.loading import load
from tests.oracle import GOLDEN

TASK = tasks.get("party_building")
TOKENS = ("<pad>", "<unused0>", "▁chi", "▁the", "bộ", "<0x0A>")
TYPES = (3, 3, 1, 1, 1, 6)
ROWS = tuple(struct.pack("<4f", *[float(number)] * 4) for number in range(len(TOKENS)))
QUESTION = "Đảng bộ huyện kết nạp 61 đảng viên mới, khai trừ 3 đảng viên.\n", ("kết nạp [61] đảng viên =>", "khai trừ [3] đảng viên =>")


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def key(name: str, kind: int, body: bytes) -> bytes:
    return text(name) + struct.pack("<I", kind) + body


def padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 32)


def model(tokens: tuple[str, ...], types: tuple[int, ...], rows: tuple[bytes, ...]) -> bytes:
    """A GGUF file of two tensors: a norm, and a row of four numbers for each token."""
    count = len(tokens)
    keys = (
        key("general.name", 8, text("tiny")),
        key("tokenizer.ggml.tokens", 9, struct.pack("<IQ", 8, count) + b"".join(map(text, tokens))),
        key("tokenizer.ggml.scores", 9, struct.pack(f"<IQ{count}f", 6, count, *[-float(ROWS.index(row)) for row in rows])),
        key("tokenizer.ggml.token_type", 9, struct.pack(f"<IQ{count}i", 5, count, *types)),
        key("tokenizer.ggml.eos_token_id", 4, struct.pack("<I", tokens.index("<0x0A>"))),
    )
    norm, table = struct.pack("<3f", 1, 2, 3), b"".join(rows)
    heads = (text("norm") + struct.pack("<IQIQ", 1, 3, 0, 0), text("token_embd") + struct.pack("<IQQIQ", 2, 4, count, 0, len(padded(norm))))
    head = struct.pack("<4sIQQ", b"GGUF", 3, len(heads), len(keys)) + b"".join(keys) + b"".join(heads)
    return padded(head) + padded(norm) + table


def pieces(served: Endpoint, content: str) -> list[object]:
    headers = {"Authorization": f"Bearer {served.api_key}"}
    with httpx2.Client(base_url=served.base_url.removesuffix("/v1"), headers=headers, trust_env=False) as client:
        answered = client.post("/tokenize", json={"content": content, "add_special": False, "with_pieces": True})
    return [one["piece"] for one in answered.raise_for_status().json()["tokens"]]


@pytest.fixture(scope="module")
def pruned_file() -> Path:
    adapter = adapters.shipped(TASK.name)
    assert adapter
    return model_for(adapter, vocabulary(TASK))


def test_what_is_kept_is_what_a_model_of_those_tokens_alone_would_hold(tmp_path: Path) -> None:
    (tmp_path / "whole.gguf").write_bytes(model(TOKENS, TYPES, ROWS))
    prune(tmp_path / "whole.gguf", tmp_path / "part.gguf", lambda piece: piece != "▁the")
    kept = [0, 2, 4, 5]
    expected = model(tuple(TOKENS[one] for one in kept), tuple(TYPES[one] for one in kept), tuple(ROWS[one] for one in kept))
    assert (tmp_path / "part.gguf").read_bytes() == expected


@pytest.mark.parametrize("cut", [3, 100, 300])
def test_half_a_model_is_refused(tmp_path: Path, cut: int) -> None:
    (tmp_path / "half.gguf").write_bytes(model(TOKENS, TYPES, ROWS)[:cut])
    with pytest.raises((ValueError, LocalModelError)):
        prune(tmp_path / "half.gguf", tmp_path / "part.gguf", bool)


def test_the_words_of_articles_are_cut_as_with_the_whole_vocabulary(pruned_file: Path, endpoint: Endpoint) -> None:
    whole = differ = 0
    with serve(LocalModel(pruned_file, context=512, threads=1)) as served:
        for article in GOLDEN.glob("*/article.txt"):
            content = load(str(article)).text
            with_all, with_some = pieces(endpoint, content), pieces(served, content)
            whole += len(with_all)
            differ += abs(len(with_some) - len(with_all))
    assert differ < whole / 500


def test_labels_have_the_probabilities_that_they_have_with_the_whole_vocabulary(pruned_file: Path, model_file: Path) -> None:
    adapter = adapters.shipped(TASK.name)
    assert adapter

    async def told(path: Path) -> list[ScoredLabel]:
        with serve(LocalModel(path, context=512, threads=1, adapter=adapter.path)) as served:
            async with LabelChat(lambda: served, TASK, path.name, NoCache()) as chat:
                heard = await chat.ask(Prompt(*QUESTION).messages(), schema(TASK), {})
        return [label for label in parse(heard.text, TASK) if label]

    few, all_of_them = (asyncio.run(told(path)) for path in (pruned_file, model_file))
    assert len(few) == len(QUESTION[1])
    assert [label.meaning for label in few] == [label.meaning for label in all_of_them]
    assert [label.probability for label in few] == pytest.approx([label.probability for label in all_of_them], abs=1e-3)
