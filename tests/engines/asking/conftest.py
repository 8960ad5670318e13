"""An article of a few sentences, its right answer, and an engine that asks a scripted endpoint."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from llm_extract import figures, pipeline, tasks
from llm_extract.engines.asking.engine import Asking
from llm_extract.engines.cache import Cache, NoCache
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.engine import EndpointEngine
from llm_extract.engines.openai_compatible.modes import Memory
from llm_extract.loading import load_text
from llm_extract.models import Article, Extraction
from llm_extract.numbering import Numbered
from tests.endpoint import Reply, Request, ScriptedEndpoint, completion

ARTICLE = """Đảng bộ xã Tân Hội sơ kết sáu tháng đầu năm
Ngày 05/7/2022, Đảng ủy xã Tân Hội tổ chức hội nghị sơ kết công tác xây dựng Đảng 6 tháng đầu năm 2022.
Trong 6 tháng, Đảng bộ xã kết nạp 27 đảng viên mới, đạt 54% chỉ tiêu. Có 71/75 tập thể (94,67%) được đánh giá hoàn thành tốt nhiệm vụ.
Kỷ luật khiển trách 3 đảng viên. Toàn xã có 6.110 hộ dân.
Đồng chí Trần Văn Bình, Bí thư Đảng uỷ xã, chủ trì hội nghị."""


@dataclass
class Case:
    """An article with its right answer."""

    article: Article
    numbered: Numbered

    def id_of(self, text: str) -> int:
        return next(figure.id for figure in self.numbered.figures if figure.text == text)

    def right(self) -> dict[str, Any]:
        codes = {
            "27": "membership.admitted",
            "54%": "part",
            "71/75": "rating.collectives.good",
            "3": "discipline.members.reprimand",
            "6.110": "other",
        }
        return {
            "numbering": self.numbered.fingerprint,
            "figures": {str(self.id_of(text)): code for text, code in codes.items()},
            "kinds": [],
            "missed": [],
            "document": self.document(),
        }

    def document(self) -> dict[str, Any]:
        return {
            "off_genre": False,
            "title": "‹1›",
            "source": None,
            "author": None,
            "published_at": None,
            "organization": "Đảng bộ xã Tân Hội",
            "province": None,
            "event": "hội nghị sơ kết",
            "event_date": self.id_of("05/7/2022"),
            "period": self.id_of("6 tháng đầu năm 2022"),
            "people": [{"name": "Trần Văn Bình", "position": "Bí thư Đảng ủy xã"}],
            "documents": [],
            "summary": {
                "headline": f"Đảng bộ xã Tân Hội kết nạp ⟦{self.id_of('27')}⟧ đảng viên mới",
                "key_points": [f"Có ⟦{self.id_of('71/75')}⟧ tập thể được đánh giá hoàn thành tốt nhiệm vụ."],
            },
            "tasks": [],
        }


@dataclass
class Asked:
    """What came of asking: the extraction, and the requests that were made."""

    extraction: Extraction
    requests: list[Request] = field(default_factory=list)

    def codes(self) -> list[str]:
        return [finding.code for finding in self.extraction.findings if finding.origin == "engine"]


@pytest.fixture
def case() -> Case:
    article = load_text(ARTICLE)
    return Case(article, Numbered.whole(article, figures.read(article.text)))


def text_reply(answer: dict[str, Any]) -> Reply:
    return Reply(body=completion(json.dumps(answer, ensure_ascii=False)))


@contextmanager
def engine_for(
    script: Sequence[Reply] | Callable[[Request], Reply],
    asking: Asking | None = None,
    cache: Cache | None = None,
    memory: Path | None = None,
) -> Iterator[tuple[EndpointEngine, ScriptedEndpoint]]:
    with ScriptedEndpoint(script) as endpoint:
        where = Endpoint("scripted-1", endpoint.base_url, "sk-secret", tries=1)
        yield EndpointEngine("openai:scripted-1", where, cache or NoCache(), Memory(memory), asking or Asking()), endpoint


def ask(case: Case, *answers: dict[str, Any] | Reply, asking: Asking | None = None) -> Asked:
    """Runs the pipeline against an endpoint that gives these answers in turn."""
    replies = [answer if isinstance(answer, Reply) else text_reply(answer) for answer in answers]
    with engine_for(replies, asking) as (engine, endpoint):
        extraction = pipeline.run(case.article, tasks.get("party_building"), engine)
        return Asked(extraction, list(endpoint.requests))
