"""The form of the tables: what a concept is, and how families of codes are made of subjects and predicates."""

from dataclasses import dataclass

Codes = tuple[str, ...]


@dataclass(frozen=True)
class Concept:
    """One code's constructions, in the notation of `training.generator.grammar`.

    Attributes:
        code: of the task, or `none`.
        clauses: with one `#`, the figure; `~` marks where a percentage beside it may stand.
        nominals: noun phrases that name the figure, for `… là #`, `… tăng #`, `tỷ lệ … đạt #`.
        nouns: what is counted, as a phrase; empty for figures that need no noun.
        percents: clauses with `#%`.
        zeros: clauses with `<code zero>`, for nothing of its kind.
        low: the least of usual counts.
        high: the most of usual counts.
        form: of the figure at `#`.
        group: concepts of one group stand together in a paragraph.
        targets: whether reports set targets for it.
        parted: whether subgroups and bodies are given for it.
    """

    code: str
    clauses: Codes
    nominals: Codes = ()
    nouns: str = ""
    percents: Codes = ()
    zeros: Codes = ()
    low: int = 1
    high: int = 800
    form: str = "count"
    group: str = ""
    targets: bool = False
    parted: bool = False


@dataclass(frozen=True)
class Family:
    """A list of parts below one lead: levels of a rating, penalties, kinds of award.

    `leads` may hold a `<code>` of the whole; `parts` give each code with the words that stand for it in a list.
    """

    name: str
    leads: Codes
    nouns: str
    parts: tuple[tuple[str, str], ...]
    low: int = 1
    high: int = 500
