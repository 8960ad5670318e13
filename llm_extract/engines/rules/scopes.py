"""The body that a figure is of, where it is another than the document's."""

import re
from collections.abc import Sequence

from llm_extract.engines.rules.context import Context
from llm_extract.engines.rules.decisions import Decision
from llm_extract.engines.rules.document import Document
from llm_extract.locales.vi.fold import LOWER, UPPER, fold
from llm_extract.models import Span

_LEAST_BODY = 3
"""Words of a body that is named by its kind."""
_REACH = 400
"""Code points before a figure in which clauses are looked at for their subject."""
_BODY = (
    r"(?:đảng bộ|đảng ủy|chi bộ|huyện ủy|thành ủy|thị ủy|tỉnh ủy|ủy ban kiểm tra|ubkt|ubnd|khối|huyện|thành phố|thị xã|tp\.?|"
    r"quận|xã|phường|thị trấn|công ty|tổng công ty|trường|bệnh viện|học viện|hội|công đoàn|liên đoàn|đoàn thanh niên|mặt trận|cục|viện|sở|bản|thôn|ấp|"
    r"buôn|làng)(?: [^,:;()\d]{1,60}?)?"
)
_VERB = (
    r"(?:có|đã|tổ chức|kết nạp|xử lý|đạt|hiện có|được|trao|thi hành|kiểm tra|giám sát|kỷ luật|dẫn đầu|xong|hoàn thành|phát triển|mở|với|quyết định|kiến nghị|"
    r"kết luận|phát hiện|tiếp nhận|giải quyết|ban hành|tham mưu|vận động|xây dựng|thành lập|tiến hành|phối hợp|đặt|đề ra|phấn đấu|yêu cầu|làm|biên soạn|xác định|"
    r"từ đầu)"
)
_SCOPE = re.compile(
    rf"\W*(?:(?:trong đó|riêng|còn|và|kế đó|cũng|tiếp đến|đó là|nhất là|như|cụ thể),?\s+)*(?P<body>{_BODY})"
    rf"(?: (?:trực tiếp|hiện|nay|bây giờ|còn|cũng|thì|đã|mới|chỉ|là nơi))*(?=:|,? {_VERB}\b|\s*(?:với |gần |hơn |trên )?$)"
)
_OFFICE = re.compile(r"(?:đảng ủy|huyện ủy|thành ủy|thị ủy|tỉnh ủy|ban thường vụ|ubkt|ủy ban kiểm tra)(?!\w)(?! viên)|chi bộ$")
_KIND = re.compile(
    r"(?:quận|huyện|thị xã|thành phố|tp\.?|xã|phường|thị trấn|khối|đảng bộ|chi bộ|công ty|trường|bản|thôn|ấp|buôn|làng)(?!\w)"
)
_INSPECTORS = re.compile(r"ủy ban kiểm tra|ubkt")
_OFFICES = frozenset({"đảng", "tỉnh", "huyện", "thành", "thị", "khối", "ủy", "uỷ", "ban", "ubkt", "ubnd", "tsvm"})
_JOINED = re.compile(r"(?:cấp ủy|tổ chức đảng|chi bộ)(?: các cấp)?(?:,| và) $")
_PLACE = re.compile(
    rf"(?:^|[,;:.] |(?:và|còn|riêng|ở|tại|như) )(?P<name>(?:[{UPPER}][{LOWER}]+ ){{1,3}}[{UPPER}][{LOWER}]+)(?: (?:có|kết nạp|đạt|với|được|là))?:? $"
)
_CLAUSES = re.compile(r"(?:^|[,;:.] |\s[-–] )")


def _is_named(words: Sequence[str]) -> bool:
    """Whether a body has a name of its own, and not only that of an office."""
    return any(word[0].isupper() and word.lower() not in _OFFICES for word in words[1:])


class Scopes:
    """The scopes of the figures of one article, one by one."""

    def __init__(self, context: Context, document: Document) -> None:
        """Takes the article and its fields."""
        self._context = context
        self._document = document

    def of(self, decision: Decision) -> Span | None:
        """The body that leads a figure's row, or its words, or a clause of its sentence before it, the nearest first."""
        if decision.slot.row:
            return decision.slot.row
        found = self._place(decision.slot.left) or self._subject(decision)
        return found if found and not self._is_document_body(found) else None

    def is_body(self, span: Span) -> bool:
        """Whether words name a body, by the kind of its office or by its own name, rather than a group of people."""
        words = span.of(self._context.article.text).split()
        low = span.of(self._context.low)
        return bool(_OFFICE.match(low)) or (_is_named(words) and (words[0][0].isupper() or bool(_KIND.match(low))))

    def _place(self, left: Span) -> Span | None:
        """A place that stands in a list by its name alone: `Bố Trạch 412, Minh Hóa 118`."""
        found = _PLACE.search(self._context.article.text, left.start, left.end)
        return Span(*found.span("name")) if found else None

    def _subject(self, decision: Decision) -> Span | None:
        begin, end, low = decision.sentence.span.start, decision.slot.left.end, self._context.low
        clauses = [mark.end() for mark in _CLAUSES.finditer(low, max(begin, end - _REACH), end)]
        for start in (decision.slot.left.start, *reversed(clauses), begin):
            found = _SCOPE.match(low[start : min(end, start + _REACH)])
            if found is None or len(found["body"].split()) < _LEAST_BODY:
                continue
            span = Span(start + found.start("body"), start + len(found.string[: found.end("body")].rstrip()))
            words = span.of(self._context.article.text).split()
            if found.end("body") < len(found.string.rstrip()) or words[-1][0].isupper():
                return span if self._is_inspector(span) or _is_named(words) else None
        return None

    def _is_inspector(self, span: Span) -> bool:
        """Whether an inspection committee acts alone: `cấp ủy, UBKT các cấp` are all there are."""
        low = self._context.low
        alone = not _JOINED.search(low, max(0, span.start - 20), span.start) and " và " not in span.of(low)
        return alone and bool(_INSPECTORS.match(span.of(low)))

    def _is_document_body(self, span: Span) -> bool:
        own = self._document.fields.get("organization")
        words = span.of(self._context.low)
        if re.search(r"(?:đảng bộ|toàn) (?:tỉnh|huyện|khối|thành phố|thị xã)$|^đảng ủy khối$|ban thường vụ", words):
            return True
        if own is None:
            return False
        body = fold(own.of(self._context.article.text) if isinstance(own, Span) else own.value)
        name = re.search(rf"(?: [{UPPER}]\w+)+$", span.of(self._context.article.text))
        return words in body or body in words or bool(name and not _OFFICES.issuperset(fold(name[0]).split()) and fold(name[0]) in body)
