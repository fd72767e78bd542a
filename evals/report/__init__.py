"""A run as one HTML file, to be read by who is responsible for the service."""

from evals.report.writing import write_report

__all__ = ["write_report"]
