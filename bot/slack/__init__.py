"""Slack: officers ask where they work, and get the same proved answers as everywhere else."""
