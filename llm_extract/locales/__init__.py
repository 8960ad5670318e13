"""How numerals, dates and sentences are written in each language."""
