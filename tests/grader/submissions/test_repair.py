"""Repair: answers are found whatever happened to the notebook, and told in words."""

import copy
import json
import random

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.source import notebooks
from grader.submissions import repair
from tests.grader.small_class import RIGHT, answered, assignment, released, to_bytes

ANSWERS = {
    name: f"{text}\n# by me: {name}" if name != "answer_why" else f"{text} By me."
    for name, text in RIGHT.items()
}


def raw(answers=ANSWERS):
    """A student's notebook as plain JSON, free to be damaged."""
    return json.loads(to_bytes(answered(answers)))


def mend(notebook):
    data = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    return repair.repair(data, assignment())


def sources(repaired):
    return {cell.id: cell.source for cell in repaired.notebook.cells}


def told(repaired):
    return " ".join(repaired.repairs)


def index_of(notebook, cell_id):
    return [cell["id"] for cell in notebook["cells"]].index(cell_id)


def check_whole(repaired, answers=ANSWERS):
    """All answers in their places, everything else as the instructor wrote it."""
    found = sources(repaired)
    for cell in notebooks.instructor_notebook(assignment()).cells:
        marks = cell.metadata.get("nbgrader", {})
        if not marks.get("solution"):
            assert found[cell.id] == cell.source, cell.id
        else:
            assert found[cell.id].strip() == answers[cell.id].strip(), cell.id
    nbformat.validate(repaired.notebook)


def lose_ids(notebook):
    for cell in notebook["cells"]:
        cell.pop("id", None)
        cell["metadata"] = {}
    return notebook


def test_an_undamaged_notebook_needs_no_repair():
    repaired = mend(raw())
    check_whole(repaired)
    assert repaired.repairs == []
    assert repaired.unanswered == frozenset()


def test_a_blank_notebook_is_all_unanswered():
    repaired = mend(to_bytes(released()))
    assert repaired.unanswered == set(RIGHT)
    assert repaired.repairs == []


def test_an_answer_that_keeps_the_stub_line_is_unanswered():
    answers = {**ANSWERS, "double": f"def double(x):\n    y = x\n    {notebooks.STUB}"}
    assert mend(raw(answers)).unanswered == {"double"}


def test_lost_ids_and_metadata_are_made_up_for():
    repaired = mend(lose_ids(raw()))
    check_whole(repaired)
    assert "lost their ids" in told(repaired)


def test_ids_in_the_metadata_as_colab_writes_them():
    notebook = raw()
    for cell in notebook["cells"]:
        cell["metadata"] = {"id": cell.pop("id"), "outputId": "x", "colab": {}}
    repaired = mend(notebook)
    check_whole(repaired)
    assert repaired.repairs == []


@pytest.mark.parametrize("name", ["double", "root", "predict_sum", "answer_why"])
def test_a_deleted_answer_costs_itself_alone(name):
    notebook = raw()
    del notebook["cells"][index_of(notebook, name)]
    repaired = mend(notebook)
    stubs = {cell.id: cell.source for cell in released().cells}
    check_whole(repaired, {**ANSWERS, name: stubs[name]})
    assert repaired.unanswered == {name}
    assert f"The answer cell '{name}' was missing" in told(repaired)


def test_deleted_and_edited_tests_are_put_back_and_told():
    notebook = raw()
    notebook["cells"][index_of(notebook, "test_root")]["source"] = "assert True"
    del notebook["cells"][index_of(notebook, "hidden_double")]
    repaired = mend(notebook)
    check_whole(repaired)
    assert "The test cell 'test_root' was changed and was put back." in repaired.repairs
    assert "The test cell 'hidden_double' was missing and was put back." in (
        repaired.repairs
    )


def test_edited_tests_without_ids_are_no_code_of_the_student():
    notebook = raw()
    cell = notebook["cells"][index_of(notebook, "test_double")]
    cell["source"] = "".join(cell["source"]).replace("2 * number", "3 * number")
    repaired = mend(lose_ids(notebook))
    check_whole(repaired)
    assert not any(name.startswith("student") for name in sources(repaired))


