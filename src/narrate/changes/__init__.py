"""Which pages of the site a change made: what there is now beside what there was at an earlier commit."""
