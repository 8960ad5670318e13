"""Ratings, inspection, supervision, discipline and commitments: codes made of a subject and a predicate."""

from collections.abc import Iterator

from training.generator.tables import Concept, Family

SUBJECTS = {
    "orgs": (
        "{tổ chức cơ sở đảng|TCCSĐ|tổ chức cơ sở Đảng|chi, đảng bộ cơ sở|chi bộ, đảng bộ cơ sở|tổ chức đảng|đảng bộ, chi bộ cơ sở|tổ chức cơ sở|chi, đảng bộ|tổ chức đảng cơ sở|tổ chức cơ sở đảng trực thuộc|cơ sở đảng}",
        "{tổ chức|tổ chức đảng|cơ sở|đơn vị|TCCSĐ|tổ chức cơ sở đảng}",
    ),
    "collectives": (
        "{tập thể|tập thể lãnh đạo, quản lý|tập thể lãnh đạo|tập thể Ban Thường vụ cấp ủy|tập thể cấp ủy|tập thể lãnh đạo các cơ quan|tập thể diện Ban Thường vụ {Tỉnh ủy|Huyện ủy} quản lý}",
        "{tập thể|đơn vị|tập thể lãnh đạo}",
    ),
    "cells": (
        "{chi bộ|chi bộ trực thuộc|chi bộ trực thuộc đảng ủy cơ sở|chi bộ cơ sở|chi bộ thôn, bản|chi bộ ấp, khu phố|chi bộ trực thuộc Đảng ủy|chi bộ nông thôn|chi bộ cơ quan|chi bộ bộ phận}",
        "{chi bộ|chi bộ|đơn vị}",
    ),
    "committees": (
        "{đảng bộ|đảng bộ cơ sở|đảng bộ trực thuộc|đảng bộ xã, phường, thị trấn|đảng bộ trực thuộc {Tỉnh ủy|Huyện ủy}|đảng bộ cấp trên trực tiếp cơ sở|đảng bộ xã|đảng bộ bộ phận}",
        "{đảng bộ|đơn vị|đảng bộ}",
    ),
    "members": (
        "{đảng viên|đảng viên|đảng viên|đồng chí đảng viên|cán bộ, đảng viên|ĐV}",
        "{đảng viên|đồng chí|đồng chí|người|ĐV|trường hợp|đ/c}",
    ),
    "officials": (
        "{cán bộ|cán bộ lãnh đạo, quản lý|cán bộ diện Ban Thường vụ {Tỉnh ủy|Huyện ủy|Thành ủy} quản lý|cá nhân cán bộ lãnh đạo, quản lý|cán bộ, công chức lãnh đạo|lãnh đạo, quản lý|cán bộ chủ chốt|cán bộ cấp ủy|cán bộ thuộc diện quản lý|cán bộ lãnh đạo}",
        "{cán bộ|đồng chí|cá nhân|người|trường hợp}",
    ),
}
"""The noun of each subject, and the shorter one once it is known what is spoken of."""