def test_copies_keep_what_was_written_in_any_of_them():
    notebook = raw()
    where = index_of(notebook, "double")
    stub = copy.deepcopy(json.loads(to_bytes(released()))["cells"][where])
    notebook["cells"].insert(where, stub)
    check_whole(mend(notebook))  # an unedited copy counts for nothing

    second = copy.deepcopy(notebook["cells"][where + 1])
    second["source"] = "print('second thoughts')"
    notebook["cells"].insert(where + 2, second)
    repaired = mend(notebook)
    assert sources(repaired)["double"] == ANSWERS["double"]
    assert order(repaired)[1] == "print('second thoughts')"
    assert "'double' was copied; the copies stay where they stand." in told(repaired)


def order(repaired, name="double"):
    """Sources from an answer cell to the first of its tests."""
    cells = repaired.notebook.cells
    ids = [cell.id for cell in cells]
    return [c.source for c in cells[ids.index(name) : ids.index(f"test_{name}")]]


@pytest.mark.parametrize("keeps", ["both", "metadata", "neither"])
def test_a_copy_below_the_tests_stays_there_and_never_wins(keeps):
    """What JupyterLab, Colab and an editor without ids make of copy and paste."""
    notebook = raw()
    second = copy.deepcopy(notebook["cells"][index_of(notebook, "double")])
    second["source"] = "def double(x):\n    return 3 * x  # an experiment"
    if keeps != "both":
        second["id"] = "3f2a91c0"
    notebook["cells"].insert(index_of(notebook, "hidden_root") + 1, second)
    if keeps == "neither":
        lose_ids(notebook)
    repaired = mend(notebook)
    texts = [cell.source for cell in repaired.notebook.cells]
    check_whole(repaired)
    at = {cell.id: index for index, cell in enumerate(repaired.notebook.cells)}
    assert texts.index(second["source"]) == at["hidden_root"] + 1


def test_the_copy_that_kept_the_id_is_the_answer_and_a_draft_above_stays_above():
    notebook = raw()
    where = index_of(notebook, "double")
    draft = copy.deepcopy(notebook["cells"][where]) | {"id": "draft"}
    draft["source"] = "def double(x):\n    return 0"
    notebook["cells"].insert(where, draft)
    repaired = mend(notebook)
    check_whole(repaired)
    ids = [cell.source for cell in repaired.notebook.cells]
    assert ids.index(draft["source"]) == ids.index(ANSWERS["double"]) - 1


def test_a_copy_is_taken_for_no_other_answer():
    notebook = raw()
    where = index_of(notebook, "double")
    second = copy.deepcopy(notebook["cells"][where]) | {"source": "print(1)"}
    notebook["cells"][index_of(notebook, "root")] = second
    repaired = mend(notebook)
    assert "root" in repaired.unanswered


def test_a_broken_copy_does_not_break_the_good_one():
    notebook = raw()
    where = index_of(notebook, "double")
    second = copy.deepcopy(notebook["cells"][where])
    second["source"] = "def double(x:"
    notebook["cells"].insert(where, second)
    repaired = mend(notebook)
    assert sources(repaired)["double"] == ANSWERS["double"]
    assert sources(repaired)["student-1"] == "def double(x:"


def test_own_cells_stay_in_their_places():
    notebook = raw({**ANSWERS, "root": "def root(x):\n    return helper(x)"})
    own = {"cell_type": "code", "source": "def helper(x):\n    return x ** .5"}
    notebook["cells"].insert(index_of(notebook, "root"), own)
    cells = mend(notebook).notebook.cells
    ids = [cell.id for cell in cells]
    assert cells[ids.index("student-1")].source == own["source"]
    assert ids.index("hidden_double") < ids.index("student-1") < ids.index("root")


def test_an_own_cell_above_everything_stays_there():
    notebook = raw()
    notebook["cells"].insert(0, {"cell_type": "code", "source": "x = 1"})
    assert mend(notebook).notebook.cells[0].source == "x = 1"


def test_imports_added_to_a_given_cell_are_kept():
    notebook = raw()
    cell = notebook["cells"][2]
    cell["source"] = "import statistics\n" + "".join(cell["source"])
    repaired = mend(notebook)
    check_whole(repaired)
    assert sources(repaired)["student-1"] == "import statistics"
    assert "new imports stay" in told(repaired)


def test_a_function_cut_in_two_is_joined():
    notebook = raw({**ANSWERS, "double": "def double(x):\n    y = x"})
    rest = {"cell_type": "code", "source": "    return x + y"}
    notebook["cells"].insert(index_of(notebook, "double") + 1, rest)
    repaired = mend(notebook)
    assert sources(repaired)["double"] == "def double(x):\n    y = x\n    return x + y"
    assert "had been split" in told(repaired)


