"""Agreement, findings and probabilities to a confidence for each metric, and why.

Two opinions on a figure's code, a model's and the rules', are weighed as two witnesses who err independently but for mistakes that both
make (Bayes' rule). `python -m benchmarks.confidence` measures the shares below and what they are worth.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf

from llm_extract.models import Answer, Confidence, Extraction, Figure, Finding, Label
from llm_extract.tasks.base import Task

UNSURE = 0.7
"""Below it a metric is marked where it is shown."""
DISAGREEMENT = "confidence.disagreement"

RULES_RIGHT = ((0.35, 0.69), (0.6, 0.75), (0.95, 0.9), (inf, 0.96))
"""Share of the rules' labels that are right, by the score that they stay below; measured on the cases tagged `first-sight` and
`second-sight`, which came after the rules were built, and rounded down: 0.691, 0.779, 0.917 and 0.967. The second is taken lower, for on
those tagged `first-sight` alone, whose errors nobody read, it is 0.59 of 56. Below 0.35 a label is `other` for want of a cue that is
strong enough."""
RULES_RIGHT_ASIDE = 0.93
"""Share of the figures the rules set aside that are no metric; measured on the same cases (140 of 151 that a model is asked about)."""
MODEL_RIGHT = 0.85
"""Chance that a model's code is right where nothing is known of it: an assumption, of a model of middling quality."""
SAME_MISTAKE = 0.5
"""Share of the figures on which both err that get the same wrong code: an assumption, and a wary one."""
PROBABILITY = (0.05, 0.97)
"""Bounds within which a model's own probability is believed: models are surer of themselves than they are right."""
CERTAINTY = (0.01, 0.99)
"""Bounds of a confidence: where simulated models and the rules agree, 99.3 % are right, and no score says that nothing can be wrong."""

# Factors of the odds: set, not measured. On golden/ no label was wrong for a contradiction (66 of 66 were right): such a figure may be the
# article's misprint, and a reader should look. Problems of an engine do not come up there.
_CONTRADICTION = 0.5
_PROBLEM = 0.25
_ASKED_AGAIN = 0.5

_KINDS_VI = {"target": "mục tiêu", "change": "tăng/giảm"}


@dataclass(frozen=True, slots=True)
class _Reason:
    """Something that makes a confidence, in words."""

    en: str
    vi: str


@dataclass(frozen=True, slots=True)
class _Opinion:
    """An answer, by figure."""

    labels: Mapping[int, Label]
    parts: frozenset[int]
    aside: frozenset[int]
    off_genre: bool

    @classmethod
    def of(cls, answer: Answer) -> "_Opinion":
        parts = {number for label in answer.labels for number in (label.percent, label.total) if number}
        labels = {label.figure: label for label in answer.labels}
        return cls(labels, frozenset(parts - set(labels)), frozenset(number for number, _ in answer.set_aside), answer.off_genre)

    def denies(self, number: int) -> bool:
        """Whether a figure is said to be no metric of its own."""
        return number not in self.labels and (self.off_genre or number in self.aside or number in self.parts)


def assess(extraction: Extraction, answer: Answer, second: Answer | None) -> tuple[Confidence, ...]:
    """How sure each metric is, and why.

    Args:
        extraction: with its findings.
        answer: what it was assembled from.
        second: what the rules say of the same figures; None where `answer` is theirs.

    Returns:
        One for each label, in the metrics' order.
    """
    opinion = _Opinion.of(second) if second else None
    spans = {figure.id: figure for figure in extraction.figures}
    share_of = _weighed if answer.weighed else _together
    return tuple(
        _assessed(label, _touching(label, spans, extraction.findings), *(share_of(label, opinion) if opinion else _alone(label)))
        for label in answer.labels
    )


def disagreements(extraction: Extraction, answer: Answer, second: Answer, task: Task) -> tuple[Finding, ...]:
    """Where a model and the rules do not agree on what a figure is, so that a review begins there.

    Args:
        extraction: the extraction.
        answer: the model's answer.
        second: what the rules say of the same figures.
        task: whose codes they are.

    Returns:
        `confidence.disagreement`, for information: one for each figure that both have decided on, with another code or kind, or that one of
        them takes for a metric and the other for none; one alone where they do not agree on the article's genre.
    """
    if answer.off_genre != second.off_genre:
        return (_genre(answer),)
    if answer.off_genre:
        return ()
    first, other = _Opinion.of(answer), _Opinion.of(second)
    return tuple(
        _disagreement(figure, first.labels.get(figure.id), other.labels.get(figure.id), task)
        for figure in extraction.figures
        if _disagree(figure.id, first, other)
    )


def _disagree(number: int, first: _Opinion, second: _Opinion) -> bool:
    one, other = first.labels.get(number), second.labels.get(number)
    if one and other:
        return not _is_same(one, other)
    return (one is not None and second.denies(number)) or (other is not None and first.denies(number))


def _is_same(one: Label, other: Label) -> bool:
    return (one.indicator, one.kind) == (other.indicator, other.kind)


def _touching(label: Label, by_id: Mapping[int, Figure], findings: tuple[Finding, ...]) -> list[Finding]:
    own = [by_id[number].span for number in label.figures]
    return [finding for finding in findings if any(span.overlaps(place) for span in finding.spans for place in own)]


def _assessed(label: Label, findings: list[Finding], share: float, agreement: _Reason, *more: _Reason) -> Confidence:
    odds_of, told = 1.0, [agreement]
    for factor, reason in _objections(findings):
        odds_of *= factor
        told.append(reason)
    told += more
    odds = share / (1 - share) * odds_of
    score = min(max(odds / (1 + odds), CERTAINTY[0]), CERTAINTY[1])
    en, vi = ("; ".join(words) for words in zip(*((reason.en, reason.vi) for reason in told), strict=True))
    return Confidence(label.figure, score, f"{en}.", f"{vi}.")


