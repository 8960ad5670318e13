"""Closed lists of Vietnamese words that decide what a numeral beside them is."""

PEOPLE = (
    "đảng viên", "đv", "đồng chí", "đ/c", "cán bộ", "quần chúng", "đoàn viên", "hội viên", "công nhân", "giáo viên", "học sinh", "sinh viên", "học viên",
    "đại biểu", "cá nhân", "người", "hộ", "gia đình", "lượt", "bí thư", "ủy viên", "báo cáo viên", "cấp ủy viên", "thành viên", "ứng viên",
    "nhân sự", "công chức", "viên chức", "lao động", "thí sinh", "gương", "điển hình", "nhân viên", "chiến sĩ", "cựu chiến binh", "nữ", "em", "cháu",
    "phó chủ tịch", "phó bí thư", "chủ tịch", "phó giám đốc", "trưởng phòng", "phó trưởng phòng", "phó phòng", "trưởng ban", "phó trưởng ban", "chuyên viên", "phó giáo sư", "giáo sư", "tiến sĩ", "thạc sĩ",
)  # fmt: skip
BODIES = (
    "tổ chức", "chi bộ", "đảng bộ", "đảng ủy", "chi ủy", "cấp ủy", "tập thể", "ban", "đơn vị", "cơ quan", "doanh nghiệp", "huyện", "xã",
    "phường", "thị trấn", "thành phố", "thị xã", "thôn", "ấp", "bản", "khu phố", "khóm", "làng", "buôn", "tổ", "câu lạc bộ", "hội đồng",
    "ủy ban", "đoàn", "đội", "địa phương", "trường", "trung tâm", "tỉnh", "chi đoàn", "chi hội", "hợp tác xã", "sở", "tccsđ", "tccs đảng", "ngành", "nhóm", "khối", "cơ sở",
)  # fmt: skip
THINGS = (
    "trường hợp", "hồ sơ", "văn bản", "nghị quyết", "chỉ thị", "kế hoạch", "quyết định", "hội nghị", "hội thi", "hội thảo", "lớp", "cuộc",
    "buổi", "đợt", "đơn", "đơn thư", "vụ", "vụ việc", "mô hình", "công trình", "căn", "ngôi", "nhà", "suất", "phần", "phần quà", "huy hiệu",
    "giấy khen", "bằng khen", "bằng", "cờ", "chuyên đề", "chức danh", "chỉ tiêu", "nhiệm vụ", "nội dung", "tin", "bài", "tin bài", "ý kiến",
    "dấu hiệu", "cây", "con", "chiếc", "cái", "tấm", "điểm", "cấp", "khâu", "lần", "loại", "tiêu chí", "giải", "tiết mục", "đề án", "dự án",
    "chương trình", "kết luận", "báo cáo", "công văn", "tờ trình", "tác phẩm", "phong trào", "cuộc vận động", "danh hiệu", "xe", "máy", "quyển", "cuốn", "bộ", "phiếu", "liều", "thẻ", "sổ", "giấy chứng nhận", "sáng kiến",
)  # fmt: skip
# `công` is a day's work; before these it begins another word: `công nhân` is a worker.
NO_MEASURE_AFTER = (
    "nhân", "nhận", "chức", "an", "ty", "đoàn", "trình", "dân", "tác", "trường", "sở", "văn", "điện", "chúng", "việc", "viên", "nghệ", "nghiệp", "ích",
    "suất", "vụ", "khai", "chứng", "ước", "báo", "bố", "bằng", "cụ", "cuộc", "lập", "giáo", "hội", "nghĩa", "thương",
)  # fmt: skip
COUNTED = (*PEOPLE, *BODIES, *THINGS)

# A number behind one of these is part of a name: `thôn 5`, `khối 3`, `Ban Chỉ đạo 35`.
NAMED_BY_NUMBER = (
    "thôn", "ấp", "khu phố", "khóm", "tổ dân phố", "tổ", "phường", "quận", "khu vực", "khu", "tiểu khu", "buôn", "bản", "làng", "xóm", "đội", "tiểu đoàn",
    "trung đoàn", "lữ đoàn", "sư đoàn", "đoàn", "quân khu", "quốc lộ", "tỉnh lộ", "đường", "ban chỉ đạo", "cấp", "hạng", "mức", "loại",
    "lớp", "trang", "kỳ", "vòng", "bảng", "tập", "kênh", "tầng", "phòng", "ngõ", "vùng", "tuyến", "điều", "khoản", "chương", "mục",
    "phần thứ", "bước", "top", "biểu", "mẫu", "phụ lục", "bậc", "giai đoạn", "đợt", "khối", "cụm", "chi nhánh",
    "nông trường", "lâm trường", "cảng", "trạm", "cửa khẩu", "bệnh viện", "thpt số", "thcs số", "tiểu học số", "đề tài", "chương trình", "đối tượng",
)  # fmt: skip
DOCUMENT_NOUNS = (
    "nghị quyết", "chỉ thị", "kết luận", "quy định", "quyết định", "hướng dẫn", "kế hoạch", "đề án", "thông báo", "thông tri", "công văn",
    "nghị định", "thông tư", "luật", "pháp lệnh", "quy chế", "chương trình hành động", "chương trình", "báo cáo", "tờ trình", "công điện",
    "thông cáo", "điều lệ", "giấy phép", "văn bản", "bộ luật", "hiến pháp", "lời kêu gọi", "dự án",
)  # fmt: skip
# `đồng chí` is a comrade: these words after `đồng` make it no currency.
NOT_MONEY_AFTER = (
    "chí", "bào", "nghiệp", "đội", "thời", "bộ", "tình", "thuận", "lòng", "bằng sông", "bằng bắc", "đều", "loạt", "hành", "minh", "ruộng", "hương",
    "khởi", "phục", "ý", "nhất", "cảm", "ca", "diễn", "hồ", "tháp", "nai", "tâm", "sức", "quản", "chủ",
)  # fmt: skip
MEASURES = (
    "%rh", "mm", "cm", "m", "km", "m2", "m²", "m3", "m³", "ha", "héc-ta", "hecta", "héc ta", "tấn", "tạ", "kg", "kí", "ki-lô-gam", "gam", "g", "lít",
    "độ", "°c", "°", "oc", "công", "sào", "mẫu", "phút", "giây", "giờ", "km/h", "ký tự", "phiếu", "kwh", "mw", "kg/ha", "tạ/ha", "mét", "cây số", "mét vuông",
)  # fmt: skip
