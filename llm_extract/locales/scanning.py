"""Going through a text from numeral to numeral, for every language: what differs is where one may begin and how it is read."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from llm_extract.locales.place import Place
from llm_extract.locales.reading import Reading
from llm_extract.models import Qualifier

_QUALIFIED = frozenset({"count", "ratio", "percent", "money"})


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes numerals.

    Attributes:
        start: matches where a numeral may begin in folded text.
        link: matches addresses, in which digits are no figures of the text's own.
        read: reads what `start` matched at a place.
        read_linked: reads it inside an address.
    """

    start: re.Pattern[str]
    link: re.Pattern[str]
    read: Callable[[Place, re.Match[str]], Reading | None]
    read_linked: Callable[[Place, re.Match[str]], Reading | None]


def scan(text: str, low: str, language: Language) -> Iterator[Reading]:
    """Reads every numeral of a text.

    Args:
        text: NFC text of any content.
        low: the same, folded.
        language: how to read it.

    Yields:
        Readings in the order of the text, not overlapping.
    """
    links = deque(language.link.finditer(low))
    at = 0
    while start := language.start.search(low, at):
        while links and links[0].end() <= start.start():
            links.popleft()
        place = Place(text, low, start.start())
        linked = bool(links and links[0].start() <= place.at)
        reading = (language.read_linked if linked else language.read)(place, start)
        if reading is None:
            at = max(start.start() + 1, start.end())
            continue
        yield reading
        at = reading.end


def qualified(reading: Reading, low: str, qualifier: Callable[[str, int, int], Qualifier]) -> Reading:
    """Adds the qualifier that the words beside a reading give it.

    Args:
        reading: a count, ratio, percentage, range or amount of money; others come back as they are.
        low: the folded text.
        qualifier: tells it from the folded text and the reading's offsets.

    Returns:
        The reading with its qualifier; a range stays `range`.
    """
    if reading.kind not in _QUALIFIED or reading.qualifier == "range":
        return reading
    return replace(reading, qualifier=qualifier(low, reading.start, reading.end))
