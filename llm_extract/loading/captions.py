"""Captions of pictures that stand as lines between the paragraphs of a pasted article.

A caption is no second report: nothing may be lost by marking one. So a line with a figure is a caption only where a photo credit, a table
cell's edge or a repetition says so, or where the rest of the article holds the figure too.
"""

import re
from collections import Counter
from collections.abc import Sequence

from llm_extract.loading.lines import Line

_LONGEST = 300
_LONGEST_SCENE = 220
_BULLET = re.compile(r"[-+*•–—▪◦○●■□❖➢✓✔\d#|]")
_CREDIT = re.compile(
    r"(?:\(|[.,;|\-] ?|^)(?:nguồn )?(?:ảnh|hình ảnh|photo)(?: minh họa| tư liệu| internet| chụp màn hình| do [^.()]{2,40} cung cấp|"
    r"(?: minh họa)? ?[:/] ?[^()\n]{2,60})?\.?\)?$"
)
_BYLINE = re.compile(r"(?:tin|bài|clip|video|thực hiện|đồ họa)\s?(?:[,/&\-]|và|:)")
_PLACE = re.compile(r"(?:toàn cảnh|quang cảnh|khung cảnh|không khí|cảnh)(?!\w)")
_SUBJECT = re.compile(
    r"(?:(?:các|một số|những|đông đảo|tập thể) )?(?:đồng chí|đ/c|đại biểu|đại diện|lãnh đạo|ông|bà|anh|chị|em|thường trực|"
    r"ban (?:thường vụ|chấp hành|tổ chức|chỉ đạo|thường trực|giám hiệu|tuyên giáo|dân vận)|"
    r"(?:nguyên )?(?:phó )?(?:tổng )?(?:bí thư|chủ tịch|trưởng (?:ban|phòng|đoàn|thôn)|giám đốc|chủ nhiệm|chánh \w+|thủ tướng|"
    r"bộ trưởng)|thứ trưởng|ủy viên|chỉ huy|chính ủy|hiệu trưởng|"
    r"(?:đảng|huyện|tỉnh|thành|thị|quận) (?:ủy|bộ|đoàn)|đảng viên|chi bộ|đoàn viên|đoàn|cán bộ|quần chúng|lễ|trao|tặng|chụp|nhân dân|"
    r"người dân|học viên|bà con|chiến sĩ|công nhân|cử tri|cụ|tổ|nhóm)(?!\w)"
)
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][\w.]*[ ,–-]{1,3}){2,6}")
_SCENE = re.compile(
    r"(?<!\w)(?:phát (?:biểu|hiểu)|trao|tặng|truy tặng|dự|tham dự|tham gia|chủ trì|điều hành|kết luận|báo cáo|trình bày|tham luận|"
    r"thảo luận|chụp|gắn|biểu quyết|thăm|khảo sát|kiểm tra|"
    r"khen thưởng|chúc mừng|bỏ phiếu|tuyên thệ|ra mắt|đọc|công bố|trò chuyện|tuyên truyền|cắt băng|dâng hương|thắp hương|"
    r"tại (?:hội nghị|đại hội|buổi|lễ|điểm cầu|hội thi|chương trình)|lễ kết nạp)(?!\w)"
)
# Wording of a report: a line with it says what happened or will, not what a picture shows.
_REPORT = re.compile(
    r"(?<!\w)(?:cho biết|nhấn mạnh|khẳng định|yêu cầu|đề nghị|chỉ đạo|đồng thời|theo đó|ngoài ra|sẽ|vừa|đồng chủ trì|tiếp tục|"
    r"cùng (?:chủ trì|dự)|đến dự|do đó|qua đó|trong đó|bên cạnh|tổ chức (?:hội nghị|lễ|đại hội|tổng kết|sơ kết)|"
    r"không (?!khí)\w+)(?!\w)|[;:]"
)
_NUMBER_WORD = re.compile(r"(?<!\w)(?:hai|ba|bốn|sáu|bảy|tám|chín|mười|chục|trăm|nghìn|ngàn|triệu|tỷ)(?!\w)")
_TIMES = re.compile(
    r"(?:năm|tháng|ngày|nhiệm kỳ|khóa|lần thứ|quý|đợt|kỳ|thế kỷ|giai đoạn) (?:\d[\d/.]*(?: ?- ?\d[\d/.]*)?|[ivx]+)(?!\w)|"
    r"(?<!\d)\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{4})?(?!\d)"
)
# A figure with the word behind it: "12" alone is repeated by chance.
_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*%?(?: \w+)?")


class CaptionFinder:
    """Tells the captions among the lines of one article."""

    def __init__(self, lines: Sequence[Line], running: Sequence[int], title: int) -> None:
        """Reads the article's figures.

        Args:
            lines: all lines of the article.
            running: those of them that are clearly running text, ascending.
            title: the line that is the title; -1 without one.
        """
        self._lines = lines
        self._title = title
        self._running = frozenset(running)
        self._first = running[0] if running else len(lines)
        self._figures: Counter[str] = Counter()
        for index in running:
            self._figures.update(set(_FIGURE.findall(lines[index].folded)))

    def is_caption(self, at: int) -> bool:
        """Whether line `at` is the caption of a picture."""
        line = self._lines[at]
        if at == self._title or len(line) > _LONGEST or _BULLET.match(line.text) or line.folded.endswith((";", ":", ",")):
            return False
        return self._has_mark(line) or self._is_repeated(at) or self._is_scene(at)

    def continues(self, at: int) -> bool:
        """Whether line `at` goes on with the caption before it, which a line break cut short."""
        line, before = self._lines[at], self._lines[at - 1]
        if before.ends_sentence or before.text.endswith("|") or len(line) > _LONGEST_SCENE or len(before) < 40:  # noqa: PLR2004
            return False
        return (line.text[0].islower() or line.text[0] in '“"(') and not self._reports(at)

    def _has_mark(self, line: Line) -> bool:
        if _BYLINE.match(line.folded):
            return False
        edge = line.text.endswith("|") and line.text.count("|") == 1 and any(char.isalpha() for char in line.text)
        return edge or _CREDIT.search(line.folded) is not None

    def _is_repeated(self, at: int) -> bool:
        line = self._lines[at]
        twin = any(
            0 <= near < len(self._lines) and self._lines[near].folded.rstrip(".") == line.folded.rstrip(".") and near != self._title
            for near in (at - 1, at + 1)
        )
        return twin and len(line.folded.split()) > 2 and at > self._first and not self._reports(at)  # noqa: PLR2004

    def _is_scene(self, at: int) -> bool:
        line = self._lines[at]
        if len(line) > _LONGEST_SCENE or (at < self._first and not line.ends_sentence) or _REPORT.search(line.folded):
            return False
        if ". " in line.folded.replace("đ/c. ", "").replace("tp. ", "") or self._reports(at):
            return False
        shown = _PLACE.match(line.folded) or ((_SUBJECT.match(line.folded) or _NAME.match(line.text)) and _SCENE.search(line.folded))
        return bool(shown)

    def _reports(self, at: int) -> bool:
        """Whether a line holds a figure that no other, running line repeats."""
        line = self._lines[at]
        own = at in self._running
        bare = _TIMES.sub(" ", line.folded)
        return any(self._figures[figure] <= own for figure in _FIGURE.findall(bare)) or _NUMBER_WORD.search(line.text) is not None
