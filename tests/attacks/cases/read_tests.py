# tries: reads the assignments' sources and the exam from where Python says they are
# reached: the grader's folder is known; the exam was asked for
import glob, os, sys
LOOT = []
roots = {os.path.dirname(os.path.dirname(m.__file__)) for n, m in list(sys.modules.items()) if n.startswith(("grader", "coursekit")) and getattr(m, "__file__", None)}
if any(os.path.basename(root) == "grader" for root in roots): reached("the grader's folder is known")
names = ("1_notmnist.py", "2_logistic_regression.py", "glyphs_labels.npy", "glyphs_card.json")
for root in roots | {os.environ.get("COURSE_DATA", "/")}:
    guessed = [f"{root}/{folder}{name}" for folder in ("", "grader/assignments/", "assignments/", "exam/") for name in names]
    for path in guessed + glob.glob(root + "/**/assignments/*.py", recursive=True) + glob.glob(root + "/exam/*") + glob.glob(root + "/workspace/*", recursive=True):
        try: open(path).close(); LOOT.append(path)
        except OSError: pass
        try: LOOT.append(os.listdir(path))
        except OSError: pass
assert not LOOT, LOOT
try: sys.modules["EXAM_MODULE"].load_exam("glyphs"); raise SystemError("the exam is there")
except OSError: reached("the exam was asked for")
def double(values): return 0
