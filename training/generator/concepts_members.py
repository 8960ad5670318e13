"""Structure, membership and congresses."""

from training.generator.tables import Concept

_FOUND = "{hiện có|có|đang quản lý|quản lý|gồm|gồm có|hiện nay có|có tổng số}"
_ORG = "{tổ chức cơ sở đảng|TCCSĐ|tổ chức cơ sở Đảng|chi, đảng bộ cơ sở|tổ chức đảng|đảng bộ, chi bộ cơ sở|tổ chức cơ sở đảng trực thuộc|chi, đảng bộ trực thuộc|tổ chức đảng trực thuộc}"
_COMMITTEE = "{đảng bộ cơ sở|đảng bộ trực thuộc|đảng bộ|đảng bộ xã, phường|đảng bộ cấp trên trực tiếp cơ sở|đảng ủy cơ sở|đảng bộ trực thuộc {Tỉnh ủy|Huyện ủy}|đảng bộ xã, thị trấn}"
_CELL = "{chi bộ cơ sở|chi bộ|chi bộ trực thuộc {Huyện ủy|Đảng ủy Khối}|chi bộ cơ sở trực thuộc}"
_SUBCELL = "{chi bộ trực thuộc đảng ủy cơ sở|chi bộ trực thuộc đảng bộ cơ sở|chi bộ trực thuộc Đảng ủy xã|chi bộ dưới đảng ủy cơ sở|chi bộ trực thuộc các đảng bộ cơ sở|chi bộ thôn trực thuộc đảng ủy xã|chi bộ nhỏ trực thuộc}"
_AFTER = "{ trực thuộc| trên địa bàn||||}"


def _stock(code: str, noun: str, short: str, high: int) -> Concept:
    return Concept(
        code,
        (f"{{{{$body|$all}} |}}{_FOUND} # {noun}{_AFTER}~", f"{{số|tổng số}} {noun} {{là|có}} # {{{short}|}}~", f"với # {noun}{_AFTER}", f"{{toàn tỉnh |toàn huyện |}}có # {noun}~", f"nâng tổng số {noun} lên # {{{short}|}}", f"{noun}: # {{{short}|}}~", f"sau {{sắp xếp|sáp nhập}}, còn # {noun}", f"trực tiếp quản lý # {noun}", f"# {noun}~"),
        nominals=(f"{{số|tổng số}} {noun}", f"{noun}"), nouns=short, low=2, high=high, group="structure", parted=code == "structure.members",
    )  # fmt: skip


STRUCTURE = (
    _stock("structure.orgs", _ORG, "{tổ chức|tổ chức đảng|đơn vị}", 1200),
    _stock("structure.committees", _COMMITTEE, "{đảng bộ}", 600),
    _stock("structure.cells", _CELL, "{chi bộ}", 900),
    _stock("structure.subcells", _SUBCELL, "{chi bộ}", 5000),
    _stock("structure.members", "{đảng viên|đảng viên đang sinh hoạt|đảng viên|đảng viên trong toàn Đảng bộ}", "{đồng chí|đảng viên|người}", 120_000),
    Concept(
        "structure.members",
        (
            "nâng tổng số đảng viên {toàn {Đảng bộ|tỉnh|huyện} |của {Đảng bộ|$body} |}lên {hơn |gần |}# {đồng chí|đảng viên|người|}", "đưa tổng số đảng viên {hiện có |}{lên|là} # {đồng chí|đảng viên|}", "đội ngũ đảng viên {hiện có|có|đạt} # {đồng chí|người}", "tổng số đảng viên {là|hiện nay là|:} # {đồng chí|người|}",
            "với {tổng số |}# đảng viên{ đang sinh hoạt tại <structure.cells> chi bộ|}", "# đảng viên đang sinh hoạt {ở|tại} <structure.subcells> chi bộ trực thuộc", "Đảng bộ có # đảng viên", "đảng viên {dự bị|chính thức|nữ} {có|là} # {đồng chí|người}~",
        ),
        ("tổng số đảng viên", "số đảng viên", "đội ngũ đảng viên"), "{đồng chí|đảng viên}", ("đảng viên nữ chiếm #%", "đảng viên là người dân tộc thiểu số {chiếm|đạt} #%{ tổng số đảng viên|}", "tỷ lệ đảng viên nữ {chiếm|là} #%"), low=20, high=120_000, group="structure", parted=True, targets=True,
    ),
    Concept(
        "structure.founded",
        (
            "{thành lập mới|thành lập|mới thành lập|lập mới|thành lập được|ra mắt|quyết định thành lập} # {tổ chức đảng|chi bộ|tổ chức cơ sở đảng|đảng bộ cơ sở|chi bộ trong doanh nghiệp|tổ chức đảng trong doanh nghiệp{ ngoài khu vực nhà nước|}|chi bộ trực thuộc|chi bộ quân sự|chi bộ công an xã}~",
            "có {thêm |}# {chi bộ|tổ chức đảng|tổ chức đảng trong doanh nghiệp} được thành lập{ mới|}~", "số {tổ chức đảng|chi bộ} {thành lập mới|được thành lập} là #~", "# {chi bộ|tổ chức đảng} {mới được thành lập|ra đời|được thành lập mới}~", "phát triển {được |mới |}# {tổ chức đảng|chi bộ} {trong doanh nghiệp|ở khu dân cư}",
        ),
        ("số tổ chức đảng thành lập mới", "số chi bộ được thành lập mới"), "{tổ chức|chi bộ}", zeros=("<structure.founded zero> {chi bộ|tổ chức đảng} nào được thành lập mới",), high=60, group="membership", targets=True, parted=True,
    ),
)  # fmt: skip

