"""nbgrader's release, the students' zip, plain nbgrader's plugins."""
