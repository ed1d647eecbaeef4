"""A notebook in, verdicts out."""
