"""Loading: a path, URL, upload or pasted text becomes an Article, all of its text kept and its furniture marked."""

from llm_extract.loading.limits import Limits
from llm_extract.loading.sources import load, load_bytes, load_text

__all__ = ["Limits", "load", "load_bytes", "load_text"]
