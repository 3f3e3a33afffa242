# The targets of daily work. Everything runs in .venv, made from requirements.lock.
TAHUN ?= 2025
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

.DEFAULT_GOAL := help
.PHONY: help build test coverage check lint types layers docs docs-check mutasi fuzz bench kinerja pages gambar-docs reference lock clean

help: ## daftar perintah
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: .venv/.ready ## susun laporan tahun $(TAHUN) ke build/
	$(BIN)/lkj build $(TAHUN)

test: .venv/.ready ## jalankan semua tes
	$(BIN)/python -m pytest -n auto --dist loadscope

# The same tests, watched: that takes half as long again.
coverage: .venv/.ready ## jalankan semua tes dan ukur bagian program yang dijalankannya
	$(BIN)/python -m pytest -n auto --dist loadscope --cov --cov-report=term

check: lint types layers docs-check coverage ## semua yang diperiksa CI

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.ready
	$(BIN)/mypy

layers: .venv/.ready
	$(BIN)/lint-imports

docs: .venv/.ready ## perbarui dokumen yang dibuat dari kode
	$(BIN)/python tools/make_docs.py
	$(BIN)/lkj schema

docs-check: .venv/.ready
	$(BIN)/python tools/make_docs.py --check
	$(BIN)/lkj schema --check

mutasi: .venv/.ready ## coba banyak suntingan salah: semua dilaporkan, atau memang fakta sendiri
	LKJ_MUTASI=4 $(BIN)/python -m pytest -s -o addopts= --import-mode=importlib tests/test_mutasi.py

fuzz: .venv/.ready ## lempari program dengan lebih dari 100.000 masukan acak, dan hitung
	LKJ_FUZZ=1 $(BIN)/python -m pytest -n auto --dist worksteal --tb=short tests/fuzz

bench: .venv/.ready ## ukur kecepatan dan memori; sebagian saja dengan ARGS="--only susun"
	$(BIN)/python -m tools.bench $(ARGS)

kinerja: .venv/.ready ## ukur semuanya dan isi docs/kinerja.md dengan hasilnya
	$(BIN)/python -m tools.bench --json docs/kinerja.json
	$(BIN)/python tools/make_docs.py

pages: build ## gambar setiap halaman PDF dan DOCX ke build/$(TAHUN)-halaman/
	$(BIN)/python tools/make_pages.py build/$(TAHUN)

gambar-docs: build ## perbarui gambar dalam docs/gambar/ dari laporan tahun $(TAHUN)
	$(BIN)/python tools/make_gambar_docs.py build/$(TAHUN)

reference: .venv/.ready ## buat ulang templates/pandoc/reference.docx
	$(BIN)/python tools/make_reference_docx.py

lock: ## perbarui requirements*.lock (memerlukan uv)
	uv pip compile --quiet --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --group dev --output-file requirements.lock pyproject.toml
	uv pip compile --quiet --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --constraint requirements.lock --group build --output-file requirements-run.lock pyproject.toml

clean: ## hapus lingkungan dan hasil
	rm -rf .venv build

# The package itself is installed last and alone: its dependencies are those of the lock file, and nothing else.
.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	touch $@
