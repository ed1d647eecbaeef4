"""Which wall a machine gets, and what is said where it gets none or not the first."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grader.engines import choice
from grader.engines.choice import IsolationUnavailableError, Machine


def machine(namespaces: str = "", landlock: str = "") -> Machine:
    return Machine({"namespaces": namespaces, "landlock": landlock}, 4)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch):
    def give(**lacks: str) -> None:
        monkeypatch.setattr(choice, "machine", lambda: machine(**lacks))

    return give


@pytest.mark.skipif(sys.platform != "linux", reason="walls are made of Linux")
def test_this_machine_is_probed_without_side_effects(monkeypatch, tmp_path):
    before = Path("/proc/self/ns/mnt").readlink()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    choice.machine.cache_clear()
    assert choice.machine().wall in (*choice.WALLS, choice.REFUSED)
    assert Path("/proc/self/ns/mnt").readlink() == before
    assert not list(tmp_path.iterdir())


def test_the_strongest_wall_that_can_stand_is_chosen(given):
    given()
    assert choice.wall() == "namespaces"
    given(namespaces="mounting /tmp: Permission denied")
    assert choice.wall() == "landlock"
    assert choice.engine(unsafe=False) == "isolated"
    assert choice.why_none() == ""


def test_asked_for_the_first_wall_nothing_less_will_do(given):
    given()
    assert choice.wall("namespaces") == "namespaces"
    given(namespaces="making namespaces: Operation not permitted")
    with pytest.raises(IsolationUnavailableError, match=r"'namespaces'.*not permitted"):
        choice.wall("namespaces")


def test_where_none_can_stand_a_sentence_offers_unsafe(given):
    given(namespaces="making namespaces: not permitted", landlock="Landlock: none")
    for decide in (choice.wall, lambda: choice.engine(unsafe=False)):
        with pytest.raises(IsolationUnavailableError) as caught:
            decide()
        text = str(caught.value)
        assert "--unsafe" in text
        assert "not permitted; Landlock: none" in text
    assert choice.why_none()


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_have_none(monkeypatch, system):
    choice.machine.cache_clear()
    monkeypatch.setattr(sys, "platform", system)
    try:
        assert choice.machine().wall == "refused"
        assert choice.engine(unsafe=True) == "kernel"
    finally:
        choice.machine.cache_clear()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"kernel/apparmor_restrict_unprivileged_userns": "1"}, "doctor --apparmor"),
        ({"kernel/unprivileged_userns_clone": "0"}, "userns_clone=1"),
        ({"user/max_user_namespaces": "0"}, "max_user_namespaces="),
        ({}, ""),
    ],
)
def test_the_cure_fits_what_forbids_it(monkeypatch, settings, told):
    monkeypatch.setattr(choice, "_setting", lambda name: settings.get(name, ""))
    monkeypatch.delenv("KUBERNETES_SERVICE_HOST", raising=False)
    assert told in " ".join(choice.cures())
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "10.0.0.1")
    assert "securityContext" in " ".join(choice.cures())


def test_the_apparmor_profile_is_for_this_interpreter():
    text = choice.apparmor_profile()
    assert f'"{Path(sys.executable).resolve()}"' in text
    assert "userns," in text
    assert text.count("{") == text.count("}") == 1
