"""Renderers: pure functions from a view to the text or bytes of one output."""
