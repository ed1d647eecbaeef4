"""The commands of whoever writes an assignment."""
