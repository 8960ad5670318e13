"""What a locale reads at one place of a text."""

from dataclasses import dataclass
from decimal import Decimal

from llm_extract.models import FigureType, Qualifier


@dataclass(frozen=True, slots=True)
class Reading:
    """One numeral as a locale reads it: as `models.Figure`, before it has a number of its own.

    `note` says more than the type does: `time`, `duration`, `name`, `phone`, `link`, `measure`, `currency`, `fraction`, `impossible`, `unreadable`.
    """

    start: int
    end: int
    kind: FigureType
    value: Decimal | None = None
    high: Decimal | None = None
    total: Decimal | None = None
    percent: bool = False
    qualifier: Qualifier = "exact"
    money: bool = False
    iso: str | None = None
    note: str | None = None
