"""Links to other hosts, asked for one by one: the only part of narrate that uses a network, and only when it is told to."""
