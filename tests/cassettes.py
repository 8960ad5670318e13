"""Cassettes of an endpoint's traffic: secrets filtered, Vietnamese readable, independent of the port that answered."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import vcr
import yaml

SECRET_HEADERS = ("authorization", "openai-organization", "openai-project", "cookie", "set-cookie")


class Readable:
    """YAML as a person reads it: vcrpy's own writes every Vietnamese letter as an escape."""

    @staticmethod
    def serialize(cassette: Mapping[str, Any]) -> str:
        """A cassette as text."""
        text: str = yaml.safe_dump(cassette, allow_unicode=True, width=1_000, sort_keys=False)
        return text

    @staticmethod
    def deserialize(text: str) -> Any:  # noqa: ANN401  whatever the file holds
        """Text as a cassette."""
        return yaml.safe_load(text)


def recorder(folder: Path, *, record: bool) -> vcr.VCR:
    """Records to, or plays from, the cassettes of a folder; while it plays, nothing is sent."""
    made = vcr.VCR(
        cassette_library_dir=str(folder),
        record_mode="new_episodes" if record else "none",
        serializer="readable",
        match_on=["method", "path", "body"],
        filter_headers=list(SECRET_HEADERS),
        before_record_response=_without_secrets,
    )
    made.register_serializer("readable", Readable)
    return made


def _without_secrets(response: dict[str, Any]) -> dict[str, Any]:
    response["headers"] = {name: value for name, value in response["headers"].items() if name.lower() not in SECRET_HEADERS}
    return response
