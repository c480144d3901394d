PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install -qq --disable-pip-version-check --no-input --require-hashes
LOCK := $(RUN) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --custom-compile-command "make lock"

# An environment whose interpreter has gone (an upgrade, a moved disk) is set up again.
GONE := $(shell test -x $(RUN) || echo gone)

.PHONY: help chat serve test check docs bench crash soak image imagecheck lock clean gone
.NOTPARALLEL:
.DELETE_ON_ERROR:

help: ## Show these targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

chat: $(VENV)/installed ## Hold the interview in this terminal
	@exec $(RUN) -m bot chat

serve: $(VENV)/installed ## Serve the Telegram bot; TELEGRAM_BOT_TOKEN is needed
	@exec $(RUN) -m bot serve

test: $(VENV)/installed-dev ## Run every test
	@$(RUN) -m pytest -n auto

check: $(VENV)/installed-dev ## Check format, style, types, the Dockerfile, and that no file holds a secret
	@$(RUN) -m ruff format --quiet --check . || { echo "The format differs: $(RUN) -m ruff format ." >&2; exit 1; }
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m mypy --no-error-summary bot rules tests bench
	@$(VENV)/bin/hadolint Dockerfile
	@$(VENV)/bin/kingfisher scan --quiet --redact --no-validate --no-update-check --git-history none \
		bench bot docs rules tests *.md *.toml *.txt Makefile

docs: $(VENV)/installed ## Write docs/ anew from the rulebook
	@$(RUN) -m bot docs

bench: $(VENV)/installed-dev ## Run the measurements
	@$(RUN) -m bench
	@$(RUN) -m bench.telegram

crash: $(VENV)/installed-dev ## Kill the Telegram bot again and again, and count what is lost
	@$(RUN) -m bench.telegram.crash

soak: $(VENV)/installed-dev ## Watch what the Telegram bot holds for 10,000 runs of its hourly jobs (an hour or two)
	@$(RUN) -m bench.soak

image: ## Build the container image; docker is needed
	@DOCKER_BUILDKIT=1 docker build --build-arg REVISION=$$(git rev-parse HEAD 2>/dev/null || echo unknown) \
		--tag architecture-advisor .

imagecheck: $(VENV)/installed-dev ## Build the image on an engine of its own and hold an interview in it; root on Debian
	@PYTHON=$(RUN) .ci/image

lock: $(VENV)/installed-dev ## Pin the newest versions that pyproject.toml allows
	@$(LOCK) --upgrade pyproject.toml --output-file requirements.txt
	@$(LOCK) --upgrade --extra dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt

clean: ## Remove everything that can be made again
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find bot rules tests bench -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# The .pth line makes the checkout importable; it is relative, so that the checkout can be moved.
# Input is closed while installing: what is piped into `make chat` belongs to the interview.
$(VENV)/installed: requirements.txt $(GONE)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null </dev/null || \
		{ echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null </dev/null || \
		{ echo "$(PYTHON) lacks venv; install it: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) with the pinned packages (first start, or the pins changed) ..." >&2
	@$(RUN) -m pip --version >/dev/null 2>&1 </dev/null || $(PYTHON) -m venv --clear $(VENV) </dev/null
	@$(PIP) -r requirements.txt </dev/null
	@for packages in $(VENV)/lib/python*/site-packages; do echo ../../../.. >$$packages/architecture_advisor.pth; done
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Adding the tools for tests and checks to $(VENV) ..." >&2
	@$(PIP) -r requirements-dev.txt </dev/null
	@touch $@

gone: ;
