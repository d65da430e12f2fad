"""Who agreed what with whom: agreements signed and alliances founded, with their parties.

Takes the sentences of an article, gives one value per agreement.
"""

from kexie_digest.facts.cooperation.agreements import find_cooperation

__all__ = ["find_cooperation"]
