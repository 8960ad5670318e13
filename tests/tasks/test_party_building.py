import re

import pytest

from llm_extract import tasks
from llm_extract.errors import UnknownTaskError
from llm_extract.locales.vi.fold import fold

TASK = tasks.get("party_building")
SUBJECTS = ("orgs", "collectives", "cells", "committees", "members", "officials")
GUIDE = {
    *(f"structure.{name}" for name in ("orgs", "committees", "cells", "subcells", "members", "founded")),
    *(
        f"rating.{subject}.{level}"
        for subject in SUBJECTS
        for level in ("evaluated", "not_evaluated", "excellent", "good", "completed", "failed", "strong", "exemplary")
    ),
    *(f"membership.{name}" for name in ("admitted", "files_reviewed", "files_approved", "official", "left", "growth", "badges")),
    *("congress.orgs", "congress.cells", "training.classes", "training.participants", "study.sessions", "study.participants"),
    *("conference.held", "documents.issued", "personnel.reviewed", "personnel.planned", "personnel.appointed"),
    *(f"{family}.{subject}" for family in ("inspection", "supervision", "discipline", "commitment") for subject in SUBJECTS),
    *(f"discipline.{subject}.{penalty}" for subject in SUBJECTS for penalty in ("reprimand", "warning", "removal", "expulsion")),
    *("discipline.violations", "complaints.received", "complaints.resolved", "award.collectives", "award.individuals", "award.any"),
    *("welfare.houses", "welfare.funds", "welfare.recipients", "models.registered", "models.realized", "other"),
}


def test_the_codes_are_those_of_the_guide() -> None:
    codes = [indicator.code for indicator in TASK.indicators]
    assert set(codes) == GUIDE
    assert len(codes) == len(set(codes))


def test_every_indicator_says_what_it_is_in_both_languages() -> None:
    for indicator in TASK.indicators:
        assert indicator.vi
        assert indicator.en
        assert indicator.vi != indicator.en


def test_cues_match_folded_text() -> None:
    for indicator in TASK.indicators:
        for cue in (*indicator.cues, *indicator.weak, *indicator.short, *indicator.wider):
            re.compile(cue)
            letters = re.sub(r"\\[A-Za-z]", "", cue)
            assert letters == fold(letters), f"{indicator.code}: {cue}"


def test_what_indicators_count_are_nouns_of_the_task() -> None:
    known = {noun.name for noun in TASK.nouns} | {"rate", "money", "thing"}
    for indicator in TASK.indicators:
        assert indicator.counts <= known, indicator.code
        assert indicator.follows <= set(TASK.by_code), indicator.code


def test_an_unknown_task_is_named_with_the_choice() -> None:
    with pytest.raises(UnknownTaskError, match=r"weather.*party_building"):
        tasks.get("weather")
