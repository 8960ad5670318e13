"""The indicators of Party-building reports: code, meaning, and the words that speak for each.

Cues are regular expressions over folded text (see `locales.vi.fold`). Codes and meanings follow the annotation guide.
"""

from collections.abc import Iterator
from dataclasses import replace

from llm_extract.tasks.base import Indicator

_SUBJECTS = {
    "orgs": ("tổ chức cơ sở đảng", "base Party organisations", {"orgs"}),
    "collectives": ("tập thể", "collectives", {"collectives"}),
    "cells": ("chi bộ", "Party cells", {"cells", "subcells"}),
    "committees": ("đảng bộ", "Party committees", {"committees"}),
    "members": ("đảng viên", "Party members", {"members", "cadre_members"}),
    "officials": ("cán bộ, lãnh đạo, quản lý", "officials", {"officials"}),
}
_GOOD_WORD = r"(?:chức trách,? )?(?:chức trách, )?(?:nhiệm vụ|nv)"
_JUDGED = r"(?:đánh giá|xếp loại|phân loại|phân tích chất lượng|bình xét)"

_LEVELS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "excellent": (
        "hoàn thành xuất sắc nhiệm vụ", "rated excellent",
        (rf"hoàn thành xuất sắc(?: {_GOOD_WORD})?", r"htxsnv", r"xuất sắc(?= nhiệm vụ)", r"(?:loại|mức|mức độ|xếp loại|đạt) \"?xuất sắc", r"hoàn thành (?:nhiệm vụ )?(?:ở mức )?xuất sắc"),
        (),
    ),
    "good": (
        "hoàn thành tốt nhiệm vụ", "rated good",
        (rf"hoàn thành tốt(?: {_GOOD_WORD})?", r"htt ?nv", r"(?:loại|mức|xếp loại|đạt) \"?(?:tốt|khá)(?!\w)"),
        (),
    ),
    "completed": (
        "hoàn thành nhiệm vụ", "rated completed",
        (rf"(?<!không )(?<!chưa )(?:(?<=mức )|(?<=loại )|)hoàn thành {_GOOD_WORD}(?! chính trị| được giao| kinh tế)", r"(?<!\w)(?<!ko )(?<!không )htnv", r"(?:loại|mức|xếp loại) \"?trung bình"),
        (),
    ),
    "failed": (
        "không hoàn thành nhiệm vụ, yếu kém", "rated failed",
        (rf"(?:không|chưa) hoàn thành(?: {_GOOD_WORD})?", r"(?<!\w)(?:k|ko |không )htnv", r"(?<!khắc phục )(?:loại |xếp loại |mức )?yếu,? ?kém", r"(?:loại|xếp loại|mức) \"?(?:yếu|kém)(?!\w)", r"vi phạm tư cách"),
        (),
    ),
    "strong": (
        "trong sạch, vững mạnh (thang cũ)", "clean and strong (older scale)",
        (r"trong sạch,? (?:và )?vững mạnh(?!,? (?:loại )?\"?tiêu biểu)", r"(?:đạt )?tsvm(?! tiêu biểu)"),
        (),
    ),
    "exemplary": (
        "trong sạch, vững mạnh tiêu biểu (thang cũ)", "exemplary (older scale)",
        (r"trong sạch,? (?:và )?vững mạnh,? (?:loại )?\"?tiêu biểu", r"tsvm tiêu biểu", r"(?:loại|mức|danh hiệu|đạt|số) \"?tiêu biểu"),
        (),
    ),
    "evaluated": (
        "được đánh giá, xếp loại", "evaluated",
        (rf"(?<!không )(?<!chưa )được (?!miễn|hoãn)(?:[^.;:()\d]{{0,50}} )?{_JUDGED}(?:, (?:xếp|phân) loại)?(?! (?:chất lượng )?(?:ở )?[\"']?(?:hoàn thành|trong sạch|xuất sắc|tốt|khá|yếu|loại|mức|đạt|không hoàn))", rf"(?:tham gia|tiến hành|thực hiện|tổ chức|dự|qua) (?:kiểm điểm,? ?(?:và )?)?{_JUDGED}", r"(?:đã |được |dự )kiểm điểm"),
        (r"xl(?!\w)", rf"(?<!không được ){_JUDGED}(?:, (?:xếp loại|phân loại))?(?: chất lượng)?"),
    ),
    "not_evaluated": (
        "không được đánh giá, xếp loại", "not evaluated",
        (rf"(?:không|chưa|miễn|được miễn|chưa thuộc diện|không thuộc diện|chưa đủ (?:điều kiện|thời gian)|không thuộc đối tượng|chưa đến kỳ|hoãn)(?: được| phải| thực hiện| tham gia| tiến hành)*(?: kiểm điểm,?)? {_JUDGED}", rf"(?:chưa|không|ko) {_JUDGED}"),
        (),
    ),
}  # fmt: skip


_SHORT_LEVELS = {
    "excellent": (r"xuất sắc",),
    "good": (r"(?:mức |loại |xếp )?(?<!không )(?<!thực hiện )(?<!làm )(?<!chấp hành )tốt", r"(?:mức |loại |xếp )?khá"),
    "completed": (r"(?<!không )(?<!chưa )hoàn thành", r"trung bình"),
    "failed": (r"(?:không|chưa) hoàn thành", r"yếu", r"kém"),
    "exemplary": (r"tiêu biểu",),
    "not_evaluated": (r"(?:được )?miễn (?:sinh hoạt|sh)",),
}
_RATING_TALK = r"hoàn thành|xếp loại|đánh giá|phân loại|mức|vững mạnh"
_COMMENDED = r"(?:khen thưởng|biểu dương|tuyên dương|tặng|giấy khen|bằng khen|tôn vinh)[^#]*#"


