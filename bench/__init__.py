"""Benchmarks: side by side in one run; ratios of medians rather than times."""
