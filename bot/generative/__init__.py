"""Answers that a model writes, statement by statement, each held against its quote before anyone sees it."""
