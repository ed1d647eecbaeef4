"""nbgrader's database, with one writer."""
