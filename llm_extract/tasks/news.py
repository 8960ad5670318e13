"""The task `news`: any Vietnamese or English news article."""

from pydantic import BaseModel, ConfigDict, Field

from llm_extract.tasks.base import Task
from llm_extract.tasks.primitives import Figure, Period, Quote, Text


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Who(_Part):
    """A person or body that acts or speaks in the article."""

    name: Quote
    role: Quote | None = Field(default=None, description="Position or part in the matter, as the article gives it.")


class KeyFigure(_Part):
    """A figure that a reader should know."""

    figure: Figure
    counts: Quote = Field(description="What it counts or measures, in the article's words.")


class News(_Part):
    """What one news article says."""

    headline: Text | None = Field(default=None, description="One sentence.")
    key_points: tuple[Text, ...] = Field(default=(), description="Three to five sentences.")
    what: Quote | None = Field(default=None, description="The sentence that says what happened.")
    who: tuple[Who, ...] = Field(default=(), description="Each once.")
    when: tuple[Period, ...] = Field(default=(), description="When it happened, not when it was published.")
    where: tuple[Quote, ...] = Field(default=(), description="Places where it happened.")
    figures: tuple[KeyFigure, ...] = Field(default=(), description="Each figure once, the weightiest first.")


TASK = Task(
    name="news",
    vi="Tin tức bất kỳ, tiếng Việt hoặc tiếng Anh (cần mô hình)",
    en="Any news article, Vietnamese or English (needs a model)",
    schema=News,
    indicators=(),
)
