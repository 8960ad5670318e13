"""Vietnamese provinces, and the provinces that newspapers' short names stand for."""

# The 63 provinces and cities to June 2025; the 34 from July 2025 on bear names of the same list.
PROVINCES = (
    "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Định", "Bình Phước", "Bình Thuận",
    "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội",
    "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum", "Lai Châu", "Lạng Sơn",
    "Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi",
    "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh",
    "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái", "Huế",
)  # fmt: skip
# How provincial newspapers sign their reports, as printed in brackets before the first sentence or in their host names.
OUTLETS = {
    "đto": "Đồng Tháp", "abo": "Tiền Giang", "lđ online": "Lâm Đồng", "baolamdong": "Lâm Đồng", "baotravinh": "Trà Vinh", "đn": "Đồng Nai", "baodongnai": "Đồng Nai",
    "glo": "Gia Lai", "baogialai": "Gia Lai", "qbđt": "Quảng Bình", "baoquangbinh": "Quảng Bình", "lso": "Lạng Sơn", "baolangson": "Lạng Sơn", "hgđt": "Hà Giang",
    "baohagiang": "Hà Giang", "baonghean": "Nghệ An", "nao": "Nghệ An", "bpo": "Bình Phước", "binhphuoconline": "Bình Phước", "cmo": "Cà Mau", "baocamau": "Cà Mau",
    "qno": "Quảng Nam", "baoquangnam": "Quảng Nam", "bqn": "Quảng Ninh", "qmg": "Quảng Ninh", "baoquangninh": "Quảng Ninh", "hdđt": "Hải Dương", "baohaiduong": "Hải Dương",
    "baothanhhoa": "Thanh Hóa", "thđt": "Thanh Hóa", "ybđt": "Yên Bái", "baoyenbai": "Yên Bái", "blo": "Bạc Liêu", "baobaclieu": "Bạc Liêu", "laonline": "Long An",
    "baolongan": "Long An", "bla": "Long An", "baohoabinh": "Hòa Bình", "hbđt": "Hòa Bình", "ntđt": "Ninh Thuận", "nto": "Ninh Thuận", "baoninhthuan": "Ninh Thuận", "htđt": "Hà Tĩnh",
    "baohatinh": "Hà Tĩnh", "bdo": "Bình Dương", "baobinhduong": "Bình Dương", "ahp": "Hải Phòng", "baohaiphong": "Hải Phòng", "bsto": "Sóc Trăng", "sto": "Sóc Trăng",
    "baosoctrang": "Sóc Trăng", "baokontum": "Kon Tum", "kto": "Kon Tum", "baodaklak": "Đắk Lắk", "daklak24h": "Đắk Lắk", "đlđt": "Đắk Lắk", "baobinhdinh": "Bình Định", "bđ": "Bình Định",
    "pyo": "Phú Yên", "baophuyen": "Phú Yên", "kho": "Khánh Hòa", "baokhanhhoa": "Khánh Hòa", "baobinhthuan": "Bình Thuận", "btto": "Bình Thuận", "bto": "Bình Thuận", "atgt": "An Giang", "agđt": "An Giang",
    "bao an giang": "An Giang", "ago": "An Giang", "kgo": "Kiên Giang", "baokiengiang": "Kiên Giang", "hgo": "Hậu Giang", "baohaugiang": "Hậu Giang", "vlo": "Vĩnh Long", "baovinhlong": "Vĩnh Long",
    "đko": "Bến Tre", "baodongkhoi": "Bến Tre", "tno": "Tây Ninh", "baotayninh": "Tây Ninh", "btn": "Tây Ninh", "qngđt": "Quảng Ngãi", "baoquangngai": "Quảng Ngãi", "qtđt": "Quảng Trị", "qto": "Quảng Trị", "baoquangtri": "Quảng Trị",
    "tth": "Thừa Thiên Huế", "baothuathienhue": "Thừa Thiên Huế", "baothaibinh": "Thái Bình", "btb": "Thái Bình", "baonamdinh": "Nam Định", "baohanam": "Hà Nam", "baoninhbinh": "Ninh Bình", "baohungyen": "Hưng Yên",
    "baobacninh": "Bắc Ninh", "bno": "Bắc Ninh", "bgđt": "Bắc Giang", "baobacgiang": "Bắc Giang", "baothainguyen": "Thái Nguyên", "tnđt": "Thái Nguyên", "baobackan": "Bắc Kạn", "bkđt": "Bắc Kạn",
    "baocaobang": "Cao Bằng", "cbđt": "Cao Bằng", "baotuyenquang": "Tuyên Quang", "tqđt": "Tuyên Quang", "baolaocai": "Lào Cai", "lcđt": "Lào Cai", "baolaichau": "Lai Châu", "baodienbienphu": "Điện Biên",
    "đbp": "Điện Biên", "baosonla": "Sơn La", "slo": "Sơn La", "baophutho": "Phú Thọ", "baovinhphuc": "Vĩnh Phúc", "baodanang": "Đà Nẵng", "đnđt": "Đà Nẵng", "baocantho": "Cần Thơ", "ctđt": "Cần Thơ",
    "hanoimoi": "Hà Nội", "hnm": "Hà Nội", "sggp": "Hồ Chí Minh", "nld": "Hồ Chí Minh", "brvt": "Bà Rịa - Vũng Tàu", "baobariavungtau": "Bà Rịa - Vũng Tàu", "đnô": "Đắk Nông", "baodaknong": "Đắk Nông",
}  # fmt: skip
