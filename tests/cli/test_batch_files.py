from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_extract.batch import files
from llm_extract.errors import OutputError


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (["a.txt", "b/a.html", "c/A.pdf"], ["a", "a-2", "A-3"]),
        (["b/a.txt", "a-2.txt", "c/a.txt"], ["a", "a-2", "a-3"]),
        (["a.txt", "c/a.txt", "a-2.txt"], ["a", "a-3", "a-2"]),
        (["-"], ["stdin"]),
        (["https://bao.example/tin/%C4%91ang-bo.html?x=1#y", "https://bao.example/"], ["đang-bo", "bao.example"]),
        (["ủy.txt", "x/u\u0309y.txt"], ["ủy", "ủy-2"]),
        (["a\x1b[31m.txt", 'q"<>:|?*.txt', "...", "..\\..\\x.txt"], ["a_[31m", "q_", "article", "_.._x"]),
        (["ê" * 200 + ".txt"], ["ê" * 100]),
        (["http://[", "http://[::1", ""], ["[", "[_1", "article"]),
    ],
)
def test_names(sources: list[str], names: list[str]) -> None:
    assert list(files.names(sources)) == names


@given(st.lists(st.text(min_size=1, max_size=8), max_size=8))
def test_names_never_collide_and_stay_in_their_folder(sources: list[str]) -> None:
    names = files.names(sources)
    assert len({name.casefold() for name in names}) == len(sources)
    assert all(Path(name).name == name for name in names)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    files.write(path, "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        files.write(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(OutputError, match="cannot be made"):
        files.folder(tmp_path / "a")
