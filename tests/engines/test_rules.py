"""What the rules make of single sentences, each in the manner of a provincial newspaper."""

from decimal import Decimal

import pytest

from llm_extract import engines, pipeline, tasks
from llm_extract.loading import load_text
from llm_extract.models import Extraction
from llm_extract.tasks.party_building.schema import Metric, PartyBuilding

LEAD = "Đảng bộ huyện Mường Khê tổng kết công tác xây dựng Đảng năm 2023\n\nNgày 5/1, Huyện ủy Mường Khê tổ chức hội nghị.\n\n"
TASK = tasks.get("party_building")


def extract(body: str) -> Extraction:
    return pipeline.run(load_text(LEAD + body), TASK, engines.get("rules"))


def data(body: str) -> PartyBuilding:
    found = extract(body).data
    assert isinstance(found, PartyBuilding)
    return found


def metrics(body: str) -> tuple[Metric, ...]:
    return data(body).metrics


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Trong năm, huyện kết nạp 128 đảng viên.", [("membership.admitted", 128)]),
        ("Có 128 quần chúng được kết nạp vào Đảng.", [("membership.admitted", 128)]),
        ("Số đảng viên được kết nạp mới là 128 đồng chí.", [("membership.admitted", 128)]),
        ("Đảng bộ huyện hiện có 45 tổ chức cơ sở đảng với 3.120 đảng viên.", [("structure.orgs", 45), ("structure.members", 3120)]),
        ("Đại biểu thay mặt cho 3.120 đảng viên đang sinh hoạt ở 45 tổ chức cơ sở đảng.",
         [("structure.members", 3120), ("structure.orgs", 45)]),
        ("Các cấp thi hành kỷ luật 9 đảng viên, gồm khiển trách 6, cảnh cáo 3.",
         [("discipline.members", 9), ("discipline.members.reprimand", 6), ("discipline.members.warning", 3)]),
        ("Thi hành kỷ luật 9 đảng viên (khiển trách 6, cảnh cáo 3).",
         [("discipline.members", 9), ("discipline.members.reprimand", 6), ("discipline.members.warning", 3)]),
        ("Có 40/45 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ, 5/45 tổ chức hoàn thành nhiệm vụ.",
         [("rating.orgs.good", 40), ("rating.orgs.completed", 5)]),
        ("Tỷ lệ chi bộ hoàn thành xuất sắc nhiệm vụ đạt 19,5%, hoàn thành tốt nhiệm vụ 70%.",
         [("rating.cells.excellent", 19.5), ("rating.cells.good", 70)]),
        ("Mở 6 lớp bồi dưỡng nhận thức về Đảng cho 412 học viên.", [("training.classes", 6), ("training.participants", 412)]),
        ("Tổ chức 12 hội nghị quán triệt nghị quyết cho 2.300 lượt cán bộ, đảng viên.",
         [("study.sessions", 12), ("study.participants", 2300)]),
        ("UBKT các cấp kiểm tra 15 tổ chức đảng và 42 đảng viên.", [("inspection.orgs", 15), ("inspection.members", 42)]),
        ("Giám sát chuyên đề đối với 11 tổ chức đảng, 20 đảng viên.", [("supervision.orgs", 11), ("supervision.members", 20)]),
        ("Khen thưởng 14 tập thể, 33 cá nhân.", [("award.collectives", 14), ("award.individuals", 33)]),
        ("Có 9 đảng viên bị kỷ luật khiển trách, 2 trường hợp bị thi hành kỷ luật bằng hình thức cách chức.",
         [("discipline.members.reprimand", 9), ("discipline.members.removal", 2)]),
        ("UBKT Huyện ủy phê bình, rút kinh nghiệm 4 tổ chức đảng.", [("other", 4)]),
        ("Phê bình, rút kinh nghiệm đối với 5 đảng viên và 2 tổ chức đảng.", [("other", 5), ("other", 2)]),
        ("Có 7 tổ chức đảng (tăng 2) và 61 đảng viên (giảm 8) bị thi hành kỷ luật.",
         [("discipline.orgs", 7), ("discipline.orgs", 2), ("discipline.members", 61), ("discipline.members", -8)]),
        ("UBKT kiểm tra 14 tổ chức đảng (giảm 3), 29 đảng viên (tăng 6); đồng thời giám sát 10 tổ chức đảng.",
         [("inspection.orgs", 14), ("inspection.orgs", -3), ("inspection.members", 29), ("inspection.members", 6),
          ("supervision.orgs", 10)]),
        ("Số tổ chức đảng do UBKT giám sát là 43 (tăng 25), số đảng viên là 79 (tăng 19).",
         [("supervision.orgs", 43), ("supervision.orgs", 25), ("supervision.members", 79), ("supervision.members", 19)]),
        ("Huyện kết nạp 113 đảng viên. Xét về cơ cấu, 44% sống ở vùng cao, nữ là 50%.",
         [("membership.admitted", 113), ("membership.admitted", 44), ("membership.admitted", 50)]),
        ("Huyện kết nạp 640 đảng viên. Người dân tộc thiểu số trong lớp đảng viên này là gần 400, phụ nữ là hơn 300.",
         [("membership.admitted", 640), ("membership.admitted", 400), ("membership.admitted", 300)]),
        ("Đảng bộ hiện có 640 đảng viên. Xét về cơ cấu, nữ là 50%.", [("structure.members", 640), ("structure.members", 50)]),
        ("Huyện kết nạp 96 đảng viên, trong đó 41 nữ. Mở 13 lớp bồi dưỡng.",
         [("membership.admitted", 96), ("membership.admitted", 41), ("training.classes", 13)]),
        ("Toàn tỉnh kết nạp được 821/1.450 chỉ tiêu, hoàn thành 12/15 chỉ tiêu.", [("membership.admitted", 821), ("other", 12)]),
        ("Có 16 hồ sơ được Ban Thường vụ đồng ý kết nạp đảng viên.", [("membership.files_approved", 16)]),
        ("Tỷ lệ kết nạp đảng viên hàng năm đạt 8,7%, vượt so với Nghị quyết.", [("membership.growth", 8.7)]),
        ("Lớp có 94 học viên đến từ 32 chi, đảng bộ; học viên được nghiên cứu 5 chuyên đề.",
         [("training.participants", 94), ("other", 32), ("other", 5)]),
        ("Các vi phạm: chính sách dân số kế hoạch hóa gia đình: 12 (16,2%); buông lỏng lãnh đạo: 5 (6,8%).",
         [("discipline.violations", 12), ("discipline.violations", 5)]),
        ("Các cấp ủy kết nạp 2.492 đảng viên, trong đó có 37 chủ doanh nghiệp tư nhân.",
         [("membership.admitted", 2492), ("membership.admitted", 37)]),
        ("Huyện có 75 chi bộ (CB) đạt trong sạch, vững mạnh, không có chi bộ yếu kém.",
         [("rating.cells.strong", 75), ("rating.cells.failed", 0)]),
        ("Đảng bộ Nam Sách có 35 TCCS đảng trong sạch, vững mạnh.", [("rating.orgs.strong", 35)]),
        ("Huyện đã phát triển 29 đảng viên là công nhân.", [("membership.admitted", 29)]),
        ("Cấp ủy kiểm tra 7 tổ chức đảng và 2 cá nhân, giám sát 3 tổ chức đảng và 6 cá nhân.",
         [("inspection.orgs", 7), ("inspection.members", 2), ("supervision.orgs", 3), ("supervision.members", 6)]),
        ("UBKT kiểm tra 305 tổ chức đảng và 892 đảng viên, có 437 cấp ủy viên (tăng 18,1% tổ chức đảng và 15,7% đảng viên).",
         [("inspection.orgs", 305), ("inspection.members", 892), ("inspection.members", 437), ("inspection.orgs", 18.1),
          ("inspection.members", 15.7)]),
        ("Lúc thành lập chỉ có 4 đảng viên, đến nay có 322 đảng viên sinh hoạt ở 10 chi bộ.",
         [("structure.members", 4), ("structure.members", 322), ("structure.cells", 10)]),
        ("Phân công 593 đảng viên phụ trách các hộ nghèo; thành lập 84 tổ/498 thành viên.",
         [("other", 593), ("other", 84), ("other", 498)]),
        ("Qua kiểm tra, có 3 tập thể và 7 cá nhân có khuyết điểm. Qua giám sát 9 chi bộ, phát hiện 2 chi bộ có vi phạm.",
         [("other", 3), ("other", 7), ("supervision.cells", 9), ("other", 2)]),
        ("Qua kiểm tra, yêu cầu 3 tổ chức đảng kiểm điểm.", [("other", 3)]),
        ("Có 12 hồ sơ thi hành kỷ luật được UBKT Tỉnh ủy phê duyệt.", [("other", 12)]),
        ("Có 12 hồ sơ đảng viên được Thường trực Huyện ủy nhất trí cho chuyển sinh hoạt.", [("other", 12)]),
        ("Kết quả 18/20 chỉ tiêu, đạt 90%.", [("other", 18)]),
        ("Tổ chức lễ kết nạp khóa mới cho 12 đảng viên.", [("membership.admitted", 12)]),
        ("Khai giảng khóa học dành cho 120 đảng viên mới kết nạp.", [("training.participants", 120)]),
        ("Có 3 đầu mối được khen thưởng.", [("other", 3)]),
        ("Đảng ủy trao kỷ niệm chương các ngành xây dựng Đảng cho 11 cá nhân.", [("award.individuals", 11)]),
        ("Các cấp ủy đã bồi dưỡng đối tượng kết nạp Đảng cho 788 quần chúng.", [("training.participants", 788)]),
        ("Thành lập 64 tổ chức đảng; 27 tổ chức cơ sở Đoàn với 885 đoàn viên.", [("structure.founded", 64), ("other", 27), ("other", 885)]),
        ("Dự ước có trên 90% tổ chức cơ sở Đảng trực thuộc Đảng bộ huyện và trên 95% đảng viên hoàn thành tốt nhiệm vụ trở lên.",
         [("rating.orgs.good", 90), ("rating.members.good", 95)]),
        ("Huyện có 5 chi bộ hoàn thành tốt nhiệm vụ và 4 chi bộ mới thành lập chưa đủ thời gian đánh giá.",
         [("rating.cells.good", 5), ("rating.cells.not_evaluated", 4)]),
        ("Kỷ luật khiến trách 1 tổ chức đảng.", [("discipline.orgs.reprimand", 1)]),
        ("Giám sát trên 470 chuyên đề tổ chức đảng và trên 1.700 đảng viên.", [("supervision.orgs", 470), ("supervision.members", 1700)]),
        ("Hội Cựu chiến binh tặng giấy khen cho 8 tập thể và 4 hội viên.", [("award.collectives", 8), ("award.individuals", 4)]),
        ("Mở lớp bồi dưỡng kết nạp Đảng cho 144 quần chúng.", [("training.participants", 144)]),
        ("Năm qua, huyện bồi dưỡng nguồn, kết nạp đảng viên mới được 157 người.", [("membership.admitted", 157)]),
        ("Kỷ luật cách hết chức vụ trong Đảng đối với 3 đảng viên.", [("discipline.members.removal", 3)]),
        ("Việc giám sát cũng được tiến hành với hơn 340 đảng viên và 16 tổ chức đảng.",
         [("supervision.members", 340), ("supervision.orgs", 16)]),
        ("Số đảng viên bị tố cáo phải giải quyết là 25 trường hợp; đã giải quyết xong 19 trường hợp.",
         [("complaints.received", 25), ("complaints.resolved", 19)]),
        ("Xóa tên 2 đảng viên, 63 đảng viên chuyển sinh hoạt đảng, 36 đảng viên được phát thẻ.",
         [("membership.left", 2), ("other", 63), ("other", 36)]),
        ("Huyện mở 4 lớp lý luận chính trị: 134 người là đối tượng kết nạp và 93 đảng viên mới kết nạp.",
         [("training.classes", 4), ("training.participants", 134), ("membership.admitted", 93)]),
        ("Đảng bộ hiện có 61 đảng viên (tăng 8), khai trừ 2 đảng viên.",
         [("structure.members", 61), ("structure.members", 8), ("discipline.members.expulsion", 2)]),
        ("Chi bộ có 61 đảng viên (tăng 8) và xóa tên 2 đảng viên.",
         [("structure.members", 61), ("structure.members", 8), ("membership.left", 2)]),
        ("Có 7 tổ chức đảng (tăng 2 so với năm 2022) và 61 đảng viên (giảm 8 so với năm 2022) bị kỷ luật.",
         [("discipline.orgs", 7), ("discipline.orgs", 2), ("discipline.members", 61), ("discipline.members", -8)]),
        ("Phê bình, rút kinh nghiệm 5 đảng viên, 2 đảng viên bị khiển trách.", [("other", 5), ("discipline.members.reprimand", 2)]),
        ("Huyện kết nạp 45 đảng viên mới, chú trọng bồi dưỡng đối tượng kết nạp Đảng.", [("membership.admitted", 45)]),
        ("Mở lớp bồi dưỡng đối tượng kết nạp Đảng và kết nạp 45 đảng viên.", [("membership.admitted", 45)]),
        ("Sau khi kiện toàn cấp ủy khóa mới, Đảng bộ xã có 12 chi bộ với 345 đảng viên.",
         [("structure.cells", 12), ("structure.members", 345)]),
        ("Tiếp nhận đảng viên chuyển sinh hoạt đến, hiện có 45 đảng viên.", [("structure.members", 45)]),
        ("Tiếp nhận 30 đơn, trong đó 25 đơn phải giải quyết.", [("complaints.received", 30), ("complaints.received", 25)]),
        ("Trong số đơn phải giải quyết đã giải quyết xong 19 đơn.", [("complaints.resolved", 19)]),
        ("Các cấp đã giải quyết xong 19/25 đơn phải giải quyết.", [("complaints.resolved", 19)]),
        ("Kết quả tốt hơn năm trước với 45 đảng viên được kết nạp.", [("membership.admitted", 45)]),
        ("Tính đến hôm nay 10/12 chi bộ đã tổ chức đại hội.", [("congress.cells", 10)]),
        ("Tất cả đều được kết luận có vi phạm; 19 đảng viên phải thi hành kỷ luật.", [("discipline.members", 19)]),
        ("Trong năm, giải quyết tố cáo đối với 2 đảng viên, giải quyết khiếu nại kỷ luật 1 trường hợp.",
         [("complaints.resolved", 2), ("complaints.resolved", 1)]),
        ("Tổng số ủy viên Ban Thường vụ đã được bầu là 905.", [("other", 905)]),
        ("Tỷ lệ nữ trong Ban Chấp hành đạt 18,5%, cao nhất là xã Mây, 24,1%.", [("other", 18.5), ("other", 24.1)]),
        ("Trong Ban Chấp hành các đảng bộ khóa mới, tỷ lệ nữ đạt 19,2%, trẻ tuổi 16,5%.", [("other", 19.2), ("other", 16.5)]),
        ("Sau đại hội, cấp ủy khóa mới ở cơ sở có 24,6% là nữ.", [("other", 24.6)]),
        ("Tỷ lệ lao động qua đào tạo đạt 39%.", [("other", 39)]),
        ("Với đảng viên, tỷ lệ hoàn thành tốt nhiệm vụ trở lên của toàn Đảng bộ là 90,3%.", [("rating.members.good", 90.3)]),
        ("Lớp bồi dưỡng có 130 đảng viên mới theo học.", [("training.participants", 130)]),
        ("Kiểm tra phát hiện 104 căn nhà xây trái phép.", [("other", 104)]),
        ("14 tập thể và 33 cá nhân được biểu dương.", [("award.collectives", 14), ("award.individuals", 33)]),
        ("Trao 61 Huy hiệu Đảng.", [("membership.badges", 61)]),
        ("Bàn giao 7 căn nhà tình thương.", [("welfare.houses", 7)]),
        ("Vận động 850 triệu đồng giúp hộ nghèo.", [("welfare.funds", 850_000_000)]),
        ("Tiếp nhận 8 đơn thư tố cáo, đã giải quyết 7 đơn.", [("complaints.received", 8), ("complaints.resolved", 7)]),
        ("214/220 chi bộ trực thuộc và 30/45 tổ chức cơ sở đảng đã đại hội.", [("congress.cells", 214), ("congress.orgs", 30)]),
        ("100% cán bộ, đảng viên ký cam kết tu dưỡng, rèn luyện.", [("commitment.members", 100)]),
        ("Có 26 mô hình được đăng ký, 9 mô hình trong số đó được công nhận.", [("models.registered", 26), ("models.realized", 9)]),
        ("Xóa tên 4 đảng viên.", [("membership.left", 4)]),
        ("Tỷ lệ phát triển đảng viên đạt 3,2%.", [("membership.growth", 3.2)]),
        ("Ban hành 76 văn bản.", [("documents.issued", 76)]),
        ("Chưa có tổ chức đảng nào bị kỷ luật.", [("discipline.orgs", 0)]),
        ("Thi hành kỷ luật 31 đảng viên, giảm 5 trường hợp so với năm 2011; khiển trách 17, cảnh cáo 9.",
         [("discipline.members", 31), ("discipline.members", -5), ("discipline.members.reprimand", 17), ("discipline.members.warning", 9)]),
        ("Huyện kết nạp được 218, đạt 109% kế hoạch, trong đó nữ 96.", [("membership.admitted", 218), ("membership.admitted", 96)]),
        ("Toàn tỉnh có 126 mô hình đăng ký mới (kinh tế 38, văn hóa 47), tăng 58 mô hình so với cùng kỳ.",
         [("models.registered", 126), ("models.registered", 38), ("models.registered", 47), ("models.registered", 58)]),
        ("Nhận giúp 11 hộ nghèo, hỗ trợ 55 triệu đồng sửa 3 căn nhà.",
         [("welfare.recipients", 11), ("welfare.funds", 55_000_000), ("welfare.houses", 3)]),
        ("Kết nạp mới 108 quần chúng vào Đảng nâng tổng số đảng viên của Đảng bộ 5.094 đồng chí; bổ nhiệm cán bộ.",
         [("membership.admitted", 108), ("structure.members", 5_094)]),
        ("Thành lập 6 đoàn kiểm tra, giám sát đối với 8 tổ chức đảng và 9 cấp ủy viên; UBKT giải quyết tố cáo đối với 1 đảng viên.",
         [("other", 6), ("inspection.orgs", 8), ("inspection.members", 9), ("complaints.resolved", 1)]),
        ("Kết nạp 5 đảng viên, cử 6 quần chúng ưu tú học lớp đối tượng kết nạp đảng, cử 4 đảng viên học lớp đảng viên mới.",
         [("membership.admitted", 5), ("training.participants", 6), ("training.participants", 4)]),
        ("Bổ nhiệm 12, điều động 5, luân chuyển 3 cán bộ.",
         [("personnel.appointed", 12), ("personnel.appointed", 5), ("personnel.appointed", 3)]),
    ],
)  # fmt: skip
def test_a_sentence(body: str, wanted: list[tuple[str, float]]) -> None:
    assert [(metric.indicator, float(metric.value)) for metric in metrics(body)] == wanted


