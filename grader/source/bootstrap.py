"""The first cell of every notebook: find the course where an editor runs it alone.

In the course's folder the cell does nothing. Opened on Colab, Kaggle or from a folder
above, it looks for the helper package near by, then for the students' zip beside the
notebook, then at the address that `[course] zip_url` of `course.toml` names. Where
none of them helps it says in one sentence what to do.
"""

from __future__ import annotations

TEXT = """\
# In the course's folder this cell does nothing; on Colab or Kaggle it finds the course.
import importlib.util
import shutil
import sys
import urllib.request
import zipfile
from pathlib import Path

ADDRESS = {address!r}  # where the course's zip can be had, if anywhere
if importlib.util.find_spec("coursekit") is None:
    archive = Path("deep_learning_course.zip")
    try:
        if ADDRESS and not archive.exists():
            urllib.request.urlretrieve(ADDRESS, archive)
    except OSError as error:
        print(f"The course could not be fetched: {{error}}.")
    if archive.exists():
        zipfile.ZipFile(archive).extractall()
    for found in Path("/kaggle/input").glob("**/coursekit"):  # cannot be written to
        shutil.copytree(found.parents[1], "deep_learning_course", dirs_exist_ok=True)
    places = [str(path.resolve().parent) for path in Path().glob("**/coursekit")]
    if not places:
        raise ModuleNotFoundError(
            "Put deep_learning_course.zip beside this notebook (on Colab: Files, "
            "Upload), then run this cell again."
        )
    sys.path.insert(0, places[0])
"""


def cell_text(address: str = "") -> str:
    """The code of the cell; `address`, "" or https://, is where the zip can be had."""
    return TEXT.format(address=address).rstrip("\n")
