"""The detection table: what counts as a problem, and its three forms."""

import inspect
import re

import pytest

from grader import course
from grader.pages import markers
from grader.proving import detection, mistakes, mutants, rows, wrapped
from grader.proving.rows import AnswerResult, CaseInfo, MutantResult, Row

CASES = [
    CaseInfo("seen", 1.0, visible=True, message="Look."),
    CaseInfo("unseen", 2.0, visible=False, message="Think."),
]


def answer(name="x.py: wrong a", failed=("seen",), *, expected="seen", visible=True):
    lost = dict.fromkeys(failed, "Look <here>.")
    is_right = ": right " in name
    return AnswerResult(
        name, is_right, "does it", "" if is_right else expected, lost, visible, 0.5
    )


def row(answers=(), mutants=(), **options):
    made = [MutantResult(f"m{i}", "arithmetic", *m) for i, m in enumerate(mutants)]
    return Row(
        "9_sample", "add_one", CASES, answers=list(answers), mutants=made, **options
    )


def test_answers_as_they_should_be_have_no_problems():
    proven = row(
        [answer("x.py: right a", ()), answer()], [(["seen"],), ([], "the same")]
    )
    assert proven.problems == []
    assert not rows.has_failed([proven])
    assert (proven.right_passing, proven.wrong_caught, proven.as_expected) == (1, 1, 1)


@pytest.mark.parametrize(
    ("result", "complaint"),
    [
        (answer("x.py: right a", ("seen",)), "fails 'seen': Look <here>."),
        (answer(failed=()), "gets every point; 'seen' should catch it"),
        (answer(failed=("unseen",)), "is caught by 'unseen', not by 'seen'"),
    ],
)
def test_an_answer_that_goes_another_way_is_a_problem(result, complaint):
    proven = row([result])
    assert complaint in proven.problems[0]
    assert rows.has_failed([proven])


def test_a_right_answer_whose_run_broke_off_has_not_passed():
    broken = AnswerResult("x.py: right a", True, "d", "", {}, False, 1.0, "It stopped.")
    assert row([broken]).problems == ["x.py: right a (d) fails It stopped."]


def test_a_case_is_idle_when_others_catch_all_that_it_catches():
    both = answer("x.py: wrong b", ("seen", "unseen"))
    assert row([both]).idle_cases == ["seen", "unseen"]
    assert row([both, answer()]).idle_cases == ["unseen"]
    assert row([both, answer()], [(["unseen"],)]).idle_cases == []


def test_an_exercise_without_a_bank_has_no_idle_cases():
    assert row().idle_cases == []


@pytest.mark.parametrize(
    ("killed", "alive", "failed"),
    [(10, 0, False), (10, 1, False), (10, 2, True), (98, 2, False), (0, 0, False)],
)
def test_the_goal_for_mutants_forgives_a_single_one(killed, alive, failed):
    mutants = [(["seen"],)] * killed + [([],)] * alive
    assert rows.has_failed([row(mutants=mutants)]) is failed


def test_rows_come_back_from_their_file_and_others_are_kept(tmp_path):
    first = row(
        [answer("x.py: right a", ()), answer()], [(["seen"],), ([], "why")], stale=["x"]
    )
    other = Row("9_sample", "double", CASES, seconds=2.5)
    detection.write([first], tmp_path)
    detection.write([other], tmp_path)
    assert rows.read(tmp_path / "9_sample.json") == [first, other]
    assert rows.read_all(tmp_path) == [first, other]


def test_rows_are_in_the_assignments_order_and_others_dropped(tmp_path):
    made = [Row("9_sample", name, CASES) for name in ("gone", "late", "early")]
    detection.write(made, tmp_path)
    order = {"9_sample": ("early", "late", "new")}
    detection.write(made[1:2], tmp_path, order)
    assert [r.exercise for r in rows.read_all(tmp_path)] == ["early", "late"]


