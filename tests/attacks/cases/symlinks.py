# tries: symbolic links in the shared folder that point at the examiner's files
# reached: the test waits for the file
import os, tempfile
for i, target in enumerate(("/proc/self/environ", os.environ["COURSE_DATA"] + "/exam/glyphs_labels.npy", "/dev/zero", "CANARY_PATH/gradebook.db")):
    try: os.symlink(target, f"{tempfile.gettempdir()}/link{i}")
    except PermissionError: pass  # the second wall lets none be made there
def double(values): return 0
def write_file(folder):
    path = os.path.join(folder, "answer")
    reached("the test waits for the file")
    os.symlink(os.environ["COURSE_DATA"] + "/exam/glyphs_card.json", path)
    return path
