"""What narrate made of a file, and why."""