def test_a_row_that_was_proven_without_mutants_keeps_its_earlier_ones(tmp_path):
    proven = row([answer()], [(["seen"],)])
    detection.write([proven], tmp_path)
    detection.write([row([answer(failed=())])], tmp_path)
    (merged,) = rows.read_all(tmp_path)
    assert merged.mutants == proven.mutants
    assert merged.wrong_caught == 0


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "9_sample.json").write_text('[{"stem": 1}]')
    with pytest.raises(course.CourseError, match=r"9_sample\.json .* prove .* again"):
        rows.read_all(tmp_path)


def test_the_page_says_what_a_student_reads_and_escapes_it(tmp_path):
    page = detection.write([row([answer()], [([],)], size=["too few"])], tmp_path)
    text = page.read_text()
    assert "Look &lt;here&gt;." in text
    assert "too few" in text
    assert "Mutants that get every point" in text
    assert not re.search(r"<(script|link)|https?:", text)


def test_the_text_has_problems_living_mutants_and_totals():
    said = detection.as_text(
        [row([answer(failed=())], [([],), (["seen"],)])], verbose=True
    )
    assert "! x.py: wrong a (does it) gets every point" in said
    assert "~ alive: m0" in said
    assert "x.py: wrong a: all points" in said
    assert "0 of 1 wrong ones lose some" in said
    assert "1 mutants lose points, 1 do not (50.0%), 0 are equivalent." in said


def test_the_table_of_a_document_is_renewed(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(
        "# Head\n\n<!-- detection table -->\nold\n<!-- end of the detection table -->\n\nEnd\n"
    )
    for _ in range(2):
        table = detection.as_markdown([row([answer()], [(["seen"],)])])
        markers.put(table, "detection table", path)
    text = path.read_text()
    assert text.startswith("# Head\n")
    assert text.endswith("-->\n\nEnd\n")
    assert "| 9_sample | 1 | 0 of 0 | 1 of 1 | 100% | 1 of 1 (100.0%) |" in text
    assert "old" not in text
    assert text.count("9_sample") == 1


def test_a_document_without_a_place_for_the_table_is_named(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("# Head\n")
    with pytest.raises(course.CourseError, match=r"page\.md has no lines"):
        markers.put("", "detection table", path)


def test_each_mistake_is_counted_and_an_empty_cell_has_its_mark():
    proven = row([answer()], [(["seen"],), ([],), ([], "the same")])
    proven.slips = {"ignores seed": ["seen"], "ignores x": [], "takes no lists": ["a"]}
    proven.excused = {"takes nothing empty": "it is asked nowhere"}
    table = mistakes.as_markdown([proven])
    head, _, line, _ = [*table.splitlines(), ""][:4]
    found = dict(zip(head.split("|"), line.split("|"), strict=True))
    cells = {name.strip(): cell.strip() for name, cell in found.items()}
    assert cells["by hand"] == "1/1"
    assert cells["sign, operation"] == "1/2"
    assert cells["ignored"] == "1/2"
    assert cells["lists"] == "1/1"
    assert cells["empty"] == mistakes.EXCUSED
    assert cells["gradient"] == mistakes.NOTHING


def test_every_mutant_and_every_slip_has_a_column():
    source = inspect.getsource(mutants)
    operators = set(re.findall(r'_Change\("([^"]+)"', source))
    assert len(operators) > 10
    shown = {o for mistake in mistakes.MISTAKES for o in mistake.operators}
    assert operators == shown
    slips = wrapped.slipped_answers(
        'def f(x, y=1):\n    """int32, a list or an array, may be empty.\n\n'
        '    unchanged; gradients flow.\n\n    Returns: int32, float32."""\n'
    )
    assert len(slips) >= 8
    starts = tuple(s for mistake in mistakes.MISTAKES for s in mistake.slips)
    assert [name for name in slips if not name.startswith(starts)] == []
