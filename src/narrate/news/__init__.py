"""What there is for people since an earlier commit, and the messages that tell them."""
