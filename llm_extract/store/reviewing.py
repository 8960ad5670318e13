"""Recording what reviewers decide: the log only grows, and nobody overwrites what another decided meanwhile."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.engine import Connection

from llm_extract.corrections import REVIEW, STATUS, Correction, Json, Reviewed, standing, touching
from llm_extract.errors import StaleEditError, StoreError
from llm_extract.store import rows
from llm_extract.store.saving import Standing, refresh
from llm_extract.store.schema import corrections, dumps
from llm_extract.store.values import Draft, Key

_STATUSES = ("metric", "set_aside", "open")


def record(connection: Connection, key: Key, drafts: Sequence[Draft], seen: int) -> tuple[Correction, ...]:
    """Appends to the log, all or nothing.

    Args:
        connection: in a transaction that writes.
        key: article and task.
        drafts: what was decided.
        seen: the newest entry about these places that the reviewer knew.

    Raises:
        StaleEditError: there is a newer entry about one of these places.
        StoreError: a draft is about nothing that the article has, or says what cannot be.
        UnknownArticleError: the store holds no extraction of it.
    """
    rows.lock(connection, key.sha256)
    now = Standing.of(connection, key)
    newer = {entry.id: entry for draft in drafts for entry in touching(now.log, draft.span, draft.field) if entry.id > seen}
    if newer:
        raise StaleEditError(_told(key, newer := dict(sorted(newer.items()))), tuple(newer.values()))
    entries = tuple(_entry(draft, now.reviewed) for draft in drafts)
    kept = tuple(_append(connection, key, entry) for entry in entries)
    refresh(connection, key)
    return kept


def undo(connection: Connection, key: Key, who: str) -> Correction | None:
    """Takes back the last entry of a reviewer that stands; None where there is none.

    Raises:
        StaleEditError: another decided on the same value since.
        UnknownArticleError: the store holds no extraction of it.
    """
    rows.lock(connection, key.sha256)
    stands = standing(Standing.of(connection, key).log)
    last = next((entry for entry in reversed(stands) if entry.who == who), None)
    if last is None:
        return None
    since = tuple(entry for entry in touching(stands, last.span, last.field) if entry.id > last.id)
    if since:
        raise StaleEditError(_told(key, {entry.id: entry for entry in since}), since)
    taken = Correction(0, last.span, last.field, "undo", last.after, last.before, who, datetime.now(UTC), undoes=last.id)
    kept = _append(connection, key, taken)
    refresh(connection, key)
    return kept


def _told(key: Key, newer: dict[int, Correction]) -> str:
    last = list(newer.values())[-1]
    return f"article {key.sha256[:12]}: {last.who or 'another extraction'} changed {last.field} since you saw it; look at it again."


def _append(connection: Connection, key: Key, entry: Correction) -> Correction:
    return replace(entry, id=rows.append(connection, corrections, rows.correction_row(key, entry)))


def _entry(draft: Draft, reviewed: Reviewed) -> Correction:
    """An entry of the log.

    Raises:
        StoreError: it is about nothing that the article has, or says what cannot be.
    """
    if wrong := _wrong(draft, reviewed):
        raise StoreError(f"correction of {draft.field!r}: {wrong}")
    before, after = _json(draft.before), _json(draft.after)
    return Correction(0, draft.span, draft.field, draft.action, before, after, draft.who, datetime.now(UTC), draft.why, draft.blind)


def _wrong(draft: Draft, reviewed: Reviewed) -> str | None:
    """Why a draft cannot be kept."""
    if not draft.who.strip():
        return "nobody signs it; give the reviewer's name."
    if (draft.field == REVIEW) != (draft.action in {"finish", "reopen"}) or draft.action == "undo":
        return f"{draft.action!r} is not said of it; only the review is finished or opened again, and undo has a call of its own."
    if draft.span is None:
        return None if draft.field == REVIEW or draft.field in reviewed.document else "the document has no such field."
    if draft.field == REVIEW or draft.span not in reviewed.statuses:
        return f"no figure stands at {draft.span.start} to {draft.span.end}; load the article again."
    if draft.field == STATUS:
        return _wrong_status(draft.after) if draft.action == "correct" else None
    return None if draft.field in (reviewed.statuses[draft.span].get("metric") or {}) else "the figure is no metric with such a field."


def _wrong_status(after: Json) -> str | None:
    status = after.get("status") if isinstance(after, dict) else None
    if status not in _STATUSES:
        return f"a figure's status is one of {', '.join(_STATUSES)}."
    if status == "set_aside" and not after.get("reason"):
        return "a figure is set aside for a reason; give one."
    return None


def _json(value: Json) -> Json:
    """A value as it comes back from the log.

    Raises:
        StoreError: JSON has no form for it.
    """
    try:
        return json.loads(dumps(value))
    except (TypeError, ValueError) as error:
        raise StoreError(f"correction: its value is none of JSON ({error}); give text, numbers, lists or objects.") from error
