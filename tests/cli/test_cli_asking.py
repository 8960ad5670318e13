"""`prompt`, `cache`, `config`, and `run` with a model or with an answer from a chat window, as a user gives them."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from platformdirs import user_cache_path

from tests.endpoint import Reply, Request, ScriptedEndpoint, completion
from tests.oracle import GOLDEN, answer_of, article_of, expected_of, numbered_of

CASE = GOLDEN / "dak-glei-2020"
ARTICLE = CASE / "article.txt"
LONG = GOLDEN / "ninh-thuan-2022" / "article.txt"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command in a home of its own."""
    own = {"CONFIG": "config.json", "CACHE": "answers", "STORE": "store.sqlite3"}
    home = {
        "HOME": str(tmp_path),
        "LLM_EXTRACT_ENGINE": "rules",
        "XDG_CACHE_HOME": str(user_cache_path()),
        **{f"LLM_EXTRACT_{name}": str(tmp_path / file) for name, file in own.items()},
    }

    def command(*arguments: str, given: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "LLM_EXTRACT_"))}
        whole = [sys.executable, "-m", "llm_extract", *arguments]
        environment |= home | dict(given or {})
        return subprocess.run(whole, capture_output=True, text=True, env=environment, check=False)  # noqa: S603  our own command

    return command


def right_answer() -> dict[str, Any]:
    return answer_of(numbered_of(article_of(CASE)), expected_of(CASE))


def right(_: Request) -> Reply:
    return Reply(body=completion(json.dumps(right_answer(), ensure_ascii=False)))


def metrics(printed: str) -> list[tuple[str, float]]:
    return [(one["indicator"], one["value"]) for one in json.loads(printed)["extraction"]["metrics"]]


EXPECTED = [(one["indicator"], one["value"]) for one in expected_of(CASE)["metrics"]]