def test_an_answer_split_between_statements_runs_in_both_cells():
    notebook = raw({**ANSWERS, "double": "factor = 2"})
    rest = {"cell_type": "code", "source": "def double(x):\n    return factor * x"}
    notebook["cells"].insert(index_of(notebook, "double") + 1, rest)
    repaired = mend(notebook)
    ids = [cell.id for cell in repaired.notebook.cells]
    assert ids.index("student-1") == ids.index("double") + 1
    assert repaired.unanswered == frozenset()


def test_an_answer_merged_with_its_tests_and_the_next_answer():
    notebook = raw()
    first, last = index_of(notebook, "double"), index_of(notebook, "root")
    code = [c for c in notebook["cells"][first : last + 1] if c["cell_type"] == "code"]
    merged = "\n\n".join("".join(cell["source"]) for cell in code)
    notebook["cells"][first : last + 1] = [
        {"cell_type": "code", "id": "double", "metadata": {}, "source": merged}
    ]
    repaired = mend(notebook)
    check_whole(repaired)
    assert "merged" in told(repaired)


def test_two_answers_in_one_cell_are_both_there():
    notebook = raw({**ANSWERS, "double": ANSWERS["double"] + "\n" + ANSWERS["root"]})
    del notebook["cells"][index_of(notebook, "root")]
    repaired = mend(notebook)
    assert sources(repaired)["root"] == "# Answered in the cell of 'double'."
    assert repaired.unanswered == frozenset()


def test_tests_merged_below_by_the_student_are_just_an_edited_test():
    notebook = raw()
    cell = notebook["cells"][index_of(notebook, "test_double")]
    cell["source"] = "".join(cell["source"]) + "\n\nprint('passed!')"
    repaired = mend(notebook)
    check_whole(repaired)
    assert "The test cell 'test_double' was changed" in told(repaired)


def test_reordered_cells_come_back_in_order():
    notebook = raw()
    random.Random(3).shuffle(notebook["cells"])
    check_whole(mend(notebook))


def test_a_cell_of_another_type_is_mended():
    notebook = raw()
    cell = notebook["cells"][index_of(notebook, "double")]
    cell["cell_type"] = "raw"
    repaired = mend(notebook)
    check_whole(repaired)
    assert "another type" in told(repaired)


def test_text_written_below_the_text_answer_belongs_to_it():
    notebook = raw({**ANSWERS, "answer_why": notebooks.TEXT_STUB})
    below = {"cell_type": "markdown", "source": "Here is why."}
    notebook["cells"].append(below)
    repaired = mend(notebook)
    assert sources(repaired)["answer_why"] == "Here is why."
    assert repaired.unanswered == frozenset()


def test_an_old_format_is_read():
    notebook = raw()
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        cell.pop("id")
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    old = {"nbformat": 3, "worksheets": [{"cells": notebook["cells"]}]}
    repaired = mend(old)
    check_whole(repaired)
    assert "old format" in told(repaired)


def test_what_answers_show_is_kept_in_harmless_form():
    notebook = raw()
    page = {"text/html": ["<script>"], "text/plain": ["one\n", "two"]}
    output = {"output_type": "execute_result", "data": page, "metadata": {}}
    for cell in notebook["cells"]:
        cell["outputs"] = [output]
    kept = {
        cell.id: cell.outputs
        for cell in mend(notebook).notebook.cells
        if cell.get("outputs")
    }
    answers = {name for name in ANSWERS if name != "answer_why"}
    assert kept.keys() == answers
    for shown in kept.values():
        assert [dict(found.data) for found in shown] == [{"text/plain": "one\ntwo"}]


def test_huge_outputs_are_dropped():
    notebook = raw()
    text = {"output_type": "stream", "name": "stdout", "text": "x" * 11_000_000}
    for cell in notebook["cells"]:
        cell["outputs"] = [text] if cell is notebook["cells"][1] else [{"text": "x"}]
    repaired = mend(notebook)
    check_whole(repaired)
    assert not any(cell.get("outputs") for cell in repaired.notebook.cells)
    assert "Outputs of about 10 MiB were dropped." in repaired.repairs


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_other_encodings_are_read(encoding):
    answers = {**ANSWERS, "answer_why": "Weil es schöner ist."}
    text = json.dumps(raw(answers), ensure_ascii=False)
    repaired = mend(text.replace("✓", "").encode(encoding))
    assert repaired.unanswered == frozenset()
    if encoding != "utf-8-sig":
        assert repaired.repairs


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[1]", "no notebook"),
        (b"{}", "no cells"),
        (b'{"cells": "no", "worksheets": [3, {"cells": 4}]}', "no cells"),
        (b'{"cells": [1, 2]}', "no cells"),
        (json.dumps({"cells": [{"source": "x" * 3_000_000}]}).encode(), "too large"),
    ],
)
def test_what_is_no_notebook_says_why(data, reason):
    with pytest.raises(repair.UnreadableError, match=reason):
        mend(data)


