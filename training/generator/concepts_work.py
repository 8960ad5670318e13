"""Training, study, conferences, documents, personnel, violations, complaints, awards, welfare and models."""

from training.generator.tables import Concept

_COURSE = (
    "{bồi dưỡng|tập huấn|bồi dưỡng nhận thức về Đảng|bồi dưỡng lý luận chính trị|bồi dưỡng đảng viên mới|bồi dưỡng nghiệp vụ công tác đảng|bồi dưỡng cấp ủy|bồi dưỡng bí thư chi bộ|tập huấn nghiệp vụ kiểm tra|sơ cấp lý luận chính trị|trung cấp lý luận chính trị|bồi dưỡng kiến thức quốc phòng|"
    "tập huấn công tác dân vận|bồi dưỡng chuyên đề|đối tượng kết nạp Đảng|cảm tình Đảng|bồi dưỡng cập nhật kiến thức|đào tạo, bồi dưỡng}"
)
TRAINING = (
    Concept(
        "training.classes",
        (
            f"{{mở|mở được|tổ chức|tổ chức được|phối hợp mở|khai giảng|đã mở}} # {{lớp|khóa|lớp học|lớp}} {_COURSE}~", f"mở # {{lớp|khóa}} {_COURSE} cho {{cán bộ|đảng viên mới|bí thư chi bộ|cấp ủy viên|quần chúng ưu tú}}", f"# lớp {_COURSE} {{đã |}}được {{mở|tổ chức}}~", "số lớp {đã |}mở {là|được} # {lớp|}~",
            "{đào tạo, bồi dưỡng|bồi dưỡng lý luận chính trị|tập huấn} {được |}# lớp~", f"có # lớp {_COURSE}", "trong đó có # lớp {bồi dưỡng nhận thức về Đảng|đảng viên mới|sơ cấp lý luận chính trị|dành cho cấp ủy viên}~",
        ),
        ("số lớp bồi dưỡng đã mở", "số lớp đào tạo, bồi dưỡng"), "{lớp}", high=300, group="training", targets=True, parted=True,
    ),
    Concept(
        "training.participants",
        (
            "{với|cho|có|thu hút|với sự tham gia của|với tổng số} {gần |hơn |}# {học viên|lượt học viên|lượt cán bộ, đảng viên|cán bộ, đảng viên|quần chúng ưu tú|học viên tham gia|người tham gia|người học|lượt người|đảng viên mới|đồng chí} {tham gia |theo học |}{lớp học|lớp bồi dưỡng|các lớp|tập huấn}",
            "bồi dưỡng {lý luận chính trị |nhận thức về Đảng |nghiệp vụ |}cho # {quần chúng ưu tú|cán bộ, đảng viên|lượt cán bộ|học viên|đảng viên mới|đảng viên|lượt người|cấp ủy viên|bí thư chi bộ}~", "{cử|chọn cử|đưa} # {cán bộ|lượt cán bộ|đồng chí|cán bộ, công chức} {đi |}{đào tạo, bồi dưỡng|học {trung cấp|cao cấp|đại học|cao học|lý luận chính trị}|học các lớp lý luận chính trị|tham gia các lớp bồi dưỡng|đi học}~",
            "# {học viên|cán bộ|người} {tham gia|dự|theo học|được} {các lớp |}{bồi dưỡng|tập huấn|đào tạo}~", "số học viên {theo học |}{là|đạt} # {người|học viên|}~", "tập huấn {cho|được cho} # {cán bộ|cấp ủy viên|lượt người|cán bộ làm công tác đảng}", "# học viên {được cấp giấy chứng nhận|hoàn thành khóa học|tốt nghiệp}~",
        ),
        ("số học viên", "số lượt cán bộ được đào tạo, bồi dưỡng", "số học viên tham gia các lớp bồi dưỡng"), "{học viên|người|lượt người}", ("#% {cấp ủy viên|bí thư chi bộ|cán bộ|đảng viên mới} được {bồi dưỡng|tập huấn|bồi dưỡng nghiệp vụ}", "tỷ lệ học viên {dự|tham gia} lớp đạt #%"), low=20, high=20_000, group="training", targets=True, parted=True,
    ),
)  # fmt: skip

