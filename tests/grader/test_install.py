"""Making the environment: what is refused, what is skipped, what pip is asked."""

import subprocess
import sys

import pytest

from grader import install


@pytest.fixture
def recorded(monkeypatch, tmp_path):
    """Run the real code, but record pip's command instead of downloading gigabytes."""
    commands = []

    def run(command, **_):
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(install.subprocess, "run", run)
    monkeypatch.setattr(
        install, "_make", lambda environment: environment.mkdir(exist_ok=True)
    )
    return commands, tmp_path / "env"


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_an_unsupported_python_is_refused_in_one_sentence(version):
    with pytest.raises(install.InstallError, match=r"needs Python 3\.11"):
        install.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_supported_pythons_are_accepted(version):
    install.check_python(version)


def test_pip_is_asked_for_hashes(recorded):
    commands, environment = recorded
    assert install.install("students", environment)
    (command,) = commands
    assert "--require-hashes" in command
    assert command[-1] == str(install.REQUIREMENTS["students"])


def test_a_second_call_does_nothing(recorded):
    commands, environment = recorded
    assert install.install("grader", environment)
    count = len(commands)
    assert not install.install("grader", environment)
    assert len(commands) == count


def test_an_instructor_gets_the_command_of_this_folder(recorded):
    commands, environment = recorded
    install.install("grader", environment)
    assert commands[-1][-2:] == ["-e", str(install.REPOSITORY)]


def test_the_wall_is_told_before_anything_is_made(recorded, monkeypatch, capsys):
    _, environment = recorded
    said = []
    monkeypatch.setattr(
        install, "_make", lambda place: said.append(capsys.readouterr().out)
    )
    with pytest.raises(OSError):  # there is no folder for the stamp
        install.install("grader", environment)
    assert said[0].startswith("Wall around student code: ")
    assert len(said[0].splitlines()) == 1


def test_the_wall_is_found_with_the_standard_library_alone():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from grader.engines import choice; print(choice.announcement())"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(install.REPOSITORY)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("Wall around student code: "), done.stderr


def test_changed_pins_install_again(recorded, monkeypatch, tmp_path):
    commands, environment = recorded
    pins = install.REPOSITORY / "requirements.txt"
    install.install("students", environment)
    monkeypatch.setattr(install, "_digest", lambda _: "other")
    assert install.install("students", environment)
    assert len(commands) == 2
    assert pins.is_file()


def test_a_change_of_pins_or_of_what_the_package_declares_installs_again(
    tmp_path, monkeypatch
):
    (tmp_path / "pins.txt").write_text("numpy==2")
    (tmp_path / "pyproject.toml").write_text("[project]")
    monkeypatch.setattr(install, "REPOSITORY", tmp_path)
    monkeypatch.setitem(install.REQUIREMENTS, "grader", tmp_path / "pins.txt")
    digests = {install._digest("grader")}
    for name in ("pins.txt", "pyproject.toml"):
        with (tmp_path / name).open("a") as file:
            file.write("\n")
        digests.add(install._digest("grader"))
    assert len(digests) == 3


def test_a_pip_failure_leaves_no_stamp(recorded, monkeypatch):
    _, environment = recorded
    failed = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(install.subprocess, "run", lambda *a, **k: failed)
    with pytest.raises(install.InstallError, match="run the same command again"):
        install.install("students", environment)
    assert not list(environment.glob(".installed-*"))


def test_an_environment_is_really_made(tmp_path, capsys):
    install._make(tmp_path / "env")
    assert install.environment_python(tmp_path / "env").exists()
    capsys.readouterr()
    install._make(tmp_path / "env")
    assert capsys.readouterr().out == ""


def test_an_environment_that_cannot_be_made_says_what_to_install(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(install.InstallError, match="python3-venv"):
        install._make(blocked / "env")


def test_main_tells_an_unknown_audience(capsys):
    assert install.main(["nobody"]) == 1
    assert "students, grader, tests" in capsys.readouterr().err


def test_main_ends_well(recorded, monkeypatch):
    monkeypatch.setattr(install, "install", lambda audience: True)
    assert install.main([]) == 0


def test_an_interrupt_ends_in_one_sentence(monkeypatch, capsys):
    def stop(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(install, "install", stop)
    assert install.main(["grader"]) == 130
    assert "run the same command again" in capsys.readouterr().err
