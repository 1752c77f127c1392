"""What `make mutants` goes by can be read, and is of modules and tests that there are."""

from __future__ import annotations

import tomllib

from tests.support.paths import ROOT

HERE = ROOT / "tests" / "mutation"


def test_every_module_and_its_tests_are_there() -> None:
    modules = tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))["modules"]
    named = [
        *modules,
        *(each.removeprefix("--deselect=").split("::")[0] for of in modules.values() for each in of),
    ]
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_change_that_nobody_could_notice_has_its_reason() -> None:
    changes = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8"))["equivalent"]
    assert {key for each in changes for key in each} == {"module", "function", "was", "becomes", "why"}
    assert [each for each in changes if len(each) < 5 or not each["why"]] == []
    assert [each for each in changes if not (ROOT / each["module"]).exists()] == []
