"""How a source is doing, in words an editor acts on.

Takes a source and what we remember of it, gives its Health. Pure: no clock, no network; the
same answer serves the desk and the command line.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kexie_digest.model import Source, SourceState
from kexie_digest.sources.polling import PATIENCE

#: So many of its own usual gaps without anything new are too quiet.
QUIET_GAPS = 3
#: Fewer pairs of novelties are no habit.
LEAST_GAPS = 3
#: Weekends and holidays: nothing is quiet before this, everything after that.
SHORTEST_QUIET = dt.timedelta(days=3)
LONGEST_QUIET = dt.timedelta(days=60)
_HOURS_A_DAY = 24
#: Polls that all say the source has moved for good.
SURE_MOVES = 3
#: A certificate that ends within so long is told: its owner needs some days to renew it.
CERTIFICATE_NOTICE = dt.timedelta(days=14)


class Condition(StrEnum):
    """How a source is doing."""

    NEW = "new"
    OK = "ok"
    QUIET = "quiet"
    FAILING = "failing"
    CHANGED = "changed"
    PAUSED = "paused"


#: What it is called, and what to do.
WORDS = {
    Condition.NEW: ("还没有轮询", ""),
    Condition.OK: ("正常", ""),
    Condition.QUIET: ("久无更新", "请在浏览器里打开网址，看栏目是否已停更或换了地方。"),
    Condition.FAILING: ("连续失败", "程序会自动重试；请在浏览器里打开网址核对，持续多日请联系网站管理员。"),
    Condition.CHANGED: (
        "版式变了",
        "网站可能改版；请试读（kexie-digest sources try --source），按建议改 sources.yaml。",
    ),
    Condition.PAUSED: ("已暂停", "请核对网址；改好后点“恢复轮询”，或运行 kexie-digest sources unpause。"),
}
#: What readings were unsure of, and what to do.
DOUBTS = {
    "charset_doubt": "编码是猜的：网页所标的读不通；请打开一篇稿件，看有没有乱码",
    "malformed_xml": "订阅源的 XML 有误，已尽量读出；请核对稿件是否齐全",
}
_REASONS = {
    "address_refused": "网址指向内网。确是本单位网站的，在该来源下写 allow_private: [主机名]。",
    "gone": "网站已声明永久撤下。请从 sources.yaml 删去该来源，或换新网址。",
    "forbidden": "网站多次拒绝访问。请换成公开的网址，或联系网站管理员。",
    "robots_refused": "网站的 robots.txt 不许程序访问。请改用订阅源，或请网站管理员放行。",
    "no_account": "没有设置邮箱登录信息。请设置环境变量 KEXIE_MAILBOX_名字。",
}


@dataclass(frozen=True, slots=True)
class Health:
    """来源健康: condition, its name and advice in Chinese, and where the source says it moved.

    ``habit`` says how often it brings something new, ``doubts`` what its last reading was
    unsure of; both are empty where nothing is known. ``certificate`` says that the site's TLS
    certificate ends soon.
    """

    condition: Condition
    words: str
    advice: str = ""
    last_good: dt.datetime | None = None
    moved_to: str | None = None
    habit: str = ""
    doubts: tuple[str, ...] = ()
    certificate: str = ""

    @property
    def needs_editor(self) -> bool:
        """Whether somebody must look at it."""
        return (
            self.condition not in {Condition.NEW, Condition.OK}
            or self.moved_to is not None
            or bool(self.certificate)
        )


def assess(source: Source, state: SourceState, now: dt.datetime) -> Health:
    """Say how a source is doing.

    Args:
        source: The source.
        state: What we remember of it.
        now: The present instant.

    Returns:
        Its health; a single failure is no alarm, the next poll mends it.
    """
    condition = _condition(source, state, now)
    words, advice = WORDS[condition]
    if condition is Condition.FAILING:
        words = f"{words} {state.failures} 次（{state.last_code}）"
    if condition in {Condition.FAILING, Condition.PAUSED}:
        advice = _REASONS.get(state.paused_reason or state.last_code, advice)
    if condition is Condition.QUIET and state.last_new is not None:
        words = f"{words}（{(now - state.last_new).days} 天）"
    moved = state.moved_to if state.moves >= SURE_MOVES else None
    if moved:
        advice = f"{advice}网站说它已迁到 {moved}；核对后请改 sources.yaml 里的 url。"
    doubts = tuple(DOUBTS.get(doubt, doubt) for doubt in state.doubts)
    certificate = _certificate(state, now)
    if certificate:
        advice = f"{advice}请告诉网站管理员更换证书；过期后程序就读不到这个网站。"
    return Health(condition, words, advice, state.last_ok, moved, _habit(state), doubts, certificate)


def quiet_after(state: SourceState) -> dt.timedelta:
    """Say how long a source may bring nothing new before that is odd.

    Args:
        state: What we remember of it, its habit among it.

    Returns:
        Three of its usual gaps, within 3 and 60 days; 60 days while its habit is not known.
    """
    if state.gaps < LEAST_GAPS:
        return LONGEST_QUIET
    return min(max(dt.timedelta(seconds=state.usual_gap) * QUIET_GAPS, SHORTEST_QUIET), LONGEST_QUIET)


def _certificate(state: SourceState, now: dt.datetime) -> str:
    """Say that a certificate ends soon, or has ended; nothing while it is good for longer."""
    until = state.certificate_until
    if until is None or until - now > CERTIFICATE_NOTICE:
        return ""
    if until <= now:
        return f"网站证书已于 {until:%Y-%m-%d} 过期"
    return f"网站证书 {until:%Y-%m-%d} 到期（还有 {(until - now).days} 天）"


def _habit(state: SourceState) -> str:
    """Say how often a source brings something new; nothing while that is not known."""
    if state.gaps < LEAST_GAPS:
        return ""
    hours = state.usual_gap / 3600
    if hours < _HOURS_A_DAY:
        return f"约每 {max(round(hours), 1)} 小时有新稿"
    return f"约每 {round(hours / _HOURS_A_DAY)} 天有新稿"


def _condition(source: Source, state: SourceState, now: dt.datetime) -> Condition:
    if state.paused_reason:
        return Condition.PAUSED
    if state.last_code == "source_changed":
        return Condition.CHANGED
    if state.failures >= PATIENCE:
        return Condition.FAILING
    if not state.last_code:
        return Condition.NEW
    allowed = max(quiet_after(state), source.every * QUIET_GAPS)
    if state.last_new is not None and now - state.last_new > allowed:
        return Condition.QUIET
    return Condition.OK
