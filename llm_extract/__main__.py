"""`python -m llm_extract`."""

import sys

from llm_extract.cli import main

sys.exit(main())
