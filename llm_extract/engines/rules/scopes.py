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
    r"(?!xã (?:hội|viên|luận)|hội (?:nghị|viên|thảo|thi|trường|đồng(?! nhân dân))|bản (?:kiểm điểm|thân|cam kết|tin|chất|đăng ký)|sở (?:hữu|tại)|cục diện|viện (?:trợ|phí))"
    r"(?:đảng bộ|đảng ủy|chi bộ|huyện ủy|thành ủy|thị ủy|tỉnh ủy|ủy ban kiểm tra|ubkt|ubnd|khối|huyện|thành phố|thị xã|tp\.?|"
    r"quận|xã|phường|thị trấn|công ty|tổng công ty|trường|bệnh viện|học viện|hội|công đoàn|liên đoàn|đoàn thanh niên|mặt trận|cục|viện|sở|bản|thôn|ấp|"
    r"buôn|làng)(?: [^,:;()\d]{1,60}?)??"
)
_VERB = (
    r"(?:có|đã|tổ chức|kết nạp|xử lý|đạt|hiện có|được|trao|thi hành|kiểm tra|giám sát|kỷ luật|dẫn đầu|xong|hoàn thành|phát triển|mở|với|quyết định|kiến nghị|"
    r"kết luận|phát hiện|tiếp nhận|giải quyết|ban hành|tham mưu|vận động|xây dựng|thành lập|tiến hành|phối hợp|đặt|đề ra|phấn đấu|yêu cầu|làm|biên soạn|xác định|"
    r"từ đầu|nêu|công bố|tập trung|thực hiện|xếp loại|không (?:có|còn|để)|chuyển|công nhận|khen thưởng|đề nghị)"
)
_LEAD = r"\W*(?:(?:trong đó|riêng|còn|và|kế đó|cũng|(?:tiếp|kế|sau) (?:đến|theo|đó)(?: là)?|(?:đứng|dẫn) đầu là|(?:nhiều|cao) nhất là|đó là|nhất là|như|cụ thể),?\s+)*"
_SCOPE = re.compile(
    rf"{_LEAD}(?P<body>{_BODY})"
    rf"(?: (?:do|trực thuộc|thuộc) [^,:;\d]{{1,60}}?)?(?: (?:trực tiếp|hiện|nay|bây giờ|còn|cũng|thì|đã|mới|chỉ|vừa|tự|đều|đang|không|chưa|là nơi))*(?=:|,? {_VERB}\b|\s*(?:với |gần |hơn |trên )?$)"
)
_OTHER_SUBJECT = re.compile(
    rf"{_LEAD}(?:(?:toàn|cả) (?P<again>tỉnh|huyện|thành phố|thị xã|quận|xã|đảng bộ|đảng|khối|ngành)|các(?! (?:chỉ tiêu|nội dung))|cấp ủy (?:các cấp|cơ sở)|tỉnh(?! đã)|"
    r"tòa án|viện kiểm sát|công an|bộ đội|(?:ban chỉ huy|bộ chỉ huy|cơ quan) quân sự|trung tâm|ban [^\d,;]{0,40}(?:ủy|đảng)|ủy ban|(?:các )?đoàn thể)(?!\w)"
)
"""What begins a clause about another body than those before it, though its words are no scope."""
_NO_BODY = re.compile(r"(?<!\w)(?:bí thư|chủ tịch|trưởng|chủ nhiệm|đồng chí|phụ trách)(?!\w)")
_OFFICE = re.compile(r"(?:đảng ủy|huyện ủy|thành ủy|thị ủy|tỉnh ủy|ban thường vụ|ubkt|ủy ban kiểm tra)(?!\w)(?! viên)|chi bộ$")
_KIND = re.compile(
    r"(?:quận|huyện|thị xã|thành phố|tp\.?|xã|phường|thị trấn|khối|đảng bộ|chi bộ|công ty|trường|bản|thôn|ấp|buôn|làng)(?!\w)"
)
_INSPECTORS = re.compile(r"ủy ban kiểm tra|ubkt")
_OFFICES = frozenset({"đảng", "tỉnh", "huyện", "thành", "thị", "khối", "ủy", "uỷ", "ban", "ubkt", "ubnd", "kiểm", "tra"})
_JOINED = re.compile(r"(?:cấp ủy|tổ chức đảng|chi bộ|ban thường vụ|(?:tỉnh|huyện|thành|thị|đảng) ủy)(?: các cấp)?(?:,| và) $")
_PLACE = re.compile(
    rf"(?:^|[,;:.] |(?:và|còn|riêng|ở|tại|như) )(?P<name>(?:[{UPPER}][{LOWER}]+ ){{1,3}}[{UPPER}][{LOWER}]+)(?: (?:có|kết nạp|đạt|với|được|là))?:? $"
)
_NAMES_BEFORE = re.compile(rf"[{UPPER}][{LOWER}]+ và $")
"""A list of places that are counted together: `Tân Dân, Dữu Lâu và Nông Trang có 75 đảng viên`."""
_BEFORE = 40
_CLAUSES = re.compile(r"[,;:.] |\s[-–] ")
_NAME_BEHIND = re.compile(rf"(?: [{UPPER}]\w+)+$")
_OWN_KIND_WORDS = "đảng bộ ủy ban thường vụ chấp hành tỉnh huyện thành phố thị xã quận phường trấn khối toàn"
_OWN_KINDS = frozenset(_OWN_KIND_WORDS.split())
_KIND_ENDS = re.compile(
    r"(?:trường|công ty|học viện|bệnh viện|viện|sở|cục|tỉnh|huyện|thành phố|thị xã|quận|xã|phường|khối|công an|quân sự|biên phòng)$"
)
_ANY_PARTY = frozenset({"đảng", "bộ", "ủy"})
_LEVELS = ("tỉnh", "huyện", "thành", "thị xã", "thị ủy", "thị trấn", "quận", "phường", "khối", "xã")


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
        return None if found is None or self.is_own(found) or "ban thường vụ" in found.of(self._context.low) else found

    def is_body(self, span: Span) -> bool:
        """Whether words name a body, by the kind of its office or by its own name, rather than a group of people."""
        words = span.of(self._context.article.text).split()
        low = span.of(self._context.low)
        return bool(_OFFICE.match(low)) or (_is_named(words) and (words[0][0].isupper() or bool(_KIND.match(low))))

    def _place(self, left: Span) -> Span | None:
        """A place that stands in a list by its name alone: `Bố Trạch 412, Minh Hóa 118`."""
        text = self._context.article.text
        found = _PLACE.search(text, left.start, left.end)
        if found is None or _NAMES_BEFORE.search(text, max(0, found.start() - _BEFORE), found.start("name")):
            return None
        return Span(*found.span("name"))

    def _subject(self, decision: Decision) -> Span | None:
        """The subject of the nearest clause that names one, unless a clause between speaks of another body."""
        left, low = decision.slot.left, self._context.low
        begin = max(decision.sentence.span.start, left.end - _REACH)
        clauses = [mark.end() for mark in _CLAUSES.finditer(low, begin, left.end)]
        again = ""
        for start in (left.start, *reversed(clauses), begin):
            found = _SCOPE.match(low, start, left.end)
            if found is None:
                if other := _OTHER_SUBJECT.match(low, start, left.end):
                    if other["again"] is None:
                        return None
                    again = again or other["again"]
                continue
            span = Span(found.start("body"), found.start("body") + len(found["body"].rstrip()))
            words = span.of(self._context.article.text).split()
            ends_clause = found.end("body") < start + len(low[start : left.end].rstrip())
            if len(words) < _LEAST_BODY and ends_clause:
                again = again or span.of(low)
            elif ends_clause or words[-1][0].isupper() or _KIND_ENDS.search(span.of(low)):
                named = len(words) >= _LEAST_BODY and (self._is_inspector(span) or _is_named(words))
                return span if named and not _NO_BODY.search(span.of(low)) and _refers_to(again, span.of(low)) else None
        return None

    def _is_inspector(self, span: Span) -> bool:
        """Whether an inspection committee acts alone: `cấp ủy, UBKT các cấp` are all there are."""
        low = self._context.low
        alone = not _JOINED.search(low, max(0, span.start - 20), span.start) and " và " not in span.of(low)
        return alone and bool(_INSPECTORS.match(span.of(low)))

    def is_own(self, span: Span) -> bool:
        """Whether words name the body that the article is about: by its kind alone, or by its name with a kind of its level."""
        own = self._document.fields.get("organization")
        words = span.of(self._context.low)
        if re.search(r"(?:đảng bộ|toàn) (?:tỉnh|huyện|khối|thành phố|thị xã)$|^đảng ủy khối$", words):
            return True
        if own is None:
            return False
        body = own.of(self._context.article.text) if isinstance(own, Span) else own.value
        return _is_part_of_name(words.removeprefix("đảng ủy "), body) or _bears_name_of(span.of(self._context.article.text), body)


