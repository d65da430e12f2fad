"""Typographic parts of a page: one module each, shared by the layouts."""
