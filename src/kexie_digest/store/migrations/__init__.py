"""The schema's history: one revision a change, applied by ``store.schema``; never edited once released."""
