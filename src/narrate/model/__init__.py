"""The frozen values that flow through the pipeline. Nothing here imports the rest of narrate."""