def _ratings() -> Iterator[Indicator]:
    for level, (vi, en, cues, weak) in _LEVELS.items():
        for subject, (subject_vi, subject_en, counts) in _SUBJECTS.items():
            yield Indicator(
                f"rating.{subject}.{level}", f"{subject_vi} {vi}", f"{subject_en}: {en}", frozenset(counts), cues, weak,
                short=_SHORT_LEVELS.get(level, ()), setting=_RATING_TALK, unless=(_COMMENDED,), subject=True,
            )  # fmt: skip


_PUNISHED = r"(?:bị (?:thi hành |xử lý )?kỷ luật (?:(?:bằng |với )?(?:hình thức |mức )?)?)?"
_REMOVED = r"(?:cách|cắt) (?:(?:hết|tất cả|toàn bộ|mọi) (?:các )?)?chức"
_REPRIMAND = r"kh(?:iể|iế|ể)n trách"
_PENALTIES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "reprimand": ("khiển trách", "reprimanded", (rf"{_PUNISHED}{_REPRIMAND}",)),
    "warning": ("cảnh cáo", "warned", (rf"{_PUNISHED}cảnh cáo",)),
    "removal": ("cách chức", "removed from office", (rf"{_PUNISHED}{_REMOVED}",)),
    "expulsion": ("khai trừ", "expelled", (rf"{_PUNISHED}khai trừ(?: ra khỏi đảng| khỏi đảng)?",)),
}
_FORM = rf"(?:{_REPRIMAND}|cảnh cáo|{_REMOVED}|khai trừ|buộc thôi việc|hạ bậc lương)"
_SEVERAL_FORMS = (
    rf"{_FORM}(?:,| hoặc| và| đến) {_FORM}[^;\d#]{{0,20}}#",
    rf"#[^;#\d]{{0,60}}{_FORM}(?:,| hoặc| và| đến) {_FORM}(?! (?:\d|đối với \d))",
)
"""One figure of several forms: `300 công chức bị cảnh cáo, cách chức hoặc buộc thôi việc`."""
_NO_FORM = (
    rf"(?! (?:(?:bằng |với )?(?:hình thức |mức )?)?(?:{_REPRIMAND}|cảnh cáo|{_REMOVED}|khai trừ)(?! \d|(?:,| hoặc| và| đến) {_FORM}))"
)
_DISCIPLINE = (
    rf"(?:thi hành|xử lý|bị|chịu|áp dụng|nhận)(?: hình thức)? kỷ luật{_NO_FORM}", rf"(?<!khiếu nại )(?<!tố cáo )kỷ luật(?: (?:đảng|về đảng))?{_NO_FORM}(?! của đảng|, kỷ cương)(?! cho)", r"(?:bị|đã) xử lý", r"xử lý(?= \d)",
    r"(?:ủy ban kiểm tra|ubkt)[^.;]{0,60} xử lý", rf"{_FORM}(?:,| hoặc| và| đến) {_FORM}(?= \d)",
)  # fmt: skip


_PARTY_BODIES = {
    **_SUBJECTS,
    "orgs": ("tổ chức đảng", "Party organisations", {"orgs"}),
    "members": ("đảng viên", "Party members", {"members", "cadre_members", "individuals"}),
}


def _discipline() -> Iterator[Indicator]:
    for subject, (subject_vi, subject_en, counts) in _PARTY_BODIES.items():
        name = f"discipline.{subject}"
        yield Indicator(
            name,
            f"{subject_vi} bị thi hành kỷ luật",
            f"{subject_en} disciplined",
            frozenset(counts),
            _DISCIPLINE,
            unless=(r"không còn", r"kiểm tra (?:việc )?(?:thi hành|xử lý) kỷ luật[^.;,#]{0,30}#"),
            subject=True,
        )
        for penalty, (vi, en, cues) in _PENALTIES.items():
            yield Indicator(
                f"{name}.{penalty}",
                f"{subject_vi} bị {vi}",
                f"{subject_en} {en}",
                frozenset(counts),
                cues,
                unless=_SEVERAL_FORMS,
                subject=True,
            )


def _control() -> Iterator[Indicator]:
    seen = {
        "inspection": (
            "được kiểm tra", "inspected",
            (r"(?<!qua )(?<!sau )kiểm tra,? (?:và )?giám sát", r"(?:qua|sau) kiểm tra(?:,? giám sát)?(?: đối với)?(?= (?:trên |gần |hơn )?\d)", r"(?:được |tiến hành |đã |tự |phúc tra, )?(?<!ủy ban )(?<!qua )(?<!sau )kiểm tra(?! viên|,? khảo sát)(?! đảng ủy| tỉnh ủy| huyện ủy| thành ủy| thị ủy| các cấp| cơ sở)", r"dấu hiệu vi phạm"),
        ),
        "supervision": ("được giám sát", "supervised", (r"(?<!kiểm tra, )(?<!kiểm tra )(?<!kiểm tra và )(?<!qua )(?<!sau )giám sát(?: chuyên đề| thường xuyên)?", r"(?:qua|sau) giám sát(?: đối với)?(?= (?:trên |gần |hơn )?\d)")),
    }  # fmt: skip
    for family, (vi, en, cues) in seen.items():
        for subject, (subject_vi, subject_en, counts) in _PARTY_BODIES.items():
            yield Indicator(
                f"{family}.{subject}",
                f"{subject_vi} {vi}",
                f"{subject_en} {en}",
                frozenset(counts | ({"member_turns"} if subject == "members" else set())),
                cues,
                unless=(r"(?:ủy ban|ban|cán bộ) kiểm tra$", r"#[^#\d]{0,12}cán bộ (?:làm (?:công tác )?)?kiểm tra(?! \d)"),
                subject=True,
            )


