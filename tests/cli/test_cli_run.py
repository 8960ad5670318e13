"""What the options do; the command runs in this process."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from llm_extract import engines
from llm_extract.cli import main
from llm_extract.cli.streams import Progress
from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.render import markdown
from llm_extract.render.view import View
from llm_extract.tasks.base import Task

Run = Callable[..., tuple[int, str, str]]


class Broken:
    """An engine with a bug that some articles meet."""

    name = "broken"

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        del figures, task
        if "Suối" in article.text:
            raise KeyError("\x1b[31mlạ")
        return Answer(), Usage(calls=1, prompt_tokens=20, answer_tokens=3)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*args: str | Path) -> tuple[int, str, str]:
        code = main(list(map(str, args)))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("run",), "Missing argument"),
        (("run", "a.txt", "--format", "xml"), "'xml' is not one of 'table', 'json', 'markdown'"),
        (("run", "a.txt", "--lang", "de"), "'de' is not one of 'vi', 'en'"),
        (("run", "a.txt", "--task", "nope"), "task 'nope' does not exist; choose one of: party_building"),
        (("run", "a.txt", "--engine", "nope"), "engine 'nope' does not exist; choose one of: "),
        (("run", "-", "-"), "standard input: it can be read only once; give - once."),
        (("run", "--\x1b[31m"), r"\x1b[31m"),
        (("frobnicate",), "No such command 'frobnicate'"),
        (("tasks", "nope"), "task 'nope' does not exist; choose one of: party_building"),
    ],
)
def test_bad_usage_is_one_line(run: Run, args: tuple[str, ...], message: str) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert message in err
    assert err.count("\n") == 1
    assert "\x1b" not in err


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ((), "tỷ lệ phần trăm không khớp: 1.220/1.450 là 84,14 %, không phải 81,41."),
        (("--lang", "en"), "1.220/1.450 is 84,14 %, not 81,41."),
        (("--format", "markdown"), "1.220/1.450 là 84,14 %, không phải 81,41."),
        (("--format", "json"), '"message_vi": "1.220/1.450 là 84,14 %, không phải 81,41."'),
        (("--format", "json"), '"message": "1.220/1.450 is 84,14 %, not 81,41."'),
    ],
)
def test_findings_are_told_in_the_chosen_language(run: Run, tmp_path: Path, options: tuple[str, ...], shown: str) -> None:
    (tmp_path / "a.txt").write_text("Đến nay, có 1.220/1.450 chi bộ đã đại hội (đạt 81,41), còn lại trước ngày 30/6.\n", encoding="utf-8")
    code, out, _ = run("run", "a.txt", *options)
    assert code == 0
    assert shown in " ".join(out.split())


def test_without_a_command_it_shows_its_help(run: Run) -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert err.startswith("Usage: llm-extract [OPTIONS] COMMAND")


def test_the_language_is_that_of_the_labels_only(run: Run, article: Path) -> None:
    vi, en = run("run", article)[1], run("run", article, "--lang", "en")[1]
    assert vi.splitlines()[0] == en.splitlines()[0]
    assert "SỐ LIỆU" in vi
    assert "METRICS" in en
    assert "kết nạp ⟦128⟧ đảng viên mới" in vi
    assert "kết nạp ⟦128⟧ đảng viên mới" in en
    assert en.splitlines()[-1].endswith("answered by rules")


def test_several_tables_are_divided_by_their_sources(run: Run, article: Path) -> None:
    code, out, _ = run("run", article.name, article.name)
    assert code == 0
    assert out.count(f"{article.name} ───") == 2


def test_markdown(run: Run, article: Path) -> None:
    code, out, _ = run("run", article.name, "--format", "markdown")
    assert code == 0
    assert out.startswith("# ")
    assert "| 41 | 45 | 91,11% | 2023 |" in out


def test_hostile_article_is_text_in_every_format(run: Run, tmp_path: Path) -> None:
    title = "# [bold]Đảng bộ[/] <script>alert(1)</script> | `x` [x](javascript:alert(2)) \x1b]0;t\x07\u202e huyện"
    text = f"{title}\n\nHuyện kết nạp 128 đảng viên mới.\n"
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    table = run("run", "x.txt")[1]
    assert "[bold]Đảng bộ[/] <script>" in table
    page = run("run", "x.txt", "--format", "markdown")[1]
    assert "<script>" not in page
    assert "[x](javascript" not in page
    assert not set(table + page + run("run", "x.txt", "--format", "json")[1]) & {"\x1b", "\x07", "\u202e"}


class TestOutput:
    def test_writes_one_file_an_article_and_says_so(self, run: Run, article: Path, tmp_path: Path) -> None:
        code, out, err = run("run", article.name, "--output", "out/deep")
        assert (code, err) == (0, "")
        assert out.startswith(f"{article.name} → out/deep/suoi-mo.json · ")
        assert json.loads((tmp_path / "out/deep/suoi-mo.json").read_text(encoding="utf-8"))["article"]["uri"] == article.name

    def test_numbers_equal_stems(self, run: Run, article: Path, tmp_path: Path) -> None:
        for name in ("b/suoi-mo.txt", "suoi-mo-2.txt"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(article.read_bytes())
        assert run("run", article.name, "b/suoi-mo.txt", "suoi-mo-2.txt", "--output", "out")[0] == 0
        written = {path.name: json.loads(path.read_text(encoding="utf-8"))["article"]["uri"] for path in (tmp_path / "out").iterdir()}
        assert written == {"suoi-mo.json": "suoi-mo.txt", "suoi-mo-3.json": "b/suoi-mo.txt", "suoi-mo-2.json": "suoi-mo-2.txt"}

    def test_overwrites_what_an_earlier_run_wrote(self, run: Run, article: Path, tmp_path: Path) -> None:
        (tmp_path / "suoi-mo.json").write_text("old", encoding="utf-8")
        assert run("run", article.name, "--output", ".")[0] == 0
        assert json.loads((tmp_path / "suoi-mo.json").read_text(encoding="utf-8"))["engine"] == "rules"
        assert {path.name for path in tmp_path.iterdir()} == {"suoi-mo.json", "suoi-mo.txt"}

    def test_prints_too_where_a_format_is_named(self, run: Run, article: Path, tmp_path: Path) -> None:
        code, out, _ = run("run", article.name, "--output", "out", "--format", "json")
        assert code == 0
        assert json.loads(out) == json.loads((tmp_path / "out/suoi-mo.json").read_text(encoding="utf-8"))

    def test_a_folder_that_cannot_be_made_is_refused_before_any_work(self, run: Run, article: Path) -> None:
        code, out, err = run("run", article.name, "--output", article / "below")
        assert (code, out) == (2, "")
        assert err.startswith(f"error: {article}/below: this folder cannot be made (")
        assert err.count("\n") == 1

    def test_a_file_that_cannot_be_written_fails_that_article_only(self, run: Run, article: Path, tmp_path: Path) -> None:
        (tmp_path / "out/suoi-mo.json").mkdir(parents=True)
        (tmp_path / "other.txt").write_bytes(article.read_bytes())
        code, out, err = run("run", article.name, "other.txt", "--output", "out")
        assert code == 1
        assert err.startswith("error: suoi-mo.txt: out/suoi-mo.json: it cannot be written (")
        assert out.startswith("other.txt → ")
        assert {path.name for path in (tmp_path / "out").iterdir()} == {"suoi-mo.json", "other.json"}


class TestBugs:
    @pytest.fixture(autouse=True)
    def engine(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(engines, "get", lambda *_: Broken())
        (tmp_path / "other.txt").write_text("Huyện kết nạp 12 đảng viên mới.\n", encoding="utf-8")

    def test_is_that_articles_failure(self, run: Run, article: Path) -> None:
        code, out, err = run("run", article.name, "other.txt", "--format", "json")
        assert code == 1
        assert json.loads(out)["article"]["uri"] == "other.txt"
        assert err.startswith(f"error: {article.name}: KeyError: ")
        assert err.count("\n") == 1

    def test_shows_its_traceback_only_when_asked(self, run: Run, article: Path) -> None:
        code, _, err = run("run", article.name, "other.txt", "--verbose", "--format", "json")
        assert code == 1
        assert "Traceback (most recent call last)" in err
        assert "other.txt: 0.00 s, 1 calls, 20 prompt and 3 answer tokens" in err
        assert "\x1b" not in err

    def test_in_showing_one_article_costs_no_other(self, run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.undo()

        def page(view: View, language: str) -> str:
            if "Suối" in view.headline:
                raise ZeroDivisionError
            return language

        monkeypatch.setattr(markdown, "page", page)
        code, out, err = run("run", article, article.with_name("other.txt"), "--format", "markdown")
        assert (code, out) == (1, "vi\n")
        assert f"{article}: ZeroDivisionError" in err

    def test_is_exit_code_1_even_alone(self, run: Run, article: Path) -> None:
        assert run("run", article.name)[0] == 1


class TestTasks:
    def test_are_listed_in_either_language(self, run: Run) -> None:
        assert run("tasks")[1].startswith("party_building  Tin công tác")
        assert run("tasks", "--lang", "en")[1].startswith("party_building  Vietnamese provincial news")

    def test_show_their_indicators(self, run: Run) -> None:
        out = run("tasks", "party_building", "--lang", "en")[1]
        rows = dict(line.split(maxsplit=1) for line in out.splitlines())
        assert rows["rating.orgs.good"] == "base Party organisations: rated good"
        assert len({line.index(rows[line.split()[0]]) for line in out.splitlines()}) == 1


class TestProgress:
    @pytest.mark.parametrize(("total", "lines", "shown"), [(2, False, ""), (1, True, "[1/1] a\n"), (2, True, "[1/2] a\n")])
    def test_where_nobody_watches_only_on_request(self, total: int, *, lines: bool, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
        progress = Progress(total, lines=lines)
        progress.begin("a")
        progress.clear()
        assert capsys.readouterr().err == shown

    def test_on_a_terminal_one_line_for_several(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = io.StringIO()
        stream.isatty = lambda: True  # type: ignore[method-assign]
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("TERM", "xterm")
        progress = Progress(2, lines=False)
        progress.begin("\x1b[31mđỏ")
        progress.clear()
        assert stream.getvalue() == "\r[1/2] \\x1b[31mđỏ\x1b[K\r\x1b[K"


@pytest.mark.parametrize("source", ["http://[", "http://[::1"])
def test_a_broken_url_is_told_and_costs_no_other_input(run: Run, article: Path, source: str) -> None:
    code, out, err = run("run", source)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {source}: this is not a URL")
    code, out, err = run("run", source, article)
    assert code == 1
    assert "128" in out
    assert err.count("\n") == 1


def test_an_empty_input_is_told(run: Run) -> None:
    code, out, err = run("run", "")
    assert (code, out) == (2, "")
    assert err == "error: the input is empty; give a file, a URL, or - for standard input.\n"
