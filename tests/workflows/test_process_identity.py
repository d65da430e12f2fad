"""Telling a living lease holder from a dead one."""

from __future__ import annotations

import subprocess
import sys

from kexie_digest.workflows import process_identity

NAME = "from kexie_digest.workflows.process_identity import own_name; print(own_name())"


def test_this_process_is_alive() -> None:
    """A process finds itself alive."""
    assert process_identity.is_alive(process_identity.own_name())


def test_a_finished_process_is_dead() -> None:
    """A process that ended is dead at once, not when its lease runs out."""
    name = subprocess.run(
        [sys.executable, "-c", NAME], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert not process_identity.is_alive(name)


def test_a_reused_process_id_is_another_process() -> None:
    """Same host, boot and id, but another start: dead."""
    host, boot, pid, _ = process_identity.own_name().split("|")
    assert not process_identity.is_alive(f"{host}|{boot}|{pid}|1")


def test_an_earlier_boot_is_dead_and_another_host_unknown() -> None:
    """A reboot kills every holder; of other hosts we know nothing."""
    host, _, pid, start = process_identity.own_name().split("|")
    assert not process_identity.is_alive(f"{host}|earlier|{pid}|{start}")
    assert process_identity.is_alive(f"elsewhere|earlier|{pid}|{start}")