class TestEngine:
    def test_a_key_in_the_environment_sends_nothing_away(self, run: Run) -> None:
        with ScriptedEndpoint(right) as endpoint:
            given = {"OPENAI_API_KEY": "sk-secret", "OPENAI_BASE_URL": endpoint.base_url, "LLM_EXTRACT_ENGINE": "auto"}
            done = run("run", str(ARTICLE), "--format", "json", given=given)
            assert endpoint.requests == []
        assert json.loads(done.stdout)["engine"].startswith("local:")

    def test_a_named_engine_asks_and_is_named_in_the_result(self, run: Run, tmp_path: Path) -> None:
        with ScriptedEndpoint(right) as endpoint:
            given = {"OPENAI_API_KEY": "sk-secret", "OPENAI_BASE_URL": endpoint.base_url}
            arguments = ("run", str(ARTICLE), "--engine", "openai:gpt-4o-mini", "--format", "json", "--verbose")
            done = run(*arguments, given=given)
            assert done.returncode == 0, done.stderr
            assert metrics(done.stdout) == EXPECTED
            assert (
                json.loads(done.stdout)["engine"] == f"openai:gpt-4o-mini ({endpoint.base_url.removeprefix('http://').removesuffix('/v1')})"
            )
            assert json.loads(done.stdout)["usage"]["price"] > 0
            again = run(*arguments, given=given)
            assert len(endpoint.requests) == 1
            assert metrics(again.stdout) == EXPECTED
            run(*arguments, "--fresh", given=given)
            assert len(endpoint.requests) == 2
            assert endpoint.requests[0].headers["authorization"] == "Bearer sk-secret"
        written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert b"sk-secret" not in written + done.stdout.encode() + done.stderr.encode()
        cache = run("cache")
        assert "1 answers" in cache.stdout
        assert "gpt-4o-mini: 1" in cache.stdout
        replayed = run("run", str(ARTICLE), "--engine", "replay", "--format", "json")
        assert metrics(replayed.stdout) == EXPECTED
        assert "1 answers deleted" in run("cache", "--prune", "0").stderr

    def test_the_configured_one_answers_auto(self, run: Run) -> None:
        with ScriptedEndpoint(right) as endpoint:
            auto = {"LLM_EXTRACT_ENGINE": "auto"}
            done = run("config", "--model", "tiny", "--base-url", endpoint.base_url, "--key-variable", "MY_KEY", given=auto)
            assert done.returncode == 0, done.stderr
            assert "openai:tiny" in done.stdout
            assert "$MY_KEY is not set" in done.stdout
            found = run("run", str(ARTICLE), "--format", "json", given=auto | {"MY_KEY": "sk-mine"})
            assert metrics(found.stdout) == EXPECTED
            assert endpoint.requests[0].headers["authorization"] == "Bearer sk-mine"
            run("config", "--model", "")
            rules = run("run", str(ARTICLE), "--format", "json")
            assert json.loads(rules.stdout)["engine"] == "rules"
            assert len(endpoint.requests) == 1

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("run", str(ARTICLE), "--engine", "openai"), "no model is chosen"),
            (("run", str(ARTICLE), "--engine", "local", "--task", "news"), "no model is tuned to task news"),
            (("run", str(ARTICLE), "--engine", "replay"), "no recorded answers"),
            (("run", str(ARTICLE), "--engine", "oracle"), "does not exist"),
            (("run", str(ARTICLE), "--task", "news"), "no cues"),
            (("run", str(ARTICLE), "--task", "./nothing.py"), "no such file"),
            (("run", str(ARTICLE), "--answer", "nothing.json"), "cannot be read"),
            (("run", str(ARTICLE), str(ARTICLE), "--answer", "nothing.json"), "one PATH"),
            (("prompt", "nothing.txt"), "nothing.txt"),
            (("prompt", str(ARTICLE), "--task", "nothing"), "does not exist"),
            (("config", "--base-url", "ftp://x"), "http"),
            (("config", "--base-url", "http://user:pw@host/v1"), "user name or a password"),
            (("config", "--key-variable", "sk-secret-key"), "no name of an environment variable"),
            (("config", "--key-variable", "sk_live_0123456789abcdef"), "looks like a key"),
            (("config", "--model", "sk-proj-0123456789abcdef"), "looks like a key"),
            (("config", "--model", "a\nb"), "line end"),
            (("config", "--base-url", "https://sk-0123456789abcdef/v1"), "looks like a key"),
            (("config", "--base-url", "http://exa mple.com/v1"), "holds a space"),
            (("cache", "--prune", "-1"), "prune"),
            (("cache", "--prune", "inf"), "prune"),
        ],
    )
    def test_bad_use_is_told_and_exits_2(self, run: Run, arguments: tuple[str, ...], told: str) -> None:
        done = run(*arguments)
        assert done.returncode == 2
        assert told in done.stderr
        assert "Traceback" not in done.stderr
        assert "0123456789abcdef" not in done.stderr

    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ('{"model": 5', "Expecting"),
            ('{"model": "m", "api_key": "sk-0123456789abcdef"}', "api_key: Extra inputs"),
            ('{"key_variable": "sk-0123456789abcdef"}', "key_variable: this looks like a key"),
        ],
    )
    def test_a_damaged_configuration_is_told(self, run: Run, tmp_path: Path, written: str, told: str) -> None:
        (tmp_path / "config.json").write_text(written)
        for arguments in (("run", str(ARTICLE)), ("config",), ("run", str(ARTICLE), "--verbose")):
            done = run(*arguments)
            assert done.returncode == 2
            assert "config.json" in done.stderr
            assert told in done.stderr
            assert "0123456789abcdef" not in done.stderr + done.stdout

    @pytest.mark.parametrize("kind", ["file", "loop", "proc"])
    def test_an_answer_that_cannot_be_kept_is_used_and_the_reason_told(self, run: Run, tmp_path: Path, kind: str) -> None:
        (tmp_path / "file").write_text("")
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        folder = "/proc/answers" if kind == "proc" else str(tmp_path / kind)
        with ScriptedEndpoint(right) as endpoint:
            given = {"OPENAI_BASE_URL": endpoint.base_url, "LLM_EXTRACT_CACHE": folder}
            done = run("run", str(ARTICLE), str(ARTICLE), "--engine", "openai:m", "--format", "json", given=given)
        assert done.returncode == 0, done.stderr
        assert [metrics(line) for line in done.stdout.splitlines()] == [EXPECTED, EXPECTED]
        assert done.stderr.count("the answer cannot be kept") == 1
        assert folder in done.stderr

    def test_several_processes_keep_answers_and_configure_at_once(self, run: Run, tmp_path: Path) -> None:
        with ScriptedEndpoint(right) as endpoint, ThreadPoolExecutor(4) as several:
            given = {"OPENAI_BASE_URL": endpoint.base_url}
            asked = [several.submit(run, "run", str(ARTICLE), "--engine", "openai:m", "--format", "json", given=given) for _ in range(3)]
            configured = [several.submit(run, "config", "--model", f"m{number}") for number in range(3)]
            done = [one.result() for one in (*asked, *configured)]
        assert {(one.returncode, one.stderr) for one in done} == {(0, "")}
        assert "1 answers" in run("cache").stdout
        assert not list(tmp_path.rglob("*.tmp"))


