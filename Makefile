# The only door: `make run` to use Samplan, `make test` to test it, `make help` for the rest.
# Needs Python 3.11 or later and make; works with GNU make 3.81 (macOS) and later.

SHELL := /bin/sh
VENV := .venv
PYTHON := $(VENV)/bin/python
PORT ?= 8000
ARGS ?=
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test check fix examples fuzz bench ci lock clean venv venv-dev

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: venv ## everything, with demonstration data, on 127.0.0.1:$PORT (8000); Ctrl-C stops it
	@exec $(PYTHON) -m config.launch --stop-with-parent

test: venv-dev ## all tests, those in a browser included; ARGS='-k goal' for some
	@$(find-chromium); \
	CHROMIUM="$$chromium" $(PYTHON) -m pytest -n logical --maxprocesses 8 --dist loadfile \
	  --no-loadscope-reorder $(ARGS)

check: venv-dev ## format, lint, types, import directions, templates, migrations, settings
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djlint --lint templates
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) manage.py translations --check
	$(production-settings) $(PYTHON) manage.py check --deploy --fail-level WARNING
	$(PYTHON) -m pytest -n 0 -m house

fix: venv-dev ## format, and repair what can be repaired
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) manage.py spectacular --validate --file docs/api/openapi.yaml

examples: venv-dev ## ask the API for the examples of its description anew
	@EXAMPLES=write $(PYTHON) -m pytest -n 0 -q tests/house/test_examples.py -k answered
	$(PYTHON) manage.py spectacular --validate --file docs/api/openapi.yaml

fuzz: venv-dev ## ask the API at random until Ctrl-C; ARGS="--max-time 600" for ten minutes
	@FUZZ='$(ARGS)' $(PYTHON) -m pytest -n 0 -s tests/house/fuzz.py

bench: venv-dev ## measure speed; prints a table; ARGS="--size M --only pages" for some
	@$(PYTHON) -m bench $(ARGS)

ci: check test ## what has to pass

lock: venv-dev ## choose versions of all dependencies anew
	@$(lock-dependencies)

clean: ## remove what can be made again; the data of `make run` stay
	rm -rf $(VENV) staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

venv:
	@lock=requirements.lock; $(install)

venv-dev:
	@lock=requirements-dev.lock; $(install)

# ---------------------------------------------------------------------------------------------------

# A virtual environment in which exactly the locked versions are installed. The lock that was installed
# is kept in it, so that the next start compares two files and does nothing.
define install
set -e; \
if cmp -s $$lock $(VENV)/installed-$$lock && $(PYTHON) -c ''; then exit 0; fi; \
python=; \
for name in python3 python3.13 python3.12 python3.11 python3.14; do \
  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python=$$name; break; fi; \
done; \
if [ -z "$$python" ]; then \
  echo "samplan: Python 3.11 or later is needed, and there is none on PATH." >&2; exit 1; \
fi; \
if ldd --version 2>&1 | grep -qi musl; then \
  echo "samplan: this Linux has musl as its C library; PostgreSQL's wheel needs glibc. Use the Dockerfile." >&2; exit 1; \
fi; \
if ! $(PYTHON) -m pip --version >/dev/null 2>&1; then \
  if ! $$python -c 'import venv, ensurepip' >/dev/null 2>&1; then \
    echo "samplan: Python's venv is not installed. Install it with: apt-get install python3-venv" >&2; exit 1; \
  fi; \
  echo "Making a virtual environment with $$($$python --version) ..."; \
  $$python -m venv --clear $(VENV); \
fi; \
log=$(VENV)/install.log; total=$$(grep -c '^[a-z0-9].*==' $$lock); \
echo "Installing Python packages from $$lock (the first time takes about a minute) ..."; \
rm -f $(VENV)/failed; \
{ $(PYTHON) -m pip install --disable-pip-version-check --no-input --progress-bar off --no-deps \
    --require-hashes -r $$lock 2>&1 || touch $(VENV)/failed; } | tee $$log | $(show-progress); \
if [ -e $(VENV)/failed ]; then \
  echo "samplan: installing the packages failed. The end of $$log:" >&2; tail -n 15 $$log >&2; exit 1; \
fi; \
cp requirements.lock $(VENV)/installed-requirements.lock; \
cp $$lock $(VENV)/installed-$$lock
endef

define show-progress
if [ -t 1 ]; then \
  awk -v total=$$total '/^(Collecting|Requirement already)/ {n++; printf "\r  %d of %d", n, total; fflush()} \
    /^Installing/ {printf "\r  unpacking ...      "; fflush()} END {printf "\r                     \r"}'; \
else cat >/dev/null; fi
endef

# The browser of the tests: $$CHROMIUM, or one on PATH, or Debian's if we may install it.
define find-chromium
set -e; chromium="$$CHROMIUM"; \
for name in chromium chromium-browser google-chrome google-chrome-stable; do \
  [ -n "$$chromium" ] || chromium=$$(command -v $$name || true); \
done; \
if [ -z "$$chromium" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  echo "Installing Chromium for the browser tests ..."; \
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium; } \
    >$(VENV)/chromium.log 2>&1 || tail -n 15 $(VENV)/chromium.log >&2; \
  chromium=$$(command -v chromium || true); \
fi; \
if [ -z "$$chromium" ]; then \
  echo "samplan: the browser tests need Chromium. Install it with: sudo apt-get install -y chromium" >&2; \
  echo "         or name one: make test CHROMIUM=/path/to/chromium" >&2; exit 1; \
fi
endef

production-settings = SECRET_KEY=0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_ \
	DEBUG=0 ALLOWED_HOSTS=samplan.example DATABASE_URL=postgresql://samplan@database/samplan \
	REDIS_URL=redis://queue/0

define lock-dependencies
set -e; tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
$(PYTHON) -m venv "$$tools"; \
"$$tools/bin/python" -m pip install -q --disable-pip-version-check uv; \
compile() { \
  "$$tools/bin/uv" pip compile -q --universal --python-version 3.11 --generate-hashes --upgrade \
    --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' pyproject.toml "$$@"; \
}; \
compile -o requirements-production.lock; \
compile --extra embedded -c requirements-production.lock -o requirements.lock; \
compile --extra embedded --group dev -c requirements.lock -o requirements-dev.lock
endef
