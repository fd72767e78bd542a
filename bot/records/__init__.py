"""Records: what is kept of answers, for how long, and how it is deleted. See docs/privacy.md."""
