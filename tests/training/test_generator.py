import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_extract.figures import read
from llm_extract.locales.detect import Language
from llm_extract.locales.vi.fold import fold
from llm_extract.models import Figure, Span
from llm_extract.tasks.base import Indicator
from llm_extract.tasks.party_building import TASK
from training.generator import passages, shingles
from training.generator.composer import CONCEPTS, FAMILIES, Composer
from training.generator.corpus import Corpus, Example, Labelled
from training.generator.grammar import Grammar, Mark, PhraseError, marked, parse, unmark
from training.generator.lexicon import LEXICON
from training.generator.patterns import PATTERNS, TARGETS
from training.generator.spelling import varied

GOLDEN = Path(__file__).parents[2] / "golden" / "party_building"
COUNT = 6000
LEAST_EACH, LEAST_CONSTRUCTIONS = 5, 5


@pytest.fixture(scope="module")
def apart() -> frozenset[str]:
    return shingles.of_cases(GOLDEN)


@pytest.fixture(scope="module")
def corpus(apart: frozenset[str]) -> tuple[list[Example], Counter[str]]:
    made = Corpus(7, apart)
    return list(made.examples(COUNT)), made.dropped


@pytest.fixture(scope="module")
def examples(corpus: tuple[list[Example], Counter[str]]) -> list[Example]:
    return corpus[0]


def construction(example: Example, figure: Labelled) -> str:
    """The words around a figure, numerals and names aside."""
    around = example.sentence[max(0, figure.start - 25) : figure.start] + "#" + example.sentence[figure.end : figure.end + 25]
    return re.sub(r"[^#\w ]|\d", "", fold(around))


def test_every_code_is_said_often_and_in_many_ways(examples: list[Example]) -> None:
    ways: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        for figure in example.figures:
            if figure.label:
                ways[figure.label["indicator"]].append(construction(example, figure))
    assert set(ways) == set(TASK.by_code)
    assert {code: len(said) for code, said in ways.items() if len(said) < LEAST_EACH} == {}
    assert {code: len(set(said)) for code, said in ways.items() if len(set(said)) < LEAST_CONSTRUCTIONS} == {}


def test_there_are_hundreds_of_constructions() -> None:
    said = [phrase for one in CONCEPTS for phrase in (*one.clauses, *one.nominals, *one.percents, *one.zeros)]
    assert len(set(said)) + len(set(PATTERNS)) + len(set(TARGETS)) + sum(len(family.leads) for family in FAMILIES) > 900


def test_a_third_of_the_figures_are_no_metric(examples: list[Example]) -> None:
    labels = [figure.label is None for example in examples for figure in example.figures]
    assert sum(labels) / len(labels) >= 1 / 3


def test_all_three_kinds_are_there(examples: list[Example]) -> None:
    kinds = Counter(figure.label["kind"] for example in examples for figure in example.figures if figure.label)
    assert min(kinds[kind] for kind in ("actual", "target", "change")) > COUNT / 20