_PEOPLE = "{đảng viên|đảng viên mới|đảng viên|quần chúng ưu tú|quần chúng vào Đảng|đồng chí|quần chúng|đoàn viên ưu tú|đảng viên là người dân tộc thiểu số|học sinh, sinh viên|quần chúng ưu tú vào Đảng}"
MEMBERSHIP = (
    Concept(
        "membership.admitted",
        (
            f"{{kết nạp|kết nạp được|kết nạp mới|đã kết nạp|phát triển|phát triển được|phát triển mới|kết nạp thêm|tổ chức kết nạp|làm lễ kết nạp cho|xét kết nạp được}} # {_PEOPLE}~", "{có |}# {quần chúng|quần chúng ưu tú|đoàn viên ưu tú|công nhân|học sinh|người|trường hợp} {được kết nạp {vào Đảng|}|vinh dự đứng vào hàng ngũ của Đảng|đã vào Đảng}~",
            "số {đảng viên mới kết nạp|đảng viên kết nạp|người được kết nạp|quần chúng được kết nạp vào Đảng} {là|đạt} # {đồng chí|người|đảng viên|}~", "{công tác |}phát triển đảng viên {mới |}{đạt|được|:} # {đồng chí|đảng viên}~", "kết nạp đảng viên {mới |}{được|đạt|:} # {đồng chí|người|em|}~", "{đã |}đứng vào hàng ngũ của Đảng có # {đồng chí|người}",
            "bồi dưỡng, {giới thiệu |}kết nạp {được |}# đảng viên {mới|}~", "{trao|công bố} quyết định kết nạp {đảng viên |}cho # {quần chúng|đồng chí|công nhân|chiến sĩ}", "{qua đó, |}có # đảng viên mới~",
        ),
        ("số đảng viên mới kết nạp", "công tác phát triển đảng viên", "số đảng viên được kết nạp", "kết nạp đảng viên mới"), "{đảng viên|đồng chí}", ("kết nạp đảng viên mới đạt #% {kế hoạch|chỉ tiêu}", "công tác phát triển đảng viên đạt #% {chỉ tiêu|nghị quyết|kế hoạch năm}", "#% đảng viên mới {kết nạp |}{là nữ|có trình độ đại học trở lên|trong độ tuổi thanh niên|là người dân tộc thiểu số}"),
        ("<membership.admitted zero> {đảng viên|quần chúng|trường hợp} nào được kết nạp",), high=6000, group="membership", targets=True, parted=True,
    ),
    Concept("membership.files_reviewed", ("{thẩm định|thẩm tra|xem xét|xét duyệt|tiếp nhận, thẩm định|rà soát|thẩm định, xét} {được |}# {hồ sơ kết nạp{ đảng| đảng viên|}|hồ sơ {xin|đề nghị} vào Đảng|hồ sơ đề nghị kết nạp{ đảng viên|}|bộ hồ sơ xin vào Đảng|hồ sơ kết nạp Đảng}~", "{có |}# hồ sơ {kết nạp|đề nghị kết nạp|xin vào Đảng} được {thẩm định|xem xét|thẩm tra}~", "số hồ sơ {kết nạp|xin vào Đảng} được {thẩm định|thẩm tra} là # {bộ|hồ sơ|}", "thẩm định hồ sơ kết nạp đảng viên: # {hồ sơ|bộ}"), ("số hồ sơ kết nạp được thẩm định",), "{hồ sơ|bộ}", low=5, high=4000, group="files"),
    Concept("membership.files_approved", ("{trong đó |}có # hồ sơ {đủ tiêu chuẩn|đủ điều kiện|đủ tiêu chuẩn, điều kiện|bảo đảm yêu cầu|đạt yêu cầu} {kết nạp{ đảng|}|}~", "# hồ sơ {được chuẩn y|được phê duyệt|đủ điều kiện trình ra quyết định kết nạp|được duyệt kết nạp}~", "số hồ sơ {đủ điều kiện|đủ tiêu chuẩn} {kết nạp |}là # {hồ sơ|bộ|}~", "xác định # hồ sơ {kết nạp |}đủ {tiêu chuẩn|điều kiện}~"), ("số hồ sơ đủ tiêu chuẩn kết nạp",), "{hồ sơ|bộ}", low=5, high=4000, group="files"),
    Concept(
        "membership.official",
        (
            "{chuyển|xét chuyển|đã chuyển|làm thủ tục chuyển} {đảng |}chính thức {cho |được |}# {đảng viên|đảng viên dự bị|đồng chí|trường hợp}~", "{công nhận|ra quyết định công nhận|quyết định công nhận} {đảng viên chính thức {cho |}|}# {đảng viên dự bị|đồng chí|đảng viên} {đủ tư cách đảng viên chính thức|là đảng viên chính thức}", "# đảng viên dự bị được {chuyển|công nhận} {đảng viên |}chính thức~",
            "công nhận đảng viên chính thức{:| cho} # {đồng chí|đảng viên}~", "số đảng viên dự bị {được |}{chuyển|công nhận} chính thức là # {đồng chí|}~", "chuyển {đảng |}chính thức{:| được|} # {đồng chí|đảng viên|trường hợp}",
        ),
        ("số đảng viên dự bị chuyển chính thức",), "{đồng chí|đảng viên}", ("#% đảng viên dự bị được chuyển chính thức{ đúng hạn|}",), high=4000, group="membership", parted=True, targets=True,
    ),
    Concept(
        "membership.left",
        (
            "{xóa tên|xóa tên trong danh sách|quyết định xóa tên|xóa tên khỏi danh sách} {đối với |}# {đảng viên|trường hợp|đồng chí}~", "{cho |đồng ý cho |}# {đảng viên|đồng chí|trường hợp} {xin ra khỏi Đảng|xin ra Đảng|ra khỏi Đảng|rút tên khỏi danh sách}~", "{đưa|sàng lọc, đưa} {ra khỏi Đảng |}# {đảng viên|trường hợp} {không đủ tư cách|vi phạm|} {ra khỏi Đảng|}",
            "{có |}# {đảng viên|trường hợp} bị {xóa tên|đưa ra khỏi Đảng}~", "# {đảng viên|trường hợp} {tự ý bỏ sinh hoạt|bỏ sinh hoạt Đảng|xin ra khỏi Đảng}~", "{xin ra khỏi Đảng|xóa tên|cho ra khỏi Đảng}{:| có|} # {trường hợp|đồng chí|đảng viên|}~", "số đảng viên {xin ra|bị xóa tên|ra khỏi Đảng} là # {đồng chí|}",
        ),
        ("số đảng viên bị xóa tên", "số đảng viên xin ra khỏi Đảng", "đảng viên bị xóa tên, xin ra khỏi Đảng"), "{trường hợp|đảng viên}", ("#% đảng viên {bị xóa tên|xin ra khỏi Đảng}",), ("<membership.left zero> {đảng viên|trường hợp} nào {xin ra khỏi Đảng|bị xóa tên}",), high=300, group="membership", parted=True,
    ),
    Concept("membership.growth", ("tỷ lệ phát triển đảng viên {mới |}{hằng năm |bình quân |}{đạt|là|:} #%", "tỷ lệ {kết nạp|phát triển} đảng viên {mới |}{đạt|tăng|chiếm} #%{ so với tổng số đảng viên|}", "phát triển đảng viên {mới |}{hằng năm |hàng năm |bình quân |}{đạt|từ} #%{ tổng số đảng viên{ đầu năm| đầu nhiệm kỳ|}|}", "tốc độ phát triển đảng viên {đạt|là} #%", "{kết nạp đảng viên mới|phát triển đảng} {đạt |}tỷ lệ #%/năm"), ("tỷ lệ phát triển đảng viên", "tỷ lệ kết nạp đảng viên mới"), form="percent", group="membership", targets=True),
    Concept(
        "membership.badges",
        (
            "{trao|trao tặng|xét tặng|tặng|tổ chức trao|đề nghị tặng|tổ chức lễ trao} Huy hiệu Đảng {các loại |đợt {3/2|19/5|2/9|7/11} |}cho # {đảng viên|đồng chí|đảng viên lão thành|}~", "{trao|trao tặng|truy tặng|tặng|xét tặng} # Huy hiệu {Đảng|{30|40|45|50|55|60|65|70|75} năm tuổi Đảng|Đảng các loại}{ cho đảng viên|}~", "# {đảng viên|đồng chí} được {tặng|trao tặng|nhận|trao|truy tặng} Huy hiệu {Đảng|{30|40|50|55|60|75} năm tuổi Đảng|{40|45|50} năm}~",
            "Huy hiệu {30|40|45|50|55|60|65|70|75|80} năm {tuổi Đảng |}{có|:|cho|là|} # {đồng chí|đảng viên|người|}", "# {đồng chí|đảng viên} nhận Huy hiệu {30|40|50|55|60} năm{ tuổi Đảng|}", "số {đảng viên được |}{tặng|trao} Huy hiệu Đảng là # {đồng chí|người|}", "# tấm Huy hiệu Đảng {được trao|đã đến tay các đảng viên}", "truy tặng {Huy hiệu Đảng cho |}# {đảng viên|đồng chí} {đã từ trần|quá cố}", "loại {30|40|50|60} năm có # {đồng chí|huy hiệu}",
        ),
        ("số đảng viên được tặng Huy hiệu Đảng", "số Huy hiệu Đảng được trao"), "{đồng chí|đảng viên|huy hiệu}", high=2500, group="badges", parted=True, targets=True,
    ),
)  # fmt: skip

