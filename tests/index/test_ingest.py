"""Ingest: what changed is read anew, what is gone is gone, and nothing else is done."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest_index import Built, write_library