def _commitments() -> Iterator[Indicator]:
    cues = (
        r"(?:đăng ký|ký|viết|làm|xây dựng|thực hiện)?(?: bản| kế hoạch)?,? ?cam kết", r"đăng ký (?:nội dung |việc |thực hiện |kế hoạch )?(?:học tập|làm theo|tu dưỡng|rèn luyện|phấn đấu|nêu gương|cam kết)",
        r"bản (?:cam kết|đăng ký)", r"tu dưỡng,? rèn luyện", r"(?:đăng ký|xây dựng kế hoạch)(?:[^.;\d]{0,40}) (?:làm theo|nêu gương)",
        r"đăng ký (?:học tập|làm theo)",
    )  # fmt: skip
    for subject, (subject_vi, subject_en, counts) in _SUBJECTS.items():
        yield Indicator(
            f"commitment.{subject}",
            f"{subject_vi} đăng ký, cam kết tu dưỡng, học tập và làm theo",
            f"{subject_en} that commit themselves",
            frozenset(counts),
            cues,
            subject=True,
            short=(r"đăng ký",),
            setting=r"làm theo|tu dưỡng|cam kết|nêu gương|hồ chí minh|học (?:tập )?bác",
        )


_ATTENDING = frozenset({"turns", "member_turns", "people", "members", "cadre_members", "officials", "masses", "learners", "individuals"})
_MEETINGS = frozenset({"conferences", "sessions", "classes"})
_ACTING = (
    (r"#[^,;:(]{0,45}?\b(?:tham gia|tham dự|dự(?! bị)|được|(?<!dự )bị|học(?! sinh)|đăng ký|kết nạp|hoàn thành|xếp loại|nhận|ký|vi phạm|chuyển|xin|đánh giá|ra khỏi|tiến hành|tổ chức đại hội|đại hội|đại biểu|"
    r"nộp|chịu|tự|phụ trách|kiểm điểm|khắc phục|rút kinh nghiệm|giữ chức|đạt (?:danh hiệu|giải|loại)|trong sạch|vững mạnh|yếu kém|giải thể|sáp nhập|tuổi)\b"),
    r"#[^,;:(]{0,40}\b(?:không|chưa) (?:có|đủ)\b",
    r"còn #[^,;:(]{0,60}\b(?:không|chưa|trắng|thiếu)\b",
    r"(?:của|thuộc|giữa|tới|đến(?: từ)?|(?<!thay mặt )(?<!đại diện )cho|(?<!sinh hoạt )(?:tại|ở)) #",
    r"(?:thực hiện|tiến hành|áp dụng|triển khai)(?: đối)? với (?:hơn |gần |trên |khoảng )?#",
)  # fmt: skip
_RAISED = r"(?:nâng|đưa) (?:[^.;\d]{1,60} )?lên"
_EXIST = r"(?:(?:thay mặt|đại diện)(?: cho)?|hiện có|hiện nay có|có|gồm|với|tổng số|quản lý|trực thuộc|hiện|nâng tổng số|đưa tổng số)"

_PENDING = r"(?:còn|chuyển kỳ sau|chưa giải quyết|tồn)(?: lại)?(?: [^#\d]{0,12})?#|#[^,;.]{0,16}(?:đang|chưa|tồn)"

