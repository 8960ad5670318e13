"""The script that Streamlit runs for `llm-extract review`."""

from llm_extract.ui.shell import run

run()
