"""Pages about a reader's own mail: sign up, change, leave. Thin over ``workflows.subscribe``."""
