"""What the elements of a page are: its furniture by tag and class, its main container, its metadata."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from llm_extract.loading.normalise import normalise
from llm_extract.models import Metadata, RegionKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS: Mapping[str, RegionKind] = {
    "nav": "navigation",
    "menu": "navigation",
    "select": "navigation",
    "search": "navigation",
    "aside": "related",
    "figcaption": "caption",
    "button": "share",
}
_ROLES: Mapping[str, RegionKind] = {
    "navigation": "navigation",
    "search": "navigation",
    "menubar": "navigation",
    "complementary": "related",
    "contentinfo": "legal",
}

_NAMES: tuple[tuple[RegionKind, str], ...] = (
    ("comment", r"comments?|commentlist|comment\w*|(?:box)?binhluan|binh luan|y ?kien|disqus\w*|fb comments|phanhoi|phan hoi|respond"),
    ("caption", r"\w*caption|chu ?thich(?:anh)?|img(?:desc|note)|image desc|photo(?:desc|note)|credit"),
    ("counter", (r"counter\w*|thong ?ke\w*|luot ?(?:xem|truy ?cap)|hit ?counter|visitors?|page ?views?|view ?count|statistics?|truycap|"
        r"truy cap")),
    ("poll", r"polls?|votes?|voting|binhchon|binh chon|thamdo\w*|tham do|survey"),
    ("weather", r"weather\w*|thoitiet\w*|thoi tiet"),
    ("share", r"shar(?:e|ing)\w*|social\w*|chiase|chia se|addthis\w*|print|in ?bai|font ?size|toolbars?|tools|fb like"),
    ("related", (r"related\w*|lienquan|lien quan|tin ?lien ?quan|others?|other ?news|tin ?khac|bai ?khac|cung ?chuyen ?muc|recommend\w*|"
        r"most (?:read|view)\w*|mostread|doc ?nhieu|xem ?nhieu|sidebar\w*|read ?more|more ?news|tin ?moi|tags?|latest|widgets?|"
        r"rightcol|right col\w*|col right")),
    ("advert", r"ads?|advert\w*|adsense|adv|banners?|quangcao|quang cao|qc|sponsor\w*|tygia|ty gia|giavang|gia vang|exchange rate|popup"),
    ("navigation", (r"nav|navbar|navigation|navi|menus?|main ?menu|breadcrumbs?|pagination|paging|pager|topbar|top bar|site header|"
        r"skip link|hotnews|languages?|login|search\w*")),
    ("legal", r"footer|site footer|page footer|copyright|ban ?quyen"),
    ("contact", r"contacts?|hotline|lien ?he|toa ?soan"),
)  # fmt: skip
_BEFORE = r"(?:(?:article|post|entry|box|block|detail|details|news|list|section|main|page|site|widget|div|c|fb|ctl\d+) )*"
_BEHIND = r"box|block|wrap|wrapper|list|area|section|container|content|inner|item|items|bar|news|main|top|bottom|left|right|title|form|\d+"
_NAMED = tuple((kind, re.compile(rf"{_BEFORE}(?:{pattern})(?: (?:{pattern}|{_BEHIND}))*")) for kind, pattern in _NAMES)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[\W_]+")

_ARTICLE_ROOT = "self::article or self::main or @role='main' or @itemprop='articleBody'"
_BY_AUTHOR = ".//*[@rel='author' or @itemprop='author' or contains(concat(' ', normalize-space(@class), ' '), ' author ')]"
_LONGEST_AUTHOR = 60
_DATES = ("article:published_time", "datepublished", "og:published_time", "pubdate", "publishdate", "dc.date.issued", "dc.date", "date")


def own_kind(element: "HtmlElement") -> RegionKind | None:
    """The kind of furniture that an element's tag, role, class or id declares it to be."""
    kind = _TAGS.get(element.tag) or _ROLES.get(element.get("role", ""))
    if kind or (element.tag in {"html", "body", "p", "h1", "strong", "b", "em", "i", "td", "tr", "table"} and not element.get("class")):
        return kind
    if element.tag == "footer" and next(element.iterancestors("article"), None) is None:
        return "legal"
    for name in (*element.get("class", "").split(), element.get("id", "")):
        words = _NOT_WORD.sub(" ", _CAMEL.sub(" ", name)).strip().lower()
        kind = next((kind for kind, pattern in _NAMED if pattern.fullmatch(words)), None) if words else None
        if kind:
            return kind
    return None


def main_container(weights: Iterable[tuple["HtmlElement", int]], root: "HtmlElement") -> "HtmlElement":
    """The element that holds the article.

    Args:
        weights: elements of its paragraphs, and how long each is.
        root: what to fall back on.

    Returns:
        The deepest element that holds nine tenths of the weight, or the `article` or `main` around it.
    """
    held: Counter[HtmlElement] = Counter()
    total = 0
    for element, weight in weights:
        total += weight
        held.update(dict.fromkeys((element, *element.iterancestors()), weight))
    deepest = root
    for element, weight in held.items():
        if weight * 10 >= total * 9 and len(list(element.iterancestors())) > len(list(deepest.iterancestors())):
            deepest = element
    around = deepest.xpath(f"ancestor-or-self::*[{_ARTICLE_ROOT}]")
    return around[-1] if around else deepest


def metadata(root: "HtmlElement") -> Metadata:
    """What a page declares about its article in `meta` elements, JSON-LD and its heading."""
    meta = {
        (element.get("property") or element.get("name") or element.get("itemprop") or "").lower(): element.get("content", "")
        for element in reversed(list(root.iter("meta")))
    }
    linked = next(_linked_articles(root), {})
    return Metadata(
        title=_clean(_text(root.find(".//h1")))
        or _clean(meta.get("og:title"))
        or _clean(linked.get("headline"))
        or _clean(_text(root.find(".//title"))),
        source=_clean(meta.get("og:site_name")) or _clean(_name(linked.get("publisher"))),
        author=_clean(meta.get("author"))
        or _clean(meta.get("article:author"))
        or _clean(_name(linked.get("author")))
        or _shown_author(root),
        published_at=next((date for date in (_date(meta.get(name)) for name in _DATES) if date), None)
        or _date(linked.get("datePublished"))
        or _shown_date(root),
    )


def _linked_articles(root: "HtmlElement") -> Iterator[dict[str, Any]]:
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else []:
            if isinstance(item, dict) and "Article" in str(item.get("@type")):
                yield item


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value))) or None
    found = value.get("name") if isinstance(value, dict) else value
    return found if isinstance(found, str) else None


def _text(element: "HtmlElement | None") -> str | None:
    return None if element is None else "".join(element.itertext())


def _clean(value: object) -> str | None:
    """A short text in normal form; a link or anything that is no text is none."""
    if not isinstance(value, str):
        return None
    text = " ".join(normalise(value)[0].split())
    return None if not text or text.startswith(("http://", "https://")) else text


def _date(value: object) -> str | None:
    found = (
        re.match(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?", value.strip())
        if isinstance(value, str)
        else None
    )
    return found[0].replace(" ", "T", 1).replace(" ", "") if found else None


def _shown_author(root: "HtmlElement") -> str | None:
    for element in root.xpath(_BY_AUTHOR):
        name = _clean(_text(element))
        if name and len(name) <= _LONGEST_AUTHOR:
            return name
    return None


def _shown_date(root: "HtmlElement") -> str | None:
    return next(filter(None, (_date(element.get("datetime")) for element in root.iter("time"))), None)
