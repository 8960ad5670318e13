"""The review pages: `streamlit run app.py`, `make app`, or `llm-extract review`."""

from llm_extract.ui.shell import run

run()
