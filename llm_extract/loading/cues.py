"""The wording of page furniture on Vietnamese sites: which lines are furniture, and which open a box of it.

All patterns are matched against folded text (`locales.vi.fold`): lower case, straight quotes, the older tone placement.
No pattern nests repeats, and every line is at most `LONGEST` characters, so matching takes time linear in the text.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from llm_extract.models import RegionKind

LONGEST = 400
_HEADING, _ROW, _BAR, _NOTICE = 60, 80, 160, 250
_BULLETS = " \t•*·+-–—▪◦○●■□❖➢✓✔|:.…#=_~"
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")


def _phrases(*phrases: str) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)")


def _one_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})(?: ?\(?\d{{1,6}}\)?)?")


HEADINGS: dict[RegionKind, re.Pattern[str]] = {
    "counter": _one_of(
        r"thống kê (?:lượt )?truy cập", r"thống kê website", r"(?:số |tổng )?(?:lượt |số )?truy cập", r"bộ đếm(?: truy cập)?",
        r"số người (?:đang )?(?:truy cập|online)", r"khách (?:truy cập|trực tuyến|online)", r"đang (?:truy cập|trực tuyến|online)",
    ),
    "poll": _one_of(
        r"thăm dò(?: ý kiến| dư luận)?", r"(?:góc )?bình chọn", r"khảo sát ý kiến(?: bạn đọc)?", r"trưng cầu ý kiến", r"phiếu thăm dò",
    ),
    "weather": _one_of(
        r"(?:dự báo |thông tin )?thời tiết(?: hôm nay| ngày mai)?", r"thông tin cần biết", r"thông tin tiện ích", r"tiện ích",
    ),
    "advert": _one_of(
        r"(?:bảng )?(?:tỷ giá|tỉ giá)(?: ngoại tệ| hối đoái)?", r"giá vàng(?: sjc| hôm nay| trong nước| thế giới)?",
        r"(?:tỷ giá|tỉ giá) ?[-&/,] ?giá vàng", r"giá vàng ?[-&/,] ?(?:tỷ giá|tỉ giá|ngoại tệ)",
        r"(?:kết quả )?xổ số(?: kiến thiết| miền \w+)?",
        r"chứng khoán", r"thị trường (?:vàng|chứng khoán|ngoại tệ)",
    ),
    "comment": _one_of(
        r"bình luận(?: \(\d+\))?", r"(?:các )?ý kiến(?: bạn đọc| độc giả| của bạn| phản hồi)",
        r"(?:gửi|viết|thêm|để lại)(?: một| lời)? (?:bình luận|ý kiến|phản hồi|nhận xét)(?: mới| của bạn)?",
        r"phản hồi(?: của bạn| từ bạn đọc)?", r"thông tin bạn đọc", r"bạn đọc (?:bình luận|phản hồi|nói gì)", r"ý kiến \(\d+\)",
        r"trả lời hủy",
        r"comments?", r"leave a (?:reply|comment)",
    ),
    "related": _one_of(
        r"(?:các )?(?:tin|bài|bài viết|tin bài|tin tức|tin,? bài|bài báo)(?: có)? (?:liên quan|khác|cùng chuyên mục|cùng mục|cùng loại|"
        r"mới hơn|cũ hơn|đã đưa|đã đăng|nổi bật|mới|mới nhất|mới đăng|mới cập nhật|đọc nhiều|đọc nhiều nhất|xem nhiều|xem nhiều nhất|"
        r"nóng|tiếp theo|trước đó)",
        r"(?:xem|đọc) thêm", r"(?:có thể )?bạn (?:có thể )?quan tâm",
        r"(?:được )?(?:đọc|xem|quan tâm)(?: nhiều)?(?: nhất)(?: tuần| ngày| tháng)?", r"(?:đọc|xem) nhiều", r"cùng chuyên mục",
        r"liên quan", r"tiêu điểm", r"tin tiêu điểm", r"mới nhất", r"mới cập nhật", r"dòng sự kiện",
        r"văn bản (?:mới|pháp luật|pháp quy|chỉ đạo|chỉ đạo điều hành|chỉ đạo, điều hành|mới ban hành)",
        r"thông báo mới", r"(?:thư viện|phóng sự|album) (?:ảnh|video|hình ảnh)", r"video(?: clip)?(?: nổi bật| mới)?", r"media",
        r"multimedia", r"liên kết(?: website| web| trang| nhanh)",
        r"từ khóa", r"tags?", r"chủ đề liên quan", r"sự kiện nổi bật", r"tin trong nước", r"tin thế giới",
        r"related(?: posts| news| articles)?",
    ),
}  # fmt: skip

_COUNTER_LABELS = _phrases(
    "đang online", "online", "hôm nay", "hôm qua", "trong ngày", "trong tuần", "tuần này", "tuần trước", "trong tháng", "tháng này",
    "tháng trước",
    "trong năm", "năm nay", "tất cả", "tổng", "tổng số", "tổng cộng", "lượt", "lượt xem", "lượt truy cập", "lượt đọc", "lượt thích",
    "đang xem",
    "đang truy cập", "đang trực tuyến", "trực tuyến", "truy cập", "số", "khách", "khách viếng thăm", "thành viên", "người",
    "máy chủ tìm kiếm", "hiện tại",
    "hiện có", "views?", "view", "lần", "đã xem", "xem", "số lượt xem", "số lần xem", "số lần đọc", "đọc", "visitors?", "hits?",
    "ip của bạn", "bài viết", "tin",
    "ngày hôm qua", "ngày hôm nay", "ngày", "tuần", "tháng", "trang", "của", "này", "thống kê",
)  # fmt: skip
_COUNTER_SURE = _phrases(
    "online",
    "truy cập",
    "lượt xem",
    "lượt đọc",
    r"đọc \d+ lượt",
    "đang xem",
    "trực tuyến",
    "views?",
    "đã xem",
    "số lần xem",
    "số lần đọc",
    "visitors?",
    "khách viếng thăm",
)
_COUNTER_TIMES = _phrases("hôm nay", "hôm qua", "trong tuần", "tuần này", "tuần trước", "trong tháng", "tháng này", "tháng trước", "tất cả")

_SHARE_LABELS = _phrases(
    "chia sẻ", "facebook", "zalo", "twitter", r"google\+?", "linkedin", "pinterest", "telegram", "messenger", "youtube", "tiktok",
    "instagram", "viber",
    "e-?mail", "gmail", "in", "in bài viết", "in bài", "in trang", "in tin", "in trang này", "in bài này", "bản in", "print", "cỡ chữ",
    "chữ", "cỡ", "kích thước",
    "lớn", "nhỏ", "to", "mặc định", "a", "copy link", "copy", "link", "sao chép", "sao chép liên kết", "liên kết", "lưu", "lưu bài",
    "lưu bài viết", "thích", "like",
    "share", "tweet", "gửi", "gửi bài", "gửi email", "gửi cho bạn bè", "gửi tới bạn bè", "gửi bài viết", "bài viết", "bài", "này", "lên",
    "qua", "theo dõi", "nghe",
    "nghe đọc bài", "nghe bài viết", "nghe audio", "đọc bài", "giọng nam", "giọng nữ", "trên", "google news", "báo", "tăng", "giảm",
    "tăng cỡ chữ", "giảm cỡ chữ",
    "bình luận", "tin", "trang", "xuất bản", "pdf", "x", "mạng xã hội", "theo dõi chúng tôi", "chúng tôi",
)  # fmt: skip
_SHARE_SURE = _phrases(
    "chia sẻ", "facebook", "zalo", "twitter", "in bài viết", "in bài", "in trang", "in trang này", "bản in", "print", "cỡ chữ",
    "copy link", "share", "tweet",
    "lưu bài", "lưu bài viết", "gửi email", "gửi cho bạn bè", "nghe đọc bài", "nghe bài viết", "google news", "tăng cỡ chữ", "linkedin",
    "pinterest", "telegram",
)  # fmt: skip

_SECTIONS = frozenset({
    "trang chủ", "chính trị", "kinh tế", "xã hội", "văn hóa", "thể thao", "pháp luật", "quốc tế", "thế giới", "trong nước", "giáo dục",
    "y tế", "sức khỏe",
    "đời sống", "multimedia", "media", "video", "ảnh", "liên hệ", "giới thiệu", "tin tức", "thời sự", "xây dựng đảng", "e-magazine",
    "emagazine", "podcast",
    "infographic", "infographics", "longform", "english", "tiếng việt", "quốc phòng", "an ninh", "quốc phòng - an ninh",
    "an ninh - quốc phòng", "bạn đọc", "du lịch",
    "khoa học", "công nghệ", "khoa học - công nghệ", "môi trường", "giải trí", "nông nghiệp", "nông thôn mới", "doanh nghiệp",
    "chuyển đổi số", "cải cách hành chính",
    "văn bản", "thông báo", "tin trong tỉnh", "trong tỉnh", "địa phương", "phóng sự", "bình luận", "chuyên đề", "chuyên mục",
    "đất và người", "truyền hình",
    "phát thanh", "báo in", "văn hóa - xã hội", "văn hóa - thể thao", "kinh tế - xã hội", "công đoàn", "phụ nữ", "mặt trận", "đoàn thể",
    "home", "rss", "sơ đồ site",
    "sitemap", "đăng nhập", "đăng ký", "tìm kiếm", "menu", "thư viện", "hỏi đáp", "tư liệu", "học tập và làm theo bác", "đảng - đoàn thể",
    "dân vận", "tuyên giáo",
    "kiểm tra - giám sát", "nội chính", "tổ chức", "tổ chức xây dựng đảng", "lịch công tác", "góp ý", "diễn đàn", "quảng cáo", "đặt báo",
})  # fmt: skip
_NAVIGATION = re.compile(
    r"(?:<+|«|‹|\[)? ?(?:(?:trở |quay )?(?:về|lại)(?: đầu)?(?: trang)?(?: trước| chủ| đầu)?|trang (?:trước|sau|đầu|cuối|chủ|kế)|"
    r"(?:lên )?đầu trang|xem tiếp|tiếp theo|"
    r"bài (?:trước|sau|kế tiếp)|sơ đồ (?:site|trang)|site ?map|danh mục(?: chính)?|chuyên mục|menu|back to top|next|"
    r"previous)(?: ?(?:>+|»|›|\]))?"
)
_PAGES = re.compile(
    r"(?:\[\d{1,3}\][ ,|]*+){2,}(?:(?:trang )?(?:sau|cuối|kế)|tiếp(?: theo)?)?"
    r"|(?:\d{1,3}[ ,|]++){2,}(?:(?:…|\.{3}) ?)?trang (?:sau|cuối|kế)"
)
"""`[1] [2] [3] Trang sau`: the pages that a long article is cut into."""
_DIVIDERS = re.compile(r"[|»›>•·/]|\t|(?<=\s)\"(?=\s)")  # folding makes a plain quotation mark of `»`
_HOME = frozenset({"trang chủ", "trang nhất", "home"})

_POLL = re.compile(
    r"\(\d+ (?:bỏ phiếu|phiếu bầu|lượt bình chọn|votes?)\)|đánh giá (?:mục|bài viết|tin) này$|"
    r"(?:thăm dò(?: ý kiến)?|bình chọn|khảo sát|trưng cầu ý kiến)\s*:.*(?:\?|phiếu|lượt|\d ?/ ?5)|"
    r"(?:đánh giá|xếp hạng|chấm điểm)(?: bài viết| tin bài| trung bình)?\s*:? ?\d(?:[.,]\d)? ?(?:/ ?5|sao)|"
    r"\d(?:[.,]\d)? ?(?:★|⭐|sao|/ ?5) ?\(?[\d.]+ (?:lượt|phiếu|đánh giá)|"
    r"(?:bạn|theo bạn|quý vị)(?!\w)[^?]{0,100}\?[^%]{0,60}%.*%"
)

_PLACE_TEMPERATURE = re.compile(
    r"(?:(?:hôm nay|ngày mai|thời tiết) ?: )?"
    r"[^\d.;:]{2,40}:? ?-?\d{1,2}(?: ?[-/÷~] ?\d{1,2})? ?(?:°|º|độ )c?(?: ?[-/÷~] ?\d{1,2} ?(?:°|º|độ )c?)?(?![\w])"
)
_PAGE_CLOCK = re.compile(
    r"hôm nay(?:,|:| là)? ?(?:(?:thứ \w+|chủ nhật),? ?)?(?:ngày )?\d{1,2}(?:[/.-]| tháng )\d{1,2}(?:[/.-]|,? năm )\d{4}"
    r"(?:[ ,|-]{1,3}\d{1,2}[:h]\d{2}(?::\d{2})?)?"
)
"""The day on which a page is read."""
_WEATHER_START = re.compile(
    r"(?:(?:ngày|đêm|sáng|chiều|hôm nay|ngày mai|phía \w+|trời)[ ,:]+){0,3}(?:trời )?(?:nhiều mây|ít mây|mây thay đổi|có mây|có mưa|"
    r"không mưa|có lúc có mưa|trời nắng|nắng nóng|mưa rào|có nắng|nắng gián đoạn|nhiệt độ (?:thấp|cao) nhất|độ ẩm)"
)
WEATHER = re.compile(
    r"nhiều mây|ít mây|có mưa|mưa rào|rải rác|dông|gió (?:\w+ ){1,3}cấp \d|độ ẩm|\d ?(?:°|º)c|nhiệt độ|trời nắng|nắng nóng|tố,? lốc|"
    r"sét|gió giật|tầm nhìn|mưa đá|sương mù"
)

_CONTACT = re.compile(
    r"(?:địa chỉ )?(?:tòa soạn|trụ sở(?: chính| tòa soạn)?|địa chỉ|điện thoại(?: liên hệ)?|số điện thoại|đt|đtdđ|tel|mobile|"
    r"đường dây nóng|hotline|fax|e-?mail|thư điện tử|website|hộp thư|"
    r"liên hệ(?: quảng cáo| tòa soạn)?|phòng quảng cáo|văn phòng đại diện|quảng cáo)(?: \([^)]{1,30}\))? ?[:.] ?\S"
)
_CONTACT_CUES = re.compile(r"(?<!\w)(?:điện thoại|đt|tel|fax|hotline|đường dây nóng|e-?mail|website)(?!\w) ?:|\w@\w")
_LEGAL_START = re.compile(
    r"(?:©|\(c\)|copyright|bản quyền|giấy phép(?: hoạt động)?(?: báo chí| báo điện tử| xuất bản| thiết lập|"
    r" trang thông tin(?: điện tử)?| ttđt| mxh)?(?: tổng hợp)?(?: trên (?:mạng|internet))? ?(?:số|:)|gp số|"
    r"(?:đề nghị |vui lòng |yêu cầu )?ghi rõ nguồn|cơ quan chủ quản ?:|cơ quan ngôn luận|(?:phó )?tổng biên tập ?:|"
    r"(?:người )?chịu trách nhiệm(?: chính| nội dung| xuất bản)? ?:|"
    r"trưởng ban biên tập ?:|(?:thiết kế|phát triển|xây dựng) (?:bởi|và phát triển)|powered by|all rights reserved|không sao chép)"
)
_LEGAL_INSIDE = re.compile(
    r"\d/gp-(?:bttt|btttt|ttđt|bvhtt|bc|stttt|ptth|cbc|xbbc)|©|all rights reserved|bản quyền (?:thuộc|của|nội dung)|giữ bản quyền|"
    r"ghi rõ nguồn"
)

_COMMENT_FORM = re.compile(
    r"(?:còn (?:lại )?|tối đa )[\d.]+ ký tự|xem (?:thêm|tất cả) (?:\d+ )?bình luận|"
    r"email của bạn sẽ không|trường bắt buộc|đăng nhập để (?:bình luận|gửi|tham gia)|chưa có (?:bình luận|"
    r"ý kiến)|sẽ được (?:biên tập|kiểm duyệt)|"
    r"nhập (?:tiếng việt|bình luận|nội dung)|tiếng việt có dấu|mã (?:xác nhận|bảo mật|captcha)|hiển thị công khai|đóng lưu thông tin|"
    r"bạn (?:cần|phải|hãy) đăng nhập|"
    r"^(?:bình luận|lượt thích|thích|chia sẻ) ?: ?\d|"
    r"^họ (?:và )?tên ?[:*]|^(?:gửi |viết )?(?:ý kiến|bình luận) ?\(\d+\)|^\(\d+\) (?:ý kiến|bình luận)$|"
    r"^nội dung(?: bình luận)? ?[:*]?$|^gửi đi$|be the first to comment"
)
_COMMENT_STAMP = re.compile(
    r"[^\d():.;]{2,40}(?:\([\d:h/.,\- ]{5,25}(?: ?gmt\+7)?\) ?[:\-]|- \d{1,2}[:h]\d{2}(?:,? \d{1,2}/\d{1,2}(?:/\d{4})?)? ?:|"
    r"- \d{1,2}/\d{1,2}/\d{4},? \d{1,2}[:h]\d{2} ?:)"
)
_STAMP = re.compile(
    r"\d{1,2}(?::|h)\d{2}.{0,4}\d{1,2}[/-]\d{1,2}|\d{1,2}[/-]\d{1,2}[/-]\d{4}.{0,4}\d{1,2}(?::|h)\d{2}|\d+ (?:giờ|phút|"
    r"ngày|tháng) trước"
)
_FIRST_PERSON = re.compile(r"(?<!\w)(?:tôi|mình|em|cháu|theo tôi|ad|admin|bạn đọc|quá hay|cảm ơn)(?!\w)")

_RELATED_START = re.compile(
    r">>|=>|»|►|▶|(?:đọc|xem|tin) nhiều(?: nhất)? ?:|(?:xem|đọc) thêm ?:|(?:xem|đọc) tiếp ?:|"
    r"(?:các )?(?:tin|bài)(?: bài| viết)?(?: liên quan| cùng chuyên mục| khác| mới| nổi bật| nóng) ?:|từ khóa ?:|"
    r"tags? ?:|mời (?:bạn|quý|độc giả)[^.]{0,40} xem thêm"
)
_DATED_HEADLINE = re.compile(r"\((?:\d{1,2}:\d{2}[ ,|-]{0,3})?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:[ ,|-]{1,3}\d{1,2}[:h]\d{2}(?::\d{2})?)?\)$")
_TIMED_HEADLINE = re.compile(
    r"\((?:\d{1,2}[:h]\d{2}.{1,4}\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}.{1,4}\d{1,2}[:h]\d{2}(?::\d{2})?)\)$"
)

_ADVERT = re.compile(
    r"(?:kết quả )?xổ số[^.]{0,60}\d{3}.*|kqxs.*|covid-19[^.]{0,30}hôm nay ?:.*|"
    r"\[?\(?(?:quảng cáo|advertisement|nội dung (?:được )?tài trợ|tài trợ|sponsored|ads?)\)?\]?|"
    r"(?:đăng ký (?:nhận tin|theo dõi kênh|kênh)|tải (?:ứng dụng|app)|quét mã qr)[^.]{0,100}"
)
_MARKET_ROW = re.compile(
    r"(?:usd|eur|gbp|jpy|cny|aud|cad|chf|sgd|thb|krw|sjc|pnj|doji|vàng (?:sjc|nhẫn|miếng|9999|"
    r"24k)|(?:tỷ|tỉ) giá \w+|giá (?:vàng|xăng|cà phê|lúa|tiêu|heo hơi)(?: \w+)?|(?:cà phê|hồ tiêu|cao su|lúa|heo hơi) ?:)"
    r"(?: \([^)]{1,20}\))?(?!\w)[^.;\d]{0,12}\d|lãi suất (?:tiết kiệm|tiền gửi|huy động)[^.;]{0,40}\d%"
)
_MARKET_LABEL = re.compile(r"mua|bán|chuyển khoản|ngoại tệ|loại|vàng|giải|đvt|đơn vị|usd|eur|gbp|jpy|sjc|vn-?index|hnx|upcom")


def core(folded: str) -> str:
    """A line without the bullets, rules and colons around it."""
    return folded.strip(_BULLETS)


def heading_kind(folded: str) -> RegionKind | None:
    """The kind of box that a line opens, if it is nothing but the heading of one."""
    line, _, controls = core(folded).partition("|")
    if len(line) > _HEADING or _LETTER.search(_SHARE_LABELS.sub(" ", controls)):
        return None
    line = line.rstrip()
    return next((kind for kind, pattern in HEADINGS.items() if pattern.fullmatch(line)), None)


@lru_cache(maxsize=4096)
def line_kind(folded: str) -> RegionKind | None:
    """The kind of furniture that a line is by its own wording, wherever it stands."""
    if len(folded) > LONGEST:
        return None
    line = core(folded)
    return next((kind for kind, test in _LINE_TESTS if test(line, folded)), None)


def is_counter_row(folded: str) -> bool:
    """Whether a line holds nothing but labels of a visitor counter, and numbers."""
    return not _LETTER.search(_COUNTER_LABELS.sub(" ", folded))


def is_market_row(folded: str) -> bool:
    """Whether a line can stand in a box of exchange rates, gold prices or lottery numbers."""
    return bool(_DIGIT.search(folded) or _MARKET_LABEL.match(core(folded)))


def is_comment(folded: str) -> bool:
    """Whether a line shows by name and time, or by speaking of itself, that a reader wrote it."""
    return bool(_COMMENT_STAMP.match(folded) or _FIRST_PERSON.search(folded[:200]))


def is_stamp(folded: str) -> bool:
    """Whether a short line is the name and time above a reader's comment."""
    return len(folded) <= _HEADING and bool(_STAMP.search(folded))