_TASK = "{nhiệm vụ|nhiệm vụ|nhiệm vụ|chức trách, nhiệm vụ|}"
LEVELS = {
    "excellent": (f"{{hoàn thành xuất sắc {_TASK}|hoàn thành xuất sắc nhiệm vụ|HTXSNV}}", "{hoàn thành xuất sắc|xuất sắc|hoàn thành xuất sắc nhiệm vụ|HTXSNV}"),
    "good": (f"{{hoàn thành tốt {_TASK}|hoàn thành tốt nhiệm vụ|HTTNV|hoàn thành tốt nhiệm vụ trở lên}}", "{hoàn thành tốt|tốt|hoàn thành tốt nhiệm vụ|HTTNV|khá}"),
    "completed": ("{hoàn thành nhiệm vụ|hoàn thành chức trách, nhiệm vụ|HTNV|mức hoàn thành nhiệm vụ|hoàn thành nhiệm vụ nhưng còn hạn chế{ về năng lực|}}", "{hoàn thành|hoàn thành nhiệm vụ|HTNV|trung bình}"),
    "failed": ("{không hoàn thành nhiệm vụ|chưa hoàn thành nhiệm vụ|KHTNV|yếu kém|loại yếu, kém|xếp loại yếu|không hoàn thành chức trách, nhiệm vụ}", "{không hoàn thành|không hoàn thành nhiệm vụ|yếu kém|yếu|chưa hoàn thành nhiệm vụ|kém}"),
    "strong": ("{trong sạch, vững mạnh|trong sạch vững mạnh|đạt trong sạch, vững mạnh|TSVM|đạt tiêu chuẩn trong sạch vững mạnh|“trong sạch, vững mạnh”|đạt danh hiệu trong sạch, vững mạnh}", "{trong sạch, vững mạnh|trong sạch vững mạnh|TSVM|vững mạnh}"),
    "exemplary": ("{trong sạch, vững mạnh tiêu biểu|trong sạch vững mạnh tiêu biểu|TSVM tiêu biểu|đạt trong sạch, vững mạnh tiêu biểu|tiêu biểu}", "{tiêu biểu|trong sạch, vững mạnh tiêu biểu|TSVM tiêu biểu}"),
}  # fmt: skip
_FIT = {"members": "{|đủ tư cách |đủ tư cách, }"}
_JUDGE = "{được đánh giá|được xếp loại|được đánh giá, xếp loại|được phân loại|xếp loại|đạt|được công nhận|đạt mức|ở mức|đạt loại|}"


def _rating(subject: str) -> Iterator[Concept]:
    noun, short = SUBJECTS[subject]
    high = {"members": 60_000, "officials": 1500, "cells": 3000}.get(subject, 900)
    for level, (words, brief) in LEVELS.items():
        said = _FIT.get(subject, "") + words if level in {"excellent", "good", "completed"} else words
        yield Concept(
            f"rating.{subject}.{level}",
            (
                f"{{có |}}# {noun} {_JUDGE} {said}~",
                f"{{có |}}# {noun} {said}~",
                f"{noun} {_JUDGE} {said} {{là|có|:}} # {short}~",
                f"số {noun} {_JUDGE} {said} {{là|có}} # {{{short}|}}~",
                f"{said} {{có|:|là|}} # {noun}~",
                f"{{xếp loại|mức|loại}} {brief} {{có |}}# {noun}~",
                f"{{cấp ủy |}}{{đánh giá|xếp loại|công nhận}} # {noun}~ {said}",
                f"# {noun} {{đạt|ở}} {{mức|loại}} {brief}~",
            ),
            nominals=(f"{noun} {said}", f"số {noun} {_JUDGE} {said}", f"tỷ lệ {noun} {said}"),
            nouns=short,
            percents=(
                f"#% {noun} {_JUDGE} {said}", f"tỷ lệ {noun} {_JUDGE} {said} {{đạt|chiếm|là}} #%", f"{noun} {said} {{đạt|chiếm|}} {{tỷ lệ |}}#%", f"{{có |}}#% {noun} {said}",
                f"{{đánh giá, xếp loại|xếp loại}} {noun} {said}{{:| đạt}} #%",
            ),
            zeros=(f"<rating.{subject}.{level} zero> {noun} {{nào |}}{{bị xếp loại |}}{said}",),
            high=high, group=f"rating.{subject}", targets=True, parted=True,
        )  # fmt: skip
    yield from _evaluated(subject, noun, short, high)


