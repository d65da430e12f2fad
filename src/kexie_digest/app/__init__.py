"""The composition root: settings and configuration become a working program.

Takes the environment and ``sources.yaml``, gives a :class:`Context` for workflows.
Nothing else builds clients, opens the store or reads configuration. What is needed to
read a configuration is imported with the package; store, renderers and workflows are
imported by the function that opens them, so that ``check`` and ``parse`` start in a moment.
"""

from kexie_digest.app.gathering import drawing, drawing_places, holdings, machine, mail_machine
from kexie_digest.app.opening import archive, archive_if_any, opened
from kexie_digest.app.places import check_folders
from kexie_digest.app.reading import DEFAULT_FILE, all_errors, load_config, schema
from kexie_digest.app.rooms import source_tools

__all__ = [
    "DEFAULT_FILE",
    "all_errors",
    "archive",
    "archive_if_any",
    "check_folders",
    "drawing",
    "drawing_places",
    "holdings",
    "load_config",
    "machine",
    "mail_machine",
    "opened",
    "schema",
    "source_tools",
]
