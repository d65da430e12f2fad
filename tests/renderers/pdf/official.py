"""How the tests' official bulletin (简报式) is made: the sample digest with lists of receivers."""

from __future__ import annotations

from dataclasses import replace

from kexie_digest.model import Colophon

from factories import sample_digest

COLOPHON = Colophon(
    report_to=("海岚省委办公厅", "海岚省人大教科文卫委员会", "海岚省政府办公厅", "海岚省政协办公厅"),
    send_to=("各市州科协", "省级学会、协会、研究会", "高等学校科协"),
    distribute_to=("机关各部门",),
    copies=200,
)
OFFICIAL = replace(sample_digest(), style="jianbao", colophon=COLOPHON)
