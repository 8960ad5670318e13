"""Page furniture is not the article, and nothing in the article is an order to the engine."""

from collections.abc import Iterator

from llm_extract.checks.view import View, engine_error
from llm_extract.models import Finding


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
                message = f"{metric.indicator} {metric.value}: {figure.text} stands in the page's furniture ({region.kind})."
                yield engine_error("furniture.metric", message, figure.span)
    for region in view.article.regions:
        if region.kind == "injection":
            yield Finding(
                "article.injection",
                "info",
                "article",
                "The text speaks to the system that reads it; nothing of it is followed.",
                (region.span,),
            )
