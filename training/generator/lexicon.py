"""The named phrases of the grammar: bodies, places, times, people, verbs of reporting."""

from collections.abc import Mapping, Sequence

from training.generator.negatives import HEADINGS

_PROVINCES = (
    "An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|"
    "Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|"
    "Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|"
    "Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái"
).split("|")
_DISTRICTS = (
    "Mường Khương|Bảo Yên|Hàm Yên|Chiêm Hóa|Na Hang|Tam Nông|Thanh Bình|Châu Thành|Cái Bè|Gò Công Đông|Mỏ Cày Nam|Giồng Trôm|Vũng Liêm|Tam Bình|Cầu Kè|Trà Cú|Đức Huệ|"
    "Bến Lức|Tân Phú|Định Quán|Xuân Lộc|Long Thành|Bù Đăng|Lộc Ninh|Krông Nô|Đắk Song|Lắk|Ea H'leo|M'Đrắk|Chư Sê|Chư Prông|Kbang|Sa Thầy|Ngọc Hồi|Tuy An|Sông Hinh|Đồng Xuân|"
    "Hoài Ân|Tây Sơn|Nghĩa Hành|Sơn Tịnh|Núi Thành|Thăng Bình|Hiệp Đức|Nam Đông|Phú Vang|Vĩnh Linh|Gio Linh|Bố Trạch|Lệ Thủy|Kỳ Anh|Cẩm Xuyên|Đô Lương|Yên Thành|Quỳ Hợp|"
    "Như Xuân|Hậu Lộc|Thọ Xuân|Kim Sơn|Nho Quan|Ý Yên|Giao Thủy|Kiến Xương|Tiền Hải|Thanh Miện|Tứ Kỳ|Văn Giang|Khoái Châu|Lương Tài|Gia Bình|Lục Ngạn|Yên Thế|Võ Nhai|Đại Từ|"
    "Chợ Mới|Ba Bể|Bảo Lâm|Nguyên Bình|Trùng Khánh|Bắc Sơn|Tràng Định|Bình Liêu|Đầm Hà|Yên Hưng|Sông Lô|Lập Thạch|Hạ Hòa|Thanh Thủy|Kim Bôi|Mai Châu|Mộc Châu|Thuận Châu|Tuần Giáo|Mường Chà"
).split("|")
_COMMUNES = (
    "An Phú|Bình Minh|Hòa Thạnh|Long Hưng|Mỹ Đức|Nghĩa Lộ|Phú Xuân|Quang Trung|Sơn Đông|Tân Tiến|Thạnh Lợi|Thượng Lâm|Tiên Lãng|Trường Xuân|Vĩnh Hòa|Xuân Mai|Yên Lạc|Đại Thắng|"
    "Đồng Tâm|Ea Tul|Ia Pa|Cư Kuin|Nậm Lúc|Tả Phìn|Hướng Lập|Trà Giác|Phước Chính|Ba Tơ|Mường Than|Bản Lầu|Hồng Thái|Lộc An|Bình Khánh|Tam Quan|Nhơn Ái|Thới Bình|Khánh Lâm"
).split("|")
_NAMES = (
    "Nguyễn Văn Thành|Trần Thị Mai|Lê Quốc Hưng|Phạm Minh Đức|Hoàng Thị Lan|Vũ Đình Khoa|Đặng Hữu Phước|Bùi Thanh Sơn|Đỗ Thị Hạnh|Hồ Văn Năm|Ngô Quang Vinh|Dương Tấn Lợi|"
    "Lý Thị Hoa|Nông Văn Páo|Giàng A Sử|Y Bhem Niê|H'Yim Kđoh|Thạch Sa Rây|Lò Văn Ún|Cao Xuân Bách|Huỳnh Kim Ngân|Võ Trung Tín|Phan Ngọc Ánh|Trịnh Công Định"
).split("|")
_ORGANS = (
    "Ban Tổ chức",
    "Ban Tuyên giáo",
    "Ban Dân vận",
    "Ban Tuyên giáo và Dân vận",
    "Ủy ban Kiểm tra",
    "UBKT",
    "Văn phòng",
    "Ban Thường vụ",
    "Ban Chấp hành Đảng bộ",
)