def test_a_ratio_its_percentage_and_its_whole_are_one_metric() -> None:
    (metric,) = metrics("Có 71/75 tập thể (94,67%) hoàn thành tốt nhiệm vụ.")
    assert metric.value == 71
    assert metric.total == 75
    assert float(metric.percent or 0) == 94.67
    assert len(metric.figures) == 2


def test_a_percentage_of_the_plan_is_the_percent_of_its_figure() -> None:
    (metric,) = metrics("Huyện kết nạp 934 đảng viên, đạt 71,85% so với kế hoạch.")
    assert float(metric.percent or 0) == 71.85


def test_a_stated_change_keeps_its_sign() -> None:
    whole, change = metrics("Kết nạp 120 đảng viên, giảm 18 đảng viên so với cùng kỳ.")
    assert whole.kind == "actual"
    assert change.kind == "change"
    assert change.value == -18
    assert change.indicator == "membership.admitted"


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("Kiểm tra 27 đảng viên (hơn năm 2016 12 đảng viên).", ["actual", "change"]),
        ("Kết nạp 61 đảng viên, hơn cùng kỳ 8 đồng chí.", ["actual", "change"]),
        ("Kết quả tốt hơn năm trước với 45 đảng viên được kết nạp.", ["actual"]),
    ],
)
def test_more_than_another_time_is_a_change_and_better_than_it_is_none(body: str, kinds: list[str]) -> None:
    assert [metric.kind for metric in metrics(body)] == kinds


