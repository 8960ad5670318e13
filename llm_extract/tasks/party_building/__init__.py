"""The task `party_building`: Vietnamese provincial news on Party-building work."""

from llm_extract.tasks.base import Task
from llm_extract.tasks.party_building.indicators import INDICATORS
from llm_extract.tasks.party_building.nouns import NOUNS
from llm_extract.tasks.party_building.schema import PartyBuilding

TASK = Task(
    name="party_building",
    vi="Tin công tác xây dựng Đảng của tỉnh, huyện",
    en="Vietnamese provincial news on Party-building work",
    schema=PartyBuilding,
    indicators=INDICATORS,
    nouns=NOUNS,
    genre=(
        r"đảng viên", r"chi bộ", r"đảng bộ", r"tổ chức (?:cơ sở )?đảng", r"xây dựng đảng", r"(?:tỉnh|huyện|thành|thị|quận) ủy", r"đảng ủy", r"cấp ủy", r"tccsđ", r"chi ủy",
        r"huy hiệu đảng", r"kỷ luật đảng", r"sinh hoạt đảng", r"ban (?:dân vận|tổ chức|tuyên giáo)", r"kết nạp đảng", r"vào đảng", r"làm theo (?:bác|tư tưởng)", r"trung tâm (?:bồi dưỡng )?chính trị", r"khối đảng",
    ),
    compounds=(
        r"kiểm tra, giám sát", r"chi bộ, đảng bộ", r"đảng bộ, chi bộ", r"chi, đảng bộ", r"đánh giá, (?:xếp|phân) loại", r"kiểm điểm, đánh giá", r"cán bộ, đảng viên", r"cán bộ, công chức(?:, viên chức)?",
        r"lãnh đạo, quản lý", r"lãnh đạo, chỉ đạo", r"trong sạch, vững mạnh(?:,? tiêu biểu)?", r"đào tạo, bồi dưỡng", r"bồi dưỡng, (?:tập huấn|cập nhật)", r"tập huấn, bồi dưỡng", r"học tập, quán triệt", r"nghiên cứu, (?:học tập, )?quán triệt",
        r"(?:bổ nhiệm|điều động|luân chuyển|giới thiệu)(?:, (?:bổ nhiệm(?: lại)?|điều động|luân chuyển|giới thiệu ứng cử|biệt phái|bổ nhiệm lại))+(?: và (?:bổ nhiệm|điều động|luân chuyển|biệt phái))?", r"khen thưởng, biểu dương", r"biểu dương, khen thưởng", r"tuyên dương, khen thưởng", r"tố cáo, khiếu nại", r"khiếu nại, tố cáo", r"đơn, thư",
        r"yếu, kém", r"cấp ủy, tổ chức đảng", r"tổ chức đảng, đảng viên", r"tu dưỡng, rèn luyện", r"đăng ký, cam kết", r"mô hình mới, cách làm", r"mô hình, cách làm", r"cơ quan, đơn vị", r"tập thể, cá nhân", r"thẩm định, (?:kết luận|thẩm tra)", r"rà soát, (?:thẩm định|bổ sung)",
        r"ấp, khu phố", r"thôn, (?:bản|tổ dân phố|xóm)", r"xã, phường(?:, thị trấn)?", r"đủ tư cách, hoàn thành", r"nghị quyết, chỉ thị", r"kế hoạch, chương trình", r"chức trách, nhiệm vụ", r"trao tặng, truy tặng", r"hướng dẫn, kiểm tra", r"xin ra, xóa tên", r"chi ủy, chi bộ",
    ),
    groups=(
        r"(?:đảng viên )?(?:là )?(?:phụ )?nữ(?! (?:trang|công))", r"(?:đảng viên )?dự bị(?! (?:chuyển|đủ))", r"(?:là )?(?:người )?(?:đồng bào )?dân tộc thiểu số", r"(?:là )?người dân tộc(?: [^\W\d_]+)?", r"(?:là )?người (?:có|theo) (?:đạo|tôn giáo)", r"(?:có|theo) (?:đạo|tôn giáo)", r"có đạo", r"là (?:đồng bào )?(?:công giáo|giáo dân|tín đồ)",
        r"(?:là )?đoàn viên(?: thanh niên| công đoàn)?", r"(?:là )?(?:học sinh|sinh viên)(?:, (?:học sinh|sinh viên))?", r"(?:là )?(?:chủ )?doanh nghiệp(?: tư nhân)?", r"(?:là )?công nhân(?: lao động)?", r"(?:là )?chủ doanh nghiệp", r"(?:là )?trí thức", r"(?:là )?nông dân", r"dưới \d+ tuổi", r"từ \d+ đến \d+ tuổi", r"(?:từ )?\d+ năm tuổi đảng(?: trở lên)?", r"(?:là )?cấp ủy viên", r"(?:là )?người đứng đầu", r"miễn (?:công tác và )?sinh hoạt", r"trong doanh nghiệp(?: [^\W\d_]+){0,10}",
    ),
    stocks=("structure.",),
)
