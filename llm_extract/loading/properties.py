"""What an office program writes about a file, less what it writes by itself."""

import re

from llm_extract.loading.normalise import normalise
from llm_extract.models import Metadata

_NO_TITLE = re.compile(
    r"(?:microsoft word|word document|powerpoint|untitled|document\d*|slide \d+|unspecified)\b.*|\(?anonymous\)?|"
    r".*\.(?:docx?|pdf|rtf|odt|indd|qxd)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:python-docx|admin(?:istrator)?|(?:windows |microsoft office )?user|microsoft|owner|pc|hp|dell|acer|asus|lenovo|may ?tinh|"
    r"\(?anonymous\)?|unspecified|unknown|[a-z]*pc-?\d*|.*@.*|www\..*)",
    re.IGNORECASE,
)


def declared_metadata(title: str | None, author: str | None) -> Metadata:
    """Title and author as a file declares them; names that programs fill in by themselves (`Microsoft Word - …`, `Admin`) are none.

    Args:
        title: as declared.
        author: as declared.

    Returns:
        The metadata. Dates of files say when they were made, not when the article was published, so there are none.
    """
    return Metadata(title=_stated(title, _NO_TITLE), author=_stated(author, _NO_AUTHOR))


def _stated(value: object, filler: re.Pattern[str]) -> str | None:
    text = " ".join(normalise(str(value or ""))[0].split())[:300]
    return None if not text or filler.fullmatch(text) else text
