"""Chinese words for the stable words of the program.

Takes nothing, gives tables; a word that is missing here is shown as it is.
"""

from collections.abc import Mapping

FLAGS = {
    "gap": "缺文",
    "truncated": "不完整",
    "displaced": "错位",
    "ambiguous": "有歧义",
    "date_conflict": "日期矛盾",
    "count_mismatch": "数目不符",
    "duplicate_byline": "署名重复",
    "no_headline": "无标题",
    "charset_doubt": "编码可疑",
    "needs_review": "请核对",
}

ROLES = {"editor": "编辑", "reviewer": "审稿", "publisher": "签发", "admin": "管理员"}

SCOPES = {
    "read": "只读",
    "edit": "编辑",
    "review": "审稿",
    "publish": "签发",
    "admin": "管理",
}

STAGES = {"collect": "收稿", "compose": "编排", "publish": "出刊", "deliver": "投递", "run": "运行"}

#: What a run counts, and in which measure.
COUNTS = {
    "documents": ("收到原件", "份"),
    "articles": ("稿件", "篇"),
    "grouped": ("归入事件", "篇"),
    "queued": ("排队邮件", "封"),
    "sent": ("送出邮件", "封"),
}

ACTIONS = {
    "login": "登录",
    "login.refused": "登录失败",
    "logout": "退出",
    "user.add": "新建用户",
    "user.role": "改角色",
    "user.password": "改密码",
    "user.disable": "停用用户",
    "user.enable": "启用用户",
    "drop.add": "投放文件",
    "source.unpause": "恢复轮询",
    "run.start": "启动运行",
    "run.cancel": "取消运行",
    "article.settle": "核对无误",
    "article.theme": "改专题",
    "article.themes": "改专题",
    "article.title": "改标题",
    "article.caption": "改图说",
    "article.join": "改分段",
    "article.undo": "撤回更正",
    "event.merge": "合并事件",
    "event.split": "拆开事件",
    "event.undo": "撤回合并或拆开",
    "token.add": "新建令牌",
    "token.revoke": "撤销令牌",
    "edition.change": "改动一期",
    "edition.take": "收进稿件",
    "edition.remake": "重做条目",
    "edition.tick": "校对勾选",
    "edition.untick": "取消勾选",
    "edition.submit": "提交审稿",
    "edition.approve": "审定",
    "edition.return": "退回编排",
    "edition.withdraw": "撤回一期",
    "reader.add": "录入读者",
    "reader.import": "导入读者",
    "reader.remove": "移除读者",
    "reader.suppress": "禁发",
    "reader.lift": "解除禁发",
    "delivery.resend": "重寄",
    "delivery.settle": "确认收到",
    "delivery.pause": "暂停投递",
    "delivery.resume": "继续投递",
    "delivery.cancel": "取消投递",
    "delivery.test": "测试邮件",
}

STATES = {"drafting": "编排中", "reviewing": "审稿中", "publishing": "待出刊", "published": "已出刊"}

DELIVERIES = {
    "queued": "排队",
    "armed": "正在投递",
    "sent": "已送出",
    "deferred": "等待重试",
    "failed": "失败",
    "uncertain": "存疑",
    "cancelled": "已取消",
}

OUTPUTS = {
    "bulletin.pdf": "简报 PDF",
    "bulletin-print.pdf": "印刷版 PDF",
    "bulletin.docx": "Word 文档",
    "email.html": "邮件版",
    "facts.csv": "事实表 CSV",
    "activities.ics": "活动日历",
    "edition.json": "本期数据 JSON",
}

CAMPAIGNS = {"planning": "正在排队", "active": "投递中", "paused": "已暂停", "cancelled": "已取消"}

SUPPRESSIONS = {
    "unsubscribed": "本人退订",
    "hard_bounce": "地址无效",
    "complaint": "投诉",
    "manual": "编辑加入",
}

PROOFS = {
    "person": "人名职务",
    "spelling": "单位名称",
    "date": "日期",
    "count": "数目",
    "slip": "疑误",
    "loss": "存疑",
    "edited": "编者改动",
}

DECISIONS = {
    "changed": "改动",
    "submitted": "提交审稿",
    "approved": "通过",
    "returned": "退回",
    "withdrawn": "撤回",
}

ACTS = {
    "move": "移动",
    "pin": "定为头条",
    "hold": "留到下期",
    "discard": "不用",
    "retitle": "改标题",
    "resummarise": "改摘要",
    "annotate": "写按语",
    "take": "收进稿件",
    "remake": "重做条目",
}


def took(seconds: float | None) -> str:
    """Say how long something took.

    Args:
        seconds: How many; None while it lasts.

    Returns:
        ``0.4 秒``, ``12 秒``, ``3 分 20 秒`` or ``1 小时 5 分``.
    """
    if seconds is None:
        return "—"
    if seconds < 10:  # noqa: PLR2004 - below that a tenth says something
        return f"{seconds:.1f} 秒"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {minutes} 分"
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"


def counted(counts: Mapping[str, int]) -> list[str]:
    """Say what a run counted.

    Args:
        counts: Name → how many.

    Returns:
        One phrase a count that is not nothing, in the order of :data:`COUNTS`.
    """
    known = [f"{COUNTS[name][0]} {counts[name]} {COUNTS[name][1]}" for name in COUNTS if counts.get(name)]
    return known + [f"{name} {number}" for name, number in counts.items() if number and name not in COUNTS]
