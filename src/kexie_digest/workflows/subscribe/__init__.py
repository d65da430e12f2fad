"""Readers come, change their wishes and leave; every page and command of readers calls this.

Signing up is answered by a letter to the address, whoever asks: nobody learns from us
who reads. A link's token is all the proof that is asked for. Looking at a link changes
nothing (mail scanners open every link); what acts is a second, deliberate step, and may
be repeated without harm.
"""

from kexie_digest.workflows.subscribe.applying import SignUp, confirm, look_at_application, request
from kexie_digest.workflows.subscribe.exporting import export_data
from kexie_digest.workflows.subscribe.identifying import Standing, look
from kexie_digest.workflows.subscribe.leaving import Left, delete_data, unsubscribe
from kexie_digest.workflows.subscribe.posting import post_letters
from kexie_digest.workflows.subscribe.preferring import Wishes, change, preferences, send_link

__all__ = [
    "Left",
    "SignUp",
    "Standing",
    "Wishes",
    "change",
    "confirm",
    "delete_data",
    "export_data",
    "look",
    "look_at_application",
    "post_letters",
    "preferences",
    "request",
    "send_link",
    "unsubscribe",
]
