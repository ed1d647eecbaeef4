"""A class: read, plan, run, keep, tell."""
