"""English articles, every figure of them, and that no check accuses them."""

from pathlib import Path

import pytest

from llm_extract import checks, engines, figures, pipeline, tasks
from llm_extract.locales.detect import language_of
from llm_extract.models import Article

DATA = Path(__file__).parent / "data"
