"""Pages and files for people: feedback, report, export."""
