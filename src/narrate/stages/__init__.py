"""The stages of the pipeline, each a function from values to values and diagnostics."""