def _evaluated(subject: str, noun: str, short: str, high: int) -> Iterator[Concept]:
    judged = "{đánh giá, xếp loại|đánh giá, phân loại|đánh giá chất lượng|xếp loại|kiểm điểm, xếp loại|phân tích chất lượng|đánh giá|bình xét, xếp loại}"
    yield Concept(
        f"rating.{subject}.evaluated",
        (
            f"{{có |}}# {noun} {{được|tham gia|đã được}} {judged}~", f"{{đã |tiến hành |tổ chức |thực hiện |}}{judged} {{chất lượng |đối với |}}# {noun}~", f"số {noun} {{được|đã}} {judged} {{là|có}} # {{{short}|}}~",
            f"{noun} được {judged} {{là|có|:}} # {{{short}|}}~", f"{{tổng số |}}{noun} tham gia {judged}: # {{{short}|}}~", f"qua {judged} # {noun}~", f"# {noun} {{đủ điều kiện |thuộc diện |}}được {judged}~", f"cả # {noun} đều được {judged}",
        ),
        nominals=(f"số {noun} được {judged}",), nouns=short, percents=(f"#% {noun} {{được|đã}} {judged}", f"tỷ lệ {noun} được {judged} đạt #%"), high=high, group=f"rating.{subject}", targets=True,
    )  # fmt: skip
    why = "{do mới thành lập|do chưa đủ thời gian|do được miễn sinh hoạt|do mới chuyển đến|vì đi công tác xa|}"
    yield Concept(
        f"rating.{subject}.not_evaluated",
        (
            f"{{có |còn |}}# {noun} {{không|chưa}} {{được |}}{judged}~ {why}", f"{noun} {{không|chưa}} {{được |thuộc diện |}}{judged} {{là|có}} # {{{short}|}}~", f"số {{{noun}|}} {{chưa|không}} {judged} {{là|có|:}} # {short}~",
            f"{{có |}}# {noun} {{được miễn|miễn|hoãn|chưa đến kỳ|chưa đủ điều kiện|không thuộc diện|chưa đủ thời gian}} {judged}~", f"không {judged} {{đối với |}}# {noun} {why}", f"{{chưa|không|miễn}} {judged}{{:| có|}} # {{{short}|}}~",
        ),
        nominals=(f"số {noun} {{chưa|không}} {{được |}}{judged}",), nouns=short, percents=(f"#% {noun} {{chưa|không}} được {judged}",), zeros=(f"<rating.{subject}.not_evaluated zero> {noun} nào {{không|chưa}} được {judged}",), high=400, group=f"rating.{subject}",
    )  # fmt: skip


def _control_subject(subject: str) -> tuple[str, str]:
    orgs = (
        "{tổ chức đảng|tổ chức đảng|tổ chức đảng cấp dưới|lượt tổ chức đảng|cấp ủy, tổ chức đảng|tổ chức cơ sở đảng|tổ chức|tổ chức đảng trực thuộc}",
        "{tổ chức|tổ chức đảng}",
    )
    return orgs if subject == "orgs" else SUBJECTS[subject]


def _control() -> Iterator[Concept]:
    about = "{ về {thực hiện nhiệm vụ|thực hiện nghị quyết|công tác cán bộ|quy chế làm việc|trách nhiệm nêu gương|nguyên tắc tập trung dân chủ|thu, chi ngân sách|quản lý đất đai}| theo chương trình| khi có dấu hiệu vi phạm||||}"
    acts = {
        "inspection": ("{kiểm tra|kiểm tra|kiểm tra khi có dấu hiệu vi phạm|kiểm tra chấp hành|kiểm tra việc chấp hành nghị quyết đối với|kiểm tra, giám sát|kiểm tra việc thi hành kỷ luật|kiểm tra thu nộp đảng phí|kiểm tra tài chính đảng|kiểm tra thực hiện nhiệm vụ kiểm tra, giám sát}", "{kiểm tra|kiểm tra khi có dấu hiệu vi phạm|kiểm tra chấp hành Điều lệ Đảng}"),
        "supervision": ("{giám sát|giám sát chuyên đề|giám sát thường xuyên|giám sát|giám sát theo chuyên đề đối với}", "{giám sát|giám sát chuyên đề|giám sát thường xuyên}"),
    }  # fmt: skip
    for family, (verb, passive) in acts.items():
        for subject in SUBJECTS:
            noun, short = _control_subject(subject)
            yield Concept(
                f"{family}.{subject}",
                (
                    f"{{đã |tiến hành |tổ chức |}}{verb} {{được |đối với |}}# {noun}{about}~", f"{{có |}}# {noun} được {passive}{about}~", f"số {noun} {{được |}}{passive} {{là|có}} # {{{short}|}}~", f"{verb} {noun}: # {{{short}|}}~",
                    f"{passive} {{được |đối với |tại |ở |}}# {noun}", f"{passive} # lượt {noun}~", f"{{thực hiện|triển khai}} # {{cuộc|lượt}} {passive} {{đối với|tại}} {noun}", f"{noun} được {passive}: # {{{short}|}}",
                ),
                nominals=(f"số {noun} được {passive}", f"{noun} được {passive}"), nouns=short, percents=(f"{passive} #% {noun}", f"#% {noun} được {passive}"),
                zeros=(f"<{family}.{subject} zero> {noun} nào {{thuộc diện|được}} {passive}",) if subject in {"orgs", "members"} else (), high=4000, group="control", targets=True, parted=subject in {"orgs", "members"},
            )  # fmt: skip


