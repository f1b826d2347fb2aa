"""Planners: from the index to views. One kind of output per file; `stages.plan` lists them."""