def test_a_subgroup_is_marked() -> None:
    whole, group = metrics("Kết nạp 120 đảng viên, trong đó có 52 đảng viên nữ.")
    assert whole.group is None
    assert group.indicator == "membership.admitted"
    assert "nữ" in (group.group or "")


@pytest.mark.parametrize(
    "body",
    [
        "Năm 2024, huyện phấn đấu kết nạp ít nhất 140 đảng viên.",
        "Chỉ tiêu năm 2024: kết nạp từ 140 đảng viên trở lên.",
        "Phấn đấu mỗi năm kết nạp từ 140 đảng viên trở lên, tỷ lệ hộ nghèo giảm xuống.",
    ],
)
def test_targets(body: str) -> None:
    (metric,) = metrics(body)
    assert (metric.indicator, metric.kind, metric.qualifier) == ("membership.admitted", "target", "at_least")


def test_a_result_held_against_a_target_is_no_target() -> None:
    assert [metric.kind for metric in metrics("Huyện kết nạp 128 đảng viên, đạt 102% chỉ tiêu, mở 6 lớp bồi dưỡng.")] == [
        "actual",
        "actual",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Kết nạp 148 đảng viên (chỉ tiêu cả năm 200), trong đó có 61 nữ.",
        "Kết nạp 148 đảng viên (CT giao 200), trong đó có 61 nữ.",
        "Huyện kết nạp 148 đảng viên, đạt 74% chỉ tiêu cả năm (200 đảng viên); trong đó có 61 nữ.",
        "Huyện kết nạp 148 đảng viên, trong khi Tỉnh ủy giao cả năm là 200. Trong số đảng viên mới kết nạp có 61 nữ.",
    ],
)
def test_a_quota_beside_a_result(body: str) -> None:
    found = [(one.indicator, one.kind, float(one.value)) for one in metrics(body)]
    assert found == [("membership.admitted", kind, value) for kind, value in (("actual", 148), ("target", 200), ("actual", 61))]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("Toàn Đảng bộ phát triển được 1.507 đảng viên.", ["membership.admitted"]),
        ("Bổ nhiệm 14 cán bộ; cho thôi giữ chức vụ 3 và giải quyết nghỉ hưu 26 cán bộ.", ["personnel.appointed", "other", "other"]),
        ("Phấn đấu trên 80% mô hình đăng ký được công nhận.", ["models.realized"]),
        ("Có 300 cán bộ bị xử lý kỷ luật cảnh cáo, cách chức hoặc buộc thôi việc.", ["discipline.officials"]),
        ("Có 81 trường hợp bị cắt chức.", ["discipline.members.removal"]),
        ("Khiển trách và cảnh cáo 7 đảng viên.", ["discipline.members"]),
        ("Miễn nhiệm và bổ nhiệm 12 cán bộ.", ["personnel.appointed"]),
        ("Thi hành kỷ luật khiển trách, cảnh cáo 12 đảng viên.", ["discipline.members"]),
        ("Khiển trách 12 đồng chí và 1 đồng chí bị khai trừ.", ["discipline.members.reprimand", "discipline.members.expulsion"]),
        ("Kiểm tra 7.000 tổ chức đảng, trên 10.000 lượt đảng viên.", ["inspection.orgs", "inspection.members"]),
        ("Trao HHĐ đợt 3/2 và 7/11: loại 30 năm 24 đ/c, 40 năm 11 đ/c.", ["membership.badges"] * 2),
        ("Các doanh nghiệp góp 26,4 tỷ đồng xóa nhà tạm cho hộ nghèo.", ["welfare.funds"]),
        ("Nhận phụng dưỡng suốt đời 12 Mẹ Việt Nam anh hùng, đỡ đầu 42 cháu mồ côi.", ["welfare.recipients"] * 2),
        ("Hội thi tìm hiểu nghị quyết trao giải cho 8 tập thể, 20 cá nhân.", ["award.collectives", "award.individuals"]),
        ("Có 574 đảng viên được miễn sinh hoạt nên không xếp loại.", ["rating.members.not_evaluated"]),
        (
            "Thành lập mới 11 chi bộ, nâng tổng số lên 37 chi bộ, 187 đảng viên.",
            ["structure.founded", "structure.cells", "structure.members"],
        ),
        ("Toàn Đảng bộ có 812 đảng viên, chiếm 67,5% quân số.", ["structure.members"]),
    ],
)
def test_what_figures_are(body: str, codes: list[str]) -> None:
    assert [metric.indicator for metric in metrics(body)] == codes


@pytest.mark.parametrize(
    "body",
    [
        "Kỷ luật 41 đảng viên, gồm khiển trách 19, cảnh cáo 14, khai trừ 8; so với năm 2022 giảm 5 đảng viên.",
        "Kỷ luật 41 đảng viên (khiển trách 19, cảnh cáo 14, khai trừ 8), ít hơn năm trước 5 trường hợp.",
    ],
)
def test_a_change_behind_a_list_of_levels_is_of_their_total(body: str) -> None:
    change = metrics(body)[-1]
    assert (change.indicator, change.kind, float(change.value)) == ("discipline.members", "change", -5)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Số chi bộ hoàn thành xuất sắc, hoàn thành tốt và hoàn thành nhiệm vụ lần lượt là 57, 203 và 36.",
            [("rating.cells.excellent", 57), ("rating.cells.good", 203), ("rating.cells.completed", 36)],
        ),
        (
            "Số đảng viên được kết nạp, công nhận chính thức và xóa tên lần lượt là 152, 130 và 4.",
            [("membership.admitted", 152), ("membership.official", 130), ("membership.left", 4)],
        ),
        (
            "Tỷ lệ tổ chức cơ sở đảng và đảng viên hoàn thành tốt nhiệm vụ lần lượt đạt 90% và 92%.",
            [("rating.orgs.good", 90), ("rating.members.good", 92)],
        ),
        (
            "Hình thức khiển trách, cảnh cáo và khai trừ đảng viên lần lượt là 12, 5 và 1.",
            [("discipline.members.reprimand", 12), ("discipline.members.warning", 5), ("discipline.members.expulsion", 1)],
        ),
    ],
)
def test_what_is_told_in_order_is_dealt_in_order(body: str, told: list[tuple[str, int]]) -> None:
    assert [(metric.indicator, int(metric.value)) for metric in metrics(body)] == told


def test_lists_of_two_lengths_are_not_dealt() -> None:
    found = metrics("Số chi bộ hoàn thành xuất sắc và hoàn thành tốt nhiệm vụ qua ba năm lần lượt là 57, 203 và 236.")
    assert len({metric.indicator for metric in found}) == 1


