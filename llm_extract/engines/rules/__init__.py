"""The `rules` engine: what a figure is, told by a task's cues."""
