"""A shell line prints, ends, and never raises; what cannot work is not tried."""

import subprocess
import time

import pytest
from coursekit import lenient


def run(command):
    parts = []
    return lenient.run_command(command, parts.append), "".join(parts)


@pytest.mark.parametrize(
    "command",
    [
        "pip install -q torch",
        "pip3 install torch==2.0",
        "python -m pip install torch",
        "cd .. && git clone https://example.org/x",
        "sudo apt-get install graphviz",
        "wget -q https://example.org/a.zip",
        "conda install -y pytorch",
        "tensorboard --logdir logs",
        "curl -O x; unzip x",
        "sleep 1000 &",
    ],
)
def test_what_needs_the_network_or_does_not_end_is_not_tried(
    command, monkeypatch, capsys
):
    monkeypatch.setattr(subprocess, "Popen", None)
    assert run(command) == (0, "")
    said = capsys.readouterr().out
    assert said.startswith(f"`!{command}` is passed over in grading: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", ["echo pip install", "ls pip", "echo git"])
def test_a_word_that_only_stands_in_a_line_is_no_command(command):
    code, text = run(command)
    assert code in (0, 1, 2)
    assert text


def test_what_a_line_prints_is_shown_and_its_status_told(capsys):
    assert run("echo one; echo two >&2; exit 3") == (3, "one\ntwo\n")
    assert "ended with exit status 3." in capsys.readouterr().out
    assert run("true")[0] == 0
    assert capsys.readouterr().out == ""


def test_an_endless_output_is_cut_and_does_not_fill_the_memory():
    code, text = run("yes | head -c 5000000")
    assert code == 0
    assert len(text) == lenient.MOST_SHOWN


def test_a_line_that_is_interrupted_takes_its_children_along(tmp_path):
    mark = tmp_path / "mark"

    def stop(text):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lenient.run_command(f"(sleep 1; touch {mark}) & echo go; wait", stop)
    time.sleep(1.3)
    assert not mark.exists()
