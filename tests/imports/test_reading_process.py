"""The process in which a file is read starts with little."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["bot.imports.reading_process", "bot.imports.formats.epub"])
def test_what_reads_a_file_does_not_load_what_it_never_needs(module: str) -> None:
    heavy = "{'asyncio', 'chardet', 'bot.imports.formats.html.page'}"
    program = f"import sys, {module}; print(*{heavy} & sys.modules.keys())"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert loaded.stdout.split() == []
