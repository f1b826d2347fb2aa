"""Where the newest state is posted, and where whoever waits for news hears of it."""

import asyncio
import secrets

from narrate.serve.preview import State


class Bulletin:
    """Holds the newest state. Lives in the event loop; nobody is kept waiting by a reader who does not listen."""

    def __init__(self) -> None:
        self.state = State()
        self.run = secrets.token_hex(4)
        """Tells this server from the one that was here before it."""
        self.closed = False
        self._turned = asyncio.Event()

    def post(self, state: State) -> None:
        """Replaces the state, and wakes all who wait."""
        self.state = state
        turned, self._turned = self._turned, asyncio.Event()
        turned.set()

    def close(self) -> None:
        """There will be no more news."""
        self.closed = True
        self._turned.set()

    async def news(self, patience: float) -> bool:
        """Waits for the next state. False when there was none for so many seconds."""
        try:
            await asyncio.wait_for(self._turned.wait(), patience)
        except TimeoutError:
            return False
        return True
