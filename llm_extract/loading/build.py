"""The last step of every loader: extracted text to an Article."""

import re
from dataclasses import dataclass

from llm_extract.errors import InputError
from llm_extract.loading.furniture import find_regions
from llm_extract.loading.legacy import refuse_legacy
from llm_extract.loading.limits import Limits, named
from llm_extract.loading.normalise import from_raw, normalise
from llm_extract.models import Article, Metadata, OffsetMap, Region, Span

NO_METADATA = Metadata()
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a loader took from a source.

    Attributes:
        uri: where the text came from.
        raw: the text, not normalised.
        media_type: of the source.
        marks: regions that the source's structure shows, in offsets of `raw`, in order, not overlapping.
        metadata: what the source declares.
    """

    uri: str
    raw: str
    media_type: str
    marks: tuple[Region, ...] = ()
    metadata: Metadata = NO_METADATA


def build(extracted: Extracted, limits: Limits) -> Article:
    """Makes an Article of extracted text.

    Args:
        extracted: the text, and what its source says about it.
        limits: bounds; `max_chars` holds here.

    Returns:
        The article: the marks of its structure, and the furniture that its wording shows.

    Raises:
        InputError: the text is too long, blank or without a word.
        UnsupportedInputError: the text is Vietnamese in an encoding of before Unicode.
    """
    uri, raw = extracted.uri, extracted.raw
    if len(raw) > limits.max_chars:
        raise InputError(f"{named(uri)}: the text has {len(raw):,} characters, more than {limits.max_chars:,}; give one article at a time.")
    text, offsets = normalise(raw)
    if not text.strip():
        raise InputError(f"{named(uri)}: there is no text, only white space; give a source that holds an article.")
    refuse_legacy(text, named(uri))
    if not _WORD.search(text):
        raise InputError(f"{named(uri)}: there are no words, only digits or symbols; give a source that holds an article.")
    known = tuple(_moved(mark, offsets) for mark in extracted.marks)
    regions = find_regions(text, tuple(region for region in known if region.span.start < region.span.end))
    return Article(uri, text, extracted.media_type, regions, extracted.metadata, offsets)


def _moved(mark: Region, offsets: OffsetMap) -> Region:
    return Region(Span(from_raw(offsets, mark.span.start), from_raw(offsets, mark.span.end)), mark.kind)
