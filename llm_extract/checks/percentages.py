"""A printed percentage against the ratio it belongs to: `1.793/2.900 … (đạt 61,85)` is 61,83.

Figures are paired by the text, so that a wrong label hides nothing; what a label alone ties together is checked where no other
figure stands between.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from llm_extract.checks.nouns import is_same
from llm_extract.checks.view import Count, View, contradiction
from llm_extract.checks.wording import BASE_NAMED, OTHER_BASE, PARTIAL, PERCENT_LEAD, PLAN
from llm_extract.models import Figure, Finding

_HUNDRED = Decimal(100)
_MODES = (ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN)
# An approximate number makes its percentage approximate too.
_SLACK = Decimal("0.05")
_SIBLINGS = 2
_TIE_LENGTH = 110
_BACK = 2
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """A number and the percentage printed beside it; `plan` is the number that the percentage is said to be of, if any."""

    part: Count
    percent: Figure
    value: Decimal
    plan: Count | None = None


def agrees(part: Decimal, whole: Decimal, percent: Decimal, text: str, *, exact: bool = True) -> bool:
    """Whether a percentage, as printed, is that of a part of a whole.

    Rounding in any direction of a half and truncation agree; newspapers do both.

    Args:
        part: the numerator.
        whole: the denominator.
        percent: the percentage.
        text: the percentage as printed: its decimals tell how far it was rounded.
        exact: whether all three are exact; otherwise a twentieth of the percentage is allowed.
    """
    if not whole:
        return False
    true = part * _HUNDRED / whole
    unit = _unit(text)
    if not exact and abs(true - percent) <= max(unit, true * _SLACK):
        return True
    return any(true.quantize(unit, rounding=mode) == percent for mode in _MODES)


def check(view: View) -> Iterator[Finding]:
    """Recomputes percentages.

    Args:
        view: the extraction and its article.

    Yields:
        `percent.mismatch`, contradictions of the article; `percent.rounding`, for information, where only the last digit is off
        by less than one.
    """
    seen: set[int] = set()
    for index, counts in enumerate(view.counts):
        pairs = list(_pairs(view, counts))
        for pair in pairs:
            base = _base(view, index, pair, pairs)
            if base is not None:
                seen.add(pair.percent.id)
                yield from _verdict(view, pair.part.figure, base, pair.percent, pair.value)
    yield from _labelled(view, seen)


def _decimals(text: str) -> int:
    found = re.search(r"\d[.,](\d+)\s*(?:%|phần|per|pct|$)", text)
    return len(found[1]) if found else 0


def _unit(text: str) -> Decimal:
    """One of the last decimal of a percentage as printed."""
    return Decimal(1).scaleb(-_decimals(text))


def _rounded(part: Decimal, whole: Decimal, text: str) -> Decimal:
    """The percentage that a part is, with as many decimals as the printed one has."""
    return (part * _HUNDRED / whole).quantize(_unit(text), rounding=ROUND_HALF_UP)


def _place(pair: Pair, counts: Sequence[Count]) -> int:
    """Which of a sentence's numbers the pair's part is."""
    return next(number for number, count in enumerate(counts) if count is pair.part)


def _pairs(view: View, counts: Sequence[Count]) -> Iterator[Pair]:
    """Each percentage with the number directly before it."""
    for number, part in enumerate(counts):
        following = counts[number + 1] if number + 1 < len(counts) else None
        end = following.span.start if following else part.span.end + len(part.right)
        percent = next((figure for figure in view.within(part.span.end, end) if view.percent_of(figure) is not None), None)
        if percent is None or not _is_tied(view, part.figure, percent):
            continue
        owner, value = _outside(view, counts[: number + 1], percent), view.percent_of(percent) or Decimal(0)
        if following and PLAN.fullmatch(view.between(percent, following.figure)):
            yield Pair(owner, percent, value, following)
        elif _names_no_base(view, owner.figure, percent):
            yield Pair(owner, percent, value)


def _outside(view: View, counts: Sequence[Count], percent: Figure) -> Count:
    """The last number, or behind a closed bracket the one before it: `35 tổ chức (7 đảng bộ, 28 chi bộ), tỷ lệ 68,62%`."""
    last = counts[-1]
    if ")" not in view.between(last.figure, percent).split("(")[0]:
        return last
    opened = view.low.rfind("(", 0, last.figure.span.start)
    return next((count for count in reversed(counts) if count.span.end <= opened), last)


def _is_tied(view: View, part: Figure, percent: Figure) -> bool:
    """Whether a percentage belongs to the number before it: in brackets, or behind `đạt`, and is no growth."""
    between = view.between(part, percent)
    if len(between) > _TIE_LENGTH or re.search(r"[;:]|\.\s", between) or OTHER_BASE.search(between) or PARTIAL.search(between):
        return False
    bracket = re.search(r"\([^()]*$", between)
    if bracket:
        return bool(re.fullmatch(r"\(\s*(?:[a-zà-ỹ]+\s*:?\s*){0,4}", bracket[0]))
    return bool(PERCENT_LEAD.search(between))


def _names_no_base(view: View, part: Figure, percent: Figure) -> bool:
    """Whether nothing behind a percentage says what it is of: `(71,85%) so với kế hoạch` does."""
    after = view.low[percent.span.end : percent.span.end + 60]
    if not re.search(r"\([^()]*$", view.between(part, percent)):
        return bool(re.match(r"\s*(?:[,;.)…]|$)", after))
    closing = re.match(r"\s*\)", after)
    return closing is not None and not BASE_NAMED.match(after[closing.end() :])


def _base(view: View, index: int, pair: Pair, pairs: Sequence[Pair]) -> Decimal | None:
    """The whole that the percentage must be of; None where it is not certain or where another whole nearby explains it."""
    own, figure = pair.plan.value if pair.plan else pair.part.figure.total, pair.percent
    exact = pair.part.exact and figure.qualifier == "exact" and (pair.plan is None or pair.plan.exact)
    near = _near(view, index, ratios=own is not None)
    if own is not None and agrees(pair.part.value, own, pair.value, figure.text, exact=exact):
        return None
    if any(agrees(pair.part.value, base, pair.value, figure.text, exact=exact) for base in near):
        return None
    if own is not None or not exact:
        return own
    return (
        _of_siblings(pair, pairs, near)
        or _of_partition(pair, view.counts[index])
        or _of_whole_before(view, index, pair)
        or _of_one_digit(view, index, pair)
    )


def _near(view: View, index: int, *, ratios: bool) -> set[Decimal]:
    """The numbers of this sentence and those before it that a percentage may be of; with `ratios` only those of ratios."""
    counts = [count for each in view.counts[max(0, index - _BACK) : index + 1] for count in each]
    return {base for count in counts if count.figure.total or not ratios for base in (count.value, count.figure.total) if base}


def _of_siblings(pair: Pair, pairs: Sequence[Pair], near: set[Decimal]) -> Decimal | None:
    """The whole of which at least two neighbours in the list are the printed percentages."""
    others = [other for other in pairs if other is not pair and other.part.figure.total is None]
    for base in sorted(near):
        if base > pair.part.value and sum(agrees(other.part.value, base, other.value, other.percent.text) for other in others) >= _SIBLINGS:
            return base
    return None


def _of_partition(pair: Pair, counts: Sequence[Count]) -> Decimal | None:
    """The number of the sentence that the numbers behind it, this one among them, add up to."""
    at = _place(pair, counts)
    for first in range(at):
        total = Decimal(0)
        for number, count in enumerate(counts[first + 1 :], first + 1):
            total += count.value
            if total == counts[first].value and number >= max(at, first + _SIBLINGS):
                return total
    return None


def _of_whole_before(view: View, index: int, pair: Pair) -> Decimal | None:
    """The number just before, if `trong đó` ties this one to it and no number of the article explains the percentage."""
    counts = view.counts[index]
    at = _place(pair, counts)
    if not at or not is_same(pair.part.noun, counts[at - 1].noun) or counts[at - 1].value <= pair.part.value:
        return None
    if not PARTIAL.search(view.between(counts[at - 1].figure, pair.part.figure)) or ";" in pair.part.left:
        return None
    return None if _is_explained(view, pair) or not counts[at - 1].exact else counts[at - 1].value


def _of_one_digit(view: View, index: int, pair: Pair) -> Decimal | None:
    """A number before in the sentence, of the same things, whose percentage differs from the printed one in one digit of at least four.

    By chance that happens once in some two hundred pairs; no number of the article may explain the percentage.
    """
    counts = view.counts[index]
    at = _place(pair, counts)
    digits = re.sub(r"\D", "", pair.percent.text)
    if len(digits) < _DIGITS:
        return None
    for whole in reversed(counts[:at]):
        if whole.exact and whole.value > pair.part.value and is_same(pair.part.noun, whole.noun):
            own = re.sub(r"\D", "", f"{_rounded(pair.part.value, whole.value, pair.percent.text):f}")
            if len(own) == len(digits) and sum(a != b for a, b in zip(own, digits, strict=True)) == 1:
                return None if _is_explained(view, pair) else whole.value
    return None


def _is_explained(view: View, pair: Pair) -> bool:
    """Whether some number of the article explains the percentage."""
    bases = {base for each in view.counts for count in each for base in (count.value, count.figure.total) if base}
    return any(agrees(pair.part.value, base, pair.value, pair.percent.text) for base in bases)


def _labelled(view: View, seen: set[int]) -> Iterator[Finding]:
    """Metrics with a whole and a percentage that the text alone did not pair."""
    for metric in view.metrics:
        figures = [view.by_id[number] for number in metric.figures if number in view.by_id]
        percent = next((figure for figure in figures[1:] if view.percent_of(figure) is not None), None)
        if not figures or percent is None or percent.id in seen or figures[0].percent or metric.kind != "actual":
            continue
        whole = metric.total
        if whole and _is_alone(view, figures, percent):
            value = view.percent_of(percent) or Decimal(0)
            exact = all(figure.qualifier == "exact" for figure in figures)
            if not agrees(abs(metric.value), whole, value, percent.text, exact=exact):
                yield from _verdict(view, figures[0], whole, percent, value)


def _is_alone(view: View, figures: Sequence[Figure], percent: Figure) -> bool:
    """Whether value, whole and percentage stand in one sentence with no other number between, and no plan or other year is spoken of."""
    start, end = min(figure.span.start for figure in figures), max(figure.span.end for figure in figures)
    others = [figure for figure in view.within(start, end) if figure.type in {"count", "ratio", "percent"} and figure not in figures]
    sentence = next((span for span in view.sentences if start in span), None)
    if sentence is None or end > sentence.end or others:
        return False
    return not OTHER_BASE.search(view.low, start, min(percent.span.end + 30, sentence.end))


def _verdict(view: View, part: Figure, base: Decimal, percent: Figure, value: Decimal) -> Iterator[Finding]:
    if part.value is None or not base or agrees(part.value, base, value, percent.text):
        return
    shown_vi = f"{view.printed(_rounded(part.value, base, percent.text))} %"
    shown = shown_vi if view.language == "vi" else shown_vi.replace(" ", "")
    whole = "" if part.total is not None else view.printed(base)
    message = f"{part.text}{whole and f' of {whole}'} is {shown}, not {percent.text}."
    message_vi = f"{part.text}{whole and f' trên {whole}'} là {shown_vi}, không phải {percent.text}."
    if abs(part.value * _HUNDRED / base - value) < _unit(percent.text):
        yield Finding("percent.rounding", "info", "article", message, message_vi, (part.span, percent.span))
    else:
        yield contradiction("percent.mismatch", message, message_vi, part.span, percent.span)
