"""Figures of a Party report that no code of the task names: the code `other`.

They stand beside the named ones, often in the same words, so each group holds what comes nearest to a named code.
"""

from training.generator.tables import Concept

_ECONOMY = (
    "{tốc độ |}tăng trưởng kinh tế {đạt|bình quân đạt|ước đạt} #%", "tổng sản phẩm (GRDP) {tăng|ước tăng} #%{ $same_period|}", "thu ngân sách {nhà nước |}{trên địa bàn |}{đạt|được|ước đạt} <other money>{, đạt <share percent> {dự toán|kế hoạch}|}", "thu nhập bình quân đầu người {đạt|ước đạt} <other money>{/người|/người/năm|/năm}",
    "tỷ lệ hộ nghèo {giảm còn|còn|giảm xuống còn|chiếm} #%{, giảm <other!change percent> $same_period|}", "{giá trị sản xuất|tổng giá trị sản xuất} {nông nghiệp|công nghiệp|trên địa bàn} đạt <other money>", "sản lượng {lúa|lương thực|thủy sản|cà phê} đạt {gần |trên |hơn |}# tấn", "diện tích {gieo trồng|lúa|rừng trồng mới|cây ăn trái} đạt # ha",
    "kim ngạch xuất khẩu {đạt|ước đạt} # triệu USD", "giải quyết việc làm {mới |}cho # {lao động|người}~", "{có |}# xã đạt chuẩn nông thôn mới~", "# xã {được công nhận |}đạt chuẩn nông thôn mới{ nâng cao|}~", "giải ngân vốn đầu tư công đạt #%{ kế hoạch|}", "tỷ lệ {người dân |}tham gia bảo hiểm y tế đạt #%", "tỷ lệ che phủ rừng đạt #%",
    "{nhân dân |bà con |}hiến {hơn |trên |}# {m2 đất|mét vuông đất|ha đất}{ làm đường|}", "bê tông hóa # km đường {giao thông nông thôn|thôn, xóm}", "{đón|thu hút} # lượt {du khách|khách}~", "{huy động|nhân dân đóng góp} # ngày công{ lao động|}", "# trường đạt chuẩn quốc gia~", "#% gia đình đạt chuẩn văn hóa", "#% {hộ dân|hộ} {sử dụng nước sạch|được dùng nước hợp vệ sinh}", "thu hút # dự án đầu tư~",
    "tổng vốn đầu tư toàn xã hội đạt <other money>", "# sản phẩm OCOP được công nhận~", "{thành lập mới|có} # doanh nghiệp {đăng ký mới|đi vào hoạt động|}", "hoàn thành # {chỉ tiêu|nhóm chỉ tiêu|nội dung|tiêu chí}~", "{đạt và vượt|hoàn thành} # chỉ tiêu {nghị quyết|kinh tế - xã hội}~", "giá trị sản xuất tăng #%", "cơ cấu {nông nghiệp|công nghiệp - xây dựng|dịch vụ} chiếm #%", "xóa # nhà tạm, dột nát", "năng suất lúa bình quân đạt # tạ/ha",
    "{tổng thu|doanh thu} {của các doanh nghiệp |}đạt <other money>", "nộp ngân sách <other money>", "lợi nhuận đạt <other money>", "tỷ lệ {trẻ em suy dinh dưỡng|thất nghiệp} còn #%",
)  # fmt: skip
_UNIONS = (
    "{kết nạp|phát triển} {mới |được |}# {đoàn viên|hội viên|đoàn viên công đoàn|đoàn viên thanh niên|hội viên nông dân|hội viên cựu chiến binh}~", "{Hội Phụ nữ|Hội Nông dân|Đoàn Thanh niên|Mặt trận|Hội Cựu chiến binh|Liên đoàn Lao động} {hiện có|có|quản lý} # {hội viên|đoàn viên}", "tổ chức đoàn {trồng|trồng mới} # cây xanh", "tập hợp # {hội viên|đoàn viên, hội viên} {vào tổ chức|tham gia sinh hoạt}~",
    "Mặt trận và các đoàn thể {chủ trì giám sát|giám sát|phản biện} # {cuộc|công trình|nội dung|dự thảo văn bản}", "{thành lập|có} # tổ chức công đoàn{ cơ sở|}~", "{tín chấp|ủy thác} cho # hộ vay vốn{, dư nợ <other money>|}", "các đoàn thể {tuyên truyền|vận động} cho # {đoàn viên, hội viên|lượt hội viên}", "{giới thiệu|bồi dưỡng, giới thiệu} # đoàn viên ưu tú {cho Đảng|để xem xét kết nạp|học lớp cảm tình Đảng}~", "#% {thanh niên|nông dân|phụ nữ} {tham gia tổ chức|là hội viên}",
    "thành lập # {tổ hợp tác|hợp tác xã|câu lạc bộ|tổ tự quản}", "có # {chức sắc|tín đồ|người có uy tín} {tham gia|trong đồng bào}", "vận động # hộ {ký cam kết giữ rừng|thực hiện nếp sống văn minh|di dời}",
)  # fmt: skip
_CONTROL = (
    "{qua kiểm tra|kết luận|qua kết luận|phát hiện|kết luận có}{,|} {có |}# {tổ chức đảng|đảng viên|tổ chức|đồng chí} {có vi phạm|vi phạm|có khuyết điểm, vi phạm|có khuyết điểm}~", "{kết luận có|có} # {đảng viên|tổ chức đảng} {vi phạm đến mức |}phải {xem xét |}thi hành kỷ luật~", "đình chỉ sinh hoạt đảng {đối với |}# đảng viên", "# {đảng viên|trường hợp} {bị |}đình chỉ sinh hoạt {đảng|cấp ủy}", "{kiến nghị|chuyển} {xử lý|cơ quan} {hình sự|pháp luật} # {đảng viên|trường hợp|vụ}",
    "xử lý {hành chính|về chính quyền|về mặt chính quyền} # {đảng viên|trường hợp|cán bộ}", "{nhắc nhở|rút kinh nghiệm|phê bình|kiểm điểm rút kinh nghiệm|yêu cầu kiểm điểm} {đối với |}# {đảng viên|tổ chức đảng|tập thể|cá nhân|đồng chí}", "miễn kỷ luật # {đảng viên|trường hợp}", "{chưa|không} {phải |đến mức }thi hành kỷ luật # {đảng viên|tổ chức}", "{thu hồi|truy thu} <other money>{ đảng phí| nộp ngân sách|}",
    "{còn|đang giải quyết|chuyển kỳ sau|còn lại|tồn|đang xem xét} # {đơn|vụ|đơn thư|trường hợp}", "{còn |}# đơn {đang thẩm tra, xác minh|chưa giải quyết|đang trong thời hạn giải quyết|không đủ điều kiện giải quyết|trùng lặp|không xử lý}~", "{phát hiện|xử lý|khởi tố} # vụ {tham nhũng|tiêu cực|việc tham nhũng, tiêu cực}", "kê khai tài sản, thu nhập {có |}# {người|đồng chí|lượt người}", "công khai # bản kê khai", "kiểm tra xác minh tài sản # {người|cán bộ}", "tiếp {dân |}# {lượt|lượt người|lượt công dân}", "# dấu hiệu vi phạm{ được phát hiện|}", "xóa án kỷ luật # {đảng viên|trường hợp}",
    "phúc tra # {tổ chức|TCCSĐ|tổ chức cơ sở đảng}", "hạ mức xếp loại # {tổ chức|đảng viên|nơi}", "# {tổ chức đảng|đảng viên} {thực hiện tốt|chấp hành nghiêm|có ưu điểm}", "hoàn thành # cuộc kiểm tra, giám sát {theo chương trình|}~",
)  # fmt: skip
_ORGANISATION = (
    "{còn|vẫn còn|hiện còn} # {thôn|ấp|bản|thôn, bản|buôn|khu phố|xóm|tổ dân phố|khóm} {chưa có đảng viên|chưa có chi bộ|“trắng” đảng viên|chưa có chi bộ độc lập|sinh hoạt ghép|chưa có tổ chức đảng}~", "{có |}# {thôn|ấp|bản|khu phố|buôn|làng} {có chi bộ|có đảng viên|có cấp ủy|có chi bộ độc lập|có chi ủy}~", "#% {thôn, bản|ấp, khu phố|thôn, tổ dân phố} có {chi bộ|đảng viên|tổ chức đảng}", "{xóa|đã xóa} {được |}# {thôn|bản|xóm} {trắng đảng viên|chưa có chi bộ}",
    "{sáp nhập|giải thể|chia tách|sắp xếp, sáp nhập|giải thể, kết thúc hoạt động} # {chi bộ|tổ chức đảng|tổ chức cơ sở đảng|chi, đảng bộ|đảng bộ}~", "{chuyển giao|tiếp nhận} # {tổ chức đảng|đảng viên|tổ chức cơ sở đảng} {về|từ} {Đảng bộ xã|đảng bộ khác|Đảng bộ Khối}", "{tinh giản|giảm|tinh giảm} # biên chế{, giảm <share percent>|}~", "{giảm|cắt giảm|sắp xếp giảm} # {đầu mối|phòng, ban|cấp phó|phòng chuyên môn|đơn vị sự nghiệp}", "biên chế {khối đảng, đoàn thể |}{được giao |hiện có |}{là |}# {biên chế|người|}",
    "# {bí thư chi bộ|bí thư} {kiêm|đồng thời là} {trưởng thôn|trưởng ấp, khu phố|tổ trưởng tổ dân phố|chủ tịch UBND|trưởng khu phố}~", "#% {bí thư chi bộ|bí thư cấp ủy} {kiêm|là} {trưởng thôn|người địa phương|không là người địa phương|nữ|đảng viên có trình độ đại học}", "# doanh nghiệp {ngoài khu vực nhà nước |}{có|đã có} tổ chức đảng~", "trong {tổng số |}# doanh nghiệp {trên địa bàn|ngoài nhà nước|ngoài khu vực nhà nước}", "{rà soát, |}{phát hiện|giới thiệu|lựa chọn|tạo nguồn|bồi dưỡng tạo nguồn} {được |}# {quần chúng ưu tú|quần chúng|nguồn} {xem xét|để tạo nguồn|là nguồn kết nạp|}~",
    "{trả lại|chưa đủ điều kiện} # hồ sơ{ để bổ sung| kết nạp|}", "miễn sinh hoạt {đảng |}cho # đảng viên", "tiếp nhận {sinh hoạt đảng |}# đảng viên {chuyển đến|từ nơi khác chuyển về}", "{chuyển sinh hoạt đảng|chuyển đi} {cho |}# đảng viên", "cấp, {phát|đổi} thẻ đảng {viên |}cho # {đảng viên|đồng chí}", "phát thẻ đảng viên {cho |}# {đồng chí|đảng viên}~", "quản lý # hồ sơ đảng viên", "# đảng viên {từ trần|đi làm ăn xa|vắng sinh hoạt|chuyển đi|đi lao động nước ngoài}~", "đảng viên có trình độ {đại học trở lên|lý luận chính trị trung cấp trở lên|chuyên môn} {chiếm|đạt|có} #%", "tuổi đời bình quân {của đảng viên |}là # tuổi",
    "thu, nộp đảng phí đạt <other money>", "# chi bộ {chưa có nguồn kết nạp|nhiều năm không kết nạp được đảng viên|có dưới 5 đảng viên|không có chi ủy|nhiều năm liền chưa kết nạp được đảng viên mới}~", "{củng cố|kiện toàn} # {tổ chức cơ sở đảng|chi bộ|cấp ủy} {yếu kém|}", "phân công # {đảng viên|cấp ủy viên|cán bộ} {phụ trách hộ|dự sinh hoạt chi bộ|về sinh hoạt với chi bộ thôn|giúp đỡ quần chúng}", "#% chi bộ {duy trì sinh hoạt định kỳ|sinh hoạt đúng quy định|có chi ủy|sử dụng sổ tay đảng viên điện tử}", "{tỷ lệ |}đảng viên {tham gia |dự }sinh hoạt {chi bộ |}{đạt|bình quân đạt} #%", "# đảng viên {cài đặt|sử dụng} sổ tay đảng viên điện tử~",
)  # fmt: skip
_CONGRESS = (
    "{bầu|đại hội đã bầu|các chi bộ bầu|đã bầu} {được |}# {cấp ủy viên|đồng chí vào {cấp ủy|Ban Chấp hành}|đồng chí cấp ủy viên|chi ủy viên}{ khóa mới|}~", "{trong đó |}{tái cử|tham gia lần đầu} # {đồng chí|người|}~", "cấp ủy viên {nữ|trẻ|dân tộc thiểu số|trẻ dưới 40 tuổi} {có |chiếm |là |đạt }#%", "{nữ|cán bộ trẻ} {tham gia cấp ủy|trong cấp ủy} {đạt|chiếm} #%", "nữ cấp ủy viên {có |}# {đồng chí|người}~", "{bầu trực tiếp bí thư|bầu bí thư trực tiếp} tại {đại hội ở |}# {chi bộ|đảng bộ}~",
    "{còn |}# {chi bộ|đảng bộ} {chưa|chưa tiến hành|chưa tổ chức} đại hội~", "# {ý kiến|lượt ý kiến} {đóng góp|tham gia|góp ý} {vào |}{dự thảo |}{văn kiện|báo cáo chính trị}", "{tiếp thu|ghi nhận} # ý kiến{ góp ý| của nhân dân|}", "tỷ lệ đảng viên {dự|tham dự} đại hội {đạt|bình quân} #%", "đại hội {có|với sự tham dự của} # đại biểu{ chính thức| được triệu tập|}~", "{có |}# {đồng chí|người} {trúng cử|tái cử|trúng cử lần đầu}~", "{bầu đoàn đại biểu|bầu} {gồm |}# đại biểu {đi |}dự {đại hội|Đại hội đại biểu} {cấp trên|Đảng bộ {tỉnh|huyện}}", "# chi bộ {phải bầu lần hai|bầu thiếu|bầu chưa đủ số lượng cấp ủy}", "trình độ {chuyên môn |}đại học {trở lên |}đạt #%", "bầu Ban Chấp hành {khóa mới |}gồm # đồng chí, Ban Thường vụ <other small> đồng chí",
)  # fmt: skip
_PROPAGANDA = (
    "{đăng|đăng tải|đăng, phát|phát sóng|viết} {được |trên |}# {tin, bài|tin bài|bài viết|tin, bài, ảnh|chuyên mục|lượt tin, bài|phóng sự}~", "{phát hành|cấp phát|in|biên soạn} # {cuốn tài liệu|tờ rơi|tờ gấp|bản tin|bản tin nội bộ|cuốn bản tin|đầu sách|cuốn lịch sử Đảng bộ}", "treo # {băng rôn|pa nô|lượt cờ|khẩu hiệu}", "{thu hút|nhận được|có} # {bài dự thi|lượt thí sinh|lượt người dự thi|lượt người xem|thí sinh|tác phẩm} {tham gia|dự thi|}~", "đối thoại {trực tiếp |với {dân|nhân dân} |}{được |}# {cuộc|lần|buổi}~", "{tổ chức |}# {cuộc|buổi|hội nghị} {gặp gỡ, |}đối thoại {với người dân|của bí thư cấp ủy với dân|với đoàn viên}, {có |với |}<other> lượt người {dự|tham gia}",
    "{tiếp thu|ghi nhận|giải đáp|trả lời} # {ý kiến|kiến nghị|lượt ý kiến}~", "{hiện có|có|kiện toàn} # {báo cáo viên|tuyên truyền viên|cộng tác viên dư luận xã hội|cộng tác viên|báo cáo viên cấp {huyện|tỉnh}}", "{gỡ bỏ|phản bác|xử lý|đấu tranh} # {tin, bài xấu độc|bài viết xấu độc|tài khoản|lượt thông tin xấu, độc}", "{thu|có|nộp|viết} # bài thu hoạch{, <share percent> đạt loại khá, giỏi|}~", "#% {số |}bài {thu hoạch |}{đạt |loại |đạt loại }{khá, giỏi|giỏi|khá trở lên}", "lập # {trang|nhóm} {fanpage|Zalo|Facebook}", "# {giảng viên|giảng viên kiêm chức|báo cáo viên} {chuyên trách|tham gia giảng dạy|}", "{dự giờ|thao giảng} # tiết", "# đảng viên chưa {được học|tham gia học tập} nghị quyết~", "{nghiên cứu|nghiệm thu|triển khai} # đề tài{ khoa học|}", "#% đảng bộ {trực thuộc |}{xây dựng|ban hành} {xong |}chương trình hành động",
)  # fmt: skip
_STAFF = (
    "{đưa ra khỏi|rút khỏi} quy hoạch # {cán bộ|trường hợp|đồng chí}", "{cho thôi giữ chức vụ|miễn nhiệm|cho từ chức|cho thôi việc} {đối với |}# {cán bộ|trường hợp|đồng chí}", "{giải quyết chế độ |}nghỉ hưu {trước tuổi |}{cho |}# {cán bộ|trường hợp|người|đồng chí}", "# {cán bộ|công chức|đồng chí} {có trình độ thạc sĩ|có trình độ đại học trở lên|có trình độ cao cấp lý luận chính trị|nghỉ hưu|nghỉ chế độ}~", "thi tuyển # chức danh{ lãnh đạo|}", "tuyển dụng {mới |}# {công chức|viên chức|người}~", "nâng ngạch{, nâng lương|} cho # {cán bộ|lượt cán bộ|công chức}", "khám sức khỏe {định kỳ |}cho # {cán bộ|lượt cán bộ}", "#% cán bộ {đạt chuẩn|có trình độ chuyên môn đại học|chủ chốt có trình độ cao cấp lý luận chính trị}", "lấy phiếu tín nhiệm {đối với |}# {đồng chí|chức danh|người}", "# {trưởng|phó} {phòng|ban} {không phải người địa phương|là nữ|dưới 40 tuổi}", "thăm hỏi # lượt cán bộ hưu trí", "bố trí # {cán bộ|công chức} {dôi dư|cấp xã}", "cán bộ {nữ|trẻ} giữ chức vụ lãnh đạo {chiếm|đạt} #%", "{lập|thành lập} # {tổ công tác|đoàn kiểm tra|đoàn khảo sát|ban chỉ đạo|tiểu ban}",
)  # fmt: skip

