"""Digests of values, and the store that keeps expensive results under them."""
