# `make demo` and `make test` are the two commands of the README; the rest is for developers.
.PHONY: setup test-setup demo test style types pytest check format accept reference pictures bench prove report coverage lock clean
# Where it is set, each of the hundreds of processes that tests start would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE
PY := .venv/bin/python
BIN := .venv/bin

setup:
	@bash .ci/setup

demo: setup
	@bash .ci/demo

test-setup:       # also what only tests need: other PDF programs, a validator
	@bash .ci/setup test

test: test-setup  # a file's tests stay together: what they share is made once
	@$(MAKE) --no-print-directory --jobs 3 style types pytest

style:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types:
	$(BIN)/mypy

pytest:           # three at once keep two cores busy: many tests wait for a process or a clock
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

check: style types  # the developer's minute: everything but rendering and slow tests
	$(BIN)/pytest -q -n 2 -m "not render and not slow"

format:
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

accept:           # write the expected files of changed cases, then read the diff
	$(BIN)/pytest -q --accept

reference:        # write docs/reference from the code
	$(PY) docs/reference/generate.py

pictures:         # draw the handbook's pictures anew: the desk in Chromium, the bulletin by poppler
	$(PY) docs/pictures/make.py
	$(PY) docs/pictures/bulletin.py

lock:             # resolve again; no URLs and no registry names in the result
	$(PY) -m uv pip compile pyproject.toml --extra dev --extra ocr --extra verify --generate-hashes --no-emit-index-url \
	  --no-header --python-version 3.11 --universal --quiet --upgrade -o requirements.lock

bench: setup      # every claim of speed, measured again: benchmarks/results, docs/benchmarks.md (an hour)
	$(PY) benchmarks/run.py

prove: test-setup #  everything bad at full size, twice: benchmarks/results/proof.json, docs/proof.md (hours)
	$(PY) benchmarks/prove.py --rounds 2
	$(BIN)/pytest -q -n 2 --dist loadfile --timeout=600 --store postgresql tests/store tests/workflows tests/cli tests/web tests/walk
	$(PY) tests/generator/evaluate.py --half tuning --pages 300 --seed 1
	$(PY) tests/generator/evaluate.py --half heldout --pages 300 --seed 1

report:           # docs/benchmarks.md, docs/proof.md, their pictures and the README's figures, from the results
	$(PY) benchmarks/report.py

coverage:         # which lines no test reaches; those of the core have reasons in tests/UNCOVERED.md
	$(BIN)/coverage erase
	$(BIN)/coverage run --parallel-mode -m pytest -q -m "not slow"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --skip-covered --show-missing
	$(BIN)/coverage json --quiet -o - | $(PY) tests/tools/uncovered.py

clean:
	rm -rf .venv output/demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
