"""A process that reviews an article without end, and says of each decision, once it is kept, which it was.

Run with the store and the article's key; it is killed by whoever started it.
"""

import sys
from itertools import count

from llm_extract.store import Key, Store
from tests.store.sample import corrected, spans_of


def main(where: str, sha256: str, who: str) -> None:
    key, span = Key(sha256, "party_building"), spans_of()[0]
    with Store.open(where) as store:
        for turn in count(1):
            now = store.sheet(key)
            entry = store.record(key, corrected(span, "group", now.reviewed.metrics[0][1]["group"], f"nhóm {turn}", who), seen=now.seen)
            sys.stdout.write(f"{entry.id} {entry.after}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
