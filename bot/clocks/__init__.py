"""Answers counted by the statutory clocks, each rule proved by the library's own page of time limits."""
