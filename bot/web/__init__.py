"""The web surface: an API to ask, one page to ask on, and the documents to read."""
