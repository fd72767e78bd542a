"""Data sets that others made, in the two shapes that most are published in, measured by the same engine."""
