"""Themes: finding one, loading it into a value, and the environment in which its templates are rendered."""
