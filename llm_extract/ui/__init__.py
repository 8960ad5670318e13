"""The pages: widgets only. What they show and decide is made below, in `llm_extract.review`."""