_HELD = "{tổ chức|tiến hành|hoàn thành|tổ chức thành công|tổ chức xong|hoàn thành việc tổ chức|đã tổ chức}"
_TERM = "{ nhiệm kỳ {2015 - 2020|2020 - 2025|2025 - 2030|2022 - 2025|2025-2027}| điểm|||}"
CONGRESS = (
    Concept(
        "congress.orgs",
        (
            f"{{có |đã có |}}# {{tổ chức cơ sở đảng|đảng bộ cơ sở|chi, đảng bộ cơ sở|đảng bộ, chi bộ cơ sở|đảng bộ|TCCSĐ|đảng bộ trực thuộc|đảng bộ cấp xã|đảng bộ cấp trên trực tiếp cơ sở}} {_HELD} đại hội{_TERM}~",
            f"{_HELD} đại hội{_TERM} {{ở|tại|cho}} # {{đảng bộ cơ sở|tổ chức cơ sở đảng|đảng bộ|chi, đảng bộ cơ sở}}~", "# {đảng bộ|tổ chức cơ sở đảng} {đã |}{đại hội xong|hoàn thành đại hội|đại hội thành công}~", "số {đảng bộ|tổ chức cơ sở đảng} đã đại hội {là|đạt} #~", "chọn # {đảng bộ|tổ chức cơ sở đảng} {đã |}đại hội điểm",
        ),
        ("số tổ chức cơ sở đảng đã đại hội", "số đảng bộ hoàn thành đại hội"), "{đảng bộ|đơn vị}", ("#% {đảng bộ cơ sở|tổ chức cơ sở đảng} {đã |}{tổ chức|hoàn thành} đại hội",), high=700, group="congress", targets=True, parted=True,
    ),
    Concept(
        "congress.cells",
        (
            f"{{có |đã có |}}# {{chi bộ|chi bộ trực thuộc|chi bộ trực thuộc đảng ủy cơ sở|chi bộ thôn, tổ dân phố|chi bộ cơ sở}} {_HELD} đại hội{_TERM}~", f"{_HELD} đại hội{_TERM} {{ở|tại|cho}} # chi bộ{{ trực thuộc|}}~", "# chi bộ {đã |}{đại hội xong|hoàn thành đại hội|đại hội điểm|đại hội thành công}~",
            "số chi bộ {đã |}{đại hội|hoàn thành đại hội|tổ chức xong đại hội} {là|đạt} #{ chi bộ|}~", "đại hội chi bộ: đã {tổ chức|hoàn thành} # chi bộ",
        ),
        ("số chi bộ đã đại hội", "số chi bộ hoàn thành đại hội"), "{chi bộ}", ("#% chi bộ {trực thuộc |}{đã |}{tổ chức|hoàn thành} đại hội",), low=3, high=4000, group="congress", targets=True, parted=True,
    ),
)  # fmt: skip

CONCEPTS = (*STRUCTURE, *MEMBERSHIP, *CONGRESS)
