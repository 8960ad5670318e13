"""Turns an article into a verified, structured summary and metrics."""

__version__ = "0.1.0"
