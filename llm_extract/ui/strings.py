"""Every word of the pages, in Vietnamese and English. Names of fields, kinds and findings are `llm_extract.render.strings`."""

from collections.abc import Mapping

from llm_extract.render.strings import Language
from llm_extract.ui.strings_evaluation import EVALUATION

_CATALOGUE: Mapping[str, tuple[str, str]] = {
    **EVALUATION,
    "page.extract": ("Trích xuất", "Extract"),
    "page.review": ("Rà soát", "Review"),
    "page.library": ("Thư viện", "Library"),
    "page.evaluation": ("Đánh giá", "Evaluation"),
    "page.settings": ("Cài đặt", "Settings"),
    "app.language": ("Ngôn ngữ", "Language"),
    "app.reviewer": ("Tên người rà soát", "Your name as a reviewer"),
    "app.login": ("Đăng nhập", "Log in"),
    "app.logout": ("Đăng xuất", "Log out"),
    "app.store": ("Kho dữ liệu: {where}", "Store: {where}"),
    "app.failed": ("Có lỗi, chưa làm được: {error}", "This did not work: {error}"),
    "extract.title": ("Trích xuất bài báo", "Extract an article"),
    "extract.from": ("Nguồn", "Source"),
    "extract.from.text": ("Dán văn bản", "Paste text"),
    "extract.from.files": ("Tệp", "Files"),
    "extract.from.url": ("Địa chỉ web", "Web address"),
    "extract.from.chat": ("Qua cửa sổ chat", "By a chat window"),
    "extract.text": ("Văn bản của bài", "Text of the article"),
    "extract.text.hint": ("Dán toàn văn vào đây, rồi bấm Trích xuất.", "Paste the whole article here, then press Extract."),
    "extract.files": ("Tệp txt, md, html, pdf, docx", "Files: txt, md, html, pdf, docx"),
    "extract.url": ("Địa chỉ của trang", "Address of the page"),
    "extract.task": ("Tác vụ", "Task"),
    "extract.engine": ("Bộ trả lời", "Engine"),
    "extract.run": ("Trích xuất", "Extract"),
    "extract.nothing": (
        "Chưa có bài nào: hãy dán văn bản, chọn tệp hoặc ghi địa chỉ.",
        "No article yet: paste text, choose a file or give an address.",
    ),
    "extract.reading": ("Đang đọc {name}", "Reading {name}"),
    "extract.answered": ("Mô hình đã trả lời {count} ký tự", "The model has answered {count} characters"),
    "extract.done": ("Đã xong {done}/{all}", "Done {done} of {all}"),
    "extract.failed": ("{name}: {error}", "{name}: {error}"),
    "extract.summary": ("Tóm tắt", "Summary"),
    "extract.no_metrics": ("Không có số liệu nào.", "No metrics."),
    "extract.open": ("Con số chưa rõ: {count}. Hãy mở Rà soát để xem.", "Open figures: {count}. See Review."),
    "extract.review": ("Rà soát bài này", "Review this article"),
    "extract.notes": ("Lưu ý", "Findings"),
    "extract.copy": ("Lời nhắc để dán vào cửa sổ chat", "Prompt to paste into a chat window"),
    "extract.answer": ("Câu trả lời của cửa sổ chat", "Answer of the chat window"),
    "extract.take": ("Nhận câu trả lời", "Take the answer"),
    "column.meaning": ("Chỉ tiêu", "Indicator"),
    "column.value": ("Giá trị", "Value"),
    "column.about": ("Kỳ, phạm vi", "Period, scope"),
    "column.evidence": ("Trích dẫn", "Evidence"),
    "column.sure": ("Độ chắc", "Confidence"),
    "download.json": ("Tải JSON", "Download JSON"),
    "queue.title": ("Hàng chờ rà soát", "Queue"),
    "queue.empty": ("Hàng chờ trống.", "The queue is empty."),
    "queue.none": ("Kho chưa có bài nào. Hãy trích xuất một bài trước.", "The store has no article yet. Extract one first."),
    "queue.count": ("{count} bài", "{count} articles"),
    "queue.state": ("Trạng thái", "State"),
    "queue.state.any": ("Chưa xong", "Not done"),
    "queue.state.waiting": ("Chờ", "Waiting"),
    "queue.state.begun": ("Đang rà soát", "Begun"),
    "queue.state.done": ("Đã xong", "Done"),
    "queue.state.all": ("Tất cả", "All"),
    "queue.province": ("Tỉnh, thành", "Province"),
    "queue.finding": ("Lưu ý", "Finding"),
    "queue.search": ("Tìm", "Search"),
    "queue.any": ("(tất cả)", "(any)"),
    "queue.row": ("{metrics} số liệu, {open} con số chưa rõ, {errors} lỗi", "{metrics} metrics, {open} open figures, {errors} errors"),
    "queue.sure": ("ít chắc nhất {score}", "least sure {score}"),
    "queue.conflicts": ("{count} xung đột", "{count} conflicts"),
    "queue.open": ("Mở", "Open"),
    "review.back": ("Hàng chờ", "Queue"),
    "review.next": ("Tiếp", "Next"),
    "review.previous": ("Trước", "Previous"),
    "review.accept": ("Nhận", "Accept"),
    "review.reject": ("Bỏ", "Set aside"),
    "review.edit": ("Sửa", "Edit"),
    "review.undo": ("Hoàn tác", "Undo"),
    "review.certain": ("Nhận mọi mục chắc ({count})", "Accept all certain ({count})"),
    "review.finish": ("Xong bài", "Article done"),
    "review.reopen": ("Mở lại bài", "Reopen"),
    "review.golden": ("Tạo ca chuẩn", "Make golden case"),
    "review.keys": (
        "Phím: J tiếp, K trước, A nhận, X bỏ, E sửa, U hoàn tác, S nhận mọi mục chắc, D xong bài, Q hàng chờ",
        "Keys: J next, K previous, A accept, X set aside, E edit, U undo, S accept all certain, D article done, Q queue",
    ),
    "review.waiting": ("Còn {count} mục chờ quyết định", "{count} values wait for a decision"),
    "review.complete": ("Mọi mục đã được quyết định", "Every value is decided"),
    "review.finished": ("Bài này đã xong.", "This article is done."),
    "review.text": ("Văn bản bài", "Text of the article"),
    "review.values": ("Các giá trị", "Values"),
    "review.group.doubtful": ("Cần xem trước", "To look at first"),
    "review.group.metric": ("Số liệu", "Metrics"),
    "review.group.open": ("Con số chưa rõ", "Open figures"),
    "review.group.set_aside": ("Không phải số liệu", "Set aside"),
    "review.group.field": ("Văn bản", "Document"),
    "review.verdict.accept": ("✓ đã nhận", "✓ accepted"),
    "review.verdict.correct": ("✎ đã sửa", "✎ corrected"),
    "review.hidden": ("(nhãn được giấu: tự gán nhãn)", "(label hidden: give your own)"),
    "review.others": ("Đang cùng xem: {names}", "Also here: {names}"),
    "review.field": ("Trường", "Field"),
    "review.why": ("Vì sao", "Why"),
    "review.save": ("Lưu", "Save"),
    "review.cancel": ("Thôi", "Cancel"),
    "review.reason": ("Lý do bỏ", "Reason"),
    "review.label": ("Gán nhãn", "Label"),
    "review.nothing": ("Trường này chưa có giá trị.", "This field has no value."),
    "review.same": ("Giá trị không đổi.", "The value is the same."),
    "review.choose": ("Hãy chọn một chỉ tiêu.", "Choose an indicator."),
    "review.saved": ("Đã lưu: {what}", "Saved: {what}"),
    "review.undone": ("Đã hoàn tác: {what}", "Undone: {what}"),
    "review.no_undo": ("Không có gì để hoàn tác.", "Nothing to undo."),
    "review.history": ("Lịch sử", "History"),
    "review.entry": ("{at} · {who} · {action}: {before} → {after}", "{at} · {who} · {action}: {before} → {after}"),
    "review.stale": (
        "{who} vừa sửa mục này lúc {at}: {after}. Của bạn: {mine}.",
        "{who} changed this at {at}: {after}. Yours: {mine}.",
    ),
    "review.stale.mine": ("Ghi bản của tôi", "Save mine"),
    "review.stale.theirs": ("Giữ bản kia", "Keep theirs"),
    "review.unsupported": (
        "Bài không có “{value}”. Nếu vẫn đúng, hãy ghi rõ vì sao rồi lưu lại.",
        "The article does not print “{value}”. If it is right all the same, say why and save again.",
    ),
    "review.conflict": (
        "Lần trích xuất mới cho giá trị khác: {found}. Giá trị của người rà soát vẫn được giữ.",
        "The newest extraction gives another value: {found}. The reviewer's value stands.",
    ),
    "review.orphans": (
        "{count} quyết định thuộc về con số mà lần trích xuất mới không có: {what}",
        "{count} decisions are about figures that the newest extraction does not have: {what}",
    ),
    "review.summary.headline": ("Câu đầu", "Headline"),
    "review.summary.point": ("Ý {number}", "Point {number}"),
    "review.summary.outside": ("Bài không có: {what}", "Not in the article: {what}"),
    "review.summary.fine": ("Mọi con số và tên đều có trong bài.", "Every figure and name is the article's."),
    "review.golden.name": ("Tên ca", "Name of the case"),
    "review.golden.folder": ("Thư mục", "Folder"),
    "review.golden.write": ("Ghi", "Write"),
    "review.golden.written": ("Đã ghi {path}", "Written: {path}"),
    "review.golden.exists": ("Ca này đã có. Khác nhau:", "This case exists. The changes:"),
    "review.golden.same": ("Ca này đã có và không khác gì.", "This case exists, and nothing differs."),
    "review.golden.replace": ("Ghi đè", "Replace"),
    "review.agreement": (
        "Đồng thuận khi gán nhãn kín: κ = {kappa} ({count} nhãn)",
        "Agreement of blind labels: κ = {kappa} ({count} labels)",
    ),
    "action.accept": ("nhận", "accepted"),
    "action.correct": ("sửa", "corrected"),
    "action.undo": ("hoàn tác", "undone"),
    "action.finish": ("xong", "done"),
    "action.reopen": ("mở lại", "reopened"),
    "value.none": ("(trống)", "(empty)"),
    "value.metric": ("số liệu {code}", "metric {code}"),
    "value.set_aside": ("bỏ: {reason}", "set aside: {reason}"),
    "value.open": ("chưa rõ", "open"),
}  # fmt: skip


def words(key: str, language: Language, **values: object) -> str:
    """A text of the catalogue.

    Args:
        key: its name.
        language: in which to say it.
        values: what stands in its `{}` places.

    Raises:
        KeyError: there is no such text.
    """
    return _CATALOGUE[key][language == "en"].format(**values)


def names() -> tuple[str, ...]:
    """The names of all texts."""
    return tuple(_CATALOGUE)