_TEXT = "{nghị quyết|Nghị quyết Đại hội XIII|các nghị quyết Trung ương|nghị quyết, chỉ thị của Đảng|Nghị quyết Trung ương 4|Chỉ thị 05|văn bản của Trung ương|Nghị quyết 57|Nghị quyết Hội nghị Trung ương 8 (khóa XIII)|các văn bản mới|chuyên đề năm $year|Nghị quyết Đại hội đảng bộ các cấp}"
_LEARN = "{học tập, quán triệt|quán triệt, triển khai|quán triệt|học tập|nghiên cứu, học tập, quán triệt|phổ biến, quán triệt|tuyên truyền|học tập, triển khai|sinh hoạt, quán triệt}"
STUDY = (
    Concept(
        "study.sessions",
        (
            f"{{tổ chức|mở|tổ chức được|đã tổ chức|mở được}} # {{cuộc|hội nghị|đợt|buổi|lớp|hội nghị trực tuyến|điểm cầu}} {_LEARN} {_TEXT}~", f"{{có |}}# {{cuộc|hội nghị|đợt|buổi}} {_LEARN} {_TEXT}~", f"{_LEARN} {_TEXT} {{được |}}# {{cuộc|đợt|hội nghị|buổi}}~", f"số {{cuộc|hội nghị|đợt}} {_LEARN} {_TEXT} là #",
            "tuyên truyền {nghị quyết |miệng |}{được |}# {cuộc|buổi|đợt}~", f"tổ chức # hội nghị {_LEARN} {_TEXT}", f"{{thông qua|qua}} # {{cuộc|buổi|hội nghị}} {_LEARN} {_TEXT}",
        ),
        ("số hội nghị học tập, quán triệt nghị quyết", "số cuộc tuyên truyền nghị quyết"), "{cuộc|hội nghị}", high=2500, group="study", targets=True, parted=True,
    ),
    Concept(
        "study.participants",
        (
            f"{{với|có|cho|thu hút}} # {{lượt cán bộ, đảng viên|cán bộ, đảng viên|lượt người|lượt đảng viên|đảng viên|người|lượt cán bộ, đảng viên và nhân dân|lượt đại biểu}} {{tham gia|tham dự|dự}} {_LEARN} {{{_TEXT}|}}~", f"# {{đảng viên|cán bộ, đảng viên|đồng chí|lượt người}} {{đã |được |}}{{tham gia |}}{_LEARN} {_TEXT}~",
            f"số {{đảng viên|cán bộ, đảng viên|lượt người}} {{tham gia|dự}} {_LEARN} {_TEXT} {{là|đạt}} # {{người|lượt người|}}~", "{số |}đảng viên {dự học|tham gia học tập} {nghị quyết |}{là|đạt|có} # {đồng chí|người|}~", "tuyên truyền {nghị quyết |}cho # {lượt người|lượt cán bộ, đảng viên|lượt người dân}",
        ),
        ("số lượt người học tập nghị quyết", "số đảng viên tham gia học tập, quán triệt nghị quyết", "tỷ lệ đảng viên tham gia học tập nghị quyết"), "{lượt người|đảng viên|người}",
        (f"#% {{đảng viên|cán bộ, đảng viên|cán bộ chủ chốt}} {{được |tham gia |đã được |}}{_LEARN} {_TEXT}", f"tỷ lệ {{cán bộ, |}}đảng viên tham gia {_LEARN} {{{_TEXT} |}}đạt #%", f"{_LEARN} {_TEXT} cho #% {{đảng viên|cán bộ, đảng viên}}", f"đảng viên tham gia {_LEARN} {_TEXT} đạt {{tỷ lệ |}}#%"), low=30, high=90_000, group="study", targets=True, parted=True,
    ),
    Concept(
        "conference.held",
        (
            "{tổ chức|đã tổ chức|tổ chức được|phối hợp tổ chức|duy trì} # {hội nghị|hội thi|cuộc thi|hội thảo|buổi sinh hoạt chuyên đề|buổi tọa đàm|hội nghị báo cáo viên|hội nghị giao ban|cuộc sinh hoạt chuyên đề|hội nghị chuyên đề|buổi sinh hoạt dưới cờ|buổi nói chuyện chuyên đề|hội nghị cán bộ chủ chốt|cuộc họp chi bộ|đợt sinh hoạt chính trị|buổi gặp mặt|hội nghị sơ kết|hội nghị thông tin thời sự}~",
            "{các |}chi bộ {đã |}{tổ chức|thực hiện} {được |}# {buổi|cuộc|lượt|kỳ} sinh hoạt chuyên đề~", "# {hội nghị|hội thi|buổi sinh hoạt chuyên đề|buổi tọa đàm|cuộc thi} {được tổ chức|đã diễn ra}~", "số {hội nghị|buổi sinh hoạt chuyên đề|hội thi} đã tổ chức là #~", "sinh hoạt chuyên đề {được |}# {buổi|cuộc|kỳ|lượt}", "tham mưu {Tỉnh ủy|Huyện ủy} tổ chức # hội nghị",
        ),
        ("số buổi sinh hoạt chuyên đề", "số hội nghị đã tổ chức", "số hội thi"), "{hội nghị|cuộc|buổi}", high=900, group="study", targets=True,
    ),
    Concept(
        "documents.issued",
        (
            "{ban hành|đã ban hành|tham mưu ban hành|cụ thể hóa, ban hành|xây dựng, ban hành|ban hành được|ban hành mới} # {văn bản|nghị quyết|chỉ thị|kế hoạch|quyết định|nghị quyết chuyên đề|văn bản lãnh đạo, chỉ đạo|văn bản các loại|chương trình hành động|hướng dẫn|quy định, quy chế|kết luận|công văn|thông báo|đề án|quy chế}~",
            "tham mưu {Tỉnh ủy|Huyện ủy|cấp ủy} {ban hành |}# {văn bản|nghị quyết|đề án, nghị quyết|kế hoạch}~", "# {văn bản|nghị quyết|kế hoạch|quy định} được ban hành~", "{đã |}ban hành {gồm |}# {nghị quyết|quyết định}, <documents.issued> {chỉ thị|kế hoạch|kết luận} và <documents.issued> {hướng dẫn|công văn|báo cáo|thông báo}", "số văn bản {đã |}ban hành là # {văn bản|}", "phát hành # văn bản{ các loại|}",
        ),
        ("số văn bản ban hành",), "{văn bản}", high=1500, group="study",
    ),
)  # fmt: skip

