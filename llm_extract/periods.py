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


def last_year_of(iso: str | None) -> str | None:
    """The year a date or period ends in, or None: `2025` of `2020-2025`."""
    found = re.fullmatch(r"\d{4}-(\d{4})", iso or "")
    return found[1] if found else year_of(iso)


def share_over(iso: str, day: str) -> float:
    """How much of a period was over on a day, between 0 and 1, by months.

    Args:
        iso: a year, a part of one or a month: `2022`, `2022-H1`, `2022-9M`, `2022-Q3`, `2022-07`.
        day: ISO 8601, e.g. `2022-07-12`.
    """
    year, _, part = iso.partition("-")
    first, last = _months(part)
    now = (int(day[:4]) - int(year)) * 12 + int(day[5:7] or 1) - 1 + int(day[8:10] or 1) / _LONGEST_MONTH
    return min(max((now - (first - 1)) / (last - first + 1), 0.0), 1.0)


_LONGEST_MONTH = 31


def _months(part: str) -> tuple[int, int]:
    """The first and last month of a part of a year: `H1`, `Q3`, `9M`, `07`, or nothing for all of it."""
    if found := re.fullmatch(r"([HQ])([1-4])", part):
        length = 6 if found[1] == "H" else 3
        return (int(found[2]) - 1) * length + 1, int(found[2]) * length
    if found := re.fullmatch(r"(\d{1,2})M", part):
        return 1, int(found[1])
    return (int(part[:2]), int(part[:2])) if part else (1, 12)
