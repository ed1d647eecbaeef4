"""The grader. `python -m grader VERB`; one module a job, none imports TensorFlow."""

import sys

# jsonschema, which nbformat imports, would load a checker of internationalized web
# addresses, whose grammar takes 1 to 2 seconds to compile in each process that grades.
# No notebook's schema asks for it, and jsonschema does without where it is missing.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