def is_section(folded: str) -> bool:
    """Whether a line is nothing but the name of a section of a site."""
    return core(folded) in _SECTIONS


def is_dated_headline(folded: str) -> bool:
    """Whether a line is a headline with its date in brackets behind it."""
    return bool(_DATED_HEADLINE.search(folded[-40:]))


def _counter(line: str, _: str) -> bool:
    if not _DIGIT.search(line) or not is_counter_row(line):
        return False
    return bool(_COUNTER_SURE.search(line)) or len(_COUNTER_TIMES.findall(line)) > 1


def _share(line: str, folded: str) -> bool:
    rest = _COUNTER_LABELS.sub(" ", _SHARE_LABELS.sub(" ", line))
    return len(folded) <= _BAR and bool(_SHARE_SURE.search(line)) and not _LETTER.search(rest)


def _navigation(line: str, folded: str) -> bool:
    if _NAVIGATION.fullmatch(line) and ("trang" in line or folded[0] in "<«‹[" or line in _SECTIONS):
        return True
    if _PAGES.fullmatch(folded) or _PAGE_CLOCK.fullmatch(line):
        return True
    parts = [part for part in (piece.strip(_BULLETS) for piece in _DIVIDERS.split(folded)) if part]
    found = sum(part in _SECTIONS for part in parts)
    trail = bool(parts) and parts[0] in _HOME and len(folded) <= _BAR
    return trail or (found > 1 and found * 2 >= len(parts))


