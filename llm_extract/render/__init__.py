"""Rendering: an extraction as a person reads it, in a terminal or as Markdown."""