PERSONNEL = (
    Concept(
        "personnel.reviewed",
        (
            "{thẩm định|thẩm tra|rà soát, thẩm định|xem xét} {được |}# {hồ sơ|trường hợp|lượt} {cán bộ|nhân sự|bổ nhiệm cán bộ|về tiêu chuẩn chính trị|nhân sự cấp ủy|cán bộ quy hoạch}~", "{kết luận|thẩm định, kết luận} {tiêu chuẩn chính trị|về tiêu chuẩn chính trị} {đối với |cho |}# {trường hợp|cán bộ|đồng chí|hồ sơ|đảng viên}~", "# {hồ sơ|trường hợp} {nhân sự|cán bộ} được {thẩm định|thẩm tra|xem xét}~",
            "{thẩm tra|xác minh|rà soát} {lịch sử chính trị|chính trị nội bộ|tiêu chuẩn chính trị|lý lịch} {đối với |}# {cán bộ|trường hợp|hồ sơ|người}~", "{cho ý kiến|hiệp y|thống nhất chủ trương} {bổ nhiệm|nhân sự} {đối với |}# {trường hợp|cán bộ}~", "{kết luận|xác nhận} # hồ sơ về {tiêu chuẩn chính trị|chính trị nội bộ}{ của cán bộ diện {quy hoạch|bổ nhiệm}|}",
        ),
        ("số hồ sơ nhân sự được thẩm định", "số trường hợp được kết luận tiêu chuẩn chính trị"), "{trường hợp|hồ sơ}", high=2000, group="personnel",
    ),
    Concept(
        "personnel.planned",
        (
            "{quy hoạch|phê duyệt quy hoạch|bổ sung quy hoạch|đưa vào quy hoạch|xây dựng quy hoạch|rà soát, bổ sung quy hoạch|phê duyệt bổ sung quy hoạch} {cho |đối với |được |}# {cán bộ|đồng chí|lượt cán bộ|lượt đồng chí|trường hợp|chức danh|nhân sự}~", "# {cán bộ|đồng chí|lượt cán bộ|trường hợp} {được |}{đưa vào|bổ sung|phê duyệt} quy hoạch~", "số cán bộ {được |trong |}quy hoạch {là|có} # {đồng chí|người|}~",
            "quy hoạch {Ban Chấp hành|cấp ủy|Ban Thường vụ|các chức danh lãnh đạo} nhiệm kỳ {2020 - 2025|2025 - 2030} {có |gồm |}# {đồng chí|người|lượt người}~", "trong quy hoạch có # {cán bộ nữ|cán bộ trẻ|người}~", "nguồn quy hoạch {có|gồm} # {cán bộ|đồng chí}",
        ),
        ("số cán bộ được quy hoạch",), "{đồng chí|cán bộ}", ("tỷ lệ cán bộ {nữ|trẻ} trong quy hoạch {đạt|chiếm} #%", "cán bộ {nữ|trẻ|dân tộc thiểu số} trong quy hoạch {đạt|chiếm} #%"), low=2, high=3000, group="personnel", parted=True, targets=True,
    ),
    Concept(
        "personnel.appointed",
        (
            "{bổ nhiệm|bổ nhiệm lại|điều động|luân chuyển|điều động, bổ nhiệm|bổ nhiệm, điều động, luân chuyển|chỉ định|chuẩn y|kiện toàn|biệt phái|phân công, bố trí|luân chuyển, điều động|giới thiệu ứng cử|giới thiệu bầu|bầu bổ sung} {được |đối với |}# {cán bộ|đồng chí|lượt cán bộ|trường hợp|lượt đồng chí|cán bộ lãnh đạo, quản lý|chức danh|cấp ủy viên}~",
            "# {cán bộ|đồng chí|lượt cán bộ} {được |}{bổ nhiệm|điều động|luân chuyển|bổ nhiệm lại|giới thiệu ứng cử}~", "{bổ nhiệm|bổ nhiệm lại|điều động|luân chuyển|chuẩn y}{:| có|} # {đồng chí|trường hợp|người|}", "số cán bộ được {bổ nhiệm|luân chuyển|điều động} là #~", "thực hiện # lượt {bổ nhiệm|điều động|luân chuyển}{, luân chuyển|} cán bộ", "luân chuyển # cán bộ {về {cơ sở|huyện|xã}|từ {tỉnh về huyện|huyện về xã}}",
        ),
        ("số cán bộ được bổ nhiệm, điều động, luân chuyển", "số cán bộ luân chuyển"), "{đồng chí|cán bộ|trường hợp}", zeros=("<personnel.appointed zero> trường hợp nào bổ nhiệm{ lại|} {trong kỳ|}",), high=700, group="personnel", parted=True, targets=True,
    ),
)  # fmt: skip