class TestPrompt:
    def test_is_what_is_sent_to_the_letter(self, run: Run) -> None:
        shown = json.loads(run("prompt", str(ARTICLE)).stdout)
        with ScriptedEndpoint(right) as endpoint:
            given = {"OPENAI_BASE_URL": endpoint.base_url}
            run("run", str(ARTICLE), "--engine", "openai:m", given=given)
            sent = endpoint.requests[0].json
        assert sent == shown | {"model": "m"}

    def test_a_long_article_is_shown_in_the_parts_it_is_sent_in(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "config.json").write_text(json.dumps({"context": 1000}))
        shown = [json.loads(line) for line in run("prompt", str(LONG)).stdout.splitlines()]
        refused = Reply(status=400, body={"error": {"message": "no"}})
        with ScriptedEndpoint(lambda _: refused) as endpoint:
            run("run", str(LONG), "--engine", "openai:m", given={"OPENAI_BASE_URL": endpoint.base_url})
            sent = [request.json for request in endpoint.requests]
        assert len(shown) > 1
        assert sent == [one | {"model": "m"} for one in shown]

    def test_by_way_of_a_chat_window(self, run: Run, tmp_path: Path) -> None:
        done = run("prompt", str(ARTICLE), "--chat", "--output", str(tmp_path / "prompt.txt"))
        assert done.returncode == 0, done.stderr
        prompt = (tmp_path / "prompt.txt").read_text(encoding="utf-8")
        answer = right_answer()
        assert answer["numbering"] in prompt
        assert '"rating.members.good"' in prompt
        (tmp_path / "answer.txt").write_text(f"Đây là kết quả:\n```json\n{json.dumps(answer)}\n```\n", encoding="utf-8")
        found = run("run", str(ARTICLE), "--answer", str(tmp_path / "answer.txt"), "--format", "json")
        assert metrics(found.stdout) == EXPECTED
        assert json.loads(found.stdout)["engine"] == "chat"

    def test_an_answer_to_another_numbering_is_refused(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "answer.txt").write_text(json.dumps(right_answer()), encoding="utf-8")
        (tmp_path / "other.txt").write_text(ARTICLE.read_text(encoding="utf-8").replace("640", "641"), encoding="utf-8")
        done = run("run", str(tmp_path / "other.txt"), "--answer", str(tmp_path / "answer.txt"))
        assert done.returncode == 1
        assert "another numbering" in done.stderr
        assert done.stdout == ""


class TestWaiting:
    def test_at_a_terminal_the_answer_is_streamed_and_its_length_shown(self, tmp_path: Path) -> None:
        with ScriptedEndpoint(right) as endpoint:
            environment = os.environ | {"OPENAI_BASE_URL": endpoint.base_url, "LLM_EXTRACT_CACHE": str(tmp_path / "answers")}
            seen = in_terminal([sys.executable, "-m", "llm_extract", "run", str(ARTICLE), "--engine", "openai:m"], environment)
            assert endpoint.requests[0].json["stream"] is True
        assert "characters answered" in seen
        assert "Đảng bộ huyện Đăk Glei" in seen

    def test_an_endpoint_that_cannot_stream_is_asked_without(self, tmp_path: Path) -> None:
        def script(request: Request) -> Reply:
            if "stream_options" in request.json:
                return Reply(status=400, body={"error": {"message": "Unknown parameter: 'stream_options'."}})
            return right(request)

        with ScriptedEndpoint(script) as endpoint:
            environment = os.environ | {"OPENAI_BASE_URL": endpoint.base_url, "LLM_EXTRACT_CACHE": str(tmp_path / "answers")}
            seen = in_terminal([sys.executable, "-m", "llm_extract", "run", str(ARTICLE), "--engine", "openai:m"], environment)
            assert len(endpoint.requests) == 2
            assert "stream" not in endpoint.requests[1].json
        assert "Đảng bộ huyện Đăk Glei" in seen


def in_terminal(command: list[str], environment: Mapping[str, str]) -> str:
    """Runs a command whose standard error is a terminal; all that it printed."""
    ours, its = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as shown:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=its, stdin=subprocess.DEVNULL)  # noqa: S603  our own
        os.close(its)
        chunks = []
        with suppress(OSError):  # a terminal that nobody holds any more
            while chunk := shown.read(4096):
                chunks.append(chunk)
        printed, _ = process.communicate(timeout=60)
    return (b"".join(chunks) + printed).decode()
