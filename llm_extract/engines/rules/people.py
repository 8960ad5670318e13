"""People an article names, with their positions; documents it cites."""

import re
import unicodedata
from collections.abc import Iterator

from llm_extract.engines.rules.context import Context
from llm_extract.locales.vi.fold import LOWER, UPPER
from llm_extract.locales.vi.words import DOCUMENT_NOUNS
from llm_extract.models import Figure, PersonPointer, Span

_SYLLABLE = rf"(?:[{UPPER}][{LOWER}’']*)"
_NAME = rf"{_SYLLABLE}(?: {_SYLLABLE}){{1,4}}"
_RANK = (
    r"(?:(?:Nguyên |nguyên |Quyền |quyền )?(?:Phó )?(?:Bí thư|Chủ tịch|Trưởng|Chủ nhiệm|Giám đốc|Chánh|Tổng Biên tập|Hiệu trưởng|Chỉ huy trưởng|Phó Trưởng|Phó trưởng|Viện trưởng|Tư lệnh|Chính ủy|Tổng)"
    r"|(?:Tỉnh|Thành|Huyện|Thị|Đảng|Quận) (?:ủy|uỷ) viên|(?:Ủy|Uỷ) viên|Thường trực|đại biểu Quốc hội|Đại biểu Quốc hội|Thượng tá|Đại tá|Thiếu tướng|Trung tá|Thường vụ)"
)
_POSITION = rf"{_RANK}(?:(?!\s+(?:phát biểu|chủ trì|đồng chủ|dự|trao|cho biết|kết luận|nhấn mạnh|đề nghị|tặng|khẳng định|yêu cầu|chia sẻ|đến dự|tham dự|báo cáo|thăm|và đồng chí|và các|cùng đồng|tiếp thu|chỉ đạo|ghi nhận|biểu dương|tại hội|thông tin|làm|thay mặt|đã|có|là|\()\b)[^.;:|()\n“”\"])*?"
_STOP = (
    r"(?=\s*(?:[.;:|()\n]|$|\s(?:phát biểu|chủ trì|đồng chủ|dự|trao|cho biết|kết luận|nhấn mạnh|đề nghị|tặng|khẳng định|yêu cầu|chia sẻ|đến dự|tham dự|báo cáo|và đồng chí|và các|cùng đồng|tiếp thu|chỉ đạo|ghi nhận|biểu dương|tại hội|thông tin|làm|thay mặt|đã|có|là)(?!\w))|, (?:đồng chí|chủ trì|cùng|các đồng chí|"
    + _NAME
    + r" - )|,? (?:và|cùng) "
    + _NAME
    + r")"
)
_AFTER = re.compile(rf"(?P<name>{_NAME})\s*(?:,|-|–|—|\()\s*(?P<position>{_POSITION}){_STOP}")
_BEFORE = re.compile(
    rf"(?P<position>{_RANK}(?: (?!{_RANK})[^\s.;:|()]+){{0,9}}?(?:, {_RANK}(?: [^\s.;:|(),]+){{0,8}}?)*) (?P<name>{_NAME})(?= (?:phát biểu|chủ trì|trao|cho biết|kết luận|nhấn mạnh|đề nghị|tặng|khẳng định|yêu cầu|chia sẻ|dự|báo cáo|tiếp thu|chỉ đạo|thăm|ghi nhận|biểu dương|thông tin|và|cùng)|[.,|\n])"
)
_COMRADE = re.compile(rf"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\s+(?P<name>{_NAME})(?!\w)")
# Capitalised words that begin bodies and places, never a person's name.
_NO_NAME = frozenset(
    [
        "Đảng",
        "Ban",
        "Tỉnh",
        "Huyện",
        "Thành",
        "Thị",
        "Ủy",
        "Uỷ",
        "Hội",
        "Chủ",
        "Bí",
        "Phó",
        "Trưởng",
        "Trung",
        "Bộ",
        "Khối",
        "Nghị",
        "Quy",
        "Công",
        "Bác",
        "Nhà",
        "Quốc",
        "Văn",
        "Sở",
        "Ngày",
        "Năm",
        "Các",
        "Trong",
        "Theo",
        "Tại",
        "Mặt",
        "Liên",
        "Đoàn",
        "Chi",
        "Đồng",
        "Tổ",
        "Nhân",
        "Thường",
        "Báo",
        "Phòng",
        "Quỹ",
        "Trường",
        "Chánh",
        "Lãnh",
        "Kết",
        "Dịp",
        "Tin",
    ]
)
_SURNAMES = frozenset(
    [
        "Nguyễn",
        "Trần",
        "Lê",
        "Phạm",
        "Hoàng",
        "Huỳnh",
        "Phan",
        "Vũ",
        "Võ",
        "Đặng",
        "Bùi",
        "Đỗ",
        "Hồ",
        "Ngô",
        "Dương",
        "Lý",
        "Thái",
        "Trịnh",
        "Đinh",
        "Đoàn",
        "Lâm",
        "Mai",
        "Tô",
        "Trương",
        "Tạ",
        "Hà",
        "Cao",
        "Lưu",
        "Lương",
        "Châu",
        "Quách",
        "Tăng",
        "Vương",
        "Từ",
        "Đào",
        "Phùng",
        "Thạch",
        "Kim",
        "Sơn",
        "Danh",
        "Lù",
        "Vàng",
        "Giàng",
        "Sùng",
        "Lò",
        "Quàng",
        "Cầm",
        "Ma",
        "Nông",
        "Bế",
        "Hứa",
        "Triệu",
        "Bàn",
        "Đàm",
        "La",
        "Chu",
        "Thân",
        "Nghiêm",
        "Viên",
        "Ksor",
        "Rơ",
        "Siu",
        "Kpă",
        "Y",
        "A",
        "K’",
        "H’",
        "Điểu",
        "Rah",
        "Nay",
        "Kiều",
        "Tống",
        "Văn",
        "Khuất",
        "Doãn",
        "Hầu",
        "Thào",
        "Mùa",
        "Vi",
        "Lô",
        "Hoàng",
        "Chẩu",
        "Mạc",
        "Lục",
        "Lường",
        "Khổng",
    ]
)
_CITED = re.compile(rf"(?:{'|'.join(DOCUMENT_NOUNS)})(?: liên tịch)?(?: số:?)?\s*$", re.IGNORECASE)


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
    for match in (*_AFTER.finditer(text), *_BEFORE.finditer(text)):
        name = _name_span(text, match)
        if name:
            position = Span(match.start("position"), match.start("position") + len(match["position"].rstrip(" ,-–")))
            yield PersonPointer(name, position)
    for match in _COMRADE.finditer(text):
        if name := _name_span(text, match):
            yield PersonPointer(name)


def _name_span(text: str, match: re.Match[str]) -> Span | None:
    words = match["name"].split(" ")
    start = match.start("name")
    while words and words[0] not in _SURNAMES and (words[0] in _NO_NAME):
        start += len(words[0]) + 1
        words = words[1:]
    if len(words) < 2 or words[0] in _NO_NAME - _SURNAMES:
        return None
    if words[0] not in _SURNAMES and not re.search(r"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|chí:|[;,] )\s*$", text[max(0, start - 12) : start]):
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
        lead = _CITED.search(context.article.text, max(0, figure.span.start - 40), figure.span.start)
        if lead:
            span = Span(lead.start(), figure.span.end)
            spans.setdefault(re.sub(r"\W+", "", span.of(context.low)), span)
    return tuple(spans.values())
