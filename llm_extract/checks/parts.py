"""Parts against their whole: `63 tổ chức cơ sở đảng, trong đó, có 45 chi bộ cơ sở, 21 Đảng bộ`.

Read from the wording, so that a wrong label hides nothing. A finding is given only where no reading of the sentence makes it
consistent: whichever figure before is the whole, and wherever the list of parts ends.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Literal

from llm_extract.checks.nouns import PEOPLE, is_same, may_be_part
from llm_extract.checks.view import Count, View, contradiction
from llm_extract.checks.wording import (
    COMPLETE,
    EVALUATED,
    LAUREATE,
    LEVEL,
    LEVELS,
    LIST_END,
    OPEN_END,
    OPENING,
    PARTIAL,
    PENALTIES,
    PENALTY,
    UPWARDS,
)
from llm_extract.models import Finding

Claim = Literal["complete", "opened", "listed", "partial", "run"]

# How far a sum may be from its whole and still be meant as that whole; a sum farther away is more likely a list of something else.
_NEAR = Decimal("0.25")
_NEARER: dict[Claim, Decimal] = {"complete": _NEAR, "listed": Decimal("0.1"), "opened": Decimal("0.05")}
_FEW = 2
# Kinds of parts that are all there are, also behind `trong đó`.
_EXHAUSTIVE = frozenset({"all penalties", "all levels", "laureates"})
_PAIRS: dict[frozenset[str | None], str] = {
    frozenset({"cells", "committees"}): "bodies",
    frozenset({"collectives", "individuals"}): "commended",
}

# What chi bộ and đảng bộ together make up.
_BODIES = frozenset({"orgs", "collectives"})


@dataclass(frozen=True, slots=True)
class Listing:
    """Parts, in the order of the text, and how the words before them claim to divide a whole.

    Attributes:
        before: the numbers before the parts, nearest last: one of them is the whole.
        parts: the parts, up to the clearest end of the list.
        following: every number from the first part to the end of the sentence.
        claim: `complete` after `gồm`, `opened` where the sentence begins with such words, `listed` after a colon or an opening
            bracket, `partial` after `trong đó`, `run` after nothing of the kind.
    """

    before: tuple[Count, ...]
    parts: tuple[Count, ...]
    following: tuple[Count, ...]
    claim: Claim


def check(view: View) -> Iterator[Finding]:
    """Adds up listed parts.

    Args:
        view: the extraction and its article.

    Yields:
        `parts.mismatch` where parts that are said to make up a whole do not, or exceed it; `parts.larger` where one part
        alone exceeds it. Contradictions of the article. Nothing for an article that is not Vietnamese.
    """
    # Without the Vietnamese nouns and openings a colon may begin any list: `100 delegates: 55 from Hanoi, 40 from Hue and others`.
    if view.language != "vi":
        return
    for index, counts in enumerate(view.counts):
        earlier = tuple(count for sentence in view.counts[max(0, index - 2) : index] for count in sentence)
        for listing in (one for one in (*_inside(view, counts), *_opened(view, index)) if one.parts):
            yield from _judge(view, listing, earlier)


def _inside(view: View, counts: tuple[Count, ...]) -> Iterator[Listing]:
    """Lists whose whole stands before them in the sentence."""
    for at in range(1, len(counts)):
        gap = view.between(counts[at - 1].figure, counts[at].figure)
        claim = _claim(gap) or _begins_run(counts, at)
        if claim:
            bracket = gap.count("(") > gap.count(")")
            parts = tuple(_taken(view, counts[at:], bracket=bracket, semicolons=bracket))
            yield Listing(counts[:at], parts, counts[at:], claim)


def _opened(view: View, index: int) -> Iterator[Listing]:
    """Lists that open a sentence, `Cụ thể: …`, and divide a number of the sentences before."""
    counts, start = view.counts[index], view.sentences[index].start
    opening = OPENING.match(view.low, start)
    if counts and opening and opening.end() <= counts[0].span.start and ";" not in counts[0].left:
        before = tuple(count for sentence in view.counts[max(0, index - 3) : index] for count in sentence)
        parts = tuple(_taken(view, counts, bracket=False, semicolons=opening[0].endswith("theo")))
        yield Listing(before, parts, counts, "opened" if opening["complete"] else "partial")


def _claim(gap: str) -> Claim | None:
    """What the words between two numbers say of the second: that it begins a list of parts of the first, or nothing."""
    words = re.split(r"[;.]", gap)[-1]
    found = [(match.start(), claim) for pattern, claim in _CLAIMS for match in pattern.finditer(words)]
    if not found:
        return "listed" if re.search(r"[(:][^():]*$", words) and not re.search(r"\(\s*với", words) else None
    return max(found)[1]


_CLAIMS: tuple[tuple[re.Pattern[str], Claim], ...] = ((COMPLETE, "complete"), (PARTIAL, "partial"))


def _begins_run(counts: Sequence[Count], at: int) -> Claim | None:
    """Forms of discipline, or levels of a rating, in a row divide the number before them without any such word."""
    for own in (penalty, level):
        if own(counts[at]) and not own(counts[at - 1]):
            return "run"
    return None


def _taken(view: View, counts: Sequence[Count], *, bracket: bool, semicolons: bool) -> Iterator[Count]:
    """The parts: no differences, nothing in brackets of its own, and nothing behind the end of the list."""
    depth, last = 0, None
    for count in counts:
        gap = view.between(last.figure, count.figure) if last else ""
        depth += gap.count("(") - gap.count(")")
        # Inside one bracket, and behind `chia theo`, a semicolon divides parts; elsewhere it ends them.
        ended = LIST_END.search(gap.replace(";", ",") if semicolons else gap) or COMPLETE.search(gap) or PARTIAL.search(gap)
        if (depth < 0 and bracket) or (ended and depth <= 0):
            return
        last = count
        if depth <= 0 and not count.is_change:
            yield count


def _judge(view: View, listing: Listing, earlier: tuple[Count, ...]) -> Iterator[Finding]:
    kind = partition(listing.parts)
    if listing.claim in {"partial", "run"} and kind not in _EXHAUSTIVE:
        yield from _exceeding(view, listing) if listing.claim == "partial" else ()
        return
    parts = _compatible(listing)
    whole = _whole(listing, parts)
    if (
        whole is None
        or len(parts) < _FEW
        or _divides_several(listing, parts)
        or _adds_up(listing, earlier)
        or not _is_claimed(view, listing, parts, whole)
    ):
        return
    yield mismatch(view, whole, parts)


def partition(parts: Sequence[Count]) -> str | None:
    """How the parts exclude each other, by their words.

    Returns:
        `penalties`, `all penalties`, `all levels`, `bodies`, `commended`, `laureates`; None where they may overlap.
    """
    if _distinct(parts, penalty):
        return "all penalties" if len(parts) == PENALTIES else "penalties"
    if len(parts) == LEVELS and _distinct(parts, level):
        return "all levels"
    if len(parts) != _FEW:
        return None
    nouns = frozenset(part.noun for part in parts)
    return "laureates" if _distinct(parts, _laureate) else _PAIRS.get(nouns)


def _distinct(parts: Sequence[Count], own: Callable[[Count], str | None]) -> bool:
    words = [own(part) for part in parts]
    return len(parts) > 1 and None not in words and len(set(words)) == len(words)


def penalty(part: Count) -> str | None:
    """The form of discipline that a part's own words name."""
    found = PENALTY.search(words_of(part))
    return found[0] if found else None


