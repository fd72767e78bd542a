"""Answers without a model: the sentences of the documents that answer, chosen by rules in plain sight."""
