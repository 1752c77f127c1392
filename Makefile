# Every target sets up what it needs, once: a virtual environment and the locked dependencies.
.PHONY: play run test test-postgres proofs check format messages mutants bench soak screenshots lock clean

# Without compiled modules each process compiles all of its own anew, which takes a second; tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev

play: $(RUNTIME)
	$(BIN)/python -m bot play

run: $(RUNTIME)
	$(BIN)/python -m bot run

test: $(DEV)
	$(BIN)/python -m pytest --numprocesses auto

# All of it again, on a PostgreSQL server that is started for it.
test-postgres: $(DEV)
	$(BIN)/python -m pytest --numprocesses auto --postgresql

# What repeats itself, as often as it takes: killed again and again, a year of serials, thousands of readers.
proofs: $(DEV)
	$(BIN)/python -m pytest --numprocesses auto --proofs

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive bot cogs

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Brings the catalogs up to date with the sentences in the code, and compiles them: after a sentence was changed, and
# after one was translated.
CATALOGS := bot/language/catalogs
messages: $(DEV)
	PYTHONPATH=. $(BIN)/pybabel --quiet extract --mapping messages.cfg --keywords N_ --keywords ngettext:1,2 --keywords NN_:1,2 --keywords pgettext:1c,2 --add-comments "Translators:" --strip-comment-tags --add-location file --sort-by-file --msgid-bugs-address 'the issues of this repository' --output-file $(CATALOGS)/fireside.pot .
	for language in de es fr pt_BR zh_CN; do \
		$(BIN)/pybabel --quiet update --input-file $(CATALOGS)/fireside.pot --output-dir $(CATALOGS) --domain fireside --locale $$language --init-missing --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date --width 110 || exit; \
	done
	rm $(CATALOGS)/fireside.pot
	$(BIN)/pybabel --quiet compile --directory $(CATALOGS) --domain fireside

# Changes MODULE, say bot/text/cuts.py, a place at a time, and reports which changes its tests do not notice.
mutants: $(DEV)
	PYTHONPATH=. $(BIN)/python -m tests.mutation $(MODULE)

# With OTHER=CHECKOUT, also how long files take to come in here and there.
bench: $(DEV)
	$(BIN)/python -m benchmarks
	$(if $(OTHER),$(BIN)/python -m benchmarks.two_checkouts $(OTHER))

# So many minutes of everything at once, with faults and restarts.
MINUTES ?= 10
RATE ?= 100
soak: $(DEV)
	$(BIN)/python -m benchmarks.soak $(MINUTES) $(RATE)

screenshots: $(DEV)
	$(BIN)/python -m pytest tests/playground/test_browser.py --screenshots docs/pictures

# Resolves the dependencies anew, for every platform and Python from 3.11 on.
lock: $(DEV)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --upgrade --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra postgresql --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --constraint requirements.lock --output-file requirements-postgresql.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --upgrade --constraint requirements-postgresql.lock --output-file requirements-dev.lock

clean:
	rm -rf .venv .mutants *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Fireside needs Python 3.11 or newer; set PYTHON=... to choose one")'
	$(PYTHON) -m venv .venv

$(RUNTIME): requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
