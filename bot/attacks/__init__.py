"""Questions that attack: that try to change what Signpost is, to read what it keeps, or to pass for somebody else."""
