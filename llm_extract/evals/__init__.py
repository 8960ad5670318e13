"""Evaluation on golden cases: what a run reached, written down so that runs can be compared."""
