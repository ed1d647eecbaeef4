"""The doctor: each check seen well and ill, and an ill one says what to do."""

import argparse
import sys
from types import SimpleNamespace

import pytest

from grader import doctor, source
from grader.authoring import build
from grader.course import Course
from grader.doctor import GIB, Finding


def layers(**changes):
    found = {"namespaces": True, "seccomp": True, "landlock": 3, "reason": ""}
    found |= changes
    return SimpleNamespace(**found, sufficient=found["namespaces"] and found["seccomp"])


def test_an_old_or_new_python_is_told(monkeypatch):
    assert doctor.check_python().is_well
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    assert not doctor.check_python().is_well
    assert "3.11" in doctor.check_python().cure


def test_a_missing_package_is_named(monkeypatch):
    assert doctor.check_packages().is_well
    monkeypatch.setattr(doctor, "PACKAGES", ("numpy", "no-such-package"))
    finding = doctor.check_packages()
    assert finding.fact == "missing: no-such-package"
    assert "grader.install" in finding.cure


def test_little_disk_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(
        doctor.shutil, "disk_usage", lambda _: SimpleNamespace(free=2 * GIB)
    )
    assert not doctor.check_disk(tmp_path).is_well
    assert "3 GiB" in doctor.check_disk(tmp_path).cure


def test_little_memory_is_told(monkeypatch):
    import psutil

    for gib, is_well in ((3, False), (8, True)):
        memory = SimpleNamespace(available=gib * GIB)
        monkeypatch.setattr(psutil, "virtual_memory", lambda memory=memory: memory)
        assert doctor.check_memory().is_well == is_well


def test_missing_data_names_the_command(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    finding = doctor.check_data()
    assert not finding.is_well
    assert "text/wiki.txt" in finding.fact
    assert finding.cure.startswith("python -m data_scripts")


def test_drifted_notebooks_are_named(monkeypatch):
    monkeypatch.setattr(source, "stems", lambda: ["1_a", "2_b"])
    monkeypatch.setattr(build, "is_current", lambda stem: stem == "1_a")
    assert doctor.check_notebooks().fact == "out of date: 2_b"
    monkeypatch.setattr(build, "is_current", lambda stem: True)
    assert doctor.check_notebooks().is_well


def test_a_workspace_that_cannot_be_written_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "Course", lambda: Course(tmp_path / "workspace"))
    assert doctor.check_workspace().is_well
    assert list((tmp_path / "workspace").iterdir()) == []
    (tmp_path / "file").touch()
    monkeypatch.setattr(doctor, "Course", lambda: Course(tmp_path / "file"))
    assert not doctor.check_workspace().is_well
    assert "writable" in doctor.check_workspace().cure


@pytest.mark.parametrize(
    ("found", "well"),
    [
        (layers(), [True, True, True, True]),
        (layers(namespaces=False, reason="not Linux"), [False, True, True, False]),
        (layers(seccomp=False, landlock=0), [True, False, True, False]),
    ],
)
def test_each_layer_of_the_sandbox_is_told(monkeypatch, found, well):
    from grader.isolation import probe

    monkeypatch.setattr(probe, "probe", lambda: found)
    findings = doctor.check_sandbox()
    assert [f.is_well for f in findings] == well
    assert all(f.cure for f in findings if not f.is_well)


def run(monkeypatch, *checks):
    monkeypatch.setattr(doctor, "CHECKS", checks)
    monkeypatch.setattr(doctor, "check_sandbox", list)
    parser = argparse.ArgumentParser()
    doctor.add_arguments(parser)
    return doctor.main(parser.parse_args([]))


def test_all_well_is_zero_and_anything_ill_is_one(monkeypatch, capsys):
    well = Finding("disk", True, "9 GiB free", "free some")
    ill = Finding("data", False, "missing", "python -m data_scripts")
    assert run(monkeypatch, lambda: well) == 0
    assert "to do" not in capsys.readouterr().out
    assert run(monkeypatch, lambda: well, lambda: ill) == 1
    assert "to do: python -m data_scripts" in capsys.readouterr().out


def test_a_check_whose_package_is_missing_does_not_stop_the_others(monkeypatch, capsys):
    def check_memory():
        raise ImportError("No module named 'psutil'")

    def check_other():
        return Finding("other", True, "fine")

    assert run(monkeypatch, check_memory, check_other) == 1
    printed = capsys.readouterr().out
    assert "psutil" in printed
    assert "ok other" in printed.replace("  ", " ")
