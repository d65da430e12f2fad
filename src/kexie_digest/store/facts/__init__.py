"""The archive of facts: who won what, who signed what with whom, what was held when.

Takes the facts of reports (in the transaction that adds them) and names or days asked
for; gives records that name their sentence and report. How names are compared is the
business of ``names``, how dates become days that of ``days``. Nothing is merged: one
name in two articles is two records, and the reader decides whether they are one person.
"""

from kexie_digest.store.facts.asking import activities_between, agreements_of, awards_of, named_in
from kexie_digest.store.facts.filing import add, replace

__all__ = ["activities_between", "add", "agreements_of", "awards_of", "named_in", "replace"]
