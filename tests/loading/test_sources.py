import io
import os
import pathlib
import subprocess
import sys
import zipfile

import pytest

from llm_extract.errors import InputError, UnsupportedInputError
from llm_extract.loading import Limits, load, load_bytes, load_text

TEXT = "Đảng bộ huyện kết nạp 124 đảng viên mới."


def test_a_file_standard_input_pasted_text_and_an_upload_give_the_same_text(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "bài viết.txt"
    path.write_text(TEXT, encoding="utf-8")
    articles = [
        load(str(path)),
        load("-", stdin=io.BytesIO(TEXT.encode())),
        load_text(TEXT),
        load_bytes(TEXT.encode(), name="bài.txt", uri="upload"),
    ]
    assert {article.text for article in articles} == {TEXT}
    assert len({article.sha256 for article in articles}) == 1
    assert [article.uri for article in articles] == [str(path), "-", "-", "upload"]


def test_markdown_is_text_and_a_page_is_known_by_its_look(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.md").write_text(f"# {TEXT}\n", encoding="utf-8")
    assert load(str(tmp_path / "a.md")).media_type == "text/markdown"
    page = f"<!DOCTYPE html><article><p>{TEXT} {TEXT}</p></article>".encode()
    assert load("-", stdin=io.BytesIO(page)).media_type == "text/html"
    (tmp_path / "a.txt").write_bytes(page)
    assert load(str(tmp_path / "a.txt")).media_type == "text/plain"


@pytest.mark.parametrize(
    ("data", "say"),
    [
        (b"", "it is empty"),
        (b" \n\t\xc2\xa0\xe2\x80\x8b", "only white space"),
        (b"12 | 34 % -- 56", "no words"),
        ("•••— 99%".encode(), "no words"),
    ],
)
def test_nothing_to_read_says_so(data: bytes, say: str) -> None:
    with pytest.raises(InputError, match=say):
        load("-", stdin=io.BytesIO(data))


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "say"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"\.doc"),
        (b"{\\rtf1\\ansi xin}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG.*OCR"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG.*OCR"),
        (b"BM" + bytes(50), "BMP"),
        (b"MZ" + bytes(50), "program"),
        (b"\x1f\x8b\x08" + bytes(50), "gzip"),
        (package("xl/workbook.xml"), "xlsx"),
        (package("ppt/presentation.xml"), "pptx"),
        (package("mimetype"), "odt"),
        (package("a.txt"), "zip archive"),
        (package(), "zip archive"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "mht"),
        (bytes(range(32)) * 40, "binary"),
    ],
)
def test_formats_that_are_not_read_are_named(data: bytes, say: str) -> None:
    with pytest.raises(UnsupportedInputError, match=f"^tệp: .*{say}"):
        load_bytes(data, uri="tệp")


@pytest.mark.parametrize("word", ["BM Đồng Tháp có 12 đảng viên", "MZ là tên riêng của chi bộ", "RIFFA là tên"])
def test_text_that_begins_like_a_picture_is_text(word: str) -> None:
    assert load_text(word).text == word
    assert load_bytes(word.encode()).text == word if not word.startswith("RIFF") else True


@pytest.mark.parametrize("name", ["bao-cao.pdf", "bao-cao.docx"])
def test_a_name_that_promises_another_format_is_told(name: str) -> None:
    with pytest.raises(UnsupportedInputError, match=name):
        load_bytes(TEXT.encode(), name=name)


def test_missing_files_folders_and_odd_paths(tmp_path: pathlib.Path) -> None:
    for source, say in [
        (str(tmp_path / "none.txt"), "no such file"),
        (str(tmp_path), "folder"),
        ("a\0b", "cannot be read"),
        ("x" * 5000, "cannot be read"),
    ]:
        with pytest.raises(InputError, match=say):
            load(source)


@pytest.mark.parametrize("source", ["ftp://example.org/a", "file:///etc/passwd", "gopher://x"])
def test_other_schemes_are_refused(source: str) -> None:
    with pytest.raises(InputError, match="not read"):
        load(source)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="no users on this system")
def test_a_file_that_may_not_be_read(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65_534)
    try:
        with pytest.raises(InputError, match="permission"):
            load(str(path))
    finally:
        os.seteuid(user)


def test_a_large_file_is_refused_without_reading_it(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    with pytest.raises(InputError, match="larger than 20 MB"):
        load(str(path))


def test_more_than_the_limits_is_refused() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            assert size >= 0
            self.taken += size
            return b"a" * size

    source = Endless()
    with pytest.raises(InputError, match="larger than 20 MB"):
        load("-", stdin=source)  # type: ignore[arg-type]
    assert source.taken == 20_000_001
    with pytest.raises(InputError, match="2,000,001 characters"):
        load_text("a" * 2_000_001)
    with pytest.raises(InputError, match=r"larger than 0\.001 MB"):
        load_bytes(b"a" * 1001, limits=Limits(max_bytes=1000))


def test_text_with_a_lone_surrogate_can_be_hashed() -> None:
    assert load_text("Đảng bộ \ud83d huyện").sha256


def test_plain_text_needs_no_heavy_library() -> None:
    code = (
        "import sys, io; import llm_extract.loading as l; l.load('-', stdin=io.BytesIO('Đảng bộ có 12 chi bộ'.encode()));"
        "heavy = {'trafilatura', 'lxml', 'docx', 'pypdf', 'httpx2', 'charset_normalizer', 'http.client', 'ssl'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  our own interpreter and code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_is_refused_without_waiting_for_its_writer(tmp_path: pathlib.Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    code = "import sys; import llm_extract.loading as l; l.load(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.txt")], capture_output=True, timeout=20, check=False)  # noqa: S603  our own interpreter and code
    assert b"a.txt: this is a named pipe" in done.stderr


@pytest.mark.skipif(not pathlib.Path("/dev/stdin").exists(), reason="no such device on this system")
def test_the_device_of_standard_input_is_read() -> None:
    code = "import llm_extract.loading as l; print(ascii(l.load('/dev/stdin').text))"
    done = subprocess.run([sys.executable, "-c", code], input=TEXT.encode(), capture_output=True, timeout=20, check=True)  # noqa: S603  our own interpreter and code
    assert done.stdout.decode().strip() == ascii(TEXT)


def test_an_empty_source_is_told() -> None:
    with pytest.raises(InputError, match=r"^the input is empty; give a file"):
        load("")
