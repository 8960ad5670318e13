"""The only reader of prompt files: front matter, a system and a user part as Jinja2 templates, and examples."""

import json
import re
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

_PARTS = re.compile(r"# System[ \t]*\n(?P<system>.*?)^# User[ \t]*\n(?P<user>.*)", re.MULTILINE | re.DOTALL)


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
            PromptError: a template names something that does not exist, or the user's part does not hold the article as it is.
        """
        known = {"task": task, "indicators": task.indicators, "reasons": REASONS, "examples": self._examples()}
        system = self._render(self.system, known)
        user = self._render(self.user, {"article": numbered.text, "numbering": numbered.fingerprint})
        if numbered.text.strip() not in user:
            raise PromptError(
                f"prompt {self.front.task}: its part '# User' does not send the article as it is; put {{{{ article }}}} there"
            )
        return [{"role": "system", "content": system}, {"role": "user", "content": user}]

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
        except Exception as error:  # a template computes: it may divide by zero
            raise PromptError(f"prompt {self.front.task}: {error}; correct the template") from error


# What is rendered is a prompt, no page: nothing is escaped, so that the article is sent as it is.
_ENVIRONMENT = SandboxedEnvironment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)


def path_of(task: Task, *, small: bool = False) -> Path:
    """Where a task's prompt file is; with `small`, the one for small models, `<name>.small.md`, where there is one."""
    packaged = Path(__file__).parent / "_prompts"
    folder = packaged if packaged.is_dir() else Path(__file__).parents[1] / "prompts"
    path = Path(task.prompt) if task.prompt else folder / f"{task.name}.md"
    short = path.with_suffix(".small.md")
    return short if small and short.is_file() else path


def load(task: Task, *, small: bool = False) -> Prompt:
    """Reads a task's prompt file; `small` as for `path_of`.

    Raises:
        PromptError: it is missing, or its front matter or its parts are wrong, or it is another task's.
    """
    path = path_of(task, small=small)
    try:
        prompt = _read(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path}: this prompt file cannot be read ({error}); task {task.name!r} needs one") from error
    if prompt.front.task != task.name:
        raise PromptError(f"{path}: this is the prompt of task {prompt.front.task!r}, not of {task.name!r}; correct its front matter")
    return prompt


@lru_cache(maxsize=8)
def _read(text: str, path: str) -> Prompt:
    try:
        post = frontmatter.loads(text)
        front = Front.model_validate(post.metadata)
    except (YAMLError, ValidationError) as error:
        raise PromptError(f"{path}: its front matter is wrong ({_first(error)}); correct it") from None
    parts = _PARTS.fullmatch(post.content.strip() + "\n")
    if not parts:
        raise PromptError(f"{path}: it needs a part headed '# System' and then one headed '# User'")
    return Prompt(front, parts["system"], parts["user"], sha256(text.encode()).hexdigest())


def _first(error: YAMLError | ValidationError) -> str:
    """What is wrong, in one line, without the value: it may be a key."""
    if isinstance(error, YAMLError):
        return f"no YAML: {error}".replace("\n", " ")
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
