"""The words of the page Library."""

from collections.abc import Mapping

LIBRARY: Mapping[str, tuple[str, str]] = {
    "library.title": ("Thư viện", "Library"),
    "library.none": ("Kho chưa có bài nào. Hãy trích xuất một bài trước.", "The store has no article yet. Extract one first."),
    "library.empty": ("Không có gì khớp với bộ lọc.", "Nothing fits the filters."),
    "library.clear": ("Bỏ lọc", "Clear filters"),
    "library.view": ("Cách xem", "View"),
    "library.view.metrics": ("Số liệu", "Metrics"),
    "library.view.articles": ("Bài", "Articles"),
    "library.view.pivot": ("Bảng chéo", "Pivot"),
    "library.view.charts": ("Biểu đồ", "Charts"),
    "library.count.metrics": ("{count} số liệu", "{count} metrics"),
    "library.count.articles": ("{count} bài", "{count} articles"),
    "library.search": ("Tìm trong tiêu đề, tổ chức, tỉnh", "Search title, organization, province"),
    "library.task": ("Tác vụ", "Task"),
    "library.province": ("Tỉnh, thành", "Province"),
    "library.indicator": ("Chỉ tiêu", "Indicator"),
    "library.kind": ("Loại", "Kind"),
    "library.kind.actual": ("đã đạt", "reached"),
    "library.kind.target": ("mục tiêu", "target"),
    "library.kind.change": ("tăng, giảm", "change"),
    "library.period": ("Kỳ", "Period"),
    "library.organization": ("Tổ chức", "Organization"),
    "library.state": ("Rà soát", "Review"),
    "library.state.waiting": ("chờ", "waiting"),
    "library.state.begun": ("đang rà soát", "begun"),
    "library.state.done": ("đã xong", "done"),
    "library.sort": ("Thứ tự", "Order"),
    "library.sort.newest": ("mới nhất trước", "newest first"),
    "library.sort.least_sure": ("ít chắc nhất trước", "least sure first"),
    "library.sort.title": ("theo tiêu đề", "by title"),
    "library.any": ("(tất cả)", "(any)"),
    "library.more": ("Bộ lọc khác", "More filters"),
    "library.column.indicator": ("Chỉ tiêu", "Indicator"),
    "library.column.value": ("Giá trị", "Value"),
    "library.column.period": ("Kỳ", "Period"),
    "library.column.body": ("Đơn vị", "Body"),
    "library.column.province": ("Tỉnh, thành", "Province"),
    "library.column.article": ("Bài", "Article"),
    "library.column.sure": ("Độ chắc", "Confidence"),
    "library.column.metrics": ("Số liệu", "Metrics"),
    "library.column.state": ("Rà soát", "Review"),
    "library.open": ("xem trong bài: {title}", "see it in the article: {title}"),
    "library.accepted": ("✓ {who}", "✓ {who}"),
    "library.corrected": ("✎ {who}", "✎ {who}"),
    "library.layout": ("Hàng và cột", "Rows and columns"),
    "library.layout.indicator_period": ("Chỉ tiêu × kỳ", "Indicator × period"),
    "library.layout.indicator_province": ("Chỉ tiêu × tỉnh", "Indicator × province"),
    "library.layout.province_period": ("Tỉnh × kỳ", "Province × period"),
    "library.layout.body_period": ("Đơn vị × kỳ", "Body × period"),
    "library.pivot.rule": (
        (
            "Không cộng gì với gì: mỗi ô là một con số có trong bài, của bài mới nhất. Nhóm con, mục tiêu, tăng giảm, tỷ lệ ở hàng riêng."
            " Ô có nhiều con số thì ghi rõ bao nhiêu; bấm vào để xem hết."
        ),
        (
            "Nothing is added up: each cell is one figure that an article prints, the newest article's. Subgroups, targets, changes and "
            "percentages have rows of their own. A cell with several figures says how many; click it to see them all."
        ),
    ),
    "library.pivot.behind": ("{figures} con số", "{figures} figures"),
    "library.pivot.bodies": ("{figures} con số, {bodies} đơn vị", "{figures} figures, {bodies} bodies"),
    "library.pivot.columns": ("Các cột", "Columns"),
    "library.pivot.cell": ("{line}, {column}: {count} con số", "{line}, {column}: {count} figures"),
    "library.pivot.close": ("Đóng", "Close"),
    "library.no_period": ("(không rõ kỳ)", "(no period)"),
    "library.no_province": ("(không rõ tỉnh)", "(no province)"),
    "library.chart": ("Biểu đồ", "Chart"),
    "library.chart.ratings": ("Xếp loại theo tỉnh", "Ratings by province"),
    "library.chart.time": ("Theo thời gian", "Over time"),
    "library.chart.body": ("Một đơn vị qua các kỳ", "One body across periods"),
    "library.chart.of": ("Xếp loại của", "Ratings of"),
    "library.chart.period": ("Kỳ của biểu đồ", "Period of the chart"),
    "library.chart.measure": ("Vẽ theo", "Draw"),
    "library.chart.measure.number": ("số lượng", "numbers"),
    "library.chart.measure.percent": ("tỷ lệ % in trong bài", "percentages as printed"),
    "library.chart.indicator": ("Chỉ tiêu của biểu đồ", "Indicator of the chart"),
    "library.chart.whose": ("Đơn vị", "Body"),
    "library.chart.length": ("Độ dài kỳ", "Length of period"),
    "library.chart.length.year": ("năm", "years"),
    "library.chart.length.part": ("quý, nửa năm, số tháng", "quarters, half-years, spans of months"),
    "library.chart.length.month": ("tháng", "months"),
    "library.chart.length.day": ("ngày", "days"),
    "library.chart.length.term": ("nhiệm kỳ", "terms"),
    "library.chart.nothing": ("Không có con số nào để vẽ.", "No figures to draw."),
    "library.chart.few": ("Chưa đơn vị nào có số của hai kỳ trở lên.", "No body has figures of two periods or more yet."),
    "library.chart.rule": (
        (
            "Mỗi cột là một con số in trong bài, của bài mới nhất; bấm vào cột để xem trong bài. "
            "Vẽ nhiều nhất {count} đơn vị: hãy lọc để xem đơn vị khác."
        ),
        (
            "Each bar is one figure that an article prints, the newest article's; click it to see it there. "
            "{count} bodies at most are drawn: filter for others."
        ),
    ),
    "library.chart.alt": ("{title}: {count} con số trong bài", "{title}: {count} figures of articles"),
    "library.chart.figures": ("Các con số của biểu đồ ({count})", "Figures of the chart ({count})"),
    "library.chart.beside": ("In bên cạnh", "Printed beside it"),
    "library.downloads": ("Tải những gì đã lọc ({count} số liệu)", "Download what is filtered ({count} metrics)"),
    "library.file": ("so-lieu", "metrics"),
    "library.note.made": ("Lập lúc (UTC)", "Made at (UTC)"),
    "library.note.filters": ("Bộ lọc", "Filters"),
    "library.note.no_filter": ("không lọc: toàn bộ kho", "none: the whole store"),
    "library.note.sum": ("Khi cộng", "Before adding up"),
    "library.note.sum.text": (
        (
            "Số của nhóm con (group) đã nằm trong số chung; mục tiêu và mức tăng giảm (kind) không phải số đã đạt; số của đơn vị (scope) "
            "có thể đã nằm trong số của tổ chức; nhiều bài có thể nêu cùng một con số."
        ),
        (
            "A subgroup's figure (group) is part of the whole's; targets and changes (kind) are no reached figures; a scope's figure may "
            "be part of its organisation's; several articles may print the same figure."
        ),
    ),
}  # fmt: skip
