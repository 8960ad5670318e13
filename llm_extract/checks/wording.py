"""Words that tell how figures stand to each other: Vietnamese ones, and English ones where a check would else accuse wrongly.

All expressions are for folded text.
"""

import re

_HEDGE = r"(?: gần| hơn| trên| khoảng| xấp xỉ)?"

CHANGE = re.compile(
    r"(?<!\w)(?:tăng|giảm|thêm|vượt|hụt|(?:nhiều|ít|cao|thấp|chậm|nhanh) hơn)(?: thêm| bớt)?"
    r"(?:,? so(?: với)?[^,;.()]{0,40}| cùng kỳ| năm trước)?(?: là)?" + _HEDGE + r"\s*$"
)
"""Ends before a difference against another time: `tăng 3`, `nhiều hơn năm trước là 5`."""

BARE_PERCENT = re.compile(r"\(\s*(?:đạt|chiếm|tỷ lệ|tỉ lệ|bằng)(?: tỷ lệ| tỉ lệ)?:?\s*$")
"""Ends before a percentage in brackets whose sign may be missing: `(đạt 61,85)`."""

PERCENT_LEAD = re.compile(r"(?:đạt|chiếm|bằng|tương đương|tương ứng|tỷ lệ|tỉ lệ)(?: (?:tỷ lệ|tỉ lệ|với|là))*:?" + _HEDGE + r"\s*$")
"""Ends before a percentage that belongs to the number before it: `…, chiếm 35,75%`."""

_OTHER = r"kế hoạch|chỉ tiêu|mục tiêu|dự toán|cùng kỳ|so với|vượt|tăng|giảm|(?:cao|thấp|nhiều|ít) hơn|năm trước"
_OTHER_ENGLISH = (
    r"plan(?:s|ned)?|targets?|goals?|quota|estimates?|forecasts?|compared|year[- ]on[- ]year|(?:last|previous) year|than|up|down|"
    r"above|below|ris(?:e|es|en|ing)|rose|increas\w+|gr(?:ew|ow\w*)|f[ae]ll(?:s|en|ing)?|drop\w*|declin\w+|decreas\w+|reduc\w+|higher|lower|more|fewer|less"
)
OTHER_BASE = re.compile(rf"(?<!\w)(?:{_OTHER}|{_OTHER_ENGLISH})(?!\w)")
"""A percentage with these words before it may be of a plan, of another year, or a growth."""

BASE_NAMED = re.compile(rf"\s*(?:{_OTHER}|nghị quyết|so|của|trong|trên|số|tổng|triệu tập|{_OTHER_ENGLISH}|of|in|among|from)(?!\w)")
"""Behind a percentage: it names its own base."""

PLAN = re.compile(r"\s*(?:so với |so )?(?:kế hoạch|chỉ tiêu|nghị quyết)[^.;()\d]{0,40}(?:(?<!\w)là|\()\s*$")
"""Between a percentage and the plan it is of: `80,6% so chỉ tiêu cả năm là 2.000`."""

OPEN_END = re.compile(r"(?<!\w)(?:và|cùng|với) (?:nhiều|các|một số|những)(?: [^\W\d]+){1,4} khác(?!\w)")
"""Ends a list that names some only: `20 công văn và nhiều văn bản khác`."""
UPWARDS = re.compile(r"[^.;,()\d]{0,80}(?<!\w)trở lên(?!\w)")
"""Behind a number: it counts the higher levels too."""

COMPLETE = re.compile(r"(?<!\w)(?:bao gồm|gồm(?: có)?|chia (?:ra|thành|theo)|phân (?:ra|thành|theo)|cụ thể|với (?:các )?hình thức)(?!\w)")
"""Before parts that make up the whole."""

PARTIAL = re.compile(r"(?<!\w)(?:trong đó|trong số (?:này|đó|ấy)|riêng|tính cả|kể cả|nhất là)(?!\w)")
"""Before parts that need not make up the whole."""

OPENING = re.compile(
    r"[-+*•\s]*(?:kết quả,? )?(?P<complete>cụ thể|(?:bao )?gồm|"
    r"(?:danh sách[^.:]{0,30} )?(?:xét|chia|phân|xếp|tính) theo)(?!\w)"
    r"|[-+*•\s]*(?P<partial>trong đó|trong số (?:này|đó|ấy))(?!\w)"
)
"""Begins a sentence that divides a number of the sentence before."""

DIVIDES = re.compile(r"(?<!\w)(?:(?:chia|phân|xét|xếp|tính) theo|như sau|nhiều nhất|đông nhất|phân loại)(?!\w)")
"""Announces a division, which `REST` completes."""

REST = re.compile(r"(?<!\w)còn lại(?!\w)")
"""The last part of a division."""

LIST_END = re.compile(r";|(?<!\w)(?:với|cùng với|ngoài ra|đồng thời|qua đó|thu hút|có (?=\d))(?!\w)|\s[-–]\s")
"""Between two numbers: what follows is no further part."""

PENALTY = re.compile(r"(?<!\w)(?:khiển trách|cảnh cáo|cách chức|khai trừ)(?!\w)")
"""The four forms of discipline of a full member: Điều lệ Đảng Cộng sản Việt Nam, article 35. One case takes one form."""

PENALTIES = 4

LEVEL = re.compile(
    r"(?<!\w)(?:(?P<failed>(?:không|chưa) hoàn thành|yếu,? ?kém|yếu|kém)|"
    r"(?:hoàn thành )?(?P<excellent>xuất sắc)|(?:hoàn thành )?(?P<good>tốt)|(?P<completed>hoàn thành|trung bình))(?!\w)"
)
"""The four levels of the annual rating, each evaluated body or person gets one: Quy định 124-QĐ/TW of the Bộ Chính trị, 2023."""

LEVELS = 4

LAUREATE = re.compile(r"(?<!\w)(?:trao tặng|truy tặng)(?!\w)")
"""Badges are given to the living or in memory of the dead."""

EVALUATED = re.compile(r"(?<!\w)(?:đánh giá|xếp loại|phân loại|nhận xét|kiểm điểm|bình xét)(?!\w)")
"""Beside a number: of so many a rating was made."""

JUDGED = re.compile(r"(?<!\w)(?:hoàn thành|xếp loại|đánh giá|phân loại|xuất sắc|yếu kém)(?!\w)")
"""Words of the annual rating."""

OTHER_TIME = re.compile(r"(?<!\w)(?:năm|quý|tháng|cùng kỳ|nhiệm kỳ|so với)(?!\w)")
"""Between two numbers: the second may be of another time."""