_OTHERS: tuple[Indicator, ...] = (
    Indicator("structure.orgs", "tổ chức cơ sở đảng hiện có", "base Party organisations in being", frozenset({"orgs"}), cues=(_RAISED,), weak=(_EXIST,), unless=_ACTING, sole=frozenset({"orgs"})),
    Indicator("structure.committees", "đảng bộ cơ sở hiện có", "base Party committees in being", frozenset({"committees"}), cues=(_RAISED,), weak=(_EXIST,), unless=_ACTING, sole=frozenset({"committees"})),
    Indicator("structure.cells", "chi bộ cơ sở hiện có", "base Party cells in being", frozenset({"cells"}), cues=(_RAISED,), weak=(_EXIST,), unless=_ACTING, sole=frozenset({"cells"})),
    Indicator("structure.subcells", "chi bộ trực thuộc đảng ủy cơ sở hiện có", "cells below a base committee", frozenset({"subcells"}), cues=(_RAISED,), weak=(_EXIST,), unless=_ACTING, sole=frozenset({"subcells"})),
    Indicator(
        "structure.members", "đảng viên hiện có", "Party members in being", frozenset({"members", "people"}),
        cues=(r"(?:tổng số|toàn thể|đội ngũ) đảng viên", r"đảng viên đang sinh hoạt", r"(?:nâng|đưa) (?:tổng )?số đảng viên(?: [^.;\d]{0,60} lên)?"), short=(r"đảng viên[^.;,\d]{0,40}(?:lên|tăng lên)(?: tới| đến)?(?= (?:gần |hơn |trên |khoảng )?\d)", r"(?:số )?đảng viên(?! (?:mới|được|bị|kết nạp|hoàn thành|vi phạm|chuyển|xin))(?: [^.;,\d]{0,30})? (?:là|có|đạt)(?= (?:gần |hơn |trên |khoảng )?\d)"), setting=r"đảng viên", weak=(_EXIST, r"đảng viên dự bị(?! chuyển)"), unless=_ACTING,
        follows=frozenset({"structure.orgs", "structure.committees", "structure.cells", "structure.subcells"}),
    ),
    Indicator(
        "structure.founded", "tổ chức đảng thành lập mới", "newly founded Party organisations", frozenset({"orgs", "cells", "subcells", "committees"}),
        cues=(r"(?<!lúc )(?<!khi )(?<!ngày )(?:mới )?(?<!lúc mới )(?<!khi mới )thành lập(?: mới| được| thêm)*(?! đảng cộng sản)", r"(?:lập mới|lập thêm|ra mắt)", r"(?:được|mới) thành lập", r"(?<!lúc )(?<!khi )(?<!ngày )(?<!lúc mới )(?<!khi mới )thành lập"),
        unless=(r"#[^,;]{0,40}(?:chưa|được|không) (?:đánh giá|xếp loại)", r"(?:nâng|đưa)[^#;]{0,60} lên[^#;\d]{0,12}#"),
    ),
    Indicator(
        "membership.admitted", "đảng viên mới kết nạp", "members admitted", frozenset({"members", "people", "masses", "individuals", "officials"}),
        cues=(
            r"kết nạp(?: mới| được| thêm| đảng)*(?! đảng viên mới (?:và|cho))", r"phát triển(?: mới| được| thêm)+(?:(?= \d)| [^.;,\d]{0,14}đảng viên)", r"phát triển đảng viên(?: mới)?", r"(?<!lớp )đảng viên mới(?! kết nạp)",
            r"(?:đứng vào|vào) (?:hàng ngũ của )?đảng", r"phát triển(?: được)?(?= (?:hơn |gần |trên )?\d+(?:\.\d+)? (?:đảng viên|quần chúng))", r"tuyên thệ",
        ),
        unless=(r"cử(?: được)? #", r"bồi dưỡng[^.;#\d]{0,30}đối tượng kết nạp[^.;#\d]{0,16}#", r"bồi dưỡng(?:(?!kết nạp đảng viên)[^.;]){0,40}đảng viên mới", r"lớp[^.;]{0,30} (?:cho|dành cho) đảng viên mới", r"hồ sơ", r"#[^#,;]{0,24}đối tượng kết nạp", r"(?:cho|gồm|là) đối tượng kết nạp(?: đảng)?[^;#\d]{0,24}#", r"#[^;]{0,80}theo học", r"(?:mở|tổ chức|khai giảng)[^.;#\d]{0,20}(?:lớp|khóa)(?: [^\W\d#]+){0,3} (?:bồi dưỡng|học|tập huấn|tìm hiểu|nhận thức)(?: [^\W\d#]+){0,8} cho #"),
    ),
    Indicator(
        "membership.files_reviewed", "hồ sơ kết nạp được thẩm định", "admission files reviewed", frozenset({"files"}),
        cues=(r"thẩm định[^.;]{0,40}(?:kết nạp|đảng viên|vào đảng)", r"(?:xét|xem xét|tiếp nhận|thẩm tra|rà soát)(?:[^.;]{0,30}) hồ sơ(?: đề nghị| xin)? (?:kết nạp|vào đảng|đảng)", r"hồ sơ(?: đề nghị| xin| xét)?(?: công nhận)? (?:kết nạp|vào đảng|xin vào đảng|phát triển đảng)"),
        weak=(r"thẩm định", r"thẩm tra", r"xét duyệt"), unless=(r"#[^,;#]{0,24}(?:nhân sự|cấp ủy viên|cán bộ|bổ nhiệm)",),
    ),
    Indicator("membership.files_approved", "hồ sơ kết nạp đủ tiêu chuẩn", "admission files approved", frozenset({"files"}), cues=(r"đủ (?:các )?(?:tiêu chuẩn|điều kiện)", r"đạt yêu cầu", r"được (?:[^.;#\d]{0,30} )?(?:chuẩn y|phê duyệt|thông qua|chấp thuận|đồng ý|nhất trí)", r"(?:bảo đảm|đảm bảo) (?:tiêu chuẩn|điều kiện|yêu cầu)"), unless=(r"#[^#;,]{0,16}hồ sơ (?:thi hành|kỷ luật|cán bộ|nhân sự|đề nghị tặng|khen)", r"#[^#;]{0,90}chuyển sinh hoạt", r"#[^#;]{0,40}huy hiệu")),
    Indicator(
        "membership.official", "đảng viên dự bị chuyển chính thức", "probationers made full members", frozenset({"members", "people", "files", "cases"}),
        cues=(r"(?:được )?(?:chuyển|công nhận)(?: đảng)?(?: cho)?(?: (?:được|đảng viên|đảng viên dự bị|dự bị))*(?: \d+)?(?: [^.;,\d]{0,30})? chính thức", r"chuyển chính thức", r"công nhận chính thức", r"đảng viên chính thức", r"chuyển đảng"),
        unless=(r"#[^,;#]{0,24}chậm (?:chuyển|công nhận)",), implied=r"(?:đảng viên )?dự bị",
    ),
    Indicator(
        "membership.left", "đảng viên xin ra, bị xóa tên", "members who left or were struck off", frozenset({"members", "people", "cases"}),
        cues=(r"xó?a tên", r"xóa tên", r"xin ra(?: khỏi)?(?: đảng)?", r"(?:đưa|cho)(?: [^.;,]{0,30})? ra khỏi đảng", r"(?:rời|bỏ)(?: khỏi)? (?:đảng|sinh hoạt(?: đảng)?)", r"ra khỏi đảng", r"bỏ sinh hoạt"),
    ),
    Indicator("membership.growth", "tỷ lệ phát triển đảng viên", "growth of membership, percent", frozenset({"rate"}), cues=(r"tỷ lệ (?:phát triển|kết nạp)(?: đảng viên)?(?: mới)?", r"phát triển đảng viên(?: mới)?(?= (?:hằng năm |hàng năm |bình quân |hằng năm bình quân )?(?:đạt|từ|là|tăng|bình quân))", r"tốc độ phát triển")),
    Indicator("membership.badges", "Huy hiệu Đảng trao tặng", "membership badges awarded", frozenset({"badges", "members", "people", "cases", "turns", "member_turns"}), cues=(r"huy hiệu(?: đảng)?(?: \d+ năm)?", r"hhđ", r"truy tặng"), weak=(r"(?:mốc |tròn |loại |đủ )?[3-9][05] năm(?: tuổi đảng)?(?! (?:qua|nay|xây dựng|thành lập|ngày|đổi mới|thực hiện|liền))", r"phần thưởng (?:cao quý|này)", r"được (?:trao )?tặng(?! (?:giấy|bằng|quà))"), unless=(r"^(?:(?!huy hiệu|trao|tặng|hhđ)[^#])*#(?:(?!huy hiệu|trao|tặng|hhđ)[^#])*từ \d+ năm tuổi đảng", r"^(?:(?!huy hiệu|trao|tặng|hhđ)[^#])*từ \d+ năm tuổi đảng(?:(?!huy hiệu|trao|tặng|hhđ)[^#])*#"), sole=frozenset({"badges"})),
    Indicator(
        "congress.orgs", "tổ chức cơ sở đảng đã đại hội", "base organisations that held their congress", frozenset({"orgs", "committees", "collectives"}), subject=True,
        cues=(r"(?:tiến hành|tổ chức|hoàn thành|xong|đã|hoàn thành việc tổ chức|thành công)(?: thành công| xong| việc tổ chức)*(?: [^.;,\d]{0,20})? ?đại hội", r"đại hội(?: điểm| nhiệm kỳ| cơ sở| thành công)?(?! đảng bộ (?:tỉnh|huyện)| đại biểu toàn quốc| đảng toàn quốc| lần thứ)"),
    ),
    Indicator(
        "congress.cells", "chi bộ đã đại hội", "cells that held their congress", frozenset({"cells", "subcells"}), subject=True,
        cues=(r"(?:tiến hành|tổ chức|hoàn thành|xong|đã|hoàn thành việc tổ chức|thành công)(?: thành công| xong| việc tổ chức)*(?: [^.;,\d]{0,20})? ?đại hội", r"đại hội(?: điểm| nhiệm kỳ| cơ sở| thành công)?(?! đảng bộ (?:tỉnh|huyện)| đại biểu toàn quốc| đảng toàn quốc| lần thứ)"),
    ),
    Indicator(
        "training.classes", "lớp bồi dưỡng, tập huấn", "training classes", frozenset({"classes"}),
        cues=(r"(?:bồi dưỡng|tập huấn|đào tạo)", r"(?:mở|tổ chức|phối hợp mở)(?: được)?", r"lý luận chính trị"), sole=frozenset({"classes"}),
    ),
    Indicator(
        "training.participants", "học viên các lớp bồi dưỡng, tập huấn", "participants of training", frozenset({"learners"}) | _ATTENDING,
        cues=(r"học viên", r"người học", r"(?:bồi dưỡng|tập huấn|đào tạo)", r"(?:mở|tổ chức)(?: được)? \d+ (?:lớp|khóa)", r"tham gia (?:lớp|khóa)", r"theo học", r"\d+ lớp", r"cử(?: được)? \d+ [^.;,\d]{0,40}(?:học|tham gia|dự)(?: các)? (?:lớp|khóa)", r"(?:mở|tổ chức|khai giảng)(?: được)? (?:các )?(?:lớp|khóa)(?: [^\W\d]+){0,8} cho(?= \d)"), sole=frozenset({"learners"}), follows=frozenset({"training.classes"}),
    ),
    Indicator(
        "study.sessions", "cuộc học tập, quán triệt nghị quyết", "study sessions of resolutions", _MEETINGS,
        cues=(r"(?:học tập|nghiên cứu)(?:, (?:học tập|nghiên cứu))*,? (?:và )?(?:quán triệt|triển khai)", r"quán triệt", r"học tập(?! (?:và làm theo|tốt|bác|kinh nghiệm|tư tưởng|, làm theo))", r"(?:học tập|triển khai) (?:các )?(?:nghị quyết|chỉ thị|chuyên đề|văn bản)", r"tuyên truyền(?! viên)", r"phổ biến"),
    ),
    Indicator(
        "study.participants", "lượt người học tập, quán triệt", "attendances at study sessions", _ATTENDING,
        cues=(r"(?:học tập|nghiên cứu)(?:, (?:học tập|nghiên cứu))*,? (?:và )?(?:quán triệt|triển khai)", r"quán triệt", r"(?:học tập|triển khai|học) (?:các )?(?:nghị quyết|chỉ thị|chuyên đề|văn bản)", r"tuyên truyền(?! viên)", r"tham gia học tập", r"phổ biến"),
        follows=frozenset({"study.sessions", "conference.held"}), unless=(r"#[^;#,]{0,20}(?:thí sinh|dự thi)",),
    ),
    Indicator(
        "conference.held", "hội nghị, hội thi, buổi sinh hoạt chuyên đề đã tổ chức", "conferences and meetings held", frozenset({"conferences", "sessions"}),
        cues=(r"sinh hoạt(?: chuyên đề| chi bộ)?", r"đối thoại", r"báo cáo viên"), weak=(r"(?:tổ chức|duy trì|phối hợp|phục vụ)(?: được)?",), sole=frozenset({"conferences"}),
    ),
    Indicator(
        "documents.issued", "văn bản đã ban hành", "documents issued", frozenset({"documents"}),
        cues=(r"ban hành", r"(?:tham mưu|cụ thể hóa|xây dựng|soạn thảo|ra|ký)(?: [^.;,\d]{0,30})?", r"phát hành"), sole=frozenset({"documents"}),
        unless=(r"(?:nghiên cứu|tìm hiểu|học|nghe|giới thiệu|truyền đạt|giảng(?: dạy)?|với|gồm)(?: (?:được|các|những|hết|đủ|xong))* #[^.;#\d]{0,6}chuyên đề",),
    ),
    Indicator(
        "personnel.reviewed", "hồ sơ, trường hợp cán bộ được thẩm định", "personnel cases reviewed", frozenset({"files", "cases", "officials", "people", "turns", "member_turns"}),
        cues=(
            r"tiêu chuẩn chính trị", r"chính trị (?:nội bộ|hiện nay)", r"hiệp y", r"(?:thẩm định|thẩm tra|xác minh|kết luận|rà soát)[^.;]{0,50}(?:cán bộ|nhân sự|chính trị|bổ nhiệm|quy hoạch)", r"(?:thẩm định|xem xét|rà soát|thẩm tra)(?:[^.;]{0,20}) (?=\d)",
            r"bảo vệ chính trị", r"bổ nhiệm[^.;]{0,60}hồ sơ",
        ),
        unless=(r"kết nạp", r"vào đảng", r"quy hoạch(?: [^#\d]{0,12})?#"),
    ),
    Indicator("personnel.planned", "cán bộ được quy hoạch", "officials in succession plans", frozenset({"officials", "people", "cases", "turns", "member_turns", "cadre_members", "members"}), cues=(r"(?:đưa |bổ sung |phê duyệt |xây dựng |rà soát )*(?:vào )?quy hoạch(?! nhiệm kỳ)", r"nguồn quy hoạch", r"quy hoạch")),
    Indicator(
        "personnel.appointed", "cán bộ được bổ nhiệm, điều động, luân chuyển", "officials appointed or transferred", frozenset({"officials", "people", "cases", "turns", "member_turns", "cadre_members", "members", "rate"}),
        cues=(r"bổ nhiệm(?: lại)?", r"điều động", r"luân chuyển", r"biệt phái", r"giới thiệu (?:ứng cử|bổ nhiệm|bầu|nhân sự|cán bộ)", r"(?:chỉ định|phê chuẩn|chuẩn y|kiện toàn)(?: [^.;,\d]{0,30})?", r"bầu bổ sung"),
        unless=(r"(?:thôi giữ|nghỉ hưu|nghỉ chế độ|miễn nhiệm)(?:(?!bổ nhiệm|điều động|luân chuyển)[^;#\d]){0,40}#", r"#[^;#,]{0,16}đại biểu"),
    ),
    Indicator("discipline.violations", "vi phạm theo loại", "violations by kind", frozenset({"violations", "members", "people", "cases"}), cues=(r"(?:thiếu (?:tinh thần )?trách nhiệm|buông lỏng|cố ý làm trái|phẩm chất|đạo đức,? lối sống|(?:quản lý )?đất đai|tài chính|nguyên tắc tập trung|tham nhũng|không được làm|sinh con|nồng độ|mất đoàn kết|có khuyết điểm|để xảy ra)", r"vi phạm (?:về|trong|chính sách|quy định|nguyên tắc|đạo đức|pháp luật|phẩm chất|những điều|luật|kế hoạch hóa)", r"(?:sinh con thứ ba|cố ý làm trái|tham ô|đánh bạc|nồng độ cồn|(?:(?<=chính sách )|(?<=công tác )|(?<=luật )|(?<=vi phạm )|(?<=về ))dân số|dân số(?=[ ,-]+kế hoạch))", r"nội dung vi phạm", r"hành vi vi phạm"), by_kind=True),
    Indicator("complaints.received", "đơn thư tố cáo, khiếu nại tiếp nhận", "complaints received", frozenset({"complaints", "cases", "turns", "member_turns"}), cues=(r"(?:tiếp nhận|nhận|nhận được|phát sinh)(?: được)?", r"(?:tố cáo|khiếu nại)", r"phải giải quyết"), weak=(r"đơn thư",), unless=(_PENDING, r"#[^,;]{0,60}(?<!phải )(?<!cần )(?:giải quyết|được xem xét)", r"(?:đã|được) (?:xem xét, )?giải quyết[^#,;]{0,16}#", r"(?<!tiếp nhận và )(?<!tiếp nhận, )giải quyết (?:xong )?(?:đơn )?(?:tố cáo|khiếu nại)[^#,;.]{0,24}#"), sole=frozenset({"complaints"})),
    Indicator("complaints.resolved", "đơn thư đã giải quyết", "complaints resolved", frozenset({"complaints", "cases"}), cues=(r"(?:đã |được |kịp thời )*(?:xem xét, )?(?:giải quyết|xử lý xong|xử lý)(?: xong| dứt điểm| được)*", r"(?:đã|được) xử lý(?! kỷ luật)", r"được xem xét", r"chuyển (?:đến )?(?:cơ quan|các cơ quan)"), unless=(_PENDING, r"tiếp nhận(?:,| và) (?:xử lý|giải quyết)[^#]*#", r"(?:phải|cần|chờ|đang) (?:được )?(?:xem xét, )?giải quyết(?:(?!đã )[^#,;])*#", r"^(?:(?!giải quyết)[^#])*#[^#,;]{0,30}(?:phải|cần) (?:được )?giải quyết"), wider=(r"giải quyết (?:xong )?(?:đơn )?(?:tố cáo|khiếu nại)(?: kỷ luật(?: đảng)?)?(?: đối với)?(?= (?:\d|một |hai |ba ))",)),
    Indicator(
        "award.collectives", "tập thể được khen thưởng, biểu dương", "collectives commended", frozenset({"collectives", "units", "orgs", "cells", "subcells", "committees", "collective_certificates"}), subject=True,
        cues=(r"(?:khen thưởng|biểu dương|tuyên dương|tặng thưởng|tôn vinh|khen(?! ngợi))", r"(?:tặng|trao|nhận)(?: [^.;,\d]{0,20})?(?: giấy khen| bằng khen| cờ| danh hiệu)", r"trao giải", r"(?:tặng|trao)(?: cho)?(?= \d)", r"(?:giấy khen|bằng khen|cờ thi đua)"), sole=frozenset({"collective_certificates"}),
    ),
    Indicator(
        "award.individuals", "cá nhân được khen thưởng, biểu dương", "individuals commended", frozenset({"individuals", "members", "people", "officials", "cadre_members", "fellows", "households", "learners", "individual_certificates"}), subject=True,
        cues=(r"(?:khen thưởng|biểu dương|tuyên dương|tặng thưởng|tôn vinh|khen(?! ngợi))", r"(?:tặng|trao|nhận)(?: [^.;,\d]{0,20})?(?: giấy khen| bằng khen| cờ| danh hiệu| kỷ niệm chương)", r"trao giải", r"(?:giấy khen|bằng khen|cờ thi đua)"), sole=frozenset({"individual_certificates"}),
    ),
    Indicator(
        "award.any", "khen thưởng, biểu dương, không rõ tập thể hay cá nhân", "commendations of either kind", frozenset({"certificates", "exemplars", "cases", "models", "both"}),
        cues=(r"(?:khen thưởng|biểu dương|tuyên dương|tặng thưởng|tôn vinh|khen(?! ngợi))", r"(?:tặng|trao)", r"(?:giấy khen|bằng khen|cờ thi đua)", r"gương"), sole=frozenset({"certificates", "exemplars", "both"}),
    ),
    Indicator("welfare.houses", "nhà tình thương, tình nghĩa, đại đoàn kết", "houses given", frozenset({"houses"}), cues=(r"(?:xây dựng|xây|bàn giao|sửa chữa|hỗ trợ|trao|khởi công|làm|tặng)", r"(?:tình thương|tình nghĩa|đại đoàn kết|nhà ở)"), unless=(r"#[^,;.]{0,24}(?:trái|sai|không) phép",), sole=frozenset({"houses"})),
    Indicator(
        "welfare.funds", "tiền vận động, hỗ trợ an sinh", "welfare money", frozenset({"money"}),
        cues=(
            r"(?:vận động|ủng hộ|hỗ trợ|quyên góp|(?:đóng )?góp(?! vốn)|huy động|giúp đỡ|trao tặng|tặng|trao|trợ giúp|thăm hỏi|chăm lo|an sinh|quỹ|xã hội hóa)", r"(?:hộ nghèo|người nghèo|nhà ở|nhà tình|nhà đại đoàn kết|học bổng|khuyến học|khó khăn|chính sách|quà)",
        ),
        weak=(r"trị giá|kinh phí|số tiền",),
        unless=(r"(?:thu ngân sách|nợ đọng|doanh thu|tổng sản phẩm|thu nhập|giải ngân|đầu tư công|kim ngạch|xuất khẩu|tham nhũng|thu hồi|vốn đầu tư|giá trị sản xuất|đảng phí)",),
    ),
    Indicator("welfare.recipients", "người, hộ được giúp", "people and households helped", frozenset({"households", "people", "gifts", "masses", "turns", "member_turns"}), cues=(r"khám bệnh", r"phát thuốc", r"học bổng", r"phần quà", r"suất quà", r"(?:giúp đỡ|giúp|hỗ trợ|nhận đỡ đầu|đỡ đầu|phụng dưỡng|tặng quà|trao quà|thăm hỏi|thăm|chăm lo|(?:tặng|trao)[^.;\d]{0,20}(?:quà|học bổng|bò|xe))", r"(?:hộ nghèo|người nghèo|thoát nghèo|khó khăn|hoàn cảnh)")),
    Indicator("models.registered", "mô hình, cách làm đăng ký", "models registered", frozenset({"models"}), cues=(r"đăng ký",), weak=(r"(?:xây dựng|thực hiện|triển khai|duy trì)(?: được| mới)?",), wider=(r"đăng ký(?: [^.;,\d]{0,24})? (?:mô hình|cách làm)",), sole=frozenset({"models"}), unless=(r"#(?: số)? mô hình (?:đã )?đăng ký (?:được công nhận|có sản phẩm|đạt|phát huy)",)),
    Indicator("models.realized", "mô hình có sản phẩm, được công nhận", "models that bore fruit", frozenset({"models"}), cues=(r"(?:được )?công nhận", r"có sản phẩm", r"(?:phát huy|mang lại|đạt|có) hiệu quả", r"(?:được )?(?:nhân rộng|đánh giá|ghi nhận|nghiệm thu)", r"sản phẩm cụ thể"), follows=frozenset({"models.registered"})),
)  # fmt: skip

