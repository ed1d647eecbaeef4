# tries: reads the assignments' sources and the exam from where Python says they are
import glob, os, sys
LOOT = []
roots = {os.path.dirname(os.path.dirname(m.__file__)) for n, m in list(sys.modules.items()) if n.startswith(("grader", "coursekit")) and getattr(m, "__file__", None)}
for root in roots | {os.environ.get("COURSE_DATA", "/")}:
    for path in glob.glob(root + "/**/assignments/*.py", recursive=True) + glob.glob(root + "/exam/*") + glob.glob(root + "/workspace/**", recursive=True):
        if os.path.exists(path): LOOT.append(path)
assert not LOOT, LOOT
try:
    sys.modules["grader.exam"].load_exam("glyphs"); raise SystemError("the exam is there")
except FileNotFoundError: pass
def double(values): return 0
