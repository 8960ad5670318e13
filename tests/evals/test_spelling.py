import pytest

from llm_extract.evals import spelling


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Đảng uỷ xã Hoà Bình", "đảng ủy xã Hòa Bình", True),
        ("Báo Hải Dương điện tử", "HẢI DƯƠNG", True),
        ("đồng chí Trần Thị Mai", "Trần Thị Mai", True),
        ("“Dân vận khéo”", '"Dân vận khéo".', True),
        ("Trần Thị Mai", "Trần Thị Mại", False),
        ("Tỉnh ủy Hải Dương", "Đảng bộ tỉnh Hải Dương", False),
        ("thành phố Cao Bằng", "tỉnh Cao Bằng", False),
        ("Lê", "Lê Văn", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:  # noqa: FBT001  what is expected
    assert spelling.same_name(one, other) == spelling.same_name(other, one) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("mô hình, điển hình", "mô hình", True),
        ("đảng viên", "Đảng viên mới", True),
        ("chi", "chi bộ", True),
        ("chi bộ", "chi", True),
        ("đảng viên", "đảng viên", True),
        ("bộ", "chibộ", False),
        ("đảng bộ", "chi bộ", False),
        ("5 năm", "15 năm", False),
        ("", "chi bộ", False),
    ],
)
def test_words(one: str, other: str, same: bool) -> None:  # noqa: FBT001  what is expected
    assert spelling.same_words(one, other) == spelling.same_words(other, one) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Đảng bộ huyện Bảo Lâm", "huyện Bảo Lâm", True),
        ("Bảo Lâm", "Đảng bộ huyện Bảo Lâm", True),
        ("xã Đông", "xã Đông Sơn", False),
        ("UBKT Huyện ủy", "Huyện ủy", False),
        ("Đảng uỷ xã Hoà Bình", "đảng ủy xã Hòa Bình", True),
        ("xã Bảo Lâm", "huyện Bảo Lâm", False),
        ("Huyện Bảo Lâm", "Bảo Lâm", True),
        ("TP. Lào Cai", "Lào Cai", True),
        ("Trường THPT Suối Mơ", "THPT Suối Mơ", True),
        ("xã", "xã Nậm Lúc", False),
        ("Đảng bộ", "Đảng bộ xã Nậm Lúc", False),
        ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ", True),
        ("", "xã Đông", False),
    ],
)
def test_bodies(one: str, other: str, same: bool) -> None:  # noqa: FBT001  what is expected
    assert spelling.same_body(one, other) == spelling.same_body(other, one) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024-05-17", "2024-05-17", True),
        ("2024-05-17T10:48+07:00", "2024-05-17T10:48:00+07:00", True),
        ("2024-05-17T10:48", "2024-05-17T10:48:00+07:00", True),
        ("2024-05-17T03:48+00:00", "2024-05-17T10:48+07:00", True),
        ("2024-05-17T10:48", "2024-05-17", False),
        ("2024-05-17T00:00", "2024-05-17", False),
        ("2024-05-17", "2024-05-18", False),
        ("2024-H1", "2024-H1", True),
        ("2024-H1", "2024", False),
        ("2020-2025", "2020", False),
    ],
)
def test_dates_are_exact(one: str, other: str, same: bool) -> None:  # noqa: FBT001  what is expected
    assert spelling.same_date(one, other) == spelling.same_date(other, one) == same


def test_documents_are_one_by_their_number() -> None:
    assert spelling.same_document("Chỉ thị số 05-CT/TW", "Chỉ thị 05-CT/TW của Bộ Chính trị")
    assert not spelling.same_document("Chỉ thị số 05-CT/TW", "Chỉ thị số 06-CT/TW")
    assert not spelling.same_document("Nghị quyết số 5", "Nghị quyết số 6")


def test_numbers_are_equal_but_for_rounding() -> None:
    assert spelling.same_number(98.06, 98.0600001)
    assert not spelling.same_number(98.06, 98.07)
    assert not spelling.same_number(0, None)
    assert spelling.same_number(None, None)


def test_rouge_l_is_f1_of_the_longest_common_subsequence() -> None:
    assert spelling.rouge_l("police killed the gunman", "police kill the gunman") == 0.75
    assert spelling.rouge_l("the gunman kill police", "police kill the gunman") == 0.5
    assert spelling.rouge_l("", "police") == 0
    assert spelling.rouge_l("", "") == 1


def test_free_words_must_share_half_and_every_numeral() -> None:
    assert spelling.says_as_much("kết nạp 130 đảng viên trong năm 2024", "năm 2024 kết nạp 130 đảng viên")
    assert not spelling.says_as_much("kết nạp 130 đảng viên trong năm 2024", "năm 2024 kết nạp 131 đảng viên")
    assert not spelling.says_as_much("mở rộng phát triển đảng", "tăng cường kiểm tra")


def test_numerals_of_any_script_are_numerals() -> None:
    assert spelling.numerals("có ６.110 đảng viên, 5,5%") == {"6.110", "5,5"}
