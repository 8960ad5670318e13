"""Draws docs/demo.svg: what `llm-extract run` shows for a golden article. Run it again where the table's look changes."""

import re
import sys
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

from llm_extract import engines, pipeline, tasks
from llm_extract.loading import load
from llm_extract.render import table
from llm_extract.render.view import build

ROOT = Path(__file__).parents[1]
ARTICLE = "golden/party_building/dak-glei-2020/article.txt"
WIDTH = 104
# The picture must not load a font from elsewhere.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def main() -> None:
    """Writes the picture."""
    article = load(str(ROOT / ARTICLE))
    task = tasks.get("party_building")
    shown = table.text(build(article, pipeline.run(article, task, engines.get("rules")), task, "vi"), "vi", _Terminal(), WIDTH)
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(shown))
    console.save_svg(str(ROOT / "docs" / "demo.svg"), title=f"llm-extract run {ARTICLE}", theme=DIMMED_MONOKAI, code_format=FORMAT)


if __name__ == "__main__":
    sys.exit(main())
