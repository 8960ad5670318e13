"""The HTML report of `llm-extract eval` in a browser: it opens from a file, and asks for nothing."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from llm_extract.evals import records
from llm_extract.evals.records import Item, Record, Result

ROOT = Path(__file__).parents[2]
CASE = "dat-do-dan-van-2023"
PHONE: ViewportSize = {"width": 360, "height": 740}
READABLE = 0.7
"""How far apart, of 0 to 1, the lightness of a page and of its text has to be."""
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_INK = "element => getComputedStyle(element).color.match(/[0-9.]+/g).slice(0, 3).reduce((sum, part) => sum + part / 765, 0)"
_PAPER = """() => {
    const paper = document.documentElement.appendChild(document.createElement("i"));
    paper.style.backgroundColor = "Canvas";
    return getComputedStyle(paper).backgroundColor.match(/[0-9.]+/g).slice(0, 3).reduce((sum, part) => sum + part / 765, 0);
}"""
_COLOR = "element => getComputedStyle(element).color"


@dataclass(frozen=True, slots=True)
class Made:
    """Reports of one run, alone and compared with a run that had more right."""

    alone: Path
    compared: Path
    record: Record

    @property
    def case(self) -> Result:
        return next(result for result in self.record.results if result.case == CASE)

    def items(self) -> tuple[Item, ...]:
        assert self.case.scores
        return self.case.scores.items


def eval_(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "llm_extract", "eval", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr


def improved(record: Record) -> Record:
    """A run that had one metric of the case right which the given one has not."""

    def mended(item: Item) -> Item:
        return item.model_copy(update={"verdict": "right"}) if item.what == "metric" and item.verdict == "wrong" else item

    def bettered(result: Result) -> Result:
        assert result.scores
        items = tuple(map(mended, result.scores.items))
        metrics = result.scores.metrics.model_copy(
            update={"right": sum(item.verdict == "right" for item in items if item.what == "metric")}
        )
        return result.model_copy(update={"scores": result.scores.model_copy(update={"items": items, "metrics": metrics})})

    return record.model_copy(update={"engine": "rules before", "results": tuple(map(bettered, record.results))})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("report")
    (folder / "golden").symlink_to(ROOT / "golden")
    eval_(folder, "--engine", "rules", "--cases", "[bd]*", "--output", "after.json", "--report", "alone.html")
    record = records.load(folder / "after.json")
    records.save(folder / "before.json", improved(record))
    eval_(folder, "compare", "before.json", "after.json", "--report", "compared.html")
    return Made(folder / "alone.html", folder / "compared.html", record)


def drill(page: Page) -> Locator:
    return page.locator("#cases > details", has=page.locator("summary", has_text=CASE))


def test_it_opens_from_a_file_and_asks_for_nothing(page: Page, made: Made, asked: list[str]) -> None:
    requested, said = [], []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(made.alone.as_uri(), wait_until="load")
    for summary in page.locator("summary").all():
        summary.click()
    assert requested == [made.alone.as_uri()]
    assert (asked, said) == ([], [])


def test_charts_are_there(page: Page, made: Made) -> None:
    page.goto(made.alone.as_uri())
    measures, cases = page.locator("#charts svg").all()
    assert cases.locator("rect").count() == len(made.record.results)
    expect(measures.locator("text", has_text="metrics F1")).to_be_visible()
    widths = [bar.bounding_box() for bar in cases.locator("rect").all()]
    drawn = sorted(box["width"] for box in widths if box)
    scores = sorted(result.score for result in made.record.results)
    assert drawn == pytest.approx([drawn[-1] * score / scores[-1] for score in scores], abs=1)


def test_a_case_opens_and_its_article_is_lit(page: Page, made: Made) -> None:
    page.goto(made.alone.as_uri())
    article = drill(page).locator(".article")
    expect(article).to_be_hidden()
    drill(page).locator("summary").press("Enter")
    expect(article).to_be_visible()
    text = (ROOT / "golden" / "party_building" / CASE / "article.txt").read_text(encoding="utf-8")
    assert text.split("\n")[0].strip() in article.inner_text()
    lit = article.locator("mark.wrong", has_text="147")
    expect(lit).to_be_visible()
    assert "models.realized" in (lit.get_attribute("title") or "")
    assert lit.evaluate("element => getComputedStyle(element).borderBottomWidth") == "2px"
    assert lit.evaluate("element => getComputedStyle(element).borderBottomColor") != article.evaluate(_COLOR)


def test_what_is_wrong_is_said_with_what_was_expected(page: Page, made: Made) -> None:
    page.goto(made.alone.as_uri())
    drill(page).locator("summary").click()
    faults = [item for item in made.items() if item.verdict != "right"]
    lines = drill(page).locator("li")
    expect(lines).to_have_count(len(faults))
    (first,) = [item for item in faults if item.what == "metric" and (item.expected or "").split(" · ")[2:3] == ["147"]]
    line = lines.filter(has_text="147")
    expect(line.first).to_be_visible()
    assert f"{first.expected}" in line.first.inner_text()
    assert f"{first.got}" in line.first.inner_text()


def test_a_difference_between_runs_is_seen(page: Page, made: Made) -> None:
    page.goto(made.compared.as_uri())
    expect(page.locator("#comparison h2")).to_have_text("before → after")
    row = page.locator("#comparison > table tbody tr.worse", has_text="metrics F1")
    expect(row.locator("td").last).to_have_text("worse")
    expect(row.locator("td").nth(2)).to_contain_text("−")
    assert row.locator("td").last.evaluate(_COLOR) != row.locator("td").first.evaluate(_COLOR)
    expect(page.locator("#charts svg").first.locator("rect.worse").first).to_be_visible()
    broken = page.locator("#comparison li.broken", has_text=CASE)
    assert broken.count() == sum(item.verdict == "wrong" and item.what == "metric" for item in made.items())
    expect(broken.first).to_be_visible()


@pytest.mark.parametrize("size", [None, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read(page: Page, made: Made, scheme: str, size: ViewportSize | None) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    if size:
        page.set_viewport_size(size)
    for path in (made.alone, made.compared):
        page.goto(path.as_uri())
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert page.evaluate(_OVERFLOW) == 0
        paper, ink = page.evaluate(_PAPER), page.locator("body").evaluate(_INK)
        assert (paper < ink) == (scheme == "dark")
        assert abs(paper - ink) > READABLE