_OFFENCE = (
    "{phẩm chất đạo đức, lối sống|đất đai, xây dựng|quản lý tài chính|thiếu trách nhiệm trong lãnh đạo, chỉ đạo|chính sách dân số|những điều đảng viên không được làm|nguyên tắc tập trung dân chủ|quy chế làm việc|nồng độ cồn|tham ô, cố ý làm trái|đạo đức, lối sống|"
    "trật tự an toàn giao thông|pháp luật hình sự|sinh con thứ 3|đánh bạc|kế hoạch hóa gia đình|tham nhũng, tiêu cực|thiếu tinh thần trách nhiệm, buông lỏng lãnh đạo|nghị quyết, chỉ thị, quy định của Đảng|sử dụng văn bằng không hợp pháp}"
)
CASES = (
    Concept(
        "discipline.violations",
        (
            f"vi phạm {{về |}}{_OFFENCE} {{có |là |: |}}# {{trường hợp|đảng viên|đồng chí|vụ|người|}}~", f"# {{trường hợp|đảng viên|đồng chí|người}} vi phạm {{về |}}{_OFFENCE}~", f"{_OFFENCE} {{có |: |}}# {{trường hợp|đảng viên|đồng chí|}}~", f"nội dung vi phạm {{gồm|chủ yếu là|chủ yếu}}: {_OFFENCE} # {{trường hợp|đảng viên|}}, {_OFFENCE} <discipline.violations> {{trường hợp|đảng viên|}}",
            f"do vi phạm {_OFFENCE} # {{trường hợp|đảng viên}}", f"# {{lỗi|nội dung|hành vi}} vi phạm {{về |}}{_OFFENCE}",
        ),
        (f"số vi phạm về {_OFFENCE}",), "{trường hợp|đảng viên}", (f"vi phạm {{về |}}{_OFFENCE} chiếm #%",), high=200, group="discipline",
    ),
    Concept(
        "complaints.received",
        (
            "{tiếp nhận|nhận|nhận được|đã tiếp nhận|tiếp nhận, xử lý} # {đơn|đơn, thư|đơn thư|đơn tố cáo|đơn khiếu nại, tố cáo|đơn thư tố cáo, khiếu nại|lượt đơn|đơn phản ánh, kiến nghị|đơn khiếu nại kỷ luật đảng|đơn tố cáo đảng viên|đơn, thư phản ánh}~", "{có |}# {đơn|đơn thư} {tố cáo|khiếu nại|tố cáo tổ chức đảng, đảng viên|phản ánh} {được tiếp nhận|gửi đến|phát sinh trong kỳ}~",
            "số {đơn thư|đơn tố cáo} {tiếp nhận|nhận được} {trong kỳ |}là # {đơn|}~", "tổng số đơn {tiếp nhận|phải giải quyết}{:| là} # {đơn|}", "{cấp ủy, |}UBKT các cấp {đã |}{tiếp nhận|nhận} # {đơn|đơn thư}{ tố cáo| khiếu nại|}~", "nhận # đơn, trong đó <complaints.received> đơn tố cáo{, <complaints.received> đơn phản ánh|}",
        ),
        ("số đơn thư tiếp nhận", "số đơn tố cáo, khiếu nại"), "{đơn}", zeros=("<complaints.received zero> đơn {thư |}{khiếu nại|tố cáo} nào",), high=700, group="complaints", parted=True,
    ),
    Concept(
        "complaints.resolved",
        (
            "{đã |}{giải quyết|xem xét, giải quyết|giải quyết xong|xử lý xong|xử lý} {được |dứt điểm |}# {đơn|đơn thư|vụ|trường hợp|đơn tố cáo|đơn thư khiếu nại, tố cáo|vụ việc}~", "# {đơn|đơn thư|vụ} {đã |}được {giải quyết|xử lý|giải quyết xong}~", "số đơn {đã |được |}giải quyết là # {đơn|}~", "giải quyết tố cáo đối với # {đảng viên|tổ chức đảng}~", "giải quyết {xong |}khiếu nại {kỷ luật đảng |}{cho|đối với} # {đảng viên|trường hợp}", "chuyển {cơ quan có thẩm quyền |}{giải quyết|xử lý} # đơn",
        ),
        ("số đơn thư đã giải quyết",), "{đơn}", ("tỷ lệ {giải quyết |}đơn thư {được giải quyết |}{thuộc thẩm quyền |}đạt #%", "giải quyết #% đơn {thư |}{khiếu nại, tố cáo|thuộc thẩm quyền}"), high=500, group="complaints", targets=True,
    ),
)  # fmt: skip

