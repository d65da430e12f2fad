"""Chinese text: script, sentences, dates, charset and spacing.

Takes strings (bytes for ``charset``), gives strings, offsets and dates. Every stage
may use it; it knows no article, page or file.
"""
