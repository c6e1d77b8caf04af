# Everything a developer runs. Needs Python 3.11 or newer and make; the rest comes from requirements-dev.lock.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --all-extras --custom-compile-command 'make lock'

# The programs that tests start need not compile ours anew each time.
test test-slow: export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test test-slow lint bench wheel lock supply clean .venv

demo: $(READY) ## build the documents of the samples into demo/
	$(BIN)/poortwachter demo --out demo

test: $(READY) ## every test that needs no LibreOffice and no minutes
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

test-slow: $(READY) ## the tests that make test leaves out
	$(BIN)/python -m pytest -m slow

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY) ## every figure, kept in bench/results/; CLINLP=python of an environment with clinlp
	$(BIN)/python -m bench.keep assembly
	$(BIN)/python -m bench.keep intake
	$(BIN)/python -m bench.keep reading
	$(BIN)/python -m bench.keep startup
	$(BIN)/python -m bench.keep endtoend
	$(BIN)/python -m bench.keep mutation
	$(BIN)/python -m bench.keep scanning $(if $(CLINLP),--clinlp $(CLINLP))

wheel: $(READY) ## the package, in dist/
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

lock: $(READY) ## newer versions of what we use, with their hashes
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group dev --constraints requirements.lock --output-file requirements-dev.lock

supply: $(READY) ## the licences and the bill of materials in docs/, out of the locks
	$(BIN)/python -m supply

clean: ## what the other targets made, but for .venv
	rm -rf demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

.venv: $(READY)

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo 'Installing into .venv; this takes a minute or two the first time.'
	$(PIP) --require-hashes --requirement requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
