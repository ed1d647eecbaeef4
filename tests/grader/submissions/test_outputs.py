"""What the kernel says a cell printed is made harmless."""

from __future__ import annotations

import base64

import pytest

from grader.submissions.outputs import check_outputs


def test_outputs_are_reduced_to_harmless_forms() -> None:
    picture = base64.b64encode(b"png").decode()
    outputs = check_outputs(
        [
            {"output_type": "stream", "name": "evil", "text": "a\x1b[2Jb\x00\n"},
            {
                "output_type": "display_data",
                "data": {
                    "text/html": "<script>",
                    "text/plain": "x",
                    "image/png": picture,
                },
            },
            {"output_type": "display_data", "data": {"image/png": "<script>"}},
            {"output_type": "error", "ename": 3, "evalue": "e" * 9999, "traceback": 1},
            {"output_type": "update_display_data"},
            "text",
        ]
    )
    assert outputs[0] == {"output_type": "stream", "name": "stdout", "text": "a[2Jb\n"}
    assert outputs[1]["data"] == {"text/plain": "x", "image/png": picture}
    assert outputs[2]["data"] == {"text/plain": ""}
    assert outputs[3]["ename"] == ""
    assert len(outputs[3]["evalue"]) == 2000
    assert len(outputs) == 4


@pytest.mark.parametrize("outputs", [None, {}, "x", [None] * 1000, [[]]])
def test_outputs_of_another_form_are_dropped(outputs: object) -> None:
    assert check_outputs(outputs) == []


def test_much_output_is_bounded() -> None:
    outputs = [{"output_type": "stream", "name": "stdout", "text": "x" * 90_000}] * 50
    assert len(str(check_outputs(outputs))) < 300_000
