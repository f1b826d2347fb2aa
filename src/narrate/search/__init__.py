"""Search: what words are, the pieces of the index, and how entries are found in them. `docs/search.md` says why.

Its twin in the browser is `search.js` of the default theme: both answer from the same pieces, in the same order.
"""
