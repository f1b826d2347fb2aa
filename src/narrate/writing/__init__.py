"""Writing: what a new file is called and says, and which entry is meant. Pure functions; only `cli/` touches files."""