def test_figures_are_those_that_the_reader_finds_in_the_whole_text(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def listening(text: str, language: Language) -> tuple[Figure, ...]:
        texts.append(text)
        return read(text, language)

    monkeypatch.setattr("training.generator.corpus.read", listening)
    for example in Corpus(7).examples(300):
        start = texts[-1].index(example.sentence)
        inside = [one for one in read(texts[-1], "vi") if one.span in Span(start, start + len(example.sentence))]
        assert [(one.span.start - start, one.text) for one in inside] == [(one.start, one.text) for one in example.figures]


def test_few_sentences_are_dropped(corpus: tuple[list[Example], Counter[str]]) -> None:
    assert sum(corpus[1].values()) < COUNT / 20


def test_equal_seeds_give_equal_examples(examples: list[Example], apart: frozenset[str]) -> None:
    assert list(Corpus(7, apart).examples(300)) == examples[:300]
    assert list(Corpus(8, apart).examples(300)) != examples[:300]


def test_no_golden_sentence_is_made(examples: list[Example], apart: frozenset[str]) -> None:
    assert apart
    assert all(apart.isdisjoint(shingles.shingles(example.sentence)) for example in examples)


def test_a_copied_sentence_is_noticed() -> None:
    text = next(GOLDEN.glob("dak-glei-2020/article.*")).read_text(encoding="utf-8")
    line = max(text.splitlines(), key=len)
    assert not shingles.of_texts([text]).isdisjoint(shingles.shingles(f"Tin thêm: {line}"))


def test_an_example_is_one_line_of_json(examples: list[Example]) -> None:
    line = examples[0].line()
    assert "\n" not in line
    value = json.loads(line)
    assert tuple(Labelled(**figure) for figure in value["figures"]) == examples[0].figures


def test_off_genre_sentences_hold_no_metric(examples: list[Example]) -> None:
    aside = [figure for example in examples if example.source not in {"report", "passage"} for figure in example.figures]
    assert aside
    assert not [figure for figure in aside if figure.label]


@pytest.mark.parametrize("phrase", ["{a|b", "a}", "$", "<a", "#x$"])
def test_a_phrase_that_is_not_well_formed_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        parse(phrase)


def test_every_phrase_of_the_tables_is_well_formed() -> None:
    phrases = [phrase for one in CONCEPTS for phrase in (*one.clauses, *one.nominals, *one.percents, *one.zeros, one.nouns)]
    phrases += [*PATTERNS, *TARGETS, *(phrase for values in LEXICON.values() for phrase in values)]
    for phrase in phrases:
        parse(phrase)


def test_every_label_of_the_tables_is_a_code() -> None:
    said = [phrase for one in CONCEPTS for phrase in (*one.clauses, *one.zeros)] + [lead for family in FAMILIES for lead in family.leads]
    codes = {found.split("!")[0] for phrase in (*said, *PATTERNS, *TARGETS) for found in re.findall(r"<([^<> ]+)", phrase)}
    codes |= {one.code for one in CONCEPTS} | {code for family in FAMILIES for code, _ in family.parts}
    assert codes - {"share", "whole", "none"} == set(TASK.by_code)


def test_alternatives_nest_and_names_are_looked_up() -> None:
    grammar = Grammar({"x": ("một {hai|ba}",)}, Random(1), lambda _, form: f"{form}9")  # noqa: S311
    assert {grammar.expand("$x{|!}") for _ in range(50)} == {"một hai", "một ba", "một hai!", "một ba!"}
    assert unmark(grammar.expand("có <a.b small> việc")) == ("có small9 việc", (Mark(3, 9, "a.b"),))
    with pytest.raises(PhraseError):
        grammar.expand("$y")


def test_marks_stand_where_the_figures_are() -> None:
    text, marks = unmark(f"kết nạp {marked('m', '1.234')} và {marked('n', '5')}.")
    assert text == "kết nạp 1.234 và 5."
    assert [(text[one.start : one.end], one.label) for one in marks] == [("1.234", "m"), ("5", "n")]


def test_spelling_changes_no_figure_and_only_word_final_tones() -> None:
    said = f"đảng ủy hoàn thành {marked('m', 'hòa 5')} việc, hòa bình"
    seen = {varied(said, Random(seed)) for seed in range(200)}  # noqa: S311
    assert all(unmark(one)[0].count("hòa 5") == 1 for one in seen)
    assert any("uỷ" in one and "hoà bình" in one for one in seen)
    assert not any("hoànn" in one or "oàn" not in one for one in seen if "hòan" not in one)


def test_a_composer_says_every_plan() -> None:
    composer = Composer(Random(3))  # noqa: S311
    for plan, _ in composer._plans:  # noqa: SLF001
        assert all(plan())


def test_every_figure_of_the_passages_has_its_mark() -> None:
    found = passages.passages()
    assert len(found) > 800
    assert [fault for passage in found for fault in passages.faults(passage, TASK)] == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Kết nạp <membership.admited 12> đảng viên.", "'membership.admited' is no label"),
        ("Kết nạp 12 đảng viên.", "0 marks at the figure '12'"),
        ("Năm <membership.admitted 2012> có lũ.", "0 figures that are asked about under membership.admitted"),
        ("Kết nạp <membership.admitted 12 đảng viên, xóa tên 3>.", "2 figures that are asked about under membership.admitted"),
        ("Kết nạp <12> đảng viên.", "a bracket that belongs to no mark"),
    ],
)
def test_a_passage_with_a_slip_is_told(line: str, fault: str) -> None:
    assert any(fault in one for one in passages.faults([line], TASK))


@given(st.integers(0, 2**32))
def test_figures_of_a_passage_change_and_keep_their_form(seed: int) -> None:
    lines = ["Có <rating.collectives.good 71/75> tập thể (<share 94,67%>), <structure.members 6.110> đảng viên, <award.any 05> bằng khen."]
    text, marks = unmark(passages.said(lines, Random(seed))[0])  # noqa: S311  a test, no secret
    part, share, members, punished = (text[mark.start : mark.end] for mark in marks)
    low, high = map(int, part.split("/"))
    assert 0 < low <= high
    assert re.fullmatch(r"\d{1,2},\d\d%", share)
    assert re.fullmatch(r"\d{1,2}\.\d{3}", members)
    assert re.fullmatch(r"\d\d", punished)


def test_a_task_of_ones_own_is_said_from_its_own_passages_alone(tmp_path: Path) -> None:
    (tmp_path / "storm.txt").write_text("Bão làm sập <damage.houses 12> căn nhà, chìm <damage.boats 3> tàu cá.\n", encoding="utf-8")
    storm = replace(TASK, name="storm", indicators=(Indicator("damage.houses", "nhà", "houses"), Indicator("damage.boats", "tàu", "boats")))
    assert [fault for one in passages.passages(tmp_path) for fault in passages.faults(one, storm)] == []
    assert list(passages.faults(["Kết nạp <membership.admitted 12> đảng viên."], storm)) == ["'membership.admitted' is no label"]
    made = list(Corpus(1, own=tmp_path).examples(20))
    assert {figure.label and figure.label["indicator"] for one in made for figure in one.figures} == {"damage.houses", "damage.boats"}
    assert len({one.sentence for one in made}) > 10
