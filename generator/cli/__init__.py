"""Speaks to people: commands, progress, exit codes. The only room that prints."""