def level(part: Count) -> str | None:
    """The level of the annual rating that a part's own words name."""
    found = LEVEL.search(words_of(part))
    return found.lastgroup if found else None


def _laureate(part: Count) -> str | None:
    found = LAUREATE.search(words_of(part))
    return found[0] if found else None


def words_of(part: Count) -> str:
    """A part's own words: those before it up to the next mark, or else those behind it."""
    left = re.split(r"[,;:()]|(?<!\w)và(?!\w)", part.left)[-1]
    right = re.split(r"[,;:()]|(?<!\w)và(?!\w)", part.right)[0]
    return left if PENALTY.search(left) or LEVEL.search(left) else f"{left} {right}"


def _compatible(listing: Listing) -> tuple[Count, ...]:
    """The parts up to the first that cannot be one: behind `45 chi bộ, 21 đảng bộ`, `275 chi bộ trực thuộc` count something else."""
    whole = _whole(listing, listing.parts[:1])
    for size, part in enumerate(listing.parts):
        if whole and not may_be_part(part.noun, whole.noun) and size >= _FEW:
            return listing.parts[:size]
    return listing.parts


def _whole(listing: Listing, parts: Sequence[Count]) -> Count | None:
    """The nearest number before that all parts can be parts of."""
    fits = _wholes(listing, parts)
    return fits[-1] if fits else None


def _wholes(listing: Listing, parts: Sequence[Count]) -> list[Count]:
    return [count for count in listing.before if not count.is_change and all(may_be_part(part.noun, count.noun) for part in parts)]


def _divides_several(listing: Listing, parts: Sequence[Count]) -> bool:
    """Whether two numbers are divided at once: `10 tập thể, 15 cá nhân, gồm 5 tập thể, 7 cá nhân …; 5 tập thể, 8 cá nhân`."""
    nouns = {part.noun for part in parts}
    return len(nouns) > 1 and nouns <= {count.noun for count in listing.before}


def _adds_up(listing: Listing, earlier: Sequence[Count]) -> bool:
    """Whether the first few numbers of the list add up to any number before it."""
    wholes = {value for count in (*earlier, *listing.before) for value in (count.value, count.figure.total)}
    plain = [count for count in listing.following if not count.is_change]
    values = (
        [count.value for count in plain],
        [part.value for part in listing.parts],
        [part.figure.total or Decimal(0) for part in listing.parts],
    )
    # Words that exclude each other show where the list goes on: it cannot end among them.
    least = len(listing.parts) if partition(listing.parts) else _FEW
    return any(total in wholes for each in values for total in list(accumulate(each))[least - 1 :])


