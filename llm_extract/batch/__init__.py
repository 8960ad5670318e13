"""Running a task over several articles."""
