"""The words around the data, in Vietnamese and English. What an article says is never translated."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Strings:
    """Every label of one language.

    Attributes:
        fields: names of the document's fields, by the schema's names, in the order they are shown.
        families: names for the beginnings of indicator codes.
        verdicts: what a finding's code means, as a heading of its message where the language has one.
        periods: patterns over the guide's notation, with what to write for each.
    """

    no_summary: str
    off_genre: str
    document: str
    metrics: str
    no_metrics: str
    indicator: str
    value: str
    total: str
    percent: str
    period: str
    about: str
    evidence: str
    tasks: str
    open_figures: str
    findings: str
    no_findings: str
    inferred: str
    unsure: str
    more: str
    counts: str
    engine: str
    kinds: Mapping[str, str]
    severities: Mapping[str, str]
    origins: Mapping[str, str]
    verdicts: Mapping[str, str]
    fields: Mapping[str, str]
    families: Mapping[str, str]
    periods: tuple[tuple[str, str], ...]

    def family(self, code: str) -> str:
        """The name of the family an indicator belongs to; its code's first part where it has no name."""
        name = code.partition(".")[0]
        return self.families.get(name) or name.replace("_", " ").capitalize()

    def name(self, field: str) -> str:
        """The name of a schema's field; in words of its own where it has no label."""
        return self.fields.get(field) or field.replace("_", " ").capitalize()

    def when(self, period: str) -> str:
        """A period or date of the guide's notation as people write it; anything else as it is."""
        for pattern, shown in self.periods:
            if found := re.fullmatch(pattern, period):
                return found.expand(shown)
        return period


