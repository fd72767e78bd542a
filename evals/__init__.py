"""Measuring: golden questions asked of the assistant, and what the answers were worth."""
