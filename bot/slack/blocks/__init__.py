"""Answers as Block Kit: pure functions from an answer to the messages that show it."""
