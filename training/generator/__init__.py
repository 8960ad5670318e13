"""Synthetic sentences of Party-building reports whose figures carry their labels by construction."""
