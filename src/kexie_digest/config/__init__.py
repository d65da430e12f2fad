"""Configuration: the machine's settings and the owner's ``sources.yaml``.

Takes environment variables and one YAML file, gives frozen values; every mistake is
told at once. Stages never import this package: ``app`` hands them values.
"""

from kexie_digest.config.folders import OwnPlace, check_drops
from kexie_digest.config.mistakes import ConfigErrors
from kexie_digest.config.settings import Settings, load_settings, secret_key
from kexie_digest.config.sources_file import load, schema
from kexie_digest.config.themes import built_in, read_themes

__all__ = [
    "ConfigErrors",
    "OwnPlace",
    "Settings",
    "built_in",
    "check_drops",
    "load",
    "load_settings",
    "read_themes",
    "schema",
    "secret_key",
]
