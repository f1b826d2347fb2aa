"""What `narrate find` finds, and how it is written."""