PENALTIES = {
    "reprimand": ("{khiển trách|khiển trách|hình thức khiển trách}", "{khiển trách}"),
    "warning": ("{cảnh cáo|cảnh cáo|hình thức cảnh cáo}", "{cảnh cáo}"),
    "removal": ("{cách chức|cách chức|hình thức cách chức|cách hết chức vụ trong Đảng}", "{cách chức}"),
    "expulsion": ("{khai trừ|khai trừ ra khỏi Đảng|khai trừ khỏi Đảng|hình thức khai trừ}", "{khai trừ|khai trừ khỏi Đảng}"),
}


def _discipline() -> Iterator[Concept]:
    verb = "{thi hành kỷ luật|xử lý kỷ luật|kỷ luật|quyết định thi hành kỷ luật|xử lý, kỷ luật|thi hành kỷ luật đảng đối với|xử lý kỷ luật đảng}"
    state = "{bị thi hành kỷ luật|bị xử lý kỷ luật|bị kỷ luật|vi phạm phải thi hành kỷ luật|phải xử lý kỷ luật|chịu kỷ luật}"
    for subject in SUBJECTS:
        noun, short = _control_subject(subject)
        yield Concept(
            f"discipline.{subject}",
            (
                f"{{đã |phải |}}{verb} # {noun}~", f"{{có |}}# {noun} {state}~", f"số {noun} {state} {{là|có}} # {{{short}|}}~", f"{noun} {state}: # {{{short}|}}~", f"{verb} {{đối với|}} # {{lượt |}}{noun} vi phạm~",
                f"{{UBKT các cấp|chi bộ|Ban Thường vụ {{Tỉnh ủy|Huyện ủy}}|đảng ủy cơ sở|cấp ủy các cấp|UBKT {{Huyện ủy|Tỉnh ủy}}}} {{xử lý|thi hành kỷ luật|quyết định kỷ luật}} # {noun}~", f"tổng số {noun} {state} # {{{short}|}}",
            ),
            nominals=(f"số {noun} {state}", f"{noun} {state}"), nouns=short, percents=(f"#% {noun} {state}", f"tỷ lệ {noun} {state} {{chiếm|là}} #%"), zeros=(f"<discipline.{subject} zero> {noun} nào {state}",),
            high=700, group="discipline", parted=subject in {"orgs", "members"},
        )  # fmt: skip
        for penalty, (said, brief) in PENALTIES.items():
            yield Concept(
                f"discipline.{subject}.{penalty}",
                (f"{said} # {noun}~", f"# {noun} {{bị |nhận hình thức |}}{brief}~", f"{{kỷ luật|xử lý kỷ luật|bằng hình thức}} {brief} # {noun}~", f"{brief}{{:| là| có|}} # {noun}~", f"số {noun} bị {brief} là # {{{short}|}}~", f"{{thi hành |xử lý |}}kỷ luật {{bằng hình thức |}}{brief} {{đối với |}}# {noun}"),
                nominals=(f"số {noun} bị {brief}",), nouns=short, percents=(f"{brief} {{chiếm|là}} #%",), zeros=(f"<discipline.{subject}.{penalty} zero> {noun} nào bị {brief}",), high=250, group="discipline",
            )  # fmt: skip


