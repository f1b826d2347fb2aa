"""`narrate serve`: builds into a folder of its own, serves that on this machine, and builds again when something changes.

    watch ─► signature ─► preview ─► bulletin ─► app ─► live.js
    wakes     compares     builds     tells       serves  reloads

One thread watches and builds (`run.py`), the event loop serves; what passes between them is a frozen `State`.
"""