def test_shares_in_order_belong_to_the_figures_in_order() -> None:
    found = metrics("Có 57, 203 và 36 chi bộ hoàn thành tốt nhiệm vụ, tương ứng 19,3%, 68,6% và 12,1%.")
    assert [(int(metric.value), metric.percent and float(metric.percent)) for metric in found] == [(57, 19.3), (203, 68.6), (36, 12.1)]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Mục tiêu là nâng số đảng viên (đầu nhiệm kỳ 2015-2020, Đảng bộ Khối có tổng số 5.356 đảng viên) lên 6.000 đảng viên.",
            [("structure.members", "actual"), ("structure.members", "target")],
        ),
        (
            "UBKT đã đề nghị Ban Thường vụ quyết định 05 hồ sơ kết nạp, 01 hồ sơ chuyển đảng chính thức.",
            [("membership.files_reviewed", "actual"), ("membership.official", "actual")],
        ),
        ("Hội nghị đề nghị UBND huyện khen thưởng cho 16 tập thể.", [("award.collectives", "actual")]),
        ("Phấn đấu năm 2024 kết nạp 130 đảng viên, vượt chỉ tiêu Tỉnh ủy giao.", [("membership.admitted", "target")]),
        ("Tỷ lệ kết nạp đảng viên hàng năm đạt 8,7%, vượt so với Nghị quyết.", [("membership.growth", "actual")]),
        ("Năm 2024, đề nghị các cấp ủy xem xét kết nạp 120 đảng viên.", [("membership.admitted", "target")]),
        ("Mục tiêu nhiệm kỳ mới (cuối năm 2025 có 6.000 đảng viên) cao hơn.", [("structure.members", "target")]),
        ("Nhiều chi bộ không phải kết nạp lại 2 đảng viên.", [("membership.admitted", "actual")]),
        (
            "Đề nghị Ban Chấp hành Trung ương, Bộ Chính trị, Ban Bí thư thi hành kỷ luật 6 tổ chức đảng và 20 đảng viên.",
            [("discipline.orgs", "actual"), ("discipline.members", "actual")],
        ),
        ("Nhờ sự vào cuộc quyết tâm của cấp ủy, huyện kết nạp 25 đảng viên.", [("membership.admitted", "actual")]),
        ("Mỗi chi bộ phải kết nạp 2 đảng viên.", [("membership.admitted", "target")]),
        ("Kết nạp 1.652 người (kế hoạch 1.600 đảng viên).", [("membership.admitted", "actual"), ("membership.admitted", "target")]),
        ("Chỉ tiêu giao 150 đảng viên, kết nạp được 171.", [("other", "target"), ("membership.admitted", "actual")]),
        ("Hoàn thành 22/24 chỉ tiêu Đại hội đề ra, trong đó 9 chỉ tiêu vượt.", [("other", "actual"), ("other", "actual")]),
        (
            "Kết nạp được 487 quần chúng ưu tú vào Đảng, tăng 21 đảng viên so với năm trước; trong đó có 290 nữ.",
            [("membership.admitted", kind) for kind in ("actual", "change", "actual")],
        ),
        (
            "Phấn đấu 90% đảng viên hoàn thành tốt nhiệm vụ; 100% chi bộ thôn có chi ủy.",
            [("rating.members.good", "target"), ("other", "target")],
        ),
        ("Kết nạp 152 đảng viên. Công ty có hơn 2.300 lao động.", [("membership.admitted", "actual"), ("other", "actual")]),
        ("Đăng ký 702 mô hình kinh tế, 688 mô hình văn hóa - xã hội.", [("models.registered", "actual")] * 2),
        ("Có 56 đảng viên dự bị chậm chuyển chính thức.", [("other", "actual")]),
        ("Tổng số TCCSĐ: 92 (ĐBCS: 41; CBCS: 51).", [(f"structure.{code}", "actual") for code in ("orgs", "committees", "cells")]),
        ("Còn 3 xã không kết nạp được đảng viên nào.", [("other", "actual")]),
        ("Tiến hành 6 cuộc kiểm tra đối với 14 tổ chức đảng.", [("other", "actual"), ("inspection.orgs", "actual")]),
    ],
)
def test_what_the_neighbours_do_not_decide(body: str, told: list[tuple[str, str]]) -> None:
    assert [(metric.indicator, metric.kind) for metric in metrics(body)] == told


@pytest.mark.parametrize(
    ("body", "periods"),
    [
        ("Năm 2022, có 48 tổ chức cơ sở đảng được đánh giá. Kết quả, 30 tổ chức hoàn thành tốt nhiệm vụ.", ["2022", "2022"]),
        ("Năm 2022, huyện kết nạp 139 đảng viên. Năm nay, huyện kết nạp 171 đảng viên.", ["2022", "2023"]),
        ("Cuối năm 2014, cả huyện có 4 chi bộ, 29 đảng viên.", ["2014", "2014"]),
        ("Huyện kết nạp 152 đảng viên, giảm 21 so với năm 2022 (173 đảng viên).", ["2023", "2023", "2022"]),
        ("Huyện trao 418 Huy hiệu Đảng, nhiều hơn năm 2022 là 147 Huy hiệu.", ["2023", "2023"]),
        ("Năm 1996, Đảng bộ có 12 chi bộ. Nay Đảng bộ có 54 chi bộ.", ["1996", None]),
        ("Năm 2019, huyện kết nạp 120 đảng viên. Tính chung 5 năm, huyện kết nạp 600 đảng viên.", ["2019", "2023"]),
        ("Huyện hoàn thành vượt các chỉ tiêu năm 2019. Thời gian tới, phấn đấu kết nạp 150 đảng viên.", ["2023"]),
        ("Chỉ tiêu năm 2024:\n- Kết nạp 85 đảng viên.\n- Mở 12 lớp bồi dưỡng.", ["2024", "2024"]),
        ("Từ năm 2021 đến hết năm 2022, huyện kết nạp 600 đảng viên.", ["2021-2022"]),
        ("Từ năm 2021, huyện kết nạp 600 đảng viên.", ["2023"]),
        ("Từ tháng 1 đến hết tháng 11, huyện kết nạp 600 đảng viên.", ["2023"]),
        ("Năm 2021 kết nạp 50 đảng viên, năm 2022 kết nạp 60 đảng viên. Số kết nạp ở nông thôn là 40 đảng viên.", ["2021", "2022", "2023"]),
        ("Xã ở xa trung tâm; năm 2009, xã chỉ có 3 chi bộ, 21 đảng viên.", ["2009", "2009"]),
        ("Từ đầu năm 2023 tới nay, huyện kết nạp 600 đảng viên.", ["2023"]),
    ],
)
def test_the_period_of_a_metric(body: str, periods: list[str | None]) -> None:
    assert [metric.period for metric in metrics(body)] == periods


def test_what_was_cut_is_a_change() -> None:
    assert [metric.kind for metric in metrics("Sau sắp xếp, toàn huyện đã giảm được 46 phòng, ban; tăng thêm được 3 tổ công tác.")] == [
        "change"
    ] * 2


def test_a_change_in_brackets_is_of_the_figure_before_it() -> None:
    found = metrics("Có 1.120 đảng viên hoàn thành xuất sắc nhiệm vụ (giảm 1,22%), 8.445 đảng viên hoàn thành tốt nhiệm vụ (tăng 1,92%).")
    levels = ["excellent", "excellent", "good", "good"]
    assert [(one.indicator, one.kind) for one in found] == [
        (f"rating.members.{level}", kind) for level, kind in zip(levels, ["actual", "change"] * 2, strict=True)
    ]


def test_a_threshold_word_behind_a_target_is_none() -> None:
    (metric,) = metrics("Năm 2020, Đảng bộ tỉnh phấn đấu: kết nạp từ 1.800 đảng viên trở lên.")
    assert (metric.indicator, metric.kind, metric.qualifier) == ("membership.admitted", "target", "at_least")


def test_a_table_is_of_what_the_line_above_announces() -> None:
    rows = ("Lĩnh vực | Đăng ký | Được công nhận", "Kinh tế | 1.530 | 1.214", "Văn hóa - xã hội | 1.286 | 1.027")
    found = metrics("Toàn tỉnh có 2.816 mô hình đăng ký. Phân theo lĩnh vực:\n\n" + "\n".join(rows))
    assert [metric.indicator for metric in found] == ["models.registered", *["models.registered", "models.realized"] * 2]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Có 182 mô hình được đăng ký; chia theo lĩnh vực: kinh tế 61, văn hóa - xã hội 121.", "models.registered"),
        ("Kỷ luật 18 đảng viên. Xét theo thẩm quyền: chi bộ quyết định 6 trường hợp, đảng ủy cơ sở 12.", "discipline.members"),
        ("Luân chuyển 43 cán bộ. Chia ra thì tỉnh về huyện 31, huyện về xã 12.", "personnel.appointed"),
    ],
)
def test_parts_of_a_division_bear_the_code_of_the_whole(body: str, code: str) -> None:
    assert [metric.indicator for metric in metrics(body)] == [code] * 3


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("Mở 12 lớp, 640 học viên, chia ra: đảng viên mới 8 lớp, 410 học viên.", ["training.classes", "training.participants"] * 2),
        ("Có 52 tổ chức cơ sở đảng, chia ra 21 đảng bộ cơ sở.", ["structure.orgs", "structure.committees"]),
        ("Kỷ luật 8 đảng viên, xét theo hình thức thì khiển trách 8.", ["discipline.members", "discipline.members.reprimand"]),
    ],
)
def test_parts_of_a_division_that_count_something_else(body: str, codes: list[str]) -> None:
    assert [metric.indicator for metric in metrics(body)] == codes


def test_a_result_behind_its_plan_is_no_target() -> None:
    found = metrics("Kế hoạch tỉnh giao là 200 đảng viên; huyện kết nạp được 218, đạt 109% kế hoạch, trong đó nữ 96.")
    assert [(metric.kind, float(metric.value)) for metric in found] == [("target", 200), ("actual", 218), ("actual", 96)]


TABLE = """Kết quả quý I như sau:
STT\tNội dung\tĐVT\tKế hoạch năm 2025\tThực hiện quý I\tTỷ lệ
1\tKết nạp đảng viên mới\tđảng viên\t40\t9\t22,5%
2\tThành lập mới chi bộ\tchi bộ\t3\t1\t33,3%
3\tGiám sát đảng viên\tđảng viên\t10\t0\t0%
4\tNhà tình thương\tcăn\t7\t-\t-"""


@pytest.mark.parametrize("table", [TABLE, TABLE.replace("\t", " | "), TABLE.replace("STT", "TT").replace("Nội dung", "Chỉ tiêu")])
def test_a_table_whose_rows_are_indicators(table: str) -> None:
    found = metrics(table)
    assert [(one.indicator, one.kind, float(one.value), one.percent and float(one.percent)) for one in found] == [
        ("membership.admitted", "target", 40, None),
        ("membership.admitted", "actual", 9, 22.5),
        ("structure.founded", "target", 3, None),
        ("structure.founded", "actual", 1, 33.3),
        ("supervision.members", "target", 10, None),
        ("supervision.members", "actual", 0, 0),
        ("welfare.houses", "target", 7, None),
    ]


def test_a_table_of_other_heads_keeps_a_column_an_indicator() -> None:
    found = metrics("Đơn vị\tKết nạp đảng viên\tChi bộ thành lập mới\nHuyện A\t12\t3\nHuyện B\t7\t0")
    assert [(one.indicator, float(one.value)) for one in found] == [
        ("membership.admitted", 12), ("structure.founded", 3), ("membership.admitted", 7), ("structure.founded", 0),
    ]  # fmt: skip