_PRAISE = "{khen thưởng|biểu dương|tặng giấy khen cho|tặng bằng khen cho|tuyên dương|tôn vinh|biểu dương, khen thưởng|trao Giấy khen cho|trao Bằng khen cho|tặng Bằng khen của UBND tỉnh cho|đề nghị khen thưởng|tặng cờ thi đua cho|khen thưởng đột xuất}"
_PRAISED = "{được khen thưởng|được biểu dương|được tặng giấy khen|được tặng Bằng khen|được tuyên dương|có thành tích xuất sắc được khen thưởng|nhận Bằng khen|được tôn vinh|tiêu biểu được biểu dương|đạt trong sạch, vững mạnh được khen thưởng}"
AWARDS = (
    Concept(
        "award.collectives",
        (
            f"{_PRAISE} # {{tập thể|tập thể tiêu biểu|tổ chức cơ sở đảng|chi bộ|đơn vị|tổ chức đảng|tập thể có thành tích xuất sắc|đảng bộ}}~", f"# {{tập thể|tổ chức đảng|chi bộ|đơn vị}} {_PRAISED}~", "tặng {cờ|bằng khen|giấy khen} cho # {tổ chức cơ sở đảng|chi bộ|tổ chức đảng} đạt trong sạch, vững mạnh {tiêu biểu |}{5 năm liền|}", f"số tập thể {_PRAISED} là #", "# {Bằng khen|Giấy khen} {được trao |}cho {các |}tập thể",
        ),
        ("số tập thể được khen thưởng",), "{tập thể}", high=300, group="award", parted=False,
    ),
    Concept(
        "award.individuals",
        (
            f"{_PRAISE} # {{cá nhân|cá nhân tiêu biểu|đảng viên|đồng chí|gia đình|cán bộ|cá nhân có thành tích|đảng viên hoàn thành xuất sắc nhiệm vụ|bí thư chi bộ}}~", f"# {{cá nhân|đảng viên|đồng chí|cán bộ}} {_PRAISED}~", "tặng {bằng khen|giấy khen|kỷ niệm chương} cho # {cá nhân|đảng viên|đồng chí}", f"số cá nhân {_PRAISED} là #", "# {Bằng khen|Giấy khen} {được trao |}cho {các |}cá nhân", "# đảng viên {đủ tư cách |}hoàn thành xuất sắc nhiệm vụ 5 năm liền được {tặng giấy khen|khen thưởng}",
        ),
        ("số cá nhân được khen thưởng",), "{cá nhân}", high=500, group="award",
    ),
    Concept(
        "award.any",
        (f"{_PRAISE} # {{tập thể, cá nhân|tập thể và cá nhân|gương điển hình|điển hình tiên tiến|gương người tốt, việc tốt|lượt tập thể, cá nhân|tấm gương tiêu biểu|gương điển hình tiên tiến}}~", f"# {{tập thể, cá nhân|gương điển hình|điển hình tiên tiến|tấm gương|lượt tập thể và cá nhân|tập thể và cá nhân}} {_PRAISED}~", "{tặng|trao|trao tặng} # {giấy khen|bằng khen|cờ thi đua|kỷ niệm chương}~", f"{{có |}}# {{trường hợp|gương}} {_PRAISED}"),
        ("số tập thể, cá nhân được khen thưởng",), "{tập thể, cá nhân}", high=500, group="award",
    ),
)  # fmt: skip

