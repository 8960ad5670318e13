"""The only reader of prompt files: front matter, a system and a user part as Jinja2 templates, and examples."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import frontmatter
import jinja2
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from yaml import YAMLError

from llm_extract import figures
from llm_extract.errors import PromptError
from llm_extract.models import Article
from llm_extract.numbering import Numbered
from llm_extract.tasks.base import REASONS, Task

_SYSTEM, _USER = "# System\n", "# User\n"


class Example(BaseModel):
    """An article of a few sentences with the answer that is right for it; figures are numbered as the reader numbers them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article: str
    answer: Mapping[str, Any]

    @cached_property
    def numbered(self) -> Numbered:
        """The example's article as a model sees it."""
        article = Article(uri="example", text=self.article.strip())
        return Numbered.whole(article, figures.read(article.text))

    @property
    def whole_answer(self) -> dict[str, Any]:
        """The answer with the numbering it belongs to."""
        return {"numbering": self.numbered.fingerprint, **self.answer}


class Front(BaseModel):
    """Front matter of a prompt file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    task: str
    version: int
    language: str
    sampling: Mapping[str, float | int] = Field(default_factory=dict)
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Prompt:
    """A prompt file.

    Attributes:
        front: its front matter.
        system: template of the part that is the same for every article.
        user: template of the part that holds the article.
        digest: SHA-256 of the file, in hex.
    """

    front: Front
    system: str
    user: str
    digest: str

    def messages(self, task: Task, numbered: Numbered) -> list[dict[str, str]]:
        """What is sent for an article, the stable part first.

        Raises:
            PromptError: a template names something that does not exist.
        """
        known = {"task": task, "indicators": task.indicators, "reasons": REASONS, "examples": self._examples()}
        return [
            {"role": "system", "content": self._render(self.system, known)},
            {"role": "user", "content": self._render(self.user, {"article": numbered.text, "numbering": numbered.fingerprint})},
        ]

    def _examples(self) -> list[dict[str, str]]:
        return [
            {
                "article": example.numbered.text,
                "numbering": example.numbered.fingerprint,
                "answer": json.dumps(example.whole_answer, ensure_ascii=False, separators=(",", ":")),
            }
            for example in self.front.examples
        ]

    def _render(self, template: str, known: Mapping[str, Any]) -> str:
        try:
            return _ENVIRONMENT.from_string(template).render(known).strip()
        except jinja2.TemplateError as error:
            raise PromptError(f"prompt {self.front.task}: {error}; correct the template") from error


# What is rendered is a prompt, no page: nothing is escaped, so that the article is sent as it is.
_ENVIRONMENT = SandboxedEnvironment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)


def path_of(task: Task) -> Path:
    """Where a task's prompt file is."""
    if task.prompt:
        return Path(task.prompt)
    packaged = Path(__file__).parent / "_prompts"
    folder = packaged if packaged.is_dir() else Path(__file__).parents[1] / "prompts"
    return folder / f"{task.name}.md"


def load(task: Task) -> Prompt:
    """Reads a task's prompt file.

    Raises:
        PromptError: it is missing, or its front matter or its parts are wrong.
    """
    path = path_of(task)
    try:
        return _read(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path}: this prompt file cannot be read ({error}); task {task.name!r} needs one") from error


@lru_cache(maxsize=8)
def _read(text: str, path: str) -> Prompt:
    try:
        post = frontmatter.loads(text)
        front = Front.model_validate(post.metadata)
    except (YAMLError, ValidationError) as error:
        raise PromptError(f"{path}: its front matter is wrong: {error}") from error
    before, found, body = post.content.partition(_SYSTEM)
    system, divided, user = body.partition(_USER)
    if not found or not divided or before.strip():
        raise PromptError(f"{path}: it needs a part headed '# System' and then one headed '# User'")
    return Prompt(front, system, user, sha256(text.encode()).hexdigest())
