"""What the summary tells of metrics, and how it words them: `{}` is the figure, with the percentage printed beside it."""

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
        "Đảng bộ có {}.",
        {
            "structure.orgs": "{} tổ chức cơ sở đảng",
            "structure.subcells": "{} chi bộ trực thuộc đảng ủy cơ sở",
            "structure.members": "{} đảng viên",
        },
    ),
    Sentence("Trao {} huy hiệu Đảng.", {"membership.badges": "{}"}),
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

SALIENCE = {
    "award.any": -0.2,
    "commitment.collectives": -0.5,
    "commitment.officials": -0.3,
    "commitment.cells": -0.3,
    "commitment.orgs": 0.2,
    "complaints.received": 0.4,
    "complaints.resolved": 0.2,
    "conference": -0.3,
    "congress.cells": -0.4,
    "congress.orgs": 0.2,
    "discipline.members": 1.3,
    "discipline.orgs": 1.5,
    "discipline.violations": -0.6,
    "documents": -0.5,
    "inspection.members": 0.4,
    "membership.admitted": 0.5,
    "membership.badges": 0.2,
    "membership.files": -0.4,
    "membership.growth": 0.3,
    "membership.left": -0.5,
    "membership.official": -0.2,
    "models": 0.3,
    "other": -0.5,
    "personnel.planned": -0.6,
    "personnel.reviewed": -0.4,
    "rating.collectives": -0.2,
    "rating.committees": -0.2,
    "rating.officials": -0.2,
    "rating.orgs": 1.1,
    "structure.cells": -0.6,
    "structure.committees": -0.8,
    "structure.members": 0.4,
    "structure.orgs": 1.1,
    "structure.subcells": -0.3,
    "study.participants": -0.3,
    "training.classes": -0.5,
    "training.participants": -0.2,
    "welfare.funds": -0.3,
    "welfare.houses": 0.8,
    "welfare.recipients": -0.3,
}
"""By `python -m training.salience`; weights nearer to 0 than 0.15 are left out."""
