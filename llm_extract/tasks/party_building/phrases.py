"""How the summary words a metric. `{}` is the figure, with the percentage printed beside it."""

from llm_extract.tasks.base import Sentence

_SUBJECTS = {
    "orgs": "tổ chức cơ sở đảng",
    "members": "đảng viên",
    "cells": "chi bộ",
    "collectives": "tập thể",
    "committees": "đảng bộ",
    "officials": "cán bộ",
}
_BODIES = {**_SUBJECTS, "orgs": "tổ chức đảng"}
_LEVELS = {
    "evaluated": "{} được đánh giá",
    "strong": "{} trong sạch, vững mạnh",
    "exemplary": "{} tiêu biểu",
    "excellent": "{} hoàn thành xuất sắc nhiệm vụ",
    "good": "{} hoàn thành tốt nhiệm vụ",
    "completed": "{} hoàn thành nhiệm vụ",
    "failed": "{} không hoàn thành nhiệm vụ",
}
_PENALTIES = {"reprimand": "khiển trách {}", "warning": "cảnh cáo {}", "removal": "cách chức {}", "expulsion": "khai trừ {}"}

SENTENCES: tuple[Sentence, ...] = (
    Sentence(
        "Đảng bộ hiện có {}.",
        {
            "structure.orgs": "{} tổ chức cơ sở đảng",
            "structure.subcells": "{} chi bộ trực thuộc đảng ủy cơ sở",
            "structure.members": "{} đảng viên",
        },
    ),
    Sentence("Trao {} Huy hiệu Đảng.", {"membership.badges": "{}"}),
    Sentence(
        "{}.",
        {
            "membership.admitted": "kết nạp {} đảng viên",
            "membership.official": "công nhận chính thức {} đảng viên",
            "membership.left": "{} đảng viên xin ra hoặc bị xóa tên",
            "membership.growth": "tỷ lệ phát triển {}",
        },
    ),
    *(
        Sentence(f"Xếp loại {noun}: {{}}.", {f"rating.{subject}.{level}": phrase for level, phrase in _LEVELS.items()})
        for subject, noun in _SUBJECTS.items()
    ),
    Sentence(
        "{}.",
        {
            **{f"inspection.{subject}": f"kiểm tra {{}} {noun}" for subject, noun in _BODIES.items()},
            **{f"supervision.{subject}": f"giám sát {{}} {noun}" for subject, noun in _BODIES.items()},
        },
    ),
    *(
        Sentence(
            f"Kỷ luật {noun}: {{}}.",
            {
                f"discipline.{subject}": "{} trường hợp" if subject == "members" else "{} tổ chức",
                **{f"discipline.{subject}.{penalty}": phrase for penalty, phrase in _PENALTIES.items()},
            },
        )
        for subject, noun in (("members", "đảng viên"), ("orgs", "tổ chức đảng"))
    ),
    Sentence("{}.", {"congress.cells": "{} chi bộ đã đại hội", "congress.orgs": "{} tổ chức cơ sở đảng đã đại hội"}),
    Sentence(
        "{}.",
        {
            "study.sessions": "tổ chức {} đợt học tập, quán triệt nghị quyết",
            "study.participants": "{} lượt người học tập, quán triệt nghị quyết",
        },
        listed=True,
    ),
    Sentence(
        "{}.",
        {"training.classes": "mở {} lớp bồi dưỡng", "training.participants": "{} người dự lớp bồi dưỡng"},
        listed=True,
    ),
    Sentence(
        "{}.",
        {
            "award.collectives": "biểu dương {} tập thể",
            "award.individuals": "biểu dương {} cá nhân",
            "award.any": "trao {} phần khen thưởng",
        },
        listed=True,
    ),
    Sentence("{}.", {"models.registered": "{} mô hình được đăng ký", "models.realized": "{} mô hình được công nhận"}, listed=True),
    Sentence("{}.", {f"commitment.{subject}": f"{{}} {noun} đăng ký, cam kết" for subject, noun in _SUBJECTS.items()}),
    Sentence(
        "{}.",
        {"welfare.funds": "vận động {}", "welfare.houses": "làm {} căn nhà", "welfare.recipients": "giúp {} người, hộ"},
        listed=True,
    ),
    Sentence(
        "{}.",
        {
            "personnel.planned": "quy hoạch {} cán bộ",
            "personnel.appointed": "bổ nhiệm, điều động {} cán bộ",
            "personnel.reviewed": "thẩm định {} hồ sơ, trường hợp",
        },
        listed=True,
    ),
)
