"""What a model may say in words of its own: the article's figures and names, and hardly anything that the article does not say."""

import re
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import numeric

from llm_extract import figures as reader
from llm_extract.checks.names import unknown_names
from llm_extract.locales.detect import Language
from llm_extract.locales.vi.fold import fold
from llm_extract.numbering import Numbered

MARK = re.compile(r"⟦(\d+)⟧")
"""A figure's place in a text of the model's own."""

_GLUED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]*⟦\d+⟧)+[^\W\d_]*")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_FOREIGN = 0.3
_MOST_FOREIGN_PAIRS = 0.6
"""Shares of a sentence's words, and of its pairs of neighbouring words, that the article may lack. Of 287 sentences of reference
summaries none lacks more than 0.27 and 0.57 of its own article; of the same sentences held against another article 3 in 4 do.
Pairs tell only in Vietnamese, which inflects nothing, and in sentences of some length."""
_LEAST_PAIRS = 8
_LEAST_WORDS = 4


def own_sentences(text: str) -> list[str]:
    """The sentences of a text of the model's own."""
    return [sentence for sentence in _SENTENCE.split(text.strip()) if sentence]


def _strange_numerals(sentence: str, low: str) -> Iterator[str]:
    """Words with a numeral of any kind in them, such as `⁹`, `⑨`, `¾`, that a folded text does not hold."""
    for found in re.finditer(r"\w+", sentence):
        word = found[0]
        if any(numeric(char, None) is not None for char in word) and not re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", low):
            yield word


def _is_foreign(sentence: str, low: str, language: Language) -> bool:
    """Whether a sentence says what the article does not, as far as its words can show."""
    words, known = _WORD.findall(fold(sentence)), _WORD.findall(low)
    if len(words) < _LEAST_WORDS:
        return False
    known_words, known_pairs = set(known), set(pairwise(known))
    lacking = sum(word not in known_words for word in words) / len(words)
    if lacking > _MOST_FOREIGN or language != "vi" or len(words) < _LEAST_PAIRS:
        return lacking > _MOST_FOREIGN
    return sum(pair not in known_pairs for pair in pairwise(words)) / (len(words) - 1) > _MOST_FOREIGN_PAIRS


def _unknown_compounds(numbered: Numbered, sentence: str, low: str) -> Iterator[str]:
    """Figures with capital letters at their sides, such as `12A1`, that a folded text does not hold as one word."""
    for found in _GLUED.finditer(sentence):
        if any(letter.isupper() for letter in MARK.sub("", found[0])):
            written = MARK.sub(lambda mark: numbered.by_id[int(mark[1])].text if int(mark[1]) in numbered.by_id else "", found[0])
            if not re.search(rf"(?<!\w){re.escape(fold(written))}(?!\w)", low):
                yield written


def wrong(numbered: Numbered, sentence: str) -> Iterator[tuple[str, str, str]]:
    """What a sentence of a model's own may not hold.

    Args:
        numbered: the article as the model saw it.
        sentence: its words, with marks for figures.

    Yields:
        The code of a finding, and the reason in English and Vietnamese.
    """
    for found in MARK.finditer(sentence):
        if int(found[1]) not in numbered.by_id:
            yield "answer.figure", f"⟦{found[1]}⟧ is no figure of the article", f"⟦{found[1]}⟧ không phải con số nào của bài"
    bare = MARK.sub("⟦⟧", sentence)
    if "⟦" in bare.replace("⟦⟧", "") or "⟧" in bare.replace("⟦⟧", ""):
        yield "answer.number", "a mark is broken; write ⟦12⟧ for figure 12", "dấu ⟦ ⟧ sai dạng"
    for read in reader.read(bare.replace("⟦⟧", "\n"), numbered.language):
        told = f"{read.text!r} is written out; point with ⟦id⟧", f"“{read.text}” viết thẳng ra, không trỏ vào con số của bài"
        yield "answer.number", *told
    low = fold(numbered.article.text)
    for word in _strange_numerals(bare, low):
        yield "answer.number", f"{word!r} is no numeral of the article; point with ⟦id⟧", f"“{word}” không phải con số của bài"
    for name in (*_unknown_compounds(numbered, sentence, low), *unknown_names(_GLUED.sub("…", sentence), low)):
        yield "answer.name", f"the article does not hold the name {name!r}", f"bài không có tên “{name}”"
    if _is_foreign(sentence, low, numbered.language):
        yield (
            "answer.sentence",
            f"{sentence!r}: most of its words are not the article's",
            f"“{sentence}”: phần lớn từ ngữ không có trong bài",
        )
