"""Answers from the services directory: who can help, and how to reach them."""
