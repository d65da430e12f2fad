"""Winners whom no fixed form names, found by tagging the characters of their sentences.

Takes sentences and the title, gives more honours. The weights are taught, not written.
"""

from kexie_digest.facts.awards.tagging.reading import tagged

__all__ = ["tagged"]