_VI = Strings(
    no_summary="Không có tóm tắt.",
    off_genre="Bài này không thuộc thể loại của tác vụ: không lấy số liệu.",
    document="Văn bản",
    metrics="Số liệu",
    no_metrics="Không có số liệu.",
    indicator="Chỉ tiêu",
    value="Giá trị",
    total="Tổng",
    percent="Tỷ lệ",
    period="Kỳ",
    about="Phạm vi, nhóm",
    evidence="Trích dẫn",
    tasks="Nhiệm vụ sắp tới",
    open_figures="Con số chưa rõ",
    findings="Lưu ý",
    no_findings="Không có lưu ý nào.",
    inferred="suy ra",
    unsure="(?) Chưa chắc, {}",
    more="… và {} mục nữa; xem đủ bằng --format json",
    counts="{all} con số: {metric} trong số liệu, {set_aside} không phải số liệu, {open} chưa rõ",
    engine="trả lời: {}",
    kinds={"target": "mục tiêu", "change": "tăng/giảm"},
    severities={"error": "Lỗi", "warning": "Cảnh báo", "info": "Thông tin"},
    origins={"article": "trong bài", "engine": "khi trích xuất"},
    verdicts={
        "accounted.judgement": "con số chưa được xét đủ",
        "accounted.metric": "con số và số liệu không khớp nhau",
        "accounted.reason": "thiếu lý do bỏ con số",
        "accounted.twice": "một con số tính hai lần",
        "answer.choice": "lựa chọn không có trong danh sách",
        "answer.code": "mã không có trong danh sách",
        "answer.doubled": "một con số được trả lời nhiều lần",
        "answer.failed": "một phần bài không được trả lời",
        "answer.figure": "con số không có trong bài",
        "answer.form": "câu trả lời sai dạng",
        "answer.missing": "chưa được trả lời",
        "answer.name": "tên không có trong bài",
        "answer.number": "số viết thẳng, không trỏ vào bài",
        "answer.quote": "trích dẫn không khớp bài",
        "answer.sentence": "câu không dựa vào bài",
        "answer.unknown": "con số không có trong bài",
        "article.injection": "bài có câu ra lệnh cho hệ thống đọc",
        "confidence.disagreement": "mô hình và luật không cùng ý",
        "date.impossible": "ngày không có thật",
        "date.late": "ngày muộn hơn ngày đăng",
        "date.reversed": "ngày tháng ngược thứ tự",
        "date.weekday": "sai thứ trong tuần",
        "field.inferred": "giá trị được suy ra",
        "field.ungrounded": "bài không có giá trị này",
        "furniture.metric": "số liệu lấy ngoài nội dung bài",
        "grounding.figure": "số liệu không trỏ đúng con số",
        "grounding.pointed": "giá trị không khớp bài",
        "grounding.quote": "trích dẫn không khớp bài",
        "grounding.text": "con số không khớp bài",
        "grounding.unit": "đơn vị không khớp",
        "grounding.value": "giá trị không khớp bài",
        "parts.larger": "phần lớn hơn tổng",
        "parts.mismatch": "các phần cộng lại không bằng tổng",
        "percent.mismatch": "tỷ lệ phần trăm không khớp",
        "difference.mismatch": "mức tăng, giảm không khớp",
        "percent.over": "tỷ lệ vượt 100%",
        "percent.rounding": "tỷ lệ làm tròn khác",
        "percent.sum": "các tỷ lệ cộng lại không bằng 100%",
        "ratio.over": "phần lớn hơn tổng",
        "repeat.headline": "tiêu đề và nội dung khác số",
        "repeat.stock": "cùng một số liệu, hai con số khác nhau",
        "repeat.total": "tổng số nêu không thống nhất",
        "summary.length": "tóm tắt quá dài",
        "summary.name": "tóm tắt có tên mà bài không có",
        "summary.number": "tóm tắt có số mà bài không có",
    },
    fields={
        "title": "Tiêu đề",
        "source": "Nguồn",
        "author": "Tác giả",
        "published_at": "Ngày đăng",
        "organization": "Tổ chức",
        "province": "Tỉnh, thành",
        "event": "Sự kiện",
        "event_date": "Ngày diễn ra",
        "period": "Kỳ báo cáo",
        "people": "Nhân sự",
        "documents": "Văn kiện dẫn",
        "what": "Việc gì",
        "who": "Ai",
        "when": "Khi nào",
        "where": "Ở đâu",
        "figures": "Con số chính",
    },
    families={
        "structure": "Tổ chức đảng, đảng viên",
        "rating": "Đánh giá, xếp loại",
        "membership": "Phát triển đảng viên",
        "congress": "Đại hội",
        "training": "Bồi dưỡng, tập huấn",
        "study": "Học tập, quán triệt",
        "conference": "Hội nghị, sinh hoạt",
        "documents": "Văn bản ban hành",
        "personnel": "Công tác cán bộ",
        "inspection": "Kiểm tra",
        "supervision": "Giám sát",
        "discipline": "Kỷ luật",
        "complaints": "Đơn thư",
        "award": "Khen thưởng",
        "welfare": "An sinh xã hội",
        "commitment": "Đăng ký, cam kết",
        "models": "Mô hình, cách làm",
        "other": "Số liệu khác",
    },
    periods=(
        (r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", r"\3/\2/\1"),
        (r"(\d{4})-H1", r"6 tháng đầu \1"),
        (r"(\d{4})-H2", r"6 tháng cuối \1"),
        (r"(\d{4})-Q([1-4])", r"quý \2/\1"),
        (r"(\d{4})-(\d\d?)M", r"\2 tháng \1"),
        (r"(\d{4})-(\d\d)", r"tháng \2/\1"),
    ),
)

_EN = Strings(
    no_summary="No summary.",
    off_genre="This article is of another genre than the task's: no metrics are taken from it.",
    document="Document",
    metrics="Metrics",
    no_metrics="No metrics.",
    indicator="Indicator",
    value="Value",
    total="Total",
    percent="Percent",
    period="Period",
    about="Scope, group",
    evidence="Evidence",
    tasks="To be done",
    open_figures="Open figures",
    findings="Findings",
    no_findings="No findings.",
    inferred="inferred",
    unsure="(?) Unsure, {}",
    more="… and {} more; see all with --format json",
    counts="{all} figures: {metric} in metrics, {set_aside} set aside, {open} open",
    engine="answered by {}",
    kinds={"target": "target", "change": "change"},
    severities={"error": "Error", "warning": "Warning", "info": "Note"},
    origins={"article": "in the article", "engine": "in the extraction"},
    verdicts={},
    fields={
        "title": "Title",
        "source": "Source",
        "author": "Author",
        "published_at": "Published",
        "organization": "Organization",
        "province": "Province",
        "event": "Event",
        "event_date": "Event date",
        "period": "Period",
        "people": "People",
        "documents": "Cites",
        "what": "What",
        "who": "Who",
        "when": "When",
        "where": "Where",
        "figures": "Key figures",
    },
    families={
        "structure": "Organisations and members",
        "rating": "Ratings",
        "membership": "Membership",
        "congress": "Congresses",
        "training": "Training",
        "study": "Study sessions",
        "conference": "Conferences",
        "documents": "Documents issued",
        "personnel": "Personnel",
        "inspection": "Inspection",
        "supervision": "Supervision",
        "discipline": "Discipline",
        "complaints": "Complaints",
        "award": "Awards",
        "welfare": "Welfare",
        "commitment": "Commitments",
        "models": "Models",
        "other": "Other figures",
    },
    periods=(
        (r"(\d{4}-\d\d-\d\d)(?:T.*)?", r"\1"),
        (r"(\d{4})-H1", r"1st half \1"),
        (r"(\d{4})-H2", r"2nd half \1"),
        (r"(\d{4})-Q([1-4])", r"Q\2 \1"),
        (r"(\d{4})-(\d\d?)M", r"\2 months \1"),
    ),
)

_STRINGS: dict[Language, Strings] = {"vi": _VI, "en": _EN}


def strings(language: Language) -> Strings:
    """The labels of a language."""
    return _STRINGS[language]
