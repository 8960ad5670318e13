"""What the figures of Party-building reports count. The first expression that fits decides, so the longer stand first."""

from llm_extract.tasks.base import Noun

_OF_A_BODY = r"(?: (?:trực thuộc|thuộc|dưới|nằm trong)(?: các)? (?:đảng ủy|đảng bộ)(?: bộ phận)?(?: cơ sở)?(?: xã| phường)?| trực thuộc)"
_LAYERS = r"(?: (?:ấp|thôn|bản|khu phố|khu dân cư|tổ dân phố|khóm|buôn|làng|xóm|nông thôn|cơ quan|trường học|doanh nghiệp|quân sự|công an|y tế|nhỏ|bộ phận))*"

NOUNS: tuple[Noun, ...] = (
    Noun("member_turns", r"lượt đảng viên"),
    Noun("turns", r"(?<!lần )lượt(?: (?:người|cán bộ|đảng viên|đồng chí|học viên|đoàn viên|hội viên|quần chúng|đại biểu|công chức|ý kiến))?(?! (?:tập thể|cá nhân|tổ chức|chi bộ|đảng bộ|hộ|đơn|gia đình|gương|điển hình))"),
    Noun("badges", r"(?:tấm |chiếc )?(?:huy hiệu|hhđ)(?: đảng)?(?: (?:loại )?\d+(?:, \d+)*(?: và \d+)? năm(?: tuổi đảng)?)?"),
    Noun("both", r"(?:lượt )?(?:tập thể(?:,| và) cá nhân|cá nhân(?:,| và) tập thể)"),
    Noun("collective_certificates", r"(?:giấy khen|bằng khen|cờ thi đua|cờ|danh hiệu)(?: (?:của|cho|tặng))?(?: các)? tập thể"),
    Noun("individual_certificates", r"(?:giấy khen|bằng khen|danh hiệu)(?: (?:của|cho|tặng))?(?: các)? cá nhân"),
    Noun("certificates", r"(?:tấm |chiếc )?(?:giấy khen|bằng khen|cờ thi đua|lá cờ|cờ|giấy chứng nhận|kỷ niệm chương|danh hiệu)"),
    Noun("files", r"(?:bộ )?hồ sơ(?: kết nạp(?: đảng(?: viên)?)?| đảng viên| (?:đề nghị|xin|đảng|cán bộ))*"),
    Noun("complaints", r"(?:lượt )?đơn(?: thư)?(?! vị)(?: (?:tố cáo|khiếu nại|phản ánh|kiến nghị|của công dân))*|thư tố cáo|vụ (?:tố cáo|khiếu nại)"),
    Noun("cadre_members", r"(?:tỉnh|thành|huyện|thị|quận|đảng|chi|cấp) ủy viên"),
    Noun("violations", r"(?:nội dung |hành vi |vụ |lỗi )vi phạm|(?<!dấu hiệu )vi phạm(?! tư cách)"),
    Noun("residential", r"(?:ấp|thôn|bản|khu phố|khóm|buôn|làng|xóm|tổ dân phố|khu dân cư|thôn bản|thôn, bản|thôn, tổ dân phố|ấp, khu phố|xã(?! hội)|phường|thị trấn|huyện|xã, phường, thị trấn)(?:, (?:ấp|thôn|bản|khu phố|buôn|làng|xóm|tổ dân phố|khu dân cư|phường|thị trấn))*"),
    Noun("orgs", r"(?:tổ chức cơ sở đảng|tccsđ|tccs đảng|tổ chức cơ sở \(tccs\) đảng|tcđ|tổ chức đảng(?: cơ sở)?|cơ sở đảng|(?:chi bộ|chi), đảng bộ(?: cơ sở)?|đảng bộ(?: cơ sở)?(?:,| và) chi bộ(?: cơ sở)?|chi bộ và đảng bộ cơ sở|chi đảng bộ(?: cơ sở)?|đảng ủy(?: cơ sở)?(?:,| và) chi bộ(?: cơ sở)?|chi bộ(?:,| và) đảng ủy(?: cơ sở)?|chi ủy, đảng ủy(?: cơ sở)?|(?:cấp ủy, |lượt |chuyên đề )?tổ chức đảng(?: trực thuộc)?)"),
    Noun("subcells", rf"chi bộ{_LAYERS}{_OF_A_BODY}|chi bộ bộ phận|chi bộ nhỏ|cb{_OF_A_BODY}|cb trực thuộc (?:đucs|đbcs)"),
    Noun("cells", rf"(?:lượt )?chi bộ(?: cơ sở)?{_LAYERS}|cbcs"),
    Noun("committees", r"(?:lượt )?(?<!toàn )(?:đảng bộ|đảng ủy)(?: (?:cơ sở|bộ phận|xã|phường|thị trấn|trực thuộc(?: (?:tỉnh ủy|huyện ủy|thành ủy|trung ương))?))*|đbcs"),
    Noun("orgs", r"(?:lượt )?(?:tổ chức cơ sở|tổ chức)(?! (?:chính trị|đoàn|quần chúng|hội|xã hội|công đoàn|phụ nữ|tín dụng|tôn giáo|kinh tế))"),
    Noun("cadre_members", r"(?:cán bộ|công chức|bí thư)(?:, công chức)?(?:, viên chức)?(?:,| và) đảng viên|cán bộ đảng viên|cb, ?đv|đảng viên(?:,| và) (?:cán bộ|quần chúng|người lao động)"),
    Noun("members", r"đảng vi[êểế]n(?! không được làm)|đv(?!\w)"),
    Noun("masses", r"quần chúng(?: ưu tú)?|đoàn viên ưu tú|cảm tình đảng|đối tượng (?:đảng|kết nạp)"),
    Noun("officials", r"(?:ủy viên|cán bộ|công chức|viên chức|nhân sự|(?<!lỏng )(?<!sự )lãnh đạo|bí thư|phó bí thư|trưởng phòng|chủ nhiệm|phó chủ nhiệm|trưởng ban|trưởng thôn|chức danh|vị trí)(?:, (?:cán bộ|công chức|viên chức|lãnh đạo|quản lý))*(?: lãnh đạo, quản lý| lãnh đạo| quản lý)?"),
    Noun("staff", r"(?:báo cáo viên|tuyên truyền viên|cộng tác viên|dư luận viên|biên chế|đầu mối|phòng, ban|đoàn viên|hội viên|thành viên)(?! ưu tú)"),
    Noun("learners", r"học viên"),
    Noun("collectives", r"(?:lượt )?tập thể(?: lãnh đạo, quản lý| lãnh đạo| cấp ủy| ban thường vụ)?|cấp ủy|ban thường vụ"),
    Noun("units", r"(?:cơ quan, )?đơn vị", specific=False),
    Noun("exemplars", r"(?:lượt )?(?:tấm gương|gương|điển hình|nhân tố)(?: (?:điển hình|người tốt|tiên tiến|tiêu biểu))*"),
    Noun("individuals", r"(?:lượt )?cá nhân"),
    Noun("classes", r"(?:lớp|khóa)(?: (?:bồi dưỡng|tập huấn|đào tạo|học))?"),
    Noun("models", r"(?:lượt |nhóm )?(?:mô hình|cách làm|công trình|phần việc|việc làm|sáng kiến|giải pháp)(?: (?:mới|hay|sáng tạo|hiệu quả|điểm|\"?dân vận khéo\"?))*(?:,? (?:và )?cách làm(?: (?:mới|hay|sáng tạo|hiệu quả))*)?"),
    Noun("conferences", r"(?:hội nghị|hn(?= bch| btv)|hội thi|hội thảo|tọa đàm|cuộc thi|diễn đàn|hội diễn|cuộc họp|phiên họp|buổi sinh hoạt(?: chuyên đề)?|cuộc sinh hoạt(?: chuyên đề)?|kỳ sinh hoạt|lượt sinh hoạt|buổi tọa đàm|buổi nói chuyện|buổi)", event=True),
    Noun("sessions", r"(?:cuộc|đợt|buổi|lần(?! lượt))(?: (?:học tập|quán triệt|tuyên truyền))?(?! (?:vận động|thi|họp))", event=True),
    Noun("documents", r"(?:lượt )?(?:văn bản|vb|nghị quyết|chỉ thị|kế hoạch|quyết định|hướng dẫn|công văn|kết luận|quy định|quy chế|chương trình|đề án|thông báo|báo cáo|tờ trình|chuyên đề|đầu văn bản)(?:, (?:nghị quyết|chỉ thị|kế hoạch|quyết định|hướng dẫn|công văn|kết luận|quy định|quy chế|chương trình|đề án|thông báo|báo cáo))*"),
    Noun("houses", r"(?:căn nhà|ngôi nhà|nhà|căn|mái ấm)(?: (?:tình thương|tình nghĩa|đại đoàn kết|mái ấm|đồng đội|nhân ái|khăn quàng đỏ))*(?! (?:trọ|máy|văn hóa|trường|nước|thầu|báo|giáo))"),
    Noun("gifts", r"(?:suất|phần)(?: (?:quà|học bổng))?|thẻ bảo hiểm(?: y tế)?|con (?:bò|dê|heo|lợn)(?: giống)?|xe đạp|sổ tiết kiệm|tấn gạo|kg gạo"),
    Noun("households", r"(?:lượt )?(?:hộ|(?<!hóa )gia đình)(?: (?:gia đình|dân|nghèo|cận nghèo|chính sách|khó khăn))*"),
    Noun("items", r"(?:nhóm )?(?:chỉ tiêu|nhiệm vụ|nv(?!\w)|nội dung|tiêu chí|đầu việc|dự án|tuyến đường)"),
    Noun("people", r"chủ (?:doanh nghiệp|cơ sở sản xuất|hộ)"),
    Noun("enterprises", r"doanh nghiệp|công ty|hợp tác xã|cơ sở sản xuất"),
    Noun("cases", r"trường hợp|vụ việc|(?<!nhiệm )(?<!chức )(?<!phục )(?<!dịch )(?<!nghiệp )vụ", specific=False),
    Noun("people", r"đồng chí|người|đ/c|cháu|(?:bà )?mẹ|nhân viên|lao động|công nhân|đại biểu|chiến sĩ|học sinh|sinh viên|thí sinh|giáo viên|bà con|giáo dân|phật tử|thanh niên|cụ(?! thể)|nông dân|hội viên|nữ", specific=False),
)  # fmt: skip
