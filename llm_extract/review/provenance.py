"""What an extraction was made with, as the store keeps it beside the result."""

import json
from hashlib import sha256

from llm_extract.models import Extraction
from llm_extract.store import Provenance
from llm_extract.tasks.base import Task


def provenance(task: Task, extraction: Extraction) -> Provenance:
    """What an extraction was made with: the prompt's version where a model answered, and a digest of the task's schema and codes."""
    codes = [indicator.code for indicator in task.indicators]
    schema = json.dumps([task.schema.model_json_schema(), codes], ensure_ascii=False, sort_keys=True)
    version = None if extraction.engine == "rules" else _prompt_version(task)
    return Provenance(version, sha256(schema.encode()).hexdigest())


def _prompt_version(task: Task) -> str:
    from llm_extract import prompts

    return str(prompts.load(task).front.version)