def _commitments() -> Iterator[Concept]:
    deed = (
        "{đăng ký học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh|ký cam kết tu dưỡng, rèn luyện|viết bản cam kết tu dưỡng, rèn luyện, phấn đấu|đăng ký làm theo Bác|xây dựng kế hoạch tu dưỡng, rèn luyện|cam kết thực hiện {nêu gương|chuẩn mực đạo đức|Chỉ thị 05}|đăng ký nội dung làm theo|"
        "ký cam kết không suy thoái, “tự diễn biến”|đăng ký tu dưỡng đạo đức|cam kết làm theo gương Bác|đăng ký việc làm theo Bác hằng năm|có bản đăng ký học tập, làm theo Bác|viết bản đăng ký làm theo}"
    )
    for subject, (noun, short) in SUBJECTS.items():
        yield Concept(
            f"commitment.{subject}",
            (f"{{có |đã có |}}# {noun}~ {deed}", f"số {noun} {deed} {{là|có}} # {{{short}|}}~", f"{noun} {deed}: # {{{short}|}}~", f"{{vận động|chỉ đạo|tổ chức cho}} # {noun} {deed}~", f"{deed} {{có|gồm|với}} # {noun}~", f"# {noun} đã {deed}~"),
            nominals=(f"số {noun} {deed}", f"tỷ lệ {noun} {deed}"), nouns=short, percents=(f"#% {noun} {deed}", f"{noun} {deed} đạt #%", f"{{có |}}#% {noun} {{đã |}}{deed}"), high=30_000 if subject == "members" else 900, group="commitment", targets=True,
        )  # fmt: skip


CONCEPTS = (*(one for subject in SUBJECTS for one in _rating(subject)), *_control(), *_discipline(), *_commitments())


def _families() -> Iterator[Family]:
    judged = "{Kết quả đánh giá, xếp loại|Về đánh giá, xếp loại|Kết quả phân loại|Qua bình xét|Kết quả xếp loại|Về chất lượng|Đánh giá chất lượng|Phân tích chất lượng|Xếp loại}"
    for subject, (noun, short) in SUBJECTS.items():
        code = f"rating.{subject}"
        scales = {
            "new": ("excellent", "good", "completed", "failed"),
            "old": ("exemplary", "good", "completed", "failed"),
            "older": ("strong", "exemplary", "good", "completed", "failed"),
        }
        for scale, levels in scales.items():
            yield Family(
                f"{code}.{scale}",
                (
                    f"{judged} {noun}{{ năm $year|}}", f"{judged} <{code}.evaluated> {noun}", f"{{Đã|Tiến hành}} {{đánh giá, xếp loại|phân loại}} <{code}.evaluated> {noun}{{~|}}", f"<{code}.evaluated ratio> {noun} {{tham gia |được }}{{đánh giá|xếp loại|phân loại}}", f"{judged} đối với {noun} $time",
                    f"{{Có |}}<{code}.evaluated> {noun} được {{đánh giá, xếp loại|kiểm điểm, xếp loại|phân tích chất lượng}}~", f"Trong tổng số <whole> {noun}{{ được xếp loại|}}", f"Trong số {noun} được đánh giá, xếp loại",
                ),
                short if scale != "new" else noun, tuple((f"{code}.{level}", LEVELS[level][1 if scale == "older" else 0]) for level in levels), high={"members": 30_000}.get(subject, 700),
            )  # fmt: skip
            yield Family(f"{code}.{scale}.brief", (f"{judged} {noun}{{ năm $year|}}", f"<{code}.evaluated> {noun} được {{xếp loại|đánh giá}}", f"{{Đối với|Về}} {noun}, {{đã đánh giá, xếp loại|số tham gia xếp loại có|tổng số được phân loại là}} <{code}.evaluated>~"), short, tuple((f"{code}.{level}", LEVELS[level][1]) for level in levels), high={"members": 30_000}.get(subject, 700))  # fmt: skip
    for subject in SUBJECTS:
        noun, short = _control_subject(subject)
        verb = "{thi hành kỷ luật|xử lý kỷ luật|kỷ luật}"
        yield Family(
            f"discipline.{subject}",
            (
                f"{{Đã |Phải |Cấp ủy các cấp |UBKT các cấp |Các cấp ủy |Chi bộ |}}{verb} <discipline.{subject}> {noun}~", f"{{Có |}}<discipline.{subject}> {noun} bị {verb}~", f"{{Về|Hình thức}} kỷ luật {noun}", f"Số {noun} bị {verb} là <discipline.{subject}> {{{short}|}}~", f"{{Qua kiểm tra, |Qua đó, |}}{verb} <discipline.{subject}> {noun} vi phạm",
            ),
            f"{{{short}|trường hợp|}}", tuple((f"discipline.{subject}.{penalty}", words[1]) for penalty, words in PENALTIES.items()), high=200,
        )  # fmt: skip


FAMILIES = tuple(_families())
