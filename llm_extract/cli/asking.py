"""What `llm-extract prompt`, `cache` and `config` do."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from llm_extract import config, engines, figures, loading, tasks
from llm_extract.batch import files
from llm_extract.cli.streams import emit, say
from llm_extract.engines.asking.parts import split
from llm_extract.engines.asking.question import NAME, Question, require_askable
from llm_extract.engines.cache import FolderCache, default_folder
from llm_extract.numbering import Numbered
from llm_extract.render.safe import visible_lines


def show_prompt(source: str, task_name: str, *, chat: bool, output: Path | None) -> None:
    """Prints or writes what a model is sent for an article.

    Raises:
        LlmExtractError: the article cannot be read, the task or its prompt cannot be used, or the file cannot be written.
    """
    task = tasks.get(task_name)
    require_askable(task)
    article = loading.load(source)
    settings, numbered = config.load(), Numbered.whole(article, figures.read(article.text))
    parts = (numbered,) if chat else split(numbered, settings.context)
    questions = [Question.of(task, part, settings.form) for part in parts]
    text = questions[0].for_chat() if chat else _as_sent(questions)
    if output:
        files.write(output, text)
        say(f"{output}: {len(text):,} characters")
    else:
        emit(text)


def _as_sent(questions: Sequence[Question]) -> str:
    """One request indented; of an article that goes in parts, one request a line."""
    indent = 1 if len(questions) == 1 else None
    return "".join(json.dumps(_request(question), ensure_ascii=False, indent=indent) + "\n" for question in questions)


def _request(question: Question) -> dict[str, Any]:
    form = {"type": "json_schema", "json_schema": {"name": NAME, "schema": question.schema, "strict": True}}
    return {"messages": question.messages, "response_format": form, **question.prompt.front.sampling}


def show_cache(prune_days: float | None) -> None:
    """Prints how many answers are kept, by model, after deleting those older than `prune_days`."""
    kept = FolderCache(default_folder())
    if prune_days is not None:
        say(f"{kept.prune(timedelta(days=prune_days))} answers deleted")
    entries = list(kept.entries())
    size = sum(entry.size for entry in entries)
    lines = [f"{kept.folder}: {len(entries)} answers, {size / 1e6:.1f} MB"]
    lines += [f"  {model}: {count}" for model, count in sorted(Counter(entry.model for entry in entries).items())]
    emit(visible_lines("\n".join(lines)) + "\n")


def configure(*, model: str | None, base_url: str | None, key_variable: str | None) -> None:
    """Changes what is given, and prints the configuration and whether a key is there.

    Raises:
        ConfigError: a value cannot be one, or the file cannot be written.
    """
    known = config.load()
    given = {"model": model, "base_url": base_url, "key_variable": key_variable}
    emptied = {"key_variable": config.KEY_VARIABLE}
    changed = config.changed(known, **{name: value or emptied.get(name) for name, value in given.items() if value is not None})
    if changed != known:
        _check(changed)
        config.save(changed)
    key = "set" if changed.key.get_secret_value() else "not set"
    answers = engines.get("auto").name
    if not answers.startswith("openai:"):
        answers += " (no endpoint is asked: nothing leaves this machine)"
    lines = (
        f"file: {config.path()}",
        f"engine auto: {answers}",
        f"endpoint: {changed.address}",
        f"key: ${changed.key_variable} is {key}",
        f"answers kept in: {default_folder()}",
    )
    emit(visible_lines("\n".join(lines)) + "\n")


def _check(changed: config.Config) -> None:
    from llm_extract.engines.openai_compatible.endpoint import Endpoint

    Endpoint(changed.model or "none", changed.address)
