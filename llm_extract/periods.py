"""Periods in the guide's notation: completing what a text leaves out, e.g. the year of `6 tháng đầu năm`."""

import re


def complete(iso: str | None, year: str | None) -> str | None:
    """Gives a partial date or period its year.

    Args:
        iso: as `Figure.iso`: `--07-26`, `--H1`, `2022-H1`.
        year: four digits, or None where the document has none.

    Returns:
        `2022-07-26`; None where the year is needed and not known.
    """
    if iso is None or not iso.startswith("--"):
        return iso
    return f"{year}-{iso[2:]}" if year else None


def year_of(iso: str | None) -> str | None:
    """The year a date or period begins in, or None."""
    found = re.match(r"\d{4}", iso or "")
    return found[0] if found else None
