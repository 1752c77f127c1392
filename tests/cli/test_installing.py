"""What Fireside is installed with: its version, its systemd unit, its container, its dashboard."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]
from prometheus_client.core import REGISTRY

from bot.health.models import OFFLINE, Report, Waiting, WorkerReport
from bot.health.server import Now
from bot.settings import Settings
from tests.support.command_line import CommandLine
from tests.support.paths import ROOT

REPORT = Report(
    OFFLINE, None, 1, 1, [WorkerReport("deliveries", 0, None, 1)], Waiting(0, 0, 0), {"closed": 1}, 0, None
)


def test_the_version_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    operator = CommandLine(tmp_path / "fireside.sqlite3", monkeypatch, capsys)
    assert operator.run("--version") == (0, f"Fireside {version('fireside')}\n", "")


def test_every_figure_of_the_dashboard_is_one_that_the_bot_gives() -> None:
    given = {metric.name for metric in (*Now(REPORT).collect(), *REGISTRY.collect())}
    dashboard = json.loads((ROOT / "docs" / "grafana-dashboard.json").read_text(encoding="utf-8"))
    asked = {
        name
        for panel in dashboard["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\b(?:fireside|process)_\w+", target["expr"])
    }
    assert asked
    assert {re.sub(r"_(total|count|bucket)$", "", name) for name in asked} <= given
    own = {
        name for name in given if name.startswith("fireside_") and name != "fireside_gateway_latency_seconds"
    }
    assert own <= {re.sub(r"_(total|count|bucket)$", "", name) for name in asked}


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not there")
    unit = (ROOT / "docs" / "fireside.service").read_text(encoding="utf-8")
    copy = tmp_path / "fireside.service"
    copy.write_text(unit.replace("/opt/fireside/.venv/bin/python", shutil.which("true") or "/bin/true"))
    told = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True, check=False)
    assert [line for line in told.stderr.splitlines() if "fireside" in line] == []


def test_the_processes_of_the_compose_file_are_one_bot_over_one_server() -> None:
    """Docker is not needed for that: what stands for a secret is filled in."""
    text = (ROOT / "compose.postgresql.yaml").read_text(encoding="utf-8")
    services = yaml.safe_load(re.sub(r"\$\{(\w+)[^}]*\}", r"of_\1", text))["services"]
    bots = [each for name, each in services.items() if name.startswith("fireside-")]
    given = [{name: str(value) for name, value in each["environment"].items()} for each in bots]
    settings = [Settings.from_env(each) for each in given]
    assert services.keys() - {"postgresql", "proxy"} == {f"fireside-{number}" for number in range(len(bots))}
    (database,) = {each.database for each in settings}
    assert database == "postgresql://fireside:of_POSTGRES_PASSWORD@postgresql/fireside"
    assert {each.api_url for each in settings} == {"http://proxy:8080/api/v10"}
    assert services["proxy"]["image"] == "of_PROXY_IMAGE"
    counts = {each.shards.count for each in settings}
    served = [shard for each in settings for shard in each.shards.ids or ()]
    assert counts == {len(served)} and sorted(served) == list(range(len(served)))
    for each in bots:
        assert each["volumes"][0].split(":")[0] == "library"
        assert (ROOT / each["build"]["args"]["REQUIREMENTS"]).exists()


def test_the_container_has_all_that_the_bot_is_made_of() -> None:
    """The image cannot be built here: what it copies must exist, and what is needed must be copied."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = {
        source
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for source in line.split()[1:-1]
    }
    assert {"bot", "cogs", "pyproject.toml", "requirements.lock", "data/stories"} <= copied
    assert all((ROOT / source).exists() for source in copied)
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert copied <= {line.removeprefix("!") for line in allowed if line.startswith("!")}