def _is_claimed(view: View, listing: Listing, parts: Sequence[Count], whole: Count) -> bool:
    """Whether the wording, and how near the sum is, leave no doubt that the parts should make up this whole."""
    # Levels overlap where one counts those above it: `12 xuất sắc, 57 tốt trở lên`.
    if _has_unread(view, listing.following, parts) or any(UPWARDS.match(part.right) or OPEN_END.search(part.right) for part in parts):
        return False
    if not all(count.exact for count in (*parts, whole)):
        return False
    total, kind = sum((part.value for part in parts), Decimal(0)), partition(parts)
    return _is_claimed_kind(listing, kind, total, whole) if kind else _is_claimed_list(view, listing, parts, whole, total)


def _is_claimed_kind(listing: Listing, kind: str, total: Decimal, whole: Count) -> bool:
    """The same, of parts that exclude each other."""
    if kind == "bodies" and whole.noun not in {*_BODIES, None}:
        return False
    if kind == "all levels":
        # Only those evaluated are divided by levels, and they need not be all there are.
        judged = EVALUATED.search(whole.left) or EVALUATED.search(whole.right)
        return judged is not None and _is_near(total, whole.value, _NEARER["opened"])
    claimed = listing.claim in {"complete", "opened"} or kind in _EXHAUSTIVE
    return claimed or total > whole.value or _is_near(total, whole.value, _NEAR)


def _is_claimed_list(view: View, listing: Listing, parts: Sequence[Count], whole: Count, total: Decimal) -> bool:
    """The same, of other parts: they must all be such parts, not overlap, and come near the whole."""
    # Nobody is given two badges at once, so badges of different years do not overlap.
    grouped = [part for part in parts if part.noun != "badges"]
    if whole.noun in {None, *PEOPLE} and any(group.search(words_of(part)) for group in _groups(view) for part in grouped):
        return False
    same = all(is_same(part.noun, whole.noun) for part in parts)
    return len(parts) == len(listing.parts) and _is_near(
        total, whole.value, _NEARER["complete" if same and listing.claim == "listed" else listing.claim]
    )


def _has_unread(view: View, following: Sequence[Count], parts: Sequence[Count]) -> bool:
    """Whether a number stands among the parts that was read as something else, or is no whole number: one more part, perhaps."""
    known = {count.figure.id for count in following}
    among = view.within(parts[0].span.start, parts[-1].span.end)
    return any(figure.id not in known and figure.text.replace(".", "").isdigit() and figure.type == "document" for figure in among)


def _groups(view: View) -> list[re.Pattern[str]]:
    return [re.compile("|".join(view.task.groups))] if view.task.groups else []


def _is_near(total: Decimal, whole: Decimal, ratio: Decimal) -> bool:
    return abs(total - whole) <= max(Decimal(_FEW), whole * ratio)


def _exceeding(view: View, listing: Listing) -> Iterator[Finding]:
    """Parts behind `trong đó` need not be all; but together, where they exclude each other, or alone they cannot exceed the whole."""
    bodies = [part for part in listing.parts if part.noun in {"cells", "committees"}]
    disjoint = next((parts for parts in (listing.parts, bodies[:_FEW]) if partition(parts)), ())
    fits = _wholes(listing, disjoint or listing.parts[:1])
    if (
        not fits
        or not fits[-1].exact
        or _divides_several(listing, disjoint)
        or (partition(disjoint) == "bodies" and fits[-1].noun not in _BODIES)
    ):
        return
    here = [count for count in fits if ";" not in view.low[count.span.end : listing.parts[0].span.start]]
    whole, most = fits[-1], max(max(count.value, count.figure.total or count.value) for count in here or fits)
    if sum(part.value for part in disjoint) > most and all(part.exact for part in disjoint):
        yield mismatch(view, whole, disjoint)
        return
    for part in listing.parts:
        if is_same(part.noun, whole.noun) and part.exact and part.value > most:
            message = f"{whole.text}: the part {part.text} is larger than the whole."
            message_vi = f"{whole.text}: phần {part.text} lớn hơn tổng."
            yield contradiction("parts.larger", message, message_vi, whole.span, part.span)


def mismatch(view: View, whole: Count, parts: Sequence[Count]) -> Finding:
    """That parts do not add up to their whole."""
    total = sum((part.value for part in parts), Decimal(0))
    texts = " + ".join(part.figure.text for part in parts)
    message = f"{whole.text}: its parts {texts} add up to {view.printed(total)}."
    message_vi = f"{whole.text}: các phần {texts} cộng lại bằng {view.printed(total)}."
    return contradiction("parts.mismatch", message, message_vi, whole.span, *(part.span for part in parts))
