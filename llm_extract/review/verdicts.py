"""What an evaluation says of things, in the reader's language: records and gates speak English."""

import re
from collections.abc import Mapping

from llm_extract.render.strings import Language, strings

_PARTS: Mapping[str, str] = {
    "indicator": "chỉ tiêu", "kind": "loại", "value": "giá trị", "unit": "đơn vị", "scope": "phạm vi", "period": "kỳ", "qualifier": "mức",
    "group": "nhóm", "total": "tổng", "percent": "tỷ lệ", "high": "cận trên", "title": "tiêu đề", "name": "tên", "date": "ngày",
    "genre": "thể loại", "text": "câu", "quote": "trích dẫn", "figure": "con số", "document": "văn kiện", "plain": "giá trị",
}  # fmt: skip
"""What reasons name."""

_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"the same figure, with another (.+)", "cùng con số, khác {0}"),
    (r"the same (.+)", "cùng {0}"),
    (r"the result gives no (.+)", "kết quả không có {0}"),
    (r"the case expects no (.+)", "ca chuẩn không có {0}"),
    (r"another (.+)", "khác {0}"),
    (r"both hold it", "cả hai đều có"),
    (r"the result does not hold it", "kết quả không có"),
    (r"the case does not expect it", "ca chuẩn không có"),
    (r"no metric bears this figure", "không số liệu nào mang con số này"),
    (r"no expected metric is left that it could be", "không còn số liệu nào của ca chuẩn ứng với nó"),
    (r"the metric it fits is taken by another", "số liệu ứng với nó đã thuộc về số liệu khác"),
    (r"code, kind and value agree", "mã, loại và giá trị khớp"),
    (r"code, kind and value agree; another (.+)", "mã, loại và giá trị khớp; khác {0}"),
    (r"a code that is right too, kind and value agree", "mã này cũng đúng, loại và giá trị khớp"),
    (r"a code that is right too, kind and value agree; another (.+)", "mã này cũng đúng, loại và giá trị khớp; khác {0}"),
    (r"the result holds no such figure.*", "kết quả làm mất con số này: không là số liệu, không chờ xem, không bỏ có lý do"),
    (r"it holds what it must not", "có điều ca chuẩn cấm"),
    (r"the quote is not what stands at its place", "trích dẫn không đúng chữ ở vị trí của nó"),
    (r"its figure does not stand in its quote", "con số không nằm trong trích dẫn"),
    (r"none of its figures has this value", "không con số nào của nó có giá trị này"),
    (r"the article does not hold these words", "bài không có những chữ này"),
    (r"the article does not hold this name", "bài không có tên này"),
    (r"it holds a name or a numeral that the article does not", "có tên hoặc con số mà bài không có"),
    (r"the article prints no such day", "bài không in ngày này"),
    (r"the article prints something else at its place", "bài in chữ khác ở vị trí này"),
    (r"the article does not print this numeral", "bài không in con số này"),
    (r"a finding speaks of it", "có lưu ý về điều này"),
    (r"no finding speaks of it", "không lưu ý nào về điều này"),
    (r"the case knows of no such contradiction", "ca chuẩn không có mâu thuẫn này"),
    (r"a key figure it lacks", "tóm tắt thiếu con số chính này"),
    (r".+: nothing is blessed for them.*", "chưa có mức chuẩn cho tác vụ và bộ trả lời này; chạy lại với llm-extract eval --bless"),
    (r"(prompt|schema): it is not the blessed one.*", "{0} khác bản đã chốt"),
    (r"case (.+): it was not run.*", "ca {0}: không được chạy"),
    (r"case (.+): it is new.*", "ca {0}: mới thêm"),
    (r"case (.+): its article or what is expected changed.*", "ca {0}: bài hoặc đáp án đã đổi"),
    (r"case (.+): it has not one result for each of (\d+) repeats.*", "ca {0}: không đủ kết quả cho {1} lượt"),
    (r"case (.+): ([\d.e+]+) figures a result are lost, ([\d.e+]+) are allowed.*", "ca {0}: mất {1} con số mỗi kết quả, cho phép {2}"),
    (r"case (.+): it crashed \((.*)\); correct.*", "ca {0}: hỏng ({1})"),
    (r"case (.+): (\d+) invented, which the article does not hold \((.*)\); this.*", "ca {0}: bịa {1} điều mà bài không có ({2})"),
    (r"case (.+): F1 ([\d.]+) is below its floor ([\d.]+).*", "ca {0}: F1 {1} dưới sàn {2}"),
    (r"(.+): ([\d.]+) is below its floor ([\d.]+).*", "{0}: {1} dưới sàn {2}"),
    (r"(.+): ([\d.]+) a result, at most ([\d.]+) are blessed.*", "{0}: {1} mỗi kết quả, nhiều nhất được {2}"),
    (r"(.+): nothing is measured of it any more, its floor is ([\d.]+).*", "{0}: không còn gì để đo, sàn là {1}"),
    (r"Left out, for they are not the same in both runs: (.*)\.", "Bỏ ra vì không giống nhau ở hai lượt: {0}."),
    (r"The schema or its indicators changed between the runs\.", "Lược đồ hoặc chỉ tiêu đã đổi giữa hai lượt."),
    (r"The prompt changed between the runs\.", "Lời nhắc đã đổi giữa hai lượt."),
    (r"One repeat: what is flaky.*", "Mỗi ca một lần: chưa phân biệt được chập chờn với hỏng hay khá lên."),
    (r"(.+) crashed in every repeat of both runs:.*", "{0} hỏng ở mọi lần của cả hai lượt: không tính được điều chờ đợi ở đó."),
)  # fmt: skip
_KNOWN = tuple((re.compile(pattern, re.DOTALL), said) for pattern, said in _SENTENCES)
_JOINED = re.compile(r", | and ")
_POSITION = re.compile(r"position of (.+)")


