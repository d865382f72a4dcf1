# The tasks of everyday. `make help` says what there is; ./scripts/test is the one answer to "is it good?".
.DEFAULT_GOAL := help
bin := .venv/bin

.PHONY: help
help:  ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-14s %s\n", $$1, $$2}'

.PHONY: sure
sure: format lint types imports  ## before a commit: format, lint, types, imports, fast tests
	$(bin)/pytest -q -m "not browser and not faults" -k "not postgresql"

.PHONY: format
format:  ## write the code as the house writes it
	$(bin)/ruff check --quiet --fix-only .
	$(bin)/ruff format --quiet .

.PHONY: lint
lint:  ## say what the linters find
	$(bin)/ruff check .
	$(bin)/djlint --quiet --lint webapp/templates

.PHONY: types
types:  ## check the types
	$(bin)/mypy

.PHONY: imports
imports:  ## check who may import whom
	$(bin)/lint-imports

.PHONY: assets
assets:  ## build the style sheets and scripts
	./scripts/assets

.PHONY: translations
translations:  ## collect the messages, say which have no Chinese
	$(bin)/python -m scripts.translations

.PHONY: lock
lock:  ## lock the requirements with hashes
	$(bin)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate --no-header requirements.in -o requirements.txt
	$(bin)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate --no-header -c requirements.txt requirements-dev.in -o requirements-dev.txt

.PHONY: demo
demo:  ## serve the demo city
	./scripts/demo

.PHONY: pictures
pictures:  ## take the pictures of the README anew, by the browser tests
	$(bin)/pytest -q tests/browser -k "both_languages or matched_already"
	cp build/pictures/zone-zh-phone.png docs/pictures/zone.png
	cp build/pictures/roster-zh-desktop.png docs/pictures/roster.png

.PHONY: test
test:  ## everything that proves it
	./scripts/test
