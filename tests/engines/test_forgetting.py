"""Kept answers know which articles they were asked about, so that an article can be taken out of them too."""

import asyncio
import json
from pathlib import Path

import pytest

from llm_extract import pipeline, tasks
from llm_extract.engines.cache import Cache, FolderCache
from llm_extract.engines.rules.engine import RulesEngine
from llm_extract.errors import CacheError
from llm_extract.loading import load_text
from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.tasks.base import Task

TASK = tasks.get("party_building")
SENTENCE = "Huyện kết nạp 12 đảng viên."
FIRST = load_text(f"Đảng bộ huyện Suối Mơ họp. {SENTENCE} Bà Kín nói lời cảm ơn.")
SECOND = load_text(f"Đảng bộ huyện Đá Bạc họp. {SENTENCE}")


class Asking:
    """An engine that asks about one sentence, as a small model is asked."""

    name = "asking"

    def __init__(self, cache: Cache, sentence: str = SENTENCE) -> None:
        self._cache, self._request = cache, {"model": "m", "messages": [{"content": sentence}]}

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        await asyncio.sleep(0)  # others are asked meanwhile
        key = str(hash(str(self._request)) % 10**8)
        if not self._cache.get(key):
            self._cache.put(key, self._request, {"text": "actual membership admitted"})
        return await RulesEngine().answer(article, figures, task)


def kept(folder: Path) -> list[Path]:
    return list(folder.glob("??/*.json"))


def test_an_answer_to_a_short_sentence_goes_with_its_article(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    pipeline.run(FIRST, TASK, Asking(cache))
    assert len(kept(tmp_path)) == 1
    assert cache.forget(SECOND) == 0
    assert cache.forget(FIRST) == 1
    assert not kept(tmp_path)


def test_an_answer_that_two_articles_share_goes_with_either(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    for article in (FIRST, SECOND, SECOND):
        pipeline.run(article, TASK, Asking(cache))
    (file,) = kept(tmp_path)
    assert sorted(json.loads(file.read_text(encoding="utf-8"))["articles"]) == sorted([FIRST.sha256, SECOND.sha256])
    assert cache.forget(SECOND) == 1
    assert not kept(tmp_path)


def test_articles_that_are_asked_about_at_once_are_told_apart(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)

    async def both() -> None:
        asked = [pipeline.extract(article, TASK, Asking(cache, article.text[:25])) for article in (FIRST, SECOND)]
        await asyncio.gather(*asked)

    asyncio.run(both())
    assert cache.forget(FIRST) == 1
    (left,) = kept(tmp_path)
    assert json.loads(left.read_text(encoding="utf-8"))["articles"] == [SECOND.sha256]


@pytest.mark.parametrize("asked", [f"Tóm tắt:\n{FIRST.text}", "câu trước\nĐảng bộ huyện Suối Mơ họp. Huyện kết nạp ⟦1: 12⟧ đảng viên.\n"])
def test_an_answer_that_names_no_article_goes_by_its_words(tmp_path: Path, asked: str) -> None:
    cache = FolderCache(tmp_path)
    cache.put("ab12", {"messages": [{"content": asked}]}, {"text": "x"})
    cache.put("cd34", {"messages": [{"content": "Trả lời bằng một từ duy nhất: xong"}]}, {"text": "x"})
    assert "articles" not in json.loads((tmp_path / "ab" / "ab12.json").read_text(encoding="utf-8"))
    assert cache.forget(SECOND) == 0
    assert cache.forget(FIRST) == 1
    assert [one.stem for one in kept(tmp_path)] == ["cd34"]


def test_an_answer_that_is_kept_longer_is_still_as_old(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    pipeline.run(FIRST, TASK, Asking(cache))
    (before,) = cache.entries()
    pipeline.run(SECOND, TASK, Asking(cache))
    (after,) = cache.entries()
    assert before.at == after.at


def test_an_answer_that_cannot_be_deleted_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = FolderCache(tmp_path)
    pipeline.run(FIRST, TASK, Asking(cache))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(CacheError, match="Permission denied"):
        cache.forget(FIRST)
