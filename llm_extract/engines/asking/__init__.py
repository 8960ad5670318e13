"""Asking a model: the question, what its answer is worth, and asking again for what was wrong."""
