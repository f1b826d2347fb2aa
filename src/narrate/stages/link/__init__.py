"""link, in pieces; `link.link` is the stage."""
