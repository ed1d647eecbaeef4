"""Processes that can do no harm: the zygote, its sandbox, its sessions."""