def _refers_to(again: str, body: str) -> bool:
    """Whether a short form such as `toàn xã`, `Đảng bộ`, `Công ty` may stand for a body named before it: none of its words is of another kind."""
    if "bộ" in again.split() and _INSPECTORS.match(body):
        return False
    return (set(again.split()) - _ANY_PARTY).issubset(body.split())


def _is_part_of_name(words: str, body: str) -> bool:
    """Whether folded words stand in the name of a body, and are not cut from a longer name: `xã Đông` of `xã Đông Sơn`."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", fold(body))
    if found is None:
        return False
    cut = body[found.end() : found.end() + 2].strip()[:1].isupper()
    return not cut or bool(_KIND_ENDS.search(words))


def _bears_name_of(words: str, body: str) -> bool:
    """Whether both end in one name, before which only words of a party body of one level stand."""
    names = [found[0] if (found := _NAME_BEHIND.search(one)) else "" for one in (words, body)]
    kinds = [fold(one.removesuffix(name)) for one, name in zip((words, body), names, strict=True)]
    levels = [next((level for level in _LEVELS if level in kind), None) for kind in kinds]
    same_name = bool(names[0]) and fold(names[0]) == fold(names[1])
    return same_name and _OWN_KINDS.issuperset(kinds[0].split()) and (levels[0] is None or levels[1] is None or levels[0] == levels[1])
