"""Stays fresh: watches the folder, builds again, and reloads the browser."""
