"""A report as JUnit XML: a test for each case by its name, and one for the gate as a whole."""

from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.builder import E

from llm_extract.evals.gate import Breach
from llm_extract.evals.records import Result
from llm_extract.evals.report.content import Report, fault
from llm_extract.render.safe import visible, visible_lines

_FAULTS = 20


def page(report: Report) -> str:
    """A report as JUnit XML, ending with a line feed."""
    tests = [*_cases(report), *_gate(report)]
    failures, errors = (sum(test.find(name) is not None for test in tests) for name in ("failure", "error"))
    counted = {"tests": str(len(tests)), "failures": str(failures), "errors": str(errors), "time": f"{report.record.seconds:.3f}"}
    suite = E.testsuite(*tests, name=visible(f"{report.record.task} {report.record.engine}"), **counted)
    made: str = etree.tostring(E.testsuites(suite, **counted), encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{made}'


def _cases(report: Report) -> Iterator[etree._Element]:
    told: dict[str, list[str]] = {}
    for breach in report.breaches or ():
        told.setdefault(breach.subject, []).append(breach.message)
    for result in sorted(report.record.results, key=lambda result: (result.case, result.repeat)):
        yield _test(result, told.get(result.case, []) if report.breaches is not None else _promises(result), report)


def _test(result: Result, messages: Sequence[str], report: Report) -> etree._Element:
    name = result.case if report.record.repeats == 1 else f"{result.case}[{result.repeat}]"
    seconds = result.scores.cost.seconds if result.scores else 0.0
    test = E.testcase(classname=visible(f"golden.{report.record.task}"), name=visible(name), time=f"{seconds:.3f}")
    if result.scores is None:
        test.append(E.error(message=visible(result.error or "crashed"), type="crash"))
    elif messages:
        test.append(E.failure("\n".join(_faults(result)), message=visible("; ".join(messages)), type="gate"))
    return test


def _faults(result: Result) -> Iterator[str]:
    """What is wrong with a result, a line each."""
    wrong = [item for item in result.scores.items if item.verdict != "right"] if result.scores else []
    for item in wrong[:_FAULTS]:
        yield visible_lines(f"{item.verdict} {item.what} {item.name}: {fault(item)}")
    if len(wrong) > _FAULTS:
        yield f"and {len(wrong) - _FAULTS} more"


def _promises(result: Result) -> list[str]:
    """Without a gate a case fails where the promise is broken."""
    figures = result.scores.figures if result.scores else None
    found = {"figures invented": figures.invented, "figures lost": figures.lost} if figures else {}
    return [f"{count} {what}" for what, count in found.items() if count]


def _gate(report: Report) -> Iterator[etree._Element]:
    if report.breaches is None:
        return
    cases = {result.case for result in report.record.results}
    general = [breach for breach in report.breaches if breach.subject not in cases]
    test = E.testcase(classname=visible(f"gate.{report.record.task}"), name="all cases together", time="0.000")
    if general:
        test.append(E.failure("\n".join(map(_line, general)), message=f"{len(general)} breaches", type="gate"))
    yield test


def _line(breach: Breach) -> str:
    return visible(f"{breach.rule}: {breach.message}")
