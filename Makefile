# make run: the workbench on the sample study.  make test: everything CI runs.  Both set up all they need.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test bench screenshots lock clean

run: $(READY)
	@$(BIN)/python scripts/run.py

test: export QT_QPA_PLATFORM = offscreen
test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term

bench: export QT_QPA_PLATFORM = offscreen
bench: $(READY)
	$(BIN)/python benchmarks/run.py

screenshots: export QT_QPA_PLATFORM = offscreen
screenshots: $(READY)
	$(BIN)/python scripts/screenshots.py

$(READY): pyproject.toml requirements.lock scripts/setup.sh scripts/system_libraries.py
	@PYTHON="$(PYTHON)" scripts/setup.sh
	@touch $@

lock:
	scripts/lock.sh

clean:
	rm -rf .venv build dist .coverage htmlcov .hypothesis .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