BODIES = """Biểu kết nạp đảng viên 9 tháng
TT\tĐảng bộ\tKế hoạch năm\tĐã kết nạp\tĐạt (%)
1\tHuyện Mường Khê\t140\t112\t80,0
2\tThị xã Nậm La\t110\t97\t88,2
\tCộng\t250\t209\t83,6"""


@pytest.mark.parametrize("table", [BODIES, BODIES.replace("\t", " | "), BODIES.replace("Đã kết nạp", "Thực hiện")])
def test_a_table_of_bodies_with_plan_and_result(table: str) -> None:
    found = metrics(table)
    assert [(one.indicator, one.kind, float(one.value), one.percent and float(one.percent)) for one in found] == [
        ("membership.admitted", "target", 140, None), ("membership.admitted", "actual", 112, 80),
        ("membership.admitted", "target", 110, None), ("membership.admitted", "actual", 97, 88.2),
        ("membership.admitted", "target", 250, None), ("membership.admitted", "actual", 209, 83.6),
    ]  # fmt: skip
    assert [one.scope for one in found[::2]] == ["Huyện Mường Khê", "Thị xã Nậm La", None]


def test_what_was_founded_is_of_the_period_and_what_there_is_of_none() -> None:
    found = metrics("Năm 2023, Đảng bộ huyện lập mới 14 chi bộ. Toàn Đảng bộ hiện có 6.110 đảng viên.")
    assert [(one.indicator, one.period) for one in found] == [("structure.founded", "2023"), ("structure.members", None)]


@pytest.mark.parametrize(
    ("head", "cell", "value"),
    [
        ("Giảm so với cùng kỳ", "39", -39), ("Giảm so với cùng kỳ", "-39", -39), ("Giảm so với cùng kỳ", "+39", 39),
        ("Tăng so với cùng kỳ", "39", 39),
        ("Giảm (-), tăng (+)", "39", 39), ("Tăng, giảm", "39", 39), ("Tăng, giảm", "-39", -39),
    ],
)  # fmt: skip
def test_the_sign_of_a_difference_is_its_cells_or_its_heads(head: str, cell: str, value: int) -> None:
    found = metrics(f"Chỉ tiêu | 6 tháng 2017 | 6 tháng 2018 | {head}\nChuyển chính thức (đảng viên) | 1.405 | 1.366 | {cell}")
    assert ("membership.official", float(value), "change") in {(one.indicator, float(one.value), one.kind) for one in found}


def test_a_table_of_periods_and_their_difference() -> None:
    found = metrics("Chỉ tiêu | 6 tháng 2017 | 6 tháng 2018 | Tăng (+), giảm (-)\nChuyển chính thức (đảng viên) | 1.405 | 1.366 | -39")
    assert [one.period for one in found[:2]] == ["2017-H1", "2018-H1"]
    assert [(one.indicator, one.kind, float(one.value)) for one in found] == [
        ("membership.official", "actual", 1405), ("membership.official", "actual", 1366), ("membership.official", "change", -39),
    ]  # fmt: skip


@pytest.mark.parametrize("frame", ["{}", "| {} |"])
def test_a_table_whose_rows_say_what_is_counted(frame: str) -> None:
    rows = ("Đối tượng | Được xếp loại | Hoàn thành tốt nhiệm vụ", "Tổ chức cơ sở đảng | 43 | 31", "Đảng viên | 4.742 | 3.601")
    found = metrics("\n".join(map(frame.format, rows)))
    assert [(one.indicator, float(one.value)) for one in found] == [
        ("rating.orgs.evaluated", 43), ("rating.orgs.good", 31), ("rating.members.evaluated", 4742), ("rating.members.good", 3601),
    ]  # fmt: skip


@pytest.mark.parametrize(("above", "subject"), [("tổ chức cơ sở đảng", "orgs"), ("đảng viên", "members")])
def test_a_table_of_levels_is_of_what_the_line_above_names(above: str, subject: str) -> None:
    rows = ("Mức xếp loại | Số lượng | Tỷ lệ", "Hoàn thành tốt nhiệm vụ | 31 | 72,09%", "Hoàn thành nhiệm vụ | 12 | 27,91%", "Cộng | 43 |")
    found = metrics(f"Kết quả đánh giá, xếp loại {above} năm 2023:\n" + "\n".join(rows))
    assert [(one.indicator, float(one.value), one.percent and float(one.percent)) for one in found] == [
        (f"rating.{subject}.good", 31, 72.09), (f"rating.{subject}.completed", 12, 27.91), (f"rating.{subject}.evaluated", 43, None),
    ]  # fmt: skip


def test_numbers_of_rows_count_nothing() -> None:
    found = metrics("TT | Tên lớp | Số lớp | Học viên\n1 | Nhận thức về Đảng | 4 | 268\n2 | Đảng viên mới | 3 | 197\nTổng cộng | 7 | 465")
    assert [(one.indicator, float(one.value)) for one in found] == [
        ("training.classes", 4), ("training.participants", 268), ("training.classes", 3), ("training.participants", 197),
        ("training.classes", 7), ("training.participants", 465),
    ]  # fmt: skip


def test_a_heading_of_targets_needs_no_colon() -> None:
    found = metrics("7. Một số chỉ tiêu năm 2024\n- Trên 90% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ.\n- Kết nạp 85 đảng viên.")
    assert [(one.indicator, one.kind) for one in found] == [("rating.orgs.good", "target"), ("membership.admitted", "target")]


def test_what_listed_targets_are_to_reach_is_a_target() -> None:
    listed = ("Tỷ lệ phát triển đảng viên đạt từ 2,1% trở lên.", "Tăng trưởng kinh tế đạt khoảng 8%.", "Kết nạp 85 đảng viên.")
    found = metrics("Một số chỉ tiêu chủ yếu:\n" + "\n".join(f"• {line}" for line in listed))
    assert [(one.indicator, one.kind) for one in found] == [
        ("membership.growth", "target"), ("other", "target"), ("membership.admitted", "target"),
    ]  # fmt: skip


def test_not_fewer_than_is_a_target_and_no_change() -> None:
    found = metrics("Năm 2024, phấn đấu kiểm tra không ít hơn 105 tổ chức đảng.")
    assert [(one.kind, int(one.value), one.qualifier) for one in found] == [("target", 105, "at_least")]


def test_bot_is_a_decrease() -> None:
    assert [(one.kind, int(one.value)) for one in metrics("So với năm 2017, huyện bớt 38 chi bộ.")] == [("change", -38)]


def test_one_word_leads_in_a_very_long_list_of_targets() -> None:
    between = "tiếp tục đổi mới nội dung, phương thức lãnh đạo và sinh hoạt của các cấp ủy; " * 16
    assert [one.kind for one in metrics(f"Hội nghị thông qua các chỉ tiêu năm 2024: {between}mở 54 lớp bồi dưỡng.")] == ["target"]


def test_a_mean_of_years_is_no_target() -> None:
    assert [one.kind for one in metrics("Bình quân hằng năm có 80% chi bộ hoàn thành tốt nhiệm vụ trở lên.")] == ["actual"]


@pytest.mark.parametrize("told", ["Nhà bà cách trung tâm huyện 14 cây số.", "Tuyến biên giới dài hơn 455km.", "Chi bộ họp đúng 90 phút."])
def test_how_far_and_how_long_is_no_result(told: str) -> None:
    assert metrics(told) == ()


def test_what_a_thing_costs_is_no_result() -> None:
    assert metrics("Thóc bán tại bờ 6.800 đồng/kg.") == ()


def test_a_threshold_of_villages_is_none() -> None:
    assert metrics("Tỉnh cho phép bản có dưới 3 đảng viên được sinh hoạt ghép.") == ()


def test_areas_and_lengths_are_no_people() -> None:
    told = metrics("Đảng viên hiến khoảng 41.000m2 đất, nuôi 300 con giống, góp 5.000 m² vườn, cùng nhân dân làm 87km đường.")
    assert {one.indicator for one in told} == {"other"}
    assert [one.unit for one in told] == ["m2 đất", "con giống", "m² vườn", "km đường"]


