"""The schema of a Party-building extraction. Names are those of the annotation guide, so that any scorer can read it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from llm_extract.models import Qualifier
from llm_extract.tasks.primitives import Number


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(_Part):
    """A verbatim quote of the article, with its offsets in code points, end exclusive."""

    quote: str
    start: int
    end: int


class Person(_Part):
    """Someone the article names, once, with the position it gives."""

    name: str
    position: str | None = None


class Summary(_Part):
    """A headline and three to five key points; no figure and no name that the article does not hold."""

    headline: str
    key_points: tuple[str, ...] = ()


class Metric(_Part):
    """One figure that the article reports or targets."""

    indicator: str = Field(description="A code of the task.")
    kind: Literal["actual", "target", "change"] = "actual"
    value: Number = Field(description="In units of one; the lower end of a range.")
    high: Number | None = Field(default=None, description="The upper end of a range.")
    qualifier: Qualifier = "exact"
    unit: str | None = Field(default=None, description="What is counted, in the article's words; `%`, `đồng`.")
    group: str | None = Field(default=None, description="The subgroup, if the figure is of one.")
    total: Number | None = Field(default=None, description="The stated whole.")
    percent: Number | None = Field(default=None, description="The percentage printed beside the figure.")
    period: str | None = None
    scope: str | None = Field(default=None, description="The body, if it is not the document's organisation.")
    evidence: Evidence
    figures: tuple[int, ...] = Field(description="Ids of the figures it is made of, its value first.")


class PartyBuilding(_Part):
    """What one article on Party-building work holds."""

    title: str | None = None
    source: str | None = None
    author: str | None = None
    published_at: str | None = None
    organization: str | None = None
    province: str | None = None
    province_inferred: bool = False
    event: str | None = None
    event_date: str | None = None
    period: str | None = None
    people: tuple[Person, ...] = ()
    documents: tuple[str, ...] = ()
    off_genre: bool = False
    summary: Summary | None = None
    tasks: tuple[str, ...] = ()
    metrics: tuple[Metric, ...] = ()
