"""What nbgrader must know on everybody's server: the course, and where it exchanges."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - nbgrader provides it

c.CourseDirectory.course_id = "deep_learning"
c.Exchange.root = str(Path(os.environ.get("COURSE_HOME", "/srv/course")) / "exchange")