def reason(english: str, language: Language) -> str:
    """A sentence of an evaluation: an item's reason, a gate's breach, a comparison's note.

    Args:
        english: as the record has it.
        language: in which to say it; a sentence that is not known stays English.
    """
    if language == "en":
        return english
    for pattern, said in _KNOWN:
        if found := pattern.fullmatch(english):
            return said.format(*(_part(one) for one in found.groups()))
    return english


def _part(words: str) -> str:
    if found := _POSITION.fullmatch(words):
        return f"chức vụ của {found[1]}"
    named = _JOINED.split(words)
    return ", ".join(_PARTS[one] for one in named) if all(one in _PARTS for one in named) else words


_SUMMARY: Mapping[str, tuple[str, str]] = {
    "covered": ("tóm tắt: con số chính", "summary: key figures"),
    "figure": ("tóm tắt: con số", "summary: a figure"),
    "name": ("tóm tắt: tên", "summary: a name"),
}
_MEASURES: Mapping[str, tuple[str, str]] = {
    "metrics.f1": ("F1 số liệu", "Metrics F1"),
    "metrics.precision": ("Độ chính xác số liệu", "Metrics precision"),
    "metrics.recall": ("Độ phủ số liệu", "Metrics recall"),
    "figures.found": ("Con số tìm thấy", "Figures found"),
    "figures.set_aside": ("Bỏ đúng con số", "Figures rightly set aside"),
    "figures.invented": ("Bịa, mỗi kết quả", "Invented, a result"),
    "figures.lost": ("Mất, mỗi kết quả", "Lost, a result"),
    "figures.open": ("Chưa rõ, mỗi kết quả", "Open, a result"),
    "quotes.f1": ("F1 trích dẫn", "Quotes F1"),
    "findings.recall": ("Độ phủ lưu ý", "Findings recall"),
    "findings.precision": ("Độ chính xác lưu ý", "Findings precision"),
    "summary.present": ("Có tóm tắt", "Summary present"),
    "summary.covered": ("Con số chính trong tóm tắt", "Key figures in the summary"),
    "summary.rouge_l": ("ROUGE-L của tóm tắt", "Summary ROUGE-L"),
    "summary.outside": ("Ngoài bài trong tóm tắt", "From outside, in the summary"),
    "cost.calls": ("Lượt gọi, mỗi kết quả", "Calls, a result"),
    "cost.asked_again": ("Hỏi lại, mỗi kết quả", "Asked again, a result"),
    "cost.prompt_tokens": ("Token lời nhắc", "Prompt tokens"),
    "cost.answer_tokens": ("Token trả lời", "Answer tokens"),
    "cost.price": ("Giá, mỗi kết quả", "Price, a result"),
    "cost.seconds": ("Giây, mỗi kết quả", "Seconds, a result"),
}
_FIELDS: Mapping[str, str] = {
    "people.position": "chức vụ", "off_genre": "thể loại", "tasks": "nhiệm vụ", "summary": "tóm tắt", "must_not": "điều cấm",
    "injection": "câu ra lệnh",
}  # fmt: skip


def measure(name: str, language: Language) -> str:
    """A measure's name in words, e.g. `metrics.f1`, `fields.organization`, `fields.metric.period`."""
    if name in _MEASURES:
        return _MEASURES[name][language == "en"]
    field = name.removeprefix("fields.")
    return f"{'Field' if language == 'en' else 'Trường'}: {field_name(field, language)}"


def field_name(field: str, language: Language) -> str:
    """The name of a field of the document or, behind `metric.`, of a metric's part."""
    part = field.removeprefix("metric.")
    if language == "vi" and (known := _PARTS.get(part) if field != part else _FIELDS.get(part)):
        return known
    return strings(language).name(part).replace(".", " ")


def summary_name(name: str, language: Language) -> str:
    """What of a summary was judged."""
    return _SUMMARY[name][language == "en"] if name in _SUMMARY else name


def part_name(name: str, language: Language) -> str:
    """The name of a part of a metric."""
    return name if language == "en" else _PARTS.get(name, name)
