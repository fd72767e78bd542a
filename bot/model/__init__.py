"""A language model behind limits: asked in time, within a day's tokens, and left alone while it is broken."""
