"""Page furniture is not the article, and nothing in the article is an order to the engine."""

from collections.abc import Iterator

from llm_extract.checks.view import View, engine_error
from llm_extract.models import Finding, RegionKind

_KINDS: dict[RegionKind, str] = {
    "navigation": "mục điều hướng",
    "counter": "bộ đếm",
    "poll": "thăm dò ý kiến",
    "weather": "thời tiết",
    "share": "nút chia sẻ",
    "comment": "bình luận",
    "related": "tin liên quan",
    "caption": "chú thích ảnh",
    "contact": "thông tin liên hệ",
    "legal": "bản quyền, giấy phép",
    "advert": "quảng cáo",
    "injection": "câu ra lệnh cho hệ thống đọc",
}


def check(view: View) -> Iterator[Finding]:
    """Looks at the marked regions.

    Args:
        view: the extraction and its article.

    Yields:
        `furniture.metric` for a metric whose figure lies in a marked region, an error of the engine; `article.injection`, for
        information, for each place where the text speaks to the system that reads it.
    """
    for metric in view.metrics:
        for number in metric.figures:
            figure = view.by_id.get(number)
            region = figure and view.article.region_at(figure.span.start)
            if figure and region:
                name, name_vi = view.named(metric)
                message = f"{name}: {figure.text} stands in the page's furniture ({region.kind})."
                message_vi = f"{name_vi}: {figure.text} nằm ngoài nội dung bài ({_KINDS[region.kind]})."
                yield engine_error("furniture.metric", message, message_vi, figure.span)
    for region in view.article.regions:
        if region.kind == "injection":
            message = "The text speaks to the system that reads it; nothing of it is followed."
            message_vi = "Bài có câu ra lệnh cho hệ thống đọc; không câu nào được làm theo."
            yield Finding("article.injection", "info", "article", message, message_vi, (region.span,))