def test_fields_of_wrong_types_cost_only_themselves():
    notebook = raw()
    notebook["metadata"] = 3
    notebook["cells"] += [
        None,
        {"cell_type": 7, "source": 8, "metadata": []},
        {
            "cell_type": "code",
            "id": 5,
            "source": ["a = 1", 2, "\n"],
            "metadata": {"nbgrader": 1},
        },
        {"cell_type": "code", "id": "", "source": "bad = '\ud800\0'"},
    ]
    repaired = mend(notebook)
    found = sources(repaired)
    assert found["student-1"] == "a = 1"
    assert found["student-2"] == "bad = '?'"


# Random damage.


def _lose(notebook, rng):
    lose_ids(notebook)


def _shuffle_some(notebook, rng):
    cells = notebook["cells"]
    i, j = rng.randrange(len(cells)), rng.randrange(len(cells))
    cells.insert(i, cells.pop(j))


def _delete_locked(notebook, rng):
    marker = ("by me", "By me")
    locked = [
        i
        for i, c in enumerate(notebook["cells"])
        if not any(m in "".join(c["source"]) for m in marker)
    ]
    if locked:
        del notebook["cells"][rng.choice(locked)]


def _duplicate(notebook, rng):
    cells = notebook["cells"]
    cell = copy.deepcopy(rng.choice(cells))
    if rng.random() < 0.5:
        cell.pop("id", None)
    cells.insert(rng.randrange(len(cells) + 1), cell)


def _edit_test(notebook, rng):
    tests = [c for c in notebook["cells"] if "with case(" in "".join(c["source"])]
    if tests:
        rng.choice(tests)["source"] = rng.choice(["pass", "assert False", ""])


def _insert(notebook, rng):
    text = rng.choice(["own = 1", "print('hello')", "import os", "x ="])
    kind = rng.choice(["code", "markdown"])
    cell = {"cell_type": kind, "metadata": {}, "source": text}
    notebook["cells"].insert(rng.randrange(len(notebook["cells"]) + 1), cell)


def _old_format(notebook, rng):
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and "source" in cell and rng.random() < 0.3:
            cell["cell_type"] = "code"
            cell["metadata"] = {"vscode": {"languageId": "python"}}


DAMAGE = [
    _lose,
    _shuffle_some,
    _delete_locked,
    _duplicate,
    _edit_test,
    _insert,
    _old_format,
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(DAMAGE), max_size=6), st.randoms(use_true_random=False))
def test_no_damage_loses_an_answer_or_gives_it_to_another_exercise(damages, rng):
    notebook = raw()
    for damage in damages:
        damage(notebook, rng)
    if not notebook["cells"]:
        return
    repaired = mend(notebook)
    found = sources(repaired)
    everything = "\n".join(found.values())
    for name in ("double", "root", "predict_sum"):
        assert f"# by me: {name}" in everything
        for other in {"double", "root", "predict_sum"} - {name}:
            assert f"# by me: {other}" not in found[name], (name, damages)
    for name in ("double", "root"):  # they can be known by what they define
        assert f"# by me: {name}" in found[name]
    for cell in notebooks.instructor_notebook(assignment()).cells:
        if not cell.metadata.get("nbgrader", {}).get("solution"):
            assert found[cell.id] == cell.source


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=300)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "cells",
                        "source",
                        "metadata",
                        "cell_type",
                        "id",
                        "nbgrader",
                        "grade_id",
                        "worksheets",
                        "tags",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=20,
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_bytes_are_repaired_or_refused_with_a_reason(data):
    reason = ""
    try:
        repaired = mend(data)
    except repair.UnreadableError as error:
        reason = str(error)
    assert reason or len(repaired.notebook.cells) >= len(released().cells)
