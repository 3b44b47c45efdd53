"""`docker-compose.yml`, held against the specification, the Dockerfile, the settings and the processes themselves."""

import re
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import pytest
import yaml

import api.workers
import ingest.__main__
from support.processes import ROOT

FILE = ROOT / "docker-compose.yml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


def test_it_is_as_the_compose_specification_wants_it() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_three_services_are_all_that_is_named_and_databases_come_when_asked_for() -> None:
    assert {"rtmp-server", "backend", "frontend"} < set(SERVICES)
    asked_for = {name for name, service in SERVICES.items() if service.get("profiles")}
    assert asked_for == {"postgres", "redis"} == set(SERVICES) - set(OURS)
    for service in OURS.values():
        for name, condition in service.get("depends_on", {}).items():
            assert name not in asked_for or condition["required"] is False, "what is not asked for holds up nobody"


@pytest.mark.parametrize("name", OURS)
def test_each_service_runs_what_the_image_has(name: str) -> None:
    match OURS[name]["command"]:
        case ["python", "-m", module]:
            package = f"{module}.__main__" if "." not in module else module
            assert find_spec(package) is not None
        case [script]:
            assert (ROOT / "deploy" / script).stat().st_mode & 0o111
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("name", OURS)
def test_each_is_confined(name: str) -> None:
    service = OURS[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service


def test_fans_and_encoders_alone_are_let_in_from_outside() -> None:
    published = {name: SERVICES[name].get("ports", []) for name in SERVICES}
    outside = {port for ports in published.values() for port in ports if not port.startswith("127.0.0.1:")}
    assert outside == {
        "${RTMP_PORT:-1935}:${RTMP_PORT:-1935}",
        "${FRONTEND_PORT:-80}:8080",
        "${FRONTEND_TLS_PORT:-443}:8443",
    }
    assert "127.0.0.1:8000:8000" in published["rtmp-server"]
    assert published["backend"] == ["127.0.0.1:3000:3000"]


def test_health_is_asked_where_each_listens() -> None:
    settings = SERVICES["backend"]["environment"]
    asked = {name: service["healthcheck"].get("test", [])[-1:] for name, service in OURS.items()}
    assert asked == {
        "backend": [settings["PORT"]],
        "rtmp-server": [settings["HTTP_PORT"]],
        "frontend": ["8080"],
        "release": [],
    }


def test_web_starts_after_the_release_and_the_others_when_web_can_serve() -> None:
    conditions = {
        (name, other): how["condition"]
        for name, service in OURS.items()
        for other, how in service.get("depends_on", {}).items()
    }
    assert conditions["backend", "release"] == "service_completed_successfully"
    assert conditions["rtmp-server", "backend"] == conditions["frontend", "backend"] == "service_healthy"
    assert conditions["release", "postgres"] == conditions["backend", "redis"] == "service_healthy"


def test_web_and_ingest_share_the_folder_in_which_secrets_are_made() -> None:
    for name in ("rtmp-server", "backend", "release"):
        assert "data:/data" in SERVICES[name]["volumes"]
        assert SERVICES[name]["environment"]["DATA_DIR"] == "/data"


def test_nobody_is_killed_while_it_ends_in_order() -> None:
    longest = max(api.workers.STOP_TIMEOUT, ingest.__main__.STOP_TIMEOUT)
    for name, service in OURS.items():
        assert int(service["stop_grace_period"].removesuffix("s")) >= 2 * longest, name


def test_every_variable_is_a_setting_or_is_explained_for_operators() -> None:
    settings = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    own = set(re.findall(r"^\| `([A-Z_]+)`", OPERATIONS, re.MULTILINE))
    asked = set(re.findall(r"\$\{([A-Z_]+)", FILE.read_text()))
    told = set(SERVICES["backend"]["environment"]) | set(SERVICES["rtmp-server"]["environment"])
    assert told <= settings
    assert asked <= settings | own
    assert not settings & own
    script = (ROOT / "deploy" / "frontend").read_text()
    assert all(f'"${{{name}:=' in script for name in SERVICES["frontend"]["environment"])