LEXICON: Mapping[str, Sequence[str]] = {
    "heading": HEADINGS,
    "province": _PROVINCES,
    "district": _DISTRICTS,
    "commune": _COMMUNES,
    "person": _NAMES,
    "place": (
        "huyện $district", "xã $commune", "phường $commune", "tỉnh $province", "thành phố $province", "thị xã $district", "quận $district", "đặc khu $commune", "thị trấn $commune",
    ),
    "unit": (
        "Đảng bộ Công an {tỉnh|huyện|thành phố}", "Đảng bộ Quân sự {tỉnh|huyện}", "Đảng ủy các cơ quan Đảng tỉnh", "Đảng ủy UBND tỉnh", "Trường Đại học $province", "Bệnh viện Đa khoa {tỉnh|khu vực $district}",
        "Sở Giáo dục và Đào tạo", "Trường Chính trị tỉnh", "Khối Doanh nghiệp", "Khối Dân chính Đảng", "Bộ đội Biên phòng tỉnh", "Cục Thuế tỉnh", "Công ty Điện lực $province", "Viện Kiểm sát nhân dân tỉnh",
        "Ngân hàng Nông nghiệp chi nhánh $province", "Trường Cao đẳng $province", "Kho bạc Nhà nước $province",
    ),
    "body": (
        "Đảng bộ tỉnh{ $province|}", "Đảng bộ huyện{ $district|}", "Đảng bộ thành phố{ $province|}", "Đảng bộ xã $commune", "Đảng bộ phường $commune", "Đảng bộ thị xã{ $district|}", "Đảng bộ Khối{ các cơ quan| doanh nghiệp| Cơ quan và Doanh nghiệp} tỉnh{ $province|}",
        "Đảng ủy {xã|phường} $commune", "Huyện ủy{ $district|}", "Thành ủy{ $province|}", "Thị ủy{ $district|}", "Tỉnh ủy{ $province|}", "Quận ủy $district", "Đảng ủy Khối", "Đảng bộ Quân sự tỉnh", "Đảng bộ Công an tỉnh", "Đảng bộ các cơ quan Đảng tỉnh", "Đảng bộ UBND tỉnh",
    ),
    "all": (
        "toàn tỉnh", "toàn huyện", "toàn Đảng bộ", "toàn Đảng bộ tỉnh", "toàn Đảng bộ huyện", "cả tỉnh", "toàn thành phố", "các cấp ủy", "cấp ủy các cấp", "các cấp ủy, tổ chức đảng", "các chi bộ, đảng bộ", "Đảng bộ", "Đảng ủy", "toàn Khối", "cả huyện",
        "toàn xã", "các cấp ủy đảng trong {tỉnh|huyện}", "đảng bộ các cấp", "địa phương", "đơn vị",
    ),
    "organ": (*_ORGANS, "{Ban Tổ chức|Ban Tuyên giáo|UBKT|Ban Dân vận|Văn phòng} {Tỉnh ủy|Huyện ủy|Thành ủy|Đảng ủy}", "Ủy ban Kiểm tra các cấp", "UBKT các cấp", "Trung tâm Chính trị huyện", "Trung tâm Bồi dưỡng chính trị"),
    "year": ("2009", "2010", "2011", "2012", "2013", "2014", "2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"),
    "time": (
        "Năm $year", "Trong năm $year", "6 tháng đầu năm{ $year|}", "Trong 6 tháng đầu năm{ $year|}", "9 tháng{ đầu| năm} năm $year", "Quý {I|II|III|IV} năm $year", "Quý {I|II|III|IV}/$year", "Từ đầu năm đến nay", "Từ đầu nhiệm kỳ đến nay", "Trong nhiệm kỳ {2010 - 2015|2015 - 2020|2020 - 2025|2020-2025}",
        "Nhiệm kỳ qua", "Trong năm", "Năm qua", "Thời gian qua", "Trong kỳ", "Trong quý", "Tính đến {30/6|31/12|15/11|tháng 9}{/$year|}", "Đến nay", "Đến hết tháng {6|9|10|11}", "Giai đoạn 2021 - 2025", "Qua 3 năm thực hiện", "Sau hai năm thực hiện", "Nửa đầu năm $year", "Tháng {3|5|7|8|10|11} năm $year",
        "Qua {05|10|5} năm thực hiện Chỉ thị số {05|03|28}-CT/TW", "Sau khi vận hành chính quyền địa phương 2 cấp", "Từ ngày 1/7/2025 đến nay",
    ),
    "aside": (
        "thực hiện Nghị quyết Trung ương {4|5|6} (khóa {XI|XII|XIII})", "theo {Quy định|Hướng dẫn|Kết luận|Chỉ thị} số {15|21|24|37|69}-{QĐ|HD|KL|CT}/TW", "theo kế hoạch số {12|35|78|102}-KH/{TU|HU|ĐU}", "theo chương trình, kế hoạch đề ra", "với nhiều giải pháp đồng bộ", "qua kiểm điểm, tự phê bình và phê bình",
        "dưới sự chỉ đạo của {Tỉnh ủy|Huyện ủy|Đảng ủy}", "nhờ làm tốt công tác tư tưởng", "nhân dịp {3/2|19/5|2/9|7/11}", "sau khi sắp xếp đơn vị hành chính", "bên cạnh kết quả đạt được",
    ),
    "report": (
        "Theo báo cáo", "Báo cáo tại hội nghị cho biết", "Theo số liệu của $organ", "Theo đồng chí $person", "Kết quả cho thấy", "Kết quả", "Cụ thể", "Kết quả cụ thể", "Nổi bật là", "Đáng chú ý", "Qua đó", "Bên cạnh đó", "Ngoài ra", "Đồng thời", "Cùng với đó", "Riêng", "Về kết quả", "Nhìn chung", "Theo thống kê", "Tính chung", "Mặt khác",
    ),
    "same_period": (
        "so với cùng kỳ{ năm $year| năm trước| năm ngoái|}", "so cùng kỳ", "so với năm $year", "so với năm trước", "so với đầu năm", "so với đầu nhiệm kỳ", "so với nhiệm kỳ trước", "so với cuối năm $year", "so với quý trước", "so với thời điểm trước sắp xếp", "so với cùng thời điểm năm trước", "",
    ),
    "up": ("tăng", "tăng thêm", "nhiều hơn", "cao hơn", "tăng được", "thêm"),
    "down": ("giảm", "ít hơn", "thấp hơn", "giảm được", "giảm đi"),
    "plan": (
        "kế hoạch", "kế hoạch năm", "chỉ tiêu", "chỉ tiêu năm", "chỉ tiêu cả năm", "chỉ tiêu đề ra", "nghị quyết", "chỉ tiêu nghị quyết", "so với kế hoạch", "so với nghị quyết", "chỉ tiêu được giao", "kế hoạch đề ra", "mục tiêu đề ra", "kế hoạch cả năm",
    ),
    "aim": (
        "Phấn đấu", "Phấn đấu đến cuối năm", "Phấn đấu đến năm {2025|2030}", "Mục tiêu đến năm {2025|2030}", "Chỉ tiêu năm $year", "Năm $year, phấn đấu", "{Huyện ủy|Tỉnh ủy|Đảng ủy|Đảng bộ} đề ra chỉ tiêu", "Nghị quyết đề ra mục tiêu", "Trong năm tới, {Đảng bộ|Đảng ủy|toàn huyện} phấn đấu", "6 tháng cuối năm, {phấn đấu|tập trung}",
        "Đảng ủy đặt mục tiêu", "Nhiệm kỳ {2020 - 2025|2025 - 2030}, phấn đấu", "Theo kế hoạch,", "Thời gian tới,", "Các chỉ tiêu chủ yếu:", "Hằng năm,", "Hằng năm, có", "Đại hội xác định chỉ tiêu: hằng năm", "Mục tiêu là", "Đảng bộ xác định chỉ tiêu", "Bình quân mỗi năm phấn đấu",
    ),
    "group": (
        "nữ", "đảng viên nữ", "người dân tộc thiểu số", "người có đạo", "đoàn viên", "đảng viên là đoàn viên", "học sinh, sinh viên", "công nhân lao động", "đảng viên là người theo tôn giáo", "trí thức", "nông dân", "cán bộ, công chức", "giáo viên", "chủ doanh nghiệp tư nhân", "người trong độ tuổi thanh niên", "dân quân", "người dưới 30 tuổi", "đảng viên dự bị", "trưởng thôn, khu phố", "cựu chiến binh",
        "người Khmer", "người Mông", "đồng bào Công giáo", "đảng viên được miễn sinh hoạt", "cấp ủy viên các cấp", "cấp ủy viên", "cán bộ chủ chốt", "người đứng đầu",
    ),
}
