"""What an LMS exported becomes `submitted/`."""
