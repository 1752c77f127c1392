"""Changes one module, a place at a time, and reports which changes its tests do not notice: `make mutants`.

mutmut makes the changes and runs the tests; here is what it has to know of our layout, and the report.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).parents[2]
_HERE = Path(__file__).parent
_MUTMUT = Path(sys.executable).with_name("mutmut")
_ENOUGH = 0.9
_NOTICED = {"killed", "timeout", "segfault", "suspicious"}
_SETTINGS = """
[mutmut]
source_paths =
    bot
    cogs
only_mutate =
    {module}
also_copy =
    {others}
process_isolation = forkserver
timeout_multiplier = 4
timeout_constant = 5
track_dependencies = false
on_dependency_change = ignore
pytest_add_cli_args =
    -ptests.mutation.quick_first
    -pno:cacheprovider
    -n0
pytest_add_cli_args_test_selection =
    {tests}
"""


@dataclass(frozen=True)
class Change:
    """A change of one place, named by what stands there: numbers of lines change every day."""

    function: str
    was: str
    becomes: str


def main(module: str = "") -> int:
    """Reports on one module, given by its path. Returns 1 if fewer than nine of ten changes are noticed."""
    modules = tomllib.loads((_HERE / "modules.toml").read_text())["modules"]
    if module not in modules:
        print("make mutants MODULE=… takes one of these, in tests/mutation/modules.toml:", *modules, sep="\n")  # noqa: T201
        return 2
    tests = modules[module]
    os.nice(15)
    folder, equivalent = _workspace(module, tests), set(_equivalent(module))
    with TemporaryDirectory(
        prefix="mutants-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    ) as shared:
        # What the tests make once for a run (`tests.support.made_once`) is made once for all changes.
        os.environ |= {"PYTEST_DEBUG_TEMPROOT": shared, "PYTEST_XDIST_WORKER": "mutant"}
        _run(folder, equivalent)
    results = dict(_results(folder))
    unnoticed = _changes(folder, [name for name, status in results.items() if status not in _NOTICED])
    for change in sorted({*unnoticed} - equivalent, key=lambda each: (each.function, each.was)):
        print(_as_toml(module, change))  # noqa: T201
    named = sum(each in equivalent for each in unnoticed)
    killed, survived = len(results) - len(unnoticed), len(unnoticed) - named
    print(f"{module}: {killed} killed, {survived} survived, {named} named equivalent")  # noqa: T201
    return int(killed < _ENOUGH * (killed + survived))


def _workspace(module: str, tests: Iterable[str]) -> Path:
    """Makes the folder that mutmut works in: its settings are there, and what it has found."""
    folder = _ROOT / ".mutants" / module.removesuffix(".py").replace("/", ".")
    folder.mkdir(parents=True, exist_ok=True)
    top = [each.name for each in _ROOT.iterdir() if each.name not in {".git", ".mutants", ".venv"}]
    for name in top:
        if not (folder / name).exists():
            (folder / name).symlink_to(_ROOT / name)
    others = [name for name in top if name not in {"bot", "cogs"} and not name.endswith("_cache")]
    lines = "\n    ".join
    (folder / "setup.cfg").write_text(
        _SETTINGS.format(module=module, others=lines(others), tests=lines(tests))
    )
    return folder


def _run(folder: Path, equivalent: Collection[Change]) -> None:
    """Tries what was not tried yet, and once more what was not noticed before."""
    statistics = folder / "mutants/mutmut-stats.json"
    before = dict(_results(folder)) if statistics.exists() else {}
    statistics.unlink(missing_ok=True)  # tests were written meanwhile
    _mutmut(folder, "run", "--max-children", "1")
    unnoticed = [name for name, status in _results(folder) if status not in _NOTICED and name in before]
    tried = [name for name in unnoticed if before[name] != "not checked"]
    changes = zip(tried, _changes(folder, tried), strict=True)
    if again := [name for name, change in changes if change not in equivalent]:
        _mutmut(folder, "run", "--max-children", "1", *again)


def _results(folder: Path) -> Iterator[tuple[str, str]]:
    for line in _mutmut(folder, "results", "--all", "true").splitlines():
        name, _, status = line.strip().rpartition(": ")
        yield name, status


def _changes(folder: Path, names: Iterable[str]) -> list[Change]:
    # For each, `mutmut show` would load mutmut anew.
    difference = import_module("mutmut.mutation.diff_apply").get_diff_for_mutant
    with chdir(folder):
        return [_change(name, difference(name).splitlines()[2:]) for name in names]


def _change(name: str, difference: Iterable[str]) -> Change:
    lines = [(line[:1], line[1:].strip()) for line in difference]
    was, becomes = (" ".join(line for sign, line in lines if sign == wanted) for wanted in "-+")
    function = name.rpartition("__mutmut_")[0].rpartition(".")[2]
    return Change(re.sub("^x_?", "", function).strip("ǁ").replace("ǁ", "."), was, becomes)


def _equivalent(module: str) -> Iterator[Change]:
    for each in tomllib.loads((_HERE / "equivalent.toml").read_text()).get("equivalent", []):
        if each["module"] == module:
            yield Change(each["function"], each["was"], each["becomes"])


def _as_toml(module: str, change: Change) -> str:
    entries = {"module": module, "function": change.function, "was": change.was, "becomes": change.becomes}
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in entries.items())
    return "\n".join(["[[equivalent]]", *lines, 'why = ""', ""])


def _mutmut(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [_MUTMUT, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        sys.exit((done.stdout.replace("\r", "\n") + done.stderr)[-4000:])
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
