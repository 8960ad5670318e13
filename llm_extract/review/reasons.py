"""Why a figure was set aside, in the reader's language: engines give their reasons in English, reviewers as a key."""

import re
from collections.abc import Mapping

from llm_extract.engines.local.tuned import NO_RESULT
from llm_extract.engines.rules.engine import AHEAD, HEADLINE, REPEATED
from llm_extract.render.strings import Language
from llm_extract.tasks.base import REASONS

_VI: Mapping[str, str] = {english: vietnamese for vietnamese, english in REASONS.values()} | {
    NO_RESULT: "không phải số liệu, theo mô hình và các quy tắc",
    "period": "kỳ, năm", "date": "ngày", "document": "số hiệu văn bản", "document number": "số hiệu văn bản", "age": "tuổi",
    "years of age or membership": "tuổi đời, tuổi đảng", "term": "nhiệm kỳ", "term of office": "nhiệm kỳ", "ordinal": "số thứ tự",
    "caption": "chú thích ảnh", HEADLINE: "tiêu đề nhắc lại nội dung",
    REPEATED: "nhắc lại con số đã nêu", AHEAD: "con số được nêu lại ở phần sau",
    "the article is of another genre": "bài thuộc thể loại khác",
    "page furniture": "ngoài nội dung bài",
    "duration": "thời lượng", "time": "giờ", "name": "tên gọi", "list item": "số đầu dòng", "measure": "đơn vị đo", "clock": "giờ",
    "navigation": "điều hướng", "counter": "bộ đếm truy cập", "poll": "thăm dò ý kiến", "weather": "thời tiết", "share": "nút chia sẻ",
    "comment": "bình luận", "related": "tin liên quan", "contact": "liên hệ", "legal": "bản quyền, giấy phép", "advert": "quảng cáo",
    "injection": "câu ra lệnh cho hệ thống đọc",
}  # fmt: skip


def shown_reason(reason: str, language: Language) -> str:
    """A reason as people read it; one that has no wording here stays as it is.

    Args:
        reason: a key of `tasks.base.REASONS`, or what an engine says: `page furniture: counter`, `period (duration)`.
        language: of the reader.
    """
    if reason in REASONS:
        return REASONS[reason][language == "en"]
    if language == "en":
        return reason
    found = re.fullmatch(r"([^:(]+?)(?:: (.+)| \((.+)\))?", reason)
    whole, part = (found[1], found[2] or found[3]) if found else (reason, None)
    if reason in _VI or whole not in _VI:
        return _VI.get(reason, reason)
    return f"{_VI[whole]}: {_VI.get(part, part)}" if part else _VI[whole]