_HOUSE = "{nhà tình thương|nhà tình nghĩa|căn nhà tình nghĩa|nhà đại đoàn kết|nhà Đại đoàn kết|căn nhà tình thương|mái ấm tình thương|nhà ở cho hộ nghèo|căn nhà|nhà “Nghĩa tình đồng đội”|nhà nhân ái|ngôi nhà|nhà “Mái ấm nghĩa tình”}"
_GIVE = "{vận động|ủng hộ|hỗ trợ|quyên góp|đóng góp|huy động|vận động ủng hộ|vận động quyên góp}"
_FUND = "{Quỹ “Vì người nghèo”|Quỹ Đền ơn đáp nghĩa|quỹ an sinh xã hội|hộ nghèo|gia đình chính sách|người nghèo|đồng bào bị bão lũ|Quỹ Khuyến học|công tác an sinh xã hội|học sinh nghèo|phòng, chống dịch Covid-19|Quỹ vắc xin|xóa nhà tạm, nhà dột nát}"
WELFARE = (
    Concept("welfare.houses", (f"{{xây dựng|xây mới|sửa chữa|bàn giao|hỗ trợ xây dựng|trao tặng|xây dựng và bàn giao|khởi công|xây tặng|vận động xây dựng|hỗ trợ}} {{được |}}# {_HOUSE}~", f"# {_HOUSE} {{được |đã được |}}{{xây dựng|bàn giao|trao tặng|sửa chữa}}~", f"số {{{_HOUSE}}} {{được |}}{{bàn giao|xây dựng}} là #"), ("số nhà tình nghĩa, nhà tình thương được xây dựng",), "{căn|nhà}", high=900, group="welfare", targets=True, parted=True),
    Concept(
        "welfare.funds",
        (f"{_GIVE} {{được |}}{{số tiền |}}# {{cho|giúp|ủng hộ|vào|giúp đỡ}} {_FUND}~", f"{_GIVE} {_FUND} {{được |với {{tổng |}}số tiền |số tiền |trên |}}#~", "{với |}tổng {trị giá|kinh phí|số tiền} {hỗ trợ|vận động|tặng quà|} {là |}#", f"{{trao|tặng|thăm}} quà {{cho |}}{_FUND} {{trị giá|tổng trị giá|với kinh phí}} #", f"{_GIVE} trên # {{giúp đỡ|cho}} {_FUND}", f"{_FUND}: {_GIVE} #"),
        ("số tiền vận động", "kinh phí hỗ trợ an sinh xã hội"), form="money", group="welfare", targets=True,
    ),
    Concept(
        "welfare.recipients",
        (
            "{giúp đỡ|giúp|hỗ trợ|nhận giúp đỡ|nhận đỡ đầu|đỡ đầu|thăm hỏi|chăm lo cho|giúp đỡ được} # {hộ nghèo|hộ|gia đình chính sách|hộ gia đình khó khăn|người nghèo|hộ thoát nghèo|học sinh nghèo|học sinh có hoàn cảnh khó khăn|người già neo đơn|Mẹ Việt Nam anh hùng}~", "{tặng|trao|trao tặng} # {suất quà|phần quà|suất học bổng|suất học bổng cho học sinh nghèo|phần quà cho hộ nghèo|xe đạp cho học sinh nghèo|thẻ bảo hiểm y tế|con bò giống|sổ tiết kiệm}~",
            "# {hộ nghèo|gia đình|hộ|người} {được |}{giúp đỡ|hỗ trợ vốn|giúp thoát nghèo|nhận quà|giúp ngày công, cây, con giống}~", "khám bệnh, {cấp|phát} thuốc miễn phí cho # {lượt người|người dân|người nghèo|đối tượng chính sách}~", "phụng dưỡng # {Mẹ Việt Nam anh hùng|mẹ}", "số hộ {nghèo |}được giúp đỡ là # {hộ|}",
        ),
        ("số hộ nghèo được giúp đỡ",), "{hộ|người}", high=4000, group="welfare", targets=True, parted=True,
    ),
    Concept(
        "models.registered",
        (
            "{đăng ký|đăng ký xây dựng|đăng ký thực hiện|đăng ký mới|xây dựng|triển khai|duy trì|xây dựng được|đăng ký, xây dựng} # {mô hình|mô hình “Dân vận khéo”|mô hình dân vận khéo|cách làm|mô hình, cách làm|mô hình, điển hình|mô hình học tập và làm theo Bác|công trình, phần việc|mô hình, cách làm hay|việc làm theo|mô hình, công trình}~", "{có |}# {mô hình|mô hình, cách làm|công trình|mô hình “Dân vận khéo”} {được |}đăng ký~",
            "số mô hình {đăng ký|được đăng ký} {là|:} # {mô hình|}~", "mỗi {chi bộ|đảng bộ|xã} {đăng ký|xây dựng} {ít nhất |}# mô hình{, cách làm|}",
        ),
        ("số mô hình đăng ký", "số mô hình “Dân vận khéo” đăng ký"), "{mô hình}", high=2500, group="models", targets=True, parted=True,
    ),
    Concept(
        "models.realized",
        (
            "{có |}# {mô hình|mô hình, cách làm|mô hình “Dân vận khéo”|cách làm|mô hình, điển hình} {được công nhận|có sản phẩm cụ thể|đạt hiệu quả|phát huy hiệu quả|được đánh giá hiệu quả|được nhân rộng|được thẩm định, công nhận|có hiệu quả|hoạt động hiệu quả|được duy trì và nhân rộng|có sức lan tỏa}~", "{công nhận|nhân rộng|nghiệm thu|ghi nhận} # {mô hình|mô hình “Dân vận khéo”|cách làm hay|điển hình}~", "số mô hình {có sản phẩm|được công nhận|đạt hiệu quả} là # {mô hình|}~",
        ),
        ("số mô hình được công nhận",), "{mô hình}", ("#% mô hình {đăng ký |}{có sản phẩm|được công nhận|phát huy hiệu quả}",), high=1500, group="models", targets=True, parted=True,
    ),
)  # fmt: skip

CONCEPTS = (*TRAINING, *STUDY, *PERSONNEL, *CASES, *AWARDS, *WELFARE)