_ECONOMY = (
    r"(?:kinh tế )?tăng trưởng", r"thu (?:ngân sách|nhập)", r"sản lượng", r"năng suất", r"(?:tỷ lệ )?hộ nghèo (?:vẫn |chỉ |hiện )*(?:giảm|còn|kéo|xuống|đa chiều|chiếm)", r"giảm nghèo", r"tỷ lệ hộ nghèo", r"nông thôn mới", r"grdp", r"diện tích", r"giá trị (?:sản xuất|gia tăng)",
    r"kim ngạch", r"du khách", r"lượt khách", r"giải ngân", r"hiến (?:hơn |gần |trên )?[^;.]{0,16}(?:đất|m2|ha)", r"ngày công", r"(?:km|mét) đường", r"bê tông", r"vốn đầu tư", r"dân số", r"gia đình văn hóa", r"trường học?,? (?:đạt )?chuẩn", r"bảo hiểm y tế", r"biên chế", r"tai nạn",
    r"(?:thu|nộp) đảng phí", r"đường giao thông", r"kết luận(?: là)?(?: có)?(?: vi phạm)?(?= (?:là )?\d)", r"kết luận có vi phạm", r"(?:là )?có (?:vi phạm|khuyết điểm)(?! về)", r"đề tài", r"giới thiệu(?= [\d.]+ (?:đoàn viên|quần chúng|công nhân))", r"điểm nóng", r"giá vàng", r"phê bình(?!,? tự phê bình| việc)", r"(?<!mới )(?:được|đã) bầu(?: là| ra)?", r"kết quả bầu(?: cử)?", r"tái cử", r"(?:ban chấp hành|ban thường vụ|cấp ủy)[^.;\d]{0,50} tỷ lệ (?:cán bộ )?(?:nữ|trẻ)", r"cấp ủy khóa mới[^.,;\d]{0,30} (?:có|với)", r"lao động qua đào tạo",
    r"tỷ lệ (?:cán bộ |cấp ủy viên |ủy viên )?(?:nữ|trẻ)(?: tuổi)?(?: \([^()]*\))? (?:trong|tham gia) (?:ban|cấp ủy)", r"trắng\"? (?:đảng viên|chi bộ)", r"chuyển (?:đến |đi )?sinh hoạt(?: đảng)?", r"(?:phát|cấp|đổi) thẻ(?: đảng)?", r"đình chỉ sinh hoạt",
)  # fmt: skip
_IS_THERE = r"(?:hiện|hiện nay|nay|đảng bộ(?: [^#,;\d]{1,24})?|chi bộ(?: [^#,;\d]{1,24})?) có"
_OTHER = Indicator(
    "other",
    "số liệu khác của báo cáo",
    "any further figure of the report",
    frozenset({"thing", "enterprises", "residential", "staff", "fellows", "complaints"}),
    sole=frozenset({"staff", "fellows"}),
    wider=_ECONOMY,
    unless=(
        rf"{_IS_THERE}(?: hơn| gần| trên)? #(?: đảng viên| đv| chi bộ| đảng bộ| tổ chức| tccsđ)(?![^,;.]{{0,30}}(?:chưa|không|được|bị))",
    ),
    weak=(r"đoàn viên(?! (?:ưu tú|được kết nạp|là))", r"hội viên", r"công đoàn", r"phụ nữ (?:nghèo|tiết kiệm)"),
)


def _with_short_forms(indicator: Indicator) -> Indicator:
    """The same indicator, its cues open to how offices abbreviate: ĐV, TCCSĐ."""

    def widen(cues: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            cue.replace("đảng viên", "(?:đảng viên|đv)").replace("tổ chức cơ sở đảng", "(?:tổ chức cơ sở đảng|tccsđ|tccs đảng)")
            for cue in cues
        )

    return replace(
        indicator, cues=widen(indicator.cues), weak=widen(indicator.weak), short=widen(indicator.short), wider=widen(indicator.wider)
    )


INDICATORS: tuple[Indicator, ...] = tuple(
    map(_with_short_forms, (*_ratings(), *_OTHERS, *_control(), *_discipline(), *_commitments(), _OTHER))
)
