"""Settings of logs, metrics and alarms."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.config import ConfigErrors, load_settings


def test_hooks_are_told_apart(tmp_path: Path) -> None:
    """A robot's name before the address, its secret behind; neither is sent, neither is shown."""
    hooks = "https://ops.example.org/hook?x=1 dingtalk+https://oapi.example.org/robot?access_token=t#secret=SECa+b/="
    settings = load_settings({"KEXIE_ALARM_HOOKS": hooks, "KEXIE_LOG": "json"}, folder=tmp_path)
    ours, robot = settings.watch.hooks
    assert (ours.form, ours.url.get_secret_value(), ours.secret) == (
        "",
        "https://ops.example.org/hook?x=1",
        None,
    )
    assert robot.url.get_secret_value() == "https://oapi.example.org/robot?access_token=t"
    assert robot.secret
    assert (robot.form, robot.secret.get_secret_value()) == ("dingtalk", "SECa+b/=")
    assert settings.watch.is_log_json
    assert "access_token" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG", "xml"),
        ("METRICS_TOKEN", "short"),
        ("ALARM_HOOKS", "ftp://x"),
        ("ALARM_HOOKS", "slack+https://x.example.org/"),
        ("ALARM_HOOKS", "https://user:secret@x.example.org/"),
        ("ALARM_MAIL", "nobody"),
        ("ALARM_SECRET", "short"),
        ("ALARM_PRIVATE", "a b/c"),
    ],
)
def test_wrong_values_are_named_without_the_value(tmp_path: Path, name: str, value: str) -> None:
    """The variable and what was expected; the value may be a secret."""
    with pytest.raises(ConfigErrors) as caught:
        load_settings({f"KEXIE_{name}": value}, folder=tmp_path)
    assert f"KEXIE_{name}" in str(caught.value)
    assert value not in str(caught.value)