def _weather(line: str, folded: str) -> bool:
    if _PLACE_TEMPERATURE.match(line) and len(folded) <= _BAR:
        return True
    return bool(_WEATHER_START.match(line)) and len(set(WEATHER.findall(line))) > 1


def _contact(line: str, folded: str) -> bool:
    return bool(_CONTACT.match(line)) or (len(folded) <= _NOTICE and len(_CONTACT_CUES.findall(line)) > 1)


def _legal(line: str, folded: str) -> bool:
    return bool(_LEGAL_START.match(line)) or (len(folded) <= _NOTICE and bool(_LEGAL_INSIDE.search(line)))


def _comment(line: str, folded: str) -> bool:
    return bool(_COMMENT_STAMP.match(line)) or (len(folded) <= _NOTICE and bool(_COMMENT_FORM.search(line)))


def _related(line: str, folded: str) -> bool:
    return bool(_RELATED_START.match(folded)) or bool(_TIMED_HEADLINE.search(line[-40:]))


_LINE_TESTS: tuple[tuple[RegionKind, Callable[[str, str], bool]], ...] = (
    ("counter", _counter),
    ("share", _share),
    ("navigation", _navigation),
    ("poll", lambda line, _: bool(_POLL.match(line))),
    ("weather", _weather),
    ("contact", _contact),
    ("legal", _legal),
    ("comment", _comment),
    ("related", _related),
    ("advert", lambda line, _: bool(_ADVERT.fullmatch(line)) or (len(line) <= _ROW and bool(_MARKET_ROW.match(line)))),
)
