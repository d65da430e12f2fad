"""Questions that change nothing: to the archive of facts and reports, and to the themes."""