@pytest.mark.parametrize(
    "above",
    ["Trang chủ » Xây dựng Đảng » Tổ chức", "Trang nhất > Chính trị > Xây dựng Đảng", "HUYỆN ỦY MƯỜNG KHÊ", "Kinh tế - Xã hội",
     "ĐỐI THOẠI CUỐI TUẦN"],
)  # fmt: skip
def test_what_stands_above_a_title_is_none(above: str) -> None:
    found = pipeline.run(load_text(f"{above}\n{LEAD}Huyện kết nạp 12 đảng viên."), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.title == "Đảng bộ huyện Mường Khê tổng kết công tác xây dựng Đảng năm 2023"


def test_furniture_holds_no_metric() -> None:
    assert metrics("Huyện kết nạp 128 đảng viên.\n\nThống kê truy cập\nĐang online: 6\nHôm nay: 191") == metrics(
        "Huyện kết nạp 128 đảng viên."
    )


def test_a_threshold_is_left_open() -> None:
    found = extract("Có 19 chi bộ doanh nghiệp có từ 50 lao động trở lên được thành lập.")
    assert [judgement.status for judgement in found.judgements if found.figures[judgement.figure - 1].text == "50"] == ["open"]


def test_a_repeated_figure_counts_once() -> None:
    found = extract("Trong năm, huyện kết nạp 128 đảng viên.\n\nNhư vậy, cả năm huyện kết nạp 128 đảng viên, đúng kế hoạch.")
    assert isinstance(found.data, PartyBuilding)
    assert [metric.value for metric in found.data.metrics] == [128]
    assert "repeats a figure given before" in [judgement.reason for judgement in found.judgements]


def test_a_range_does_not_repeat_the_figure_it_begins_with() -> None:
    found = extract("Chỉ tiêu năm nay kết nạp 2.200 đảng viên.\n\nNăm tới, huyện phấn đấu kết nạp từ 2.200 đến 2.300 đảng viên.")
    assert isinstance(found.data, PartyBuilding)
    assert [(metric.value, metric.high) for metric in found.data.metrics] == [(Decimal(2200), None), (Decimal(2200), Decimal(2300))]


def test_the_document() -> None:
    found = data(
        "Đồng chí Lò Văn Thắng, Bí thư Huyện ủy chủ trì. Đồng chí Lò Văn Thắng nhấn mạnh việc thực hiện Chỉ thị số 05-CT/TW.\n\n"
        "Kết nạp 128 đảng viên.\n\nTin, ảnh: Hoàng Yến"
    )
    assert found.title == "Đảng bộ huyện Mường Khê tổng kết công tác xây dựng Đảng năm 2023"
    assert found.organization == "Đảng bộ huyện Mường Khê"
    assert (found.event, found.event_date, found.period) == ("hội nghị tổng kết", "2024-01-05", "2023")
    assert found.author == "Hoàng Yến"
    assert [(person.name, person.position) for person in found.people] == [("Lò Văn Thắng", "Bí thư Huyện ủy")]
    assert found.documents == ("Chỉ thị số 05-CT/TW",)


@pytest.mark.parametrize(
    ("title", "lead", "body"),
    [
        ("Mường Khê: Xếp loại đảng viên", "Sáng 9/1, Huyện ủy Mường Khê công bố kết quả xếp loại.", "Đảng bộ huyện Mường Khê"),
        ("Kết nạp nhiều đảng viên", "Sáng 9/1, Thành ủy Hải Phòng sơ kết. Bí thư Quận ủy Lê Chân dự.", "Đảng bộ thành phố Hải Phòng"),
        ("Xếp loại đảng viên", "Đảng bộ TP.Biên Hòa có 90 chi bộ. Dự có Phó Bí thư Tỉnh ủy.", "Đảng bộ TP.Biên Hòa"),
        ("Vào Đảng ở nhà máy", "Phóng viên gặp ông Bùi Văn Lộc, Bí thư Huyện ủy Yên Mỹ. Yên Mỹ có 27 chi bộ.", "Đảng bộ huyện Yên Mỹ"),
        ("Kỷ luật đảng viên", "Ủy ban Kiểm tra Tỉnh ủy Kon Tum họp. Toàn tỉnh kỷ luật 9 đảng viên.", "Đảng bộ tỉnh Kon Tum"),
        ("Sơ kết giữa nhiệm kỳ", "Đảng ủy Trường Đại học Quy Nhơn họp sáng nay. Một Tỉnh ủy viên dự.", "Đảng bộ Trường Đại học Quy Nhơn"),
        ("Đảng ủy Dân chính đảng hội nghị sơ kết", "Dự có lãnh đạo các ban của Tỉnh ủy.", "Đảng bộ Dân chính đảng"),
        ("Đảng bộ Khối họp", "Đảng ủy Khối các cơ quan tỉnh tổ chức hội nghị.", "Đảng bộ Khối các cơ quan tỉnh"),
        ("Lớp học", "Trung tâm Chính trị huyện Hạ Hòa mở lớp. Trung tâm có 3 giảng viên.", "Trung tâm Chính trị huyện Hạ Hòa"),
        (
            "Toàn tỉnh kết nạp 187 đảng viên",
            "Ban Tổ chức Tỉnh ủy Ninh Thuận cho biết: Đảng bộ huyện Ninh Sơn đạt 45%; Đảng bộ huyện Thuận Nam đạt 40%.",
            "Đảng bộ tỉnh Ninh Thuận",
        ),
        ("Kết nạp đảng viên", "HUYỆN UỶ HÀM THUẬN BẮC\n\nBan Thường vụ Huyện ủy xét kết nạp 48 đảng viên.", "Đảng bộ huyện Hàm Thuận Bắc"),
        ("Lục Ngạn: Khen thưởng 16 chi bộ", "Huyện uỷ họp sáng nay.", "Đảng bộ huyện Lục Ngạn"),
        ("Khai giảng lớp bồi dưỡng đảng viên", "Lớp có 100 đồng chí trong toàn huyện. Trong 10 ngày, các học viên được học.", None),
        (
            "63 đảng bộ xong đại hội",
            "63 đảng bộ đã đại hội: Đảng bộ Khối các cơ quan Trung ương, Đảng bộ Khối doanh nghiệp Trung ương.",
            None,
        ),
        ("Tuyên dương 89 cá nhân", "Đảng ủy Khối Dân - Chính - Đảng tổ chức lễ kỷ niệm.", "Đảng bộ Khối Dân - Chính - Đảng"),
        ("40 đảng bộ xong đại hội", "Riêng Đảng bộ Công an Trung ương thực hiện 3 nội dung.", None),
        ("440 đảng viên quận Hà Đông nhận Huy hiệu", "Phó Bí thư Thành ủy dự. Đợt này, toàn thành phố trao 8.700.", "Đảng bộ quận Hà Đông"),
        ("Phóng Sự Ảnh: Kết nạp đảng viên", "Huyện ủy kết nạp 145 đảng viên mới.", None),
        ("HUYỆN ỦY MƯỜNG KHÊ TỔNG KẾT CÔNG TÁC", "Huyện ủy Mường Khê kết nạp 145 đảng viên mới.", "Đảng bộ huyện Mường Khê"),
        ("Sơn Động: 16 cá nhân được khen", "Huyện Sơn Động có 16 cá nhân được Ban Dân vận Tỉnh ủy khen.", "Đảng bộ huyện Sơn Động"),
        ("Thành lập 3 chi bộ", "Ông Mến, Phó Bí thư Đảng bộ Khối Doanh nghiệp cho biết: có 77 chi bộ.", "Đảng bộ Khối Doanh nghiệp"),
        ("Kết nạp đảng viên", "Ban Thường vụ Huyện ủy Tây Giang họp. Dự có lãnh đạo Thành ủy Hội An.", "Đảng bộ huyện Tây Giang"),
        ("Xếp loại tổ chức đảng", "Huyện ủy Tây Giang biểu dương Trạm Y tế; Đảng bộ Quân sự huyện; Tòa án.", "Đảng bộ huyện Tây Giang"),
        ("Chi bộ xóm núi", "Bí thư Huyện ủy Nông Văn Thiệp về thăm chi bộ, kể chuyện 12 đảng viên.", None),
    ],
)  # fmt: skip
def test_the_body_whose_figures_are_told(title: str, lead: str, body: str | None) -> None:
    found = pipeline.run(load_text(f"{title}\n\n{lead}\n\n{PARTY}"), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.organization == body


@pytest.mark.parametrize("line", ["Print Thứ Tư, 15/01/2020 08:22 Gốc", "Publish date 15/01/2020 | 08:22 | View count: 975"])
def test_the_date_line_of_a_portal(line: str) -> None:
    found = pipeline.run(load_text(f"Đảng bộ huyện Mường Khê sơ kết\n\n{line}\n\n{PARTY}"), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.published_at == "2020-01-15T08:22"


def test_a_review_is_no_conference_where_the_article_names_none() -> None:
    text = f"Đảng bộ huyện Mường Khê sơ kết công tác xây dựng Đảng\n\n{PARTY}"
    found = pipeline.run(load_text(text), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.event is None


def test_an_article_of_another_genre() -> None:
    text = "Giá cà phê tăng mạnh\n\nSáng 3/4, giá cà phê tại Gia Lai tăng 1.200 đồng/kg lên 105.000 đồng/kg. Cả vùng còn 12.000 tấn hàng."
    found = pipeline.run(load_text(text), TASK, engines.get("rules"))
    assert isinstance(found.data, PartyBuilding)
    assert found.data.off_genre
    assert found.data.metrics == ()
    assert {judgement.status for judgement in found.judgements} == {"set_aside"}


def test_members_of_parties_abroad_are_not_of_the_genre() -> None:
    text = (
        "Cử tri chia rẽ trước ngày bỏ phiếu\n\nTheo thăm dò, 52% đảng viên Cộng hòa tin vào kết quả. "
        "Số đảng viên Dân chủ đồng tình là 71%. Trong 10 đảng viên đảng Cộng hoà có 8 người lo kiểm phiếu sai."
    )
    found = pipeline.run(load_text(text), TASK, engines.get("rules"))
    assert isinstance(found.data, PartyBuilding)
    assert found.data.off_genre


NORMS = (
    "Bộ Chính trị ban hành Chỉ thị số 45-CT/TW. Ban chấp hành Đảng bộ xã có không quá 33 đồng chí, ban thường vụ từ 9 đến 11 đồng chí. "
    "Chi bộ phải có ít nhất 3 đảng viên chính thức; theo quy định, chi bộ có từ 9 đảng viên trở lên được bầu chi ủy."
)


@pytest.mark.parametrize(
    ("told", "off_genre"),
    [
        (NORMS, True),
        ("Theo quy định, cấp ủy phải có ba lớp tuổi; số cấp ủy viên tối đa giảm 5%. Cấp ủy, đảng bộ, chi bộ có hướng dẫn riêng.", True),
        (f"{NORMS} Đảng bộ tỉnh đã kết nạp 312 đảng viên, có 45 chi bộ và 1.200 đảng viên, kỷ luật 7 đảng viên.", False),
        ("Huyện ủy Yên Lạc hướng dẫn: phấn đấu kết nạp 150 đảng viên, mỗi chi bộ có ít nhất 1 quần chúng vào Đảng theo quy định.", False),
    ],
)
def test_an_article_that_explains_norms_has_no_results(told: str, *, off_genre: bool) -> None:
    found = pipeline.run(load_text(f"Số lượng cấp ủy viên các cấp\n\n{told}"), TASK, engines.get("rules"))
    assert isinstance(found.data, PartyBuilding)
    assert found.data.off_genre is off_genre
    assert bool(found.data.metrics) is not off_genre


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("Đảng bộ huyện có 43 đảng viên được tặng Huy hiệu Đảng. Cụ thể, xã Tân Lập có 10 đảng viên, thị trấn Yên Lạc 8, các xã 25.",
         ["membership.badges"] * 4),
        ("Kết nạp 43 đảng viên, trong đó Đảng bộ xã Tân Lập có 10 đảng viên, Đảng bộ xã Tân Hòa có 33 đảng viên.",
         ["membership.admitted"] * 3),
        ("Kết nạp 43 đảng viên. Cụ thể, Đảng bộ xã Tân Lập có 310 đảng viên.", ["membership.admitted", "structure.members"]),
    ],
)  # fmt: skip
def test_what_bodies_share_bears_the_code_of_the_whole(body: str, codes: list[str]) -> None:
    assert [metric.indicator for metric in metrics(body)] == codes


def test_the_scope_of_a_share_is_its_own_body() -> None:
    body = "Kết nạp 43 đảng viên. Cụ thể, xã Tân Lập có 10 đảng viên, Đảng bộ Công an huyện 18 đảng viên, các đảng bộ còn lại có 15."
    assert [metric.scope for metric in metrics(body)] == [None, "xã Tân Lập", "Đảng bộ Công an huyện", None]


@pytest.mark.parametrize("told", ["45 năm, 40 năm và 30 năm tuổi Đảng", "từ 30 đến 55 năm tuổi Đảng", "55, 50 năm tuổi Đảng"])
def test_several_badges_are_one_group(told: str) -> None:
    assert [metric.group for metric in metrics(f"Tỉnh ủy trao Huy hiệu {told} cho 311 đảng viên.")] == [told]


def test_a_unit_is_of_the_bodies_told_before() -> None:
    text = (
        "Cả 48 tổ chức cơ sở đảng được đánh giá. Số đạt trong sạch, vững mạnh là 30, trong đó 6 đơn vị tiêu biểu; "
        "hoàn thành tốt nhiệm vụ 13."
    )
    codes = ["rating.orgs.evaluated", "rating.orgs.strong", "rating.orgs.exemplary", "rating.orgs.good"]
    assert [metric.indicator for metric in metrics(text)] == codes


def test_an_article_on_officials_is_of_the_genre() -> None:
    text = (
        "Cán bộ trẻ về xã\n\nCông tác cán bộ ở tỉnh có nhiều đổi mới. Tỉnh đã luân chuyển 51 cán bộ về xã. "
        "Cán bộ luân chuyển được giao việc khó. Quy hoạch cán bộ được rà soát hằng năm."
    )
    found = pipeline.run(load_text(text), TASK, engines.get("rules"))
    assert isinstance(found.data, PartyBuilding)
    assert [(metric.indicator, float(metric.value)) for metric in found.data.metrics] == [("personnel.appointed", 51)]


@pytest.mark.parametrize(
    ("title", "values"),
    [("Kỷ luật hơn 50 đảng viên", [51, 3, 2]), ("Thông tin trong tỉnh", []), ("Bí thư Tỉnh ủy thăm công trường cao tốc", [])],
)
def test_an_article_is_of_the_genre_of_its_title(title: str, values: list[int]) -> None:
    background = "Lực lượng kiểm lâm đo đếm khối lượng gỗ bị chặt hạ trong rừng đặc dụng và lập biên bản tại hiện trường. " * 20
    text = f"{title}\n\nNăm qua, tỉnh kỷ luật 51 đảng viên. Có 3 đảng viên bị khai trừ, 2 đảng viên bị cách chức.\n{background}"
    found = pipeline.run(load_text(text), TASK, engines.get("rules"))
    assert isinstance(found.data, PartyBuilding)
    assert found.data.off_genre is (not values)
    assert [float(metric.value) for metric in found.data.metrics] == values


def test_what_there_was_before_a_merger_is_no_target() -> None:
    assert [metric.kind for metric in metrics("Biên chế các đơn vị từ 77 biên chế sau sắp xếp giảm còn 64.")] == ["actual", "actual"]


def test_a_lead_that_tells_the_figures_of_the_text_ahead_counts_for_nothing() -> None:
    lead = "Huyện Mường Khê vừa khiển trách 7, cảnh cáo 4 đảng viên trong số hơn 30 trường hợp bị kỷ luật.\n\n"
    body = "Theo báo cáo, các cấp ủy kỷ luật 31 đảng viên, gồm khiển trách 7, cảnh cáo 4."
    found = pipeline.run(load_text("Huyện Mường Khê kỷ luật đảng viên\n\n" + lead + body), TASK, engines.get("rules"))
    assert isinstance(found.data, PartyBuilding)
    assert [(metric.indicator, float(metric.value)) for metric in found.data.metrics] == [
        ("discipline.members", 31),
        ("discipline.members.reprimand", 7),
        ("discipline.members.warning", 4),
    ]
    told = {judgement.reason for judgement in found.judgements if judgement.status == "set_aside"}
    assert told == {"the text below gives it again"}


@pytest.mark.parametrize(
    ("lead", "body"),
    [
        ("Đảng ủy khen thưởng 2 tập thể và 3 cá nhân.", "Tại xã Mây, Đảng ủy khen thưởng 3 cá nhân. Xã Nà khen thưởng 2 tập thể."),
        ("Số đảng viên được kết nạp tăng 20 người.", "Ở xã Nà, số đảng viên được kết nạp giảm 20 người."),
    ],
)
def test_a_lead_whose_figures_return_by_chance_counts(lead: str, body: str) -> None:
    found = pipeline.run(load_text(f"Tin Đảng bộ huyện, chi bộ\n\n{lead}\n\n{body}"), TASK, engines.get("rules"))
    assert "the text below gives it again" not in {judgement.reason for judgement in found.judgements}


def test_a_lead_with_a_figure_of_its_own_counts() -> None:
    lead = "Huyện Mường Khê vừa khiển trách 7 đảng viên, kết nạp 31 đảng viên.\n\n"
    found = pipeline.run(load_text("Tin Đảng bộ huyện\n\n" + lead + "Các cấp ủy khiển trách 7 đảng viên."), TASK, engines.get("rules"))
    assert isinstance(found.data, PartyBuilding)
    assert [float(metric.value) for metric in found.data.metrics] == [7, 31, 7]


PARTY = "Đảng bộ hiện có 45 chi bộ với 1.200 đảng viên. Cấp ủy kết nạp 12 đảng viên, kiểm tra 8 chi bộ; Đảng ủy các xã khen 5 chi bộ."


@pytest.mark.parametrize(
    ("title", "lead", "period"),
    [
        ("Công tác dân vận ở Mường Khê", "Ngày 9/1/2024, huyện đánh giá công tác dân vận năm 2023. Năm 2024, phấn đấu hơn.", "2023"),
        ("Xếp loại đảng viên ở Mường Khê", "Ngày 9/1/2024, huyện công bố kết quả năm 2023. Bước sang năm 2024, huyện siết chặt.", "2023"),
        ("Nửa đầu năm 2023, Mường Khê kết nạp nhiều đảng viên", "Huyện chú trọng nguồn kết nạp.", "2023-H1"),
        ("Huyện ủy sơ kết 6 tháng đầu năm", "Hội nghị diễn ra sáng 2/7/2023. Kết quả xếp loại năm 2022 cũng được nêu.", "2023-H1"),
        ("Học Bác ở Mường Khê", "Ngày 9/5/2021, tổng kết 5 năm thực hiện Chỉ thị 05 (2016 - 2021). Năm 2018 có hội thi.", "2016-2021"),
        ("Nuôi nguồn kết nạp", "Ngày 9/10/2023\nChín tháng qua, huyện kết nạp 12 đảng viên. Quý IV năm 2023, huyện làm tiếp.", "2023-9M"),
        ("Chi bộ thôn Nậm La", "Ngày 9/10/2023\nĐến hết tháng 9, huyện kết nạp 12 đảng viên, năm 1996 cả xã có 3 chi bộ.", "2023-9M"),
        ("Trao Huy hiệu Đảng", "Ngày 9/9/2022\nĐồng chí Vũ Thị Liên (SN 2021) và ông Lê Văn Ba, nhập ngũ năm 2020, nhận huy hiệu.", "2022"),
        ("Vào Đảng ở nhà máy", "Ngày 9/9/2022\nTừ đầu nhiệm kỳ 2020 - 2025 đến nay, huyện lập 3 chi bộ. Năm 2021 lập 2.", "2020-2025"),
        ("Kết nạp đảng viên", "Ngày 7/6/2017\nTừ đầu năm 2017 đến nay kết nạp 65 đảng viên, năm 2016 là 90.", "2017"),
        ("Giao việc cho cấp ủy", "Ngày 9/1/2023\nNăm 2022 khá. Huyện thông qua các chỉ tiêu: 100% viết cam kết trong quý I.", "2022"),
        ("Năm 2023 phải đo bằng việc làm", "Thứ sáu, ngày 9/12/2022\nNăm 2022, huyện kết nạp 63 đảng viên.", "2022"),
        ("Giữ nhịp kết nạp", "Ngày 9/9/2022\nNăm 2021 kết nạp 63 đảng viên, 8 tháng đầu năm nay là 54.", "2022-8M"),
        ("Đại hội chi bộ", "Ngày 9/7/2022\nNhiệm kỳ 2022 - 2025, 6 tháng đầu năm có 231/268 chi bộ xong đại hội.", "2022-2025"),
        ("Đại hội chi bộ", "Ngày 9/7/2022\n23 chi bộ xong đại hội nhiệm kỳ 2022 - 2025, hơn so với nhiệm kỳ 2020 - 2022.", "2022-2025"),
        ("Đại hội Đảng bộ xã Nậm La", "Ngày 9/5/2020\nNhiệm kỳ 2015 - 2020, xã khá. Năm 2019 hộ nghèo 5%. Năm 2018 là 7%.", "2015-2020"),
    ],
)  # fmt: skip
def test_the_period_that_an_article_reports_on(title: str, lead: str, period: str) -> None:
    found = pipeline.run(load_text(f"{title}\n\n{lead}\n\n{PARTY}"), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.period == period


def test_a_heading_of_targets_that_goes_on_and_on_is_read() -> None:
    """An expression that goes back over its repeats would not come to an end."""
    found = extract("Chỉ tiêu" + " 1" * 2_000 + "x\nHuyện kết nạp 128 đảng viên.")
    assert len(found.judgements) == len(found.figures) > 2


def test_a_row_that_names_a_part_keeps_the_head_of_its_table() -> None:
    found = metrics("Kết nạp đảng viên\nĐơn vị | Kế hoạch | Kết quả\nĐảng bộ xã A | 12 | 15\nKhối cơ quan | | \nĐảng bộ xã B | 14 | 16")
    assert [(one.indicator, one.kind, float(one.value)) for one in found] == [
        ("membership.admitted", kind, value) for kind, value in (("target", 12), ("actual", 15), ("target", 14), ("actual", 16))
    ]


def test_a_row_that_lacks_a_cell_gives_no_number_of_its_own() -> None:
    found = metrics("Kết nạp đảng viên\nSTT | Đơn vị | Kế hoạch | Kết quả\n1 | Đảng bộ xã A | 12 | 15\n2 | Đảng bộ xã B | 14")
    assert float(found[0].value) == 12
    assert 2 not in [float(one.value) for one in found]


@pytest.mark.parametrize(
    "title", ["KẾT NẠP 120 ĐẢNG VIÊN", "BAN TỔ CHỨC HUYỆN ỦY MƯỜNG KHÊ TỔNG KẾT CÔNG TÁC", "Học tập - Làm theo", "ĐẢNG ỦY XÃ NẬM LA"]
)
def test_a_headline_in_capitals_is_the_title(title: str) -> None:
    lead = "Năm 2023, Đảng bộ huyện Mường Khê đã kết nạp 120 đảng viên mới, chi bộ nào cũng có nguồn."
    found = pipeline.run(load_text(f"{title}\n{lead}\n{PARTY}"), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.title == title


@pytest.mark.parametrize(
    ("body", "percent"),
    [
        ("Cấp ủy các cấp kỷ luật 31 đảng viên, bằng 72,5% so với 9 tháng năm 2022.", 72.5),
        ("Cả nhiệm kỳ kỷ luật 31 đảng viên, bằng 72,5% nửa nhiệm kỳ trước.", 72.5),
        ("Huyện kết nạp 128 đảng viên, cao hơn mức Huyện ủy đặt ra trên 20%.", 20),
        ("Huyện kết nạp được 128 đảng viên, nhiều hơn chỉ tiêu đại hội gần 20%.", 20),
        ("Huyện kết nạp 128 đảng viên; so với kế hoạch mới đạt trên 42,7%.", 42.7),
        ("So với nhiệm kỳ trước, số đảng viên bị kỷ luật tăng 31 (hơn 3,3%).", 3.3),
    ],
)
def test_a_share_of_a_plan_or_an_earlier_time_is_the_figures_own(body: str, percent: float) -> None:
    (metric,) = metrics(body)
    assert metric.value in {31, 128}
    assert metric.percent is not None
    assert float(metric.percent) == percent


def test_a_share_of_something_else_is_not() -> None:
    found = metrics("Huyện kết nạp 128 đảng viên, số vào Đảng ở nông thôn tăng 12% so với năm 2022.")
    assert [metric.percent for metric in found] == [None, None]


def test_an_aim_is_a_target() -> None:
    (metric,) = metrics("Đích của cả năm 2024 là kết nạp trên 290 đảng viên.")
    assert (metric.kind, metric.qualifier) == ("target", "more_than")
    assert metric.value == 290


@pytest.mark.parametrize(("title", "told"), [("500 đảng viên Mường Khê bị kỷ luật", [536]), ("510 đảng viên Mường Khê bị kỷ luật", [536]),
                                             ("400 đảng viên Mường Khê bị kỷ luật", [400, 536])])  # fmt: skip
def test_a_headline_rounds_down_what_the_body_tells(title: str, told: list[int]) -> None:
    found = pipeline.run(
        load_text(f"{title}\n\nNhiệm kỳ qua, Đảng bộ huyện Mường Khê kỷ luật 536 đảng viên."), TASK, engines.get("rules")
    ).data
    assert isinstance(found, PartyBuilding)
    assert [metric.value for metric in found.metrics] == told


def test_what_is_counted_up_to_a_day_is_no_target() -> None:
    (metric,) = metrics("Tính đến cuối năm 2022, trên địa bàn tỉnh có 828 tổ chức cơ sở đảng.")
    assert (metric.indicator, metric.kind) == ("structure.orgs", "actual")


def test_an_author_who_compiled_the_article_is_named_without_that() -> None:
    assert data("Huyện kết nạp 128 đảng viên trong năm qua.\n\nMinh Thư (tổng hợp)").author == "Minh Thư"


def test_the_outlet_in_brackets_before_a_headline_is_no_part_of_it() -> None:
    lead = "Sáng 15/4, Ban Chấp hành Đảng bộ Khối các cơ quan tỉnh họp, nghe báo cáo về công tác đảng viên."
    found = pipeline.run(
        load_text(f"(TTV) Hội nghị Ban Chấp hành Đảng bộ Khối lần thứ 4\n{lead}\n{PARTY}"), TASK, engines.get("rules")
    ).data
    assert isinstance(found, PartyBuilding)
    assert found.title == "Hội nghị Ban Chấp hành Đảng bộ Khối lần thứ 4"


def test_the_day_of_a_conference_in_a_numbered_hall() -> None:
    found = pipeline.run(
        load_text(f"Huyện ủy Mường Khê tổng kết\n\nTại Hội trường số 2, ngày 12/1/2024, Huyện ủy tổ chức hội nghị tổng kết.\n\n{PARTY}"),
        TASK,
        engines.get("rules"),
    ).data
    assert isinstance(found, PartyBuilding)
    assert found.event_date == "2024-01-12"


def test_the_day_of_a_cited_document_is_not_that_of_the_event() -> None:
    text = (
        "Thực hiện Hướng dẫn số 01-HD/TW, ngày 05/01/2012 của Trung ương. Ngày 03/5/2012, Ban Tổ chức Huyện ủy tổ chức cuộc họp xét hồ sơ."
    )
    found = pipeline.run(load_text(f"Mường Khê xét hồ sơ đảng viên\n\n{text}\n\n{PARTY}"), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.event_date == "2012-05-03"


def test_people_who_carry_things_are_not_of_the_genre() -> None:
    text = (
        "Giúp dân trong mưa lũ\n\nNăm 2023, Sở Giao thông giúp người dân vận chuyển 145 tấn hàng. Các đơn vị giúp người dân vận chuyển đồ "
        "của 12 hộ, vận động nhân dân vận chuyển 45 tấn gạo. Có 3 đảng viên tham gia."
    )
    found = pipeline.run(load_text(text), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.off_genre


def test_a_plan_of_another_year_and_what_came_of_it() -> None:
    found = metrics("Kế hoạch năm 2016 phát triển 200 đảng viên và kết quả cuối cùng là 250 đảng viên mới được kết nạp.")
    assert [(one.kind, float(one.value), one.period) for one in found] == [("target", 200, "2016"), ("actual", 250, "2016")]


def test_a_share_of_all_behind_a_long_clause() -> None:
    (found,) = metrics(
        "Toàn bộ 234 chi bộ trực thuộc Đảng ủy cơ sở ở huyện đã tổ chức thành công Đại hội chi bộ nhiệm kỳ 2022-2025, đạt tỷ lệ 100%."
    )
    assert (found.indicator, float(found.percent or 0)) == ("congress.cells", 100)


def test_a_list_of_provinces_is_of_none() -> None:
    text = "Tỷ lệ nữ cao ở Bắc Giang: 15%; Lào Cai: 16%; Phú Yên: 17%; Yên Bái: 18% trong các chi bộ, đảng bộ có đảng viên nữ."
    found = pipeline.run(load_text(f"Đại hội đảng bộ xong sớm\n\n{text}"), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.province is None


def test_the_year_after_the_one_that_is_held_against() -> None:
    text = (
        "Sáu tháng đầu năm, cấp ủy kiểm tra 126 tổ chức đảng (tăng 66 tổ chức so với cùng kỳ năm 2020), kỷ luật 12 đảng viên ở các chi bộ."
    )
    found = pipeline.run(load_text(f"Kiểm tra, giám sát của cấp ủy\n\n{text}"), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.period == "2021-H1"


def test_targets_are_of_the_year_that_they_are_set_for() -> None:
    found = metrics("Từ kết quả năm 2022, Đảng ủy đề ra một số chỉ tiêu quan trọng trong năm 2024 như: kết nạp 12 đảng viên.")
    assert [(one.kind, float(one.value), one.period) for one in found] == [("target", 12, "2024")]
