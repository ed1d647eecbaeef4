"""Tests on one side of a wire, answers on the other.

Trusted: `examiner`, `remote`. The student's side: `agent`, `runner`. Both: `protocol`.
"""