_GROUPS = {
    "economy": _ECONOMY,
    "unions": _UNIONS,
    "control": _CONTROL,
    "structure": _ORGANISATION,
    "congress": _CONGRESS,
    "propaganda": _PROPAGANDA,
    "personnel": _STAFF,
}


CONCEPTS = tuple(
    Concept("other", (clause,), group=group, form="percent" if "#%" in clause else "count", low=2, high=4000, targets=group != "congress")
    for group, clauses in _GROUPS.items()
    for clause in clauses
)
ECONOMY = tuple(concept for concept in CONCEPTS if concept.group == "economy")

CHANGES = (
    "Tỷ lệ hộ nghèo {giảm|kéo giảm} <other!change percent> $same_period", "Biên chế {toàn khối |}giảm <other!change> {biên chế|người} $same_period", "{Số|Tổng số} {hội viên|đoàn viên|thôn chưa có chi bộ|tin, bài|đầu mối|lượt công dân được tiếp} là <other>, {$up|$down} <other!change> $same_period", "{Số|} đảng viên vi phạm {tăng|giảm} <other!change> {đảng viên|trường hợp} $same_period",
    "Cấp ủy viên nữ {đạt|chiếm} <other percent>, {tăng|giảm} <other!change percent> so với nhiệm kỳ trước", "Thu ngân sách đạt <other money>, tăng <other!change percent> $same_period", "Phấn đấu <other!target percent_least> {thôn có chi bộ|xã đạt chuẩn nông thôn mới|doanh nghiệp có tổ chức đảng|hộ dân dùng nước sạch}", "{Phấn đấu|Mục tiêu} {giảm tỷ lệ hộ nghèo|tăng trưởng kinh tế} {còn |đạt |}<other!target percent_least>",
    "{Phấn đấu|Chỉ tiêu:} {cấp ủy viên nữ|cán bộ trẻ trong cấp ủy} đạt <other!target percent_least>", "{Phấn đấu|Đến năm 2030,} tỷ lệ {sinh hoạt chi bộ|đảng viên dự sinh hoạt} đạt <other!target percent_least>", "{Phấn đấu |}xóa <other!target bare> {thôn trắng đảng viên|bản chưa có chi bộ}",
)  # fmt: skip
"""Whole sentences with changes and targets of such figures."""
