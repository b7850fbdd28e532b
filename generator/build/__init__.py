"""Disk, cores and publishing: the stages in their order."""
