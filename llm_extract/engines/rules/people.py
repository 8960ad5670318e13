"""People an article names, with their positions; documents it cites."""

import re
import unicodedata
from collections.abc import Iterator

from llm_extract.engines.rules.context import Context
from llm_extract.locales.vi.citations import cited
from llm_extract.locales.vi.fold import LOWER, UPPER
from llm_extract.models import Figure, PersonPointer, Span

_SYLLABLE = rf"(?:[{UPPER}][{LOWER}’']*)"
_NAME = rf"{_SYLLABLE}(?: {_SYLLABLE}){{1,4}}"
_RANK = re.compile(
    r"(?:(?:Nguyên|nguyên|Quyền|quyền) )?(?:Phó )?(?:Bí thư|Chủ tịch|Trưởng|Chủ nhiệm|Giám đốc|Chánh|Tổng Biên tập|Hiệu trưởng|"
    r"Chỉ huy trưởng|Phó trưởng|Viện trưởng|Tư lệnh|Chính ủy)(?!\w)"
    r"|(?:(?:Tỉnh|Thành|Huyện|Thị|Đảng|Quận) (?:ủy|uỷ)|(?:Ủy|Uỷ)) viên(?!\w)|Thường trực (?:Tỉnh|Huyện|Thành|Thị) (?:ủy|uỷ)"
    r"|[Đđ]ại biểu Quốc hội|(?:Thượng|Đại|Trung|Thiếu) (?:tá|tướng)(?!\w)"
)
_VERB = re.compile(
    r"\s(?:phát|chủ trì|đồng chủ trì|dự|trao|tặng|cho (?:biết|hay|rằng)|kết luận|nhấn mạnh|đề nghị|khẳng định|yêu cầu|chia sẻ|đến|"
    r"tham dự|báo cáo|thăm|và|cùng|tiếp thu|chỉ đạo|ghi nhận|biểu dương|tại|thông tin|thông qua|làm|thay mặt|đã|có|là|được|nói|gắn|đầu|"
    r"gợi mở|điều hành|bày tỏ|trình bày|kiểm tra|giới thiệu|phân tích|tin tưởng|nhìn nhận|tới|mong|cảm ơn|động viên|khai mạc|bế mạc|phát động)(?!\w)"
)
_CLAUSE_END = re.compile(r"[.;:|()\n“”\"]")
_AFTER = re.compile(rf"(?P<name>{_NAME})\s*(?:,|[-–—(])\s*")
_NAMED = re.compile(rf"(?P<name>{_NAME})(?!\w)")
_COMRADE = re.compile(rf"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|[Cc]ụ|chị|anh)\s+(?P<name>{_NAME})(?!\w)")
_INTRODUCED = re.compile(r"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|[Cc]ụ|chí:|[;,]|\bvà)\s*$")
_MOST_WORDS = 16
# Capitalised words that begin bodies and places, never a person's name.
_NO_NAME_WORDS = (
    "Đảng Ban Tỉnh Huyện Thành Thị Ủy Uỷ Hội Chủ Bí Phó Trưởng Trung Bộ Khối Nghị Quy Công Bác Nhà Quốc Văn Sở Ngày Năm Các Trong Theo "
    "Tại Mặt Liên Đoàn Chi Đồng Tổ Nhân Thường Báo Phòng Quỹ Trường Chánh Lãnh Kết Dịp Tin Việt Ông Bà Cụ Xã Phường"
)
_SURNAME_WORDS = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Thái Trịnh Đinh Đoàn Lâm Mai Tô Trương Tạ Hà Cao Lưu Lương "
    "Châu Quách Tăng Vương Từ Đào Phùng Thạch Kim Sơn Danh Lù Vàng Giàng Sùng Lò Quàng Cầm Ma Nông Bế Hứa Triệu Bàn Đàm La Chu Thân "
    "Nghiêm Viên Ksor Rơ Siu Kpă Y A K’ H’ Điểu Rah Nay Kiều Tống Văn Khuất Doãn Hầu Thào Mùa Vi Lô Chẩu Mạc Lục Lường Khổng Mạch Ngân "
    "Quan Tòng Lầu Hạng Cháng Tẩn Chảo Phàn Hờ Lỳ Pờ Vù Mã Sầm Hoa Bạch Đổng Trang Tiêu Âu Ninh Thiều"
)
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_SURNAMES = frozenset(_SURNAME_WORDS.split())


