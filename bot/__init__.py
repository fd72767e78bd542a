"""Answering: the steps from a question to a proved answer, and the surfaces that show it."""