def _alone(label: Label) -> tuple[float, _Reason]:
    """The rules' own answer."""
    share = _rules_right(label)
    if share < UNSURE:
        return share, _Reason("Rules alone, and their cues speak for other codes too", "Chỉ có luật, và dấu hiệu chỉ tới cả mã khác")
    if not label.score:
        return share, _Reason("Rules alone, and no cue says more of the figure", "Chỉ có luật, và không có dấu hiệu nào nói rõ hơn")
    surely = label.score >= RULES_RIGHT[-2][0]
    return share, _Reason(
        f"Rules alone, by {'clear' if surely else 'weak'} cues", f"Chỉ có luật, theo dấu hiệu {'rõ' if surely else 'chưa thật rõ'}"
    )


def _weighed(label: Label, second: _Opinion) -> tuple[float, _Reason]:
    """The share that was measured with the rules' opinion weighed in."""
    return label.score or 0.0, _agreement(label, second)


def _together(label: Label, second: _Opinion) -> tuple[float, *tuple[_Reason, ...]]:
    """Bayes' rule over the model's chance of being right and the rules'."""
    reasons = [_agreement(label, second)]
    if label.score is not None:
        told = f"{label.score:.0%}"
        reasons.append(_Reason(f"the model gave its own code a probability of {told}", f"mô hình tự cho mã này xác suất {told}"))
    return _by_bayes(label, second), *reasons


def _by_bayes(label: Label, second: _Opinion) -> float:
    model = MODEL_RIGHT if label.score is None else min(max(label.score, PROBABILITY[0]), PROBABILITY[1])
    other = second.labels.get(label.figure)
    if other is None and not second.denies(label.figure):
        return model
    rules = _rules_right(other) if other else RULES_RIGHT_ASIDE
    if other and _is_same(label, other):
        return _of(model * rules, (1 - model) * (1 - rules) * SAME_MISTAKE)
    return _of(model * (1 - rules), (1 - model) * (rules + (1 - rules) * (1 - SAME_MISTAKE)))


def _agreement(label: Label, second: _Opinion) -> _Reason:
    other = second.labels.get(label.figure)
    if other is None and not second.denies(label.figure):
        return _Reason("The rules say nothing of this figure", "Luật không nói gì về con số này")
    if other is None:
        return _Reason("The rules take this figure for no metric", "Luật cho con số này không phải số liệu")
    if _is_same(label, other):
        return _Reason("The model and the rules agree", "Mô hình và luật cùng ý")
    codes = f"({_code(label)} / {_code(other)})"
    return _Reason(f"The model and the rules do not agree {codes}", f"Mô hình và luật không cùng ý {codes}")


def _of(right: float, wrong: float) -> float:
    return right / (right + wrong)


def _rules_right(label: Label) -> float:
    score = label.score or 0.0
    return next(share for below, share in RULES_RIGHT if score < below)


def _objections(findings: list[Finding]) -> Iterator[tuple[float, _Reason]]:
    """Factors of the odds: one for each way in which something was amiss, however often."""
    grave = [finding for finding in findings if finding.severity != "info"]
    if codes := _listed(finding for finding in grave if finding.origin == "engine"):
        yield _PROBLEM, _Reason(f"a check objects ({codes})", f"một phép kiểm báo sai ({codes})")
    if codes := _listed(finding for finding in grave if finding.origin == "article"):
        yield _CONTRADICTION, _Reason(f"the article contradicts itself here ({codes})", f"bài tự mâu thuẫn ở đây ({codes})")
    if any(finding.severity == "info" and finding.code.startswith("answer.") for finding in findings):
        yield _ASKED_AGAIN, _Reason("the model had to be asked for it again", "phải hỏi lại mô hình về con số này")


def _listed(findings: Iterator[Finding]) -> str:
    return ", ".join(dict.fromkeys(finding.code for finding in findings))


def _disagreement(figure: Figure, one: Label | None, other: Label | None, task: Task) -> Finding:
    codes = f" ({_code(one)} / {_code(other)})" if one and other else f" ({_code(one or other)})"
    message = f"Figure {figure.id} ({figure.text}): the model {_said(one, 's')}, the rules {_said(other)}."
    message_vi = f"Con số {figure.id} ({figure.text}): mô hình {_said_vi(one, task)}, luật {_said_vi(other, task)}{codes}."
    return Finding(DISAGREEMENT, "info", "engine", message, message_vi, (figure.span,))


def _genre(answer: Answer) -> Finding:
    if answer.off_genre:
        message = "The rules take the article for one of the task's genre, the model does not."
        message_vi = "Luật cho là bài thuộc thể loại của tác vụ, mô hình cho là không."
    else:
        message = "The model takes the article for one of the task's genre, the rules do not."
        message_vi = "Mô hình cho là bài thuộc thể loại của tác vụ, luật cho là không."
    return Finding(DISAGREEMENT, "info", "engine", message, message_vi)


def _said(label: Label | None, ending: str = "") -> str:
    return f"say{ending} {_code(label)}" if label else f"take{ending} it for no metric"


def _said_vi(label: Label | None, task: Task) -> str:
    if label is None:
        return "cho là không phải số liệu"
    kind = _KINDS_VI.get(label.kind)
    return f"cho là “{task.by_code[label.indicator].vi}”{f', {kind}' if kind else ''}"


def _code(label: Label | None) -> str:
    if label is None:
        return ""
    return label.indicator if label.kind == "actual" else f"{label.indicator}, {label.kind}"
