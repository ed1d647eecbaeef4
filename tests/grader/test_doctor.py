"""The doctor: each check seen well and ill, and an ill one says what to do."""

import argparse
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from grader import doctor, source
from grader.authoring import build
from grader.course import REPOSITORY, Course
from grader.doctor import GIB, Finding
from grader.engines import choice
from tests.conftest import need_wall


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


def test_a_bound_by_the_kernel_is_the_least_of_the_groups_around(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    groups, own = tmp_path / "groups", tmp_path / "own"
    inner = groups / "user.slice" / "run.scope"
    inner.mkdir(parents=True)
    assert "no cgroup" in doctor.memory_bound(groups, own)  # as on other systems
    own.write_text("3:cpu:/elsewhere\n0::/user.slice/run.scope\n")
    (inner / "memory.max").write_text("max\n")
    assert "no cgroup" in doctor.memory_bound(groups, own)
    (inner.parent / "memory.max").write_text(f"{3 * doctor.GIB}\n")
    assert "3.0 GiB (cgroup)" in doctor.memory_bound(groups, own)
    (inner / "memory.max").write_text(f"{2 * doctor.GIB}\n")
    assert "2.0 GiB (cgroup)" in doctor.memory_bound(groups, own)
    monkeypatch.setattr(doctor.shutil, "which", lambda name: name)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    own.write_text("0::/\n")
    assert "systemd-run" in doctor.memory_bound(groups, own)


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_a_password_that_others_may_read_is_told(monkeypatch, tmp_path):
    course = Course(tmp_path)
    monkeypatch.setattr(doctor, "Course", lambda: Course(tmp_path))
    course.settings_file.write_text(
        '[course]\ndatabase = "postgresql://grader:secret@example.org/grades"\n'
    )
    for mode, is_well in ((0o644, False), (0o640, False), (0o600, True)):
        course.settings_file.chmod(mode)
        finding = doctor.check_password()
        assert finding.is_well == is_well
        assert "secret" not in f"{finding.fact} {finding.cure}"


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
    ("lacks", "wall", "well"),
    [
        (("", ""), "namespaces", True),
        (("mounting: Permission denied", ""), "landlock", True),
        (("mounting: Permission denied", "Landlock: none"), "refused", False),
    ],
)
def test_the_wall_and_what_it_lacks_are_told(monkeypatch, capsys, lacks, wall, well):
    machine = choice.Machine(dict(zip(choice.WALLS, lacks, strict=True)), 4)
    monkeypatch.setattr(choice, "machine", lambda: machine)
    monkeypatch.setattr(choice, "cures", lambda: ["sudo sysctl -w x=1"])
    findings = doctor.check_wall()
    assert findings[0].fact.startswith(wall)
    assert all(f.is_well for f in findings) == well
    advice = [line for finding in findings for line in finding.advice]
    if wall == "namespaces":
        assert len(findings) == 1
        return
    assert any("Permission denied" in line for line in advice)
    assert "sudo sysctl -w x=1" in advice


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a shell")
def test_a_limit_that_is_too_low_is_named(monkeypatch):
    import resource

    assert doctor.check_limits().is_well
    most = {resource.RLIMIT_NOFILE: 256, resource.RLIMIT_NPROC: 200}
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (most[kind],) * 2)
    finding = doctor.check_limits()
    assert not finding.is_well
    assert "ulimit -n) 256" in finding.fact
    assert "ulimit -u) 200" in finding.fact


def test_a_machine_that_cannot_grade_says_why(monkeypatch):
    need_wall()
    monkeypatch.setattr(doctor, "SMALL", doctor.SMALL.replace("== 4", "== 5"))
    (finding,) = doctor.check_grading()
    assert not finding.is_well
    assert "wrong value" in finding.fact


@pytest.mark.slow
def test_few_files_and_a_long_temporary_folder_do_for_grading(tmp_path):
    need_wall()
    place = tmp_path / ("x" * 150)
    place.mkdir()
    command = f"ulimit -n 64; exec {sys.executable} -m grader doctor"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=REPOSITORY,
        env={**os.environ, "TMPDIR": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "ok grading" in done.stdout, done.stdout + done.stderr
    assert "open files (ulimit -n) 64" in done.stdout


def test_an_apparmor_profile_is_printed_and_nothing_else(capsys):
    parser = argparse.ArgumentParser()
    doctor.add_arguments(parser)
    assert doctor.main(parser.parse_args(["--apparmor"])) == 0
    assert capsys.readouterr().out == choice.apparmor_profile()


def run(monkeypatch, *checks):
    monkeypatch.setattr(doctor, "CHECKS", checks)
    monkeypatch.setattr(doctor, "check_wall", list)
    monkeypatch.setattr(doctor, "check_grading", list)
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
