"""How much memory a command needs at its highest, with all the processes it starts."""

import contextlib
import os
import subprocess
import time
from pathlib import Path


def peak(command: tuple[str, ...]) -> float:
    """Megabytes.

    On Linux the sum over the command's processes, where what several share counts once (the proportional
    set size); elsewhere the largest single process.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    highest = 0
    while True:
        ended, _, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        highest = max(highest, _of_session(process.pid))
        time.sleep(0.1)
    return highest / 1024 if highest else usage.ru_maxrss / 1024


def _of_session(session: int) -> int:
    """Kilobytes of all processes of a session (the command leads one of its own)."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        # A process may end between two looks at it.
        with contextlib.suppress(OSError, ValueError, IndexError):
            # The name in parentheses may contain anything; the session is the fourth field after it.
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                rollup = (folder / "smaps_rollup").read_text()
                total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total