def read_people(context: Context) -> tuple[PersonPointer, ...]:
    """The people an article names: each once, with the first position it gives; captions count too.

    Args:
        context: the article.

    Returns:
        Places of name and position, in the order of the text.
    """
    text = context.article.text
    found: dict[str, PersonPointer] = {}
    for person in sorted(_mentions(text), key=lambda person: (person.position is None, person.name)):
        region = context.article.region_at(person.name.start)
        if region and region.kind != "caption":
            continue
        key = _key(person.name.of(text))
        if not any(_same(key, other) for other in found):
            found[key] = person
    return tuple(sorted(found.values(), key=lambda person: person.name))


def _mentions(text: str) -> Iterator[PersonPointer]:
    for match in _AFTER.finditer(text):
        position = _position_after(text, match.end())
        if position and (name := _name_span(text, match)):
            yield PersonPointer(name, position)
    for match in _NAMED.finditer(text):
        name = _name_span(text, match, titled=True)
        if name and (position := _position_before(text, name.start)):
            yield PersonPointer(name, position)
    for match in _COMRADE.finditer(text):
        if name := _name_span(text, match):
            yield PersonPointer(name)


def _position_after(text: str, start: int) -> Span | None:
    """A position that begins at `start`: its parts between commas, as long as each begins with a rank."""
    stop = _CLAUSE_END.search(text, start)
    end = start
    limit = stop.start() if stop else len(text)
    while _RANK.match(text, end):
        comma = text.find(",", end, limit)
        part_end = comma if comma >= 0 else limit
        verb = _VERB.search(text, end, part_end)
        finish = verb.start() if verb else part_end
        if verb or comma < 0 or not _RANK.match(text, comma + 2):
            end = finish
            break
        end = comma + 2
    words = text[start:end].split()
    return Span(start, start + len(text[start:end].rstrip(" ,-–"))) if words and len(words) <= _MOST_WORDS else None


def _position_before(text: str, end: int) -> Span | None:
    """A position that ends right before a name: from the first rank of the clause, if no verb stands between."""
    begin = max((found.end() for found in _CLAUSE_END.finditer(text, max(0, end - 160), end)), default=max(0, end - 160))
    for rank in _RANK.finditer(text, begin, end):
        words = text[rank.start() : end].split()
        if not _VERB.search(text, rank.end(), end) and len(words) <= _MOST_WORDS and text[end - 1] == " " and "," not in words[-1]:
            return Span(rank.start(), end - 1)
    return None


def _name_span(text: str, match: re.Match[str], *, titled: bool = False) -> Span | None:
    words = match["name"].split(" ")
    start = match.start("name")
    while words and words[0] not in _SURNAMES and words[0] in _NO_NAME:
        start += len(words[0]) + 1
        words = words[1:]
    if len(words) < 2:
        return None
    known = words[0] in _SURNAMES and not (words[0] in {"Thái", "Hà", "Cao", "Kim", "Sơn", "Văn"} and words[1] in _NO_NAME)
    if not known and not (not titled and _INTRODUCED.search(text, max(0, start - 12), start)):
        return None
    return Span(start, start + len(" ".join(words)))


def _key(name: str) -> str:
    """A name without tone marks, so that a slip in a caption makes no second person."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _same(one: str, other: str) -> bool:
    return one == other or one.endswith(" " + other) or other.endswith(" " + one)


def read_cited(context: Context, figures: tuple[Figure, ...]) -> tuple[Span, ...]:
    """Documents cited by number, as written, each once.

    Args:
        context: the article.
        figures: its figures.

    Returns:
        Places such as that of `Chỉ thị số 05-CT/TW`, in the order of the text.
    """
    spans: dict[str, Span] = {}
    for figure in figures:
        if figure.type != "document" or figure.note or context.article.region_at(figure.span.start):
            continue
        if span := cited(context.article.text, figure.span):
            spans.setdefault(re.sub(r"\W+", "", span.of(context.low)), span)
    return tuple(spans.values())
