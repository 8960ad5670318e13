"""Plain text: pasted, `.txt`, `.md`."""

from llm_extract.loading.build import Extracted, build
from llm_extract.loading.encoding import decode
from llm_extract.loading.limits import Limits, named
from llm_extract.models import Article


def load_plain(data: bytes, uri: str, limits: Limits, *, media_type: str = "text/plain", charset: str | None = None) -> Article:
    """Reads a text file.

    Args:
        data: its bytes.
        uri: where they came from.
        limits: bounds on the text.
        media_type: `text/plain` or `text/markdown`.
        charset: encoding that a server declared.

    Returns:
        The article; its offsets lead back to the decoded text.

    Raises:
        InputError: the text is too long, or has no words.
        UnsupportedInputError: the bytes are binary, or in an encoding that is not read.
    """
    return build(Extracted(uri, decode(data, named(uri), charset), media_type), limits)
