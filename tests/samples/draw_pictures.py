"""Draw the pictures of the sample pages: four scenes, written for this project.

Run ``python tests/samples/draw_pictures.py`` after a change here, and commit what it writes;
the same script draws the same files.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).parent
SIZE = (1500, 1000)
WIDTH, HEIGHT = 1500, 1000
Colour = tuple[int, int, int]


def sky(top: Colour, bottom: Colour) -> Image.Image:
    """Give a sky that turns from one colour to another."""
    mask = Image.linear_gradient("L").resize(SIZE)
    return Image.composite(Image.new("RGB", SIZE, bottom), Image.new("RGB", SIZE, top), mask)


def hill(draw: ImageDraw.ImageDraw, base: int, height: int, colour: Colour, phase: float) -> None:
    """Draw a line of hills."""
    points = [
        (x, base - height * (0.5 + 0.3 * math.sin(x / 210 + phase) + 0.2 * math.sin(x / 83 + 2 * phase)))
        for x in range(0, WIDTH + 10, 10)
    ]
    draw.polygon([(0, HEIGHT), *points, (WIDTH, HEIGHT)], fill=colour)


def person(
    draw: ImageDraw.ImageDraw, x: int, foot: int, height: int, colour: Colour, *, arm: int = 0
) -> None:
    """Draw somebody from behind; ``arm`` is where an arm points to, 0 hangs."""
    head, width = height * 0.15, height * 0.26
    draw.ellipse((x - head / 2, foot - height, x + head / 2, foot - height + head * 1.15), fill=colour)
    draw.rounded_rectangle(
        (x - width / 2, foot - height * 0.83, x + width / 2, foot - height * 0.38), width * 0.35, fill=colour
    )
    for side in (-1, 1):
        left = x + side * width * 0.24
        draw.line((left, foot - height * 0.42, left, foot), fill=colour, width=int(width * 0.36))
    if arm:
        shoulder = (x + math.copysign(width * 0.4, arm), foot - height * 0.76)
        draw.line((*shoulder, x + arm, foot - height * 0.92), fill=colour, width=int(width * 0.24))


def glow(picture: Image.Image, centre: tuple[int, int], radius: int, colour: Colour) -> Image.Image:
    """Light a place up."""
    mask = Image.new("L", SIZE)
    ImageDraw.Draw(mask).ellipse(
        (centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius), fill=190
    )
    return Image.composite(
        Image.new("RGB", SIZE, colour), picture, mask.filter(ImageFilter.GaussianBlur(radius * 0.55))
    )


def street_lamp(chance: random.Random) -> Image.Image:
    """夜市上，市民围观自动调光路灯: a quay at night, a warm lamp, people around it."""
    picture = sky((14, 22, 48), (58, 60, 92))
    draw = ImageDraw.Draw(picture)
    for x in range(0, WIDTH, 75):
        top = 430 - chance.randint(0, 190)
        draw.rectangle((x, top, x + 62, 620), fill=(24, 30, 54))
        for _ in range(9):
            left, low = x + chance.choice((8, 26, 44)), top + chance.randint(2, 12) * 16
            if low < 600:
                draw.rectangle((left, low, left + 9, low + 8), fill=(214, 182, 110))
    draw.rectangle((0, 620, WIDTH, 745), fill=(26, 38, 70))
    for _ in range(130):
        x, y = chance.randint(0, WIDTH), chance.randint(625, 740)
        draw.line((x, y, x + chance.randint(10, 60), y), fill=(70, 80, 112), width=2)
    draw.rectangle((0, 745, WIDTH, HEIGHT), fill=(52, 46, 48))
    picture = glow(picture, (760, 330), 330, (255, 196, 110))
    picture = glow(picture, (760, 860), 300, (176, 126, 76))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((752, 330, 768, 880), fill=(30, 28, 30))
    draw.polygon([(700, 330), (820, 330), (790, 268), (730, 268)], fill=(40, 38, 42))
    draw.rounded_rectangle((712, 326, 808, 346), 8, fill=(255, 240, 200))
    draw.rectangle((742, 470, 778, 520), fill=(66, 70, 78))
    for x in (250, 350, 455, 560, 905, 1010, 1125, 1240):
        foot, height = chance.randint(925, 975), chance.randint(330, 400)
        person(draw, x, foot, height, chance.choice(((28, 26, 34), (36, 30, 36), (24, 30, 42))))
    person(draw, 655, 960, 380, (30, 28, 36), arm=90)
    return picture


def tea_station(chance: random.Random) -> Image.Image:
    """技术员在收青点调试仪器: tea terraces, a table with a small instrument, two people."""
    picture = sky((176, 208, 226), (238, 240, 226))
    draw = ImageDraw.Draw(picture)
    hill(draw, 470, 210, (148, 178, 176), 0.4)
    hill(draw, 540, 190, (108, 152, 122), 2.2)
    for row in range(14):
        base = 500 + row * 22
        shade = (58 + row * 3, 118 + row * 2, 58)
        points = [(x, base + 14 * math.sin(x / 150 + row * 0.35)) for x in range(0, WIDTH + 20, 20)]
        draw.line(points, fill=shade, width=17)
        for x, y in points:
            jitter = chance.randint(-3, 3)
            draw.ellipse((x - 13, y - 11 + jitter, x + 13, y + 9 + jitter), fill=shade)
    draw.rectangle((0, 810, WIDTH, HEIGHT), fill=(176, 158, 128))
    draw.polygon([(250, 300), (1250, 300), (1330, 370), (170, 370)], fill=(120, 74, 56))
    for x in (220, 1275):
        draw.rectangle((x - 10, 368, x + 10, 880), fill=(96, 72, 54))
    person(draw, 560, 930, 470, (46, 78, 112), arm=130)
    person(draw, 985, 930, 440, (126, 62, 58), arm=-110)
    draw.rectangle((480, 690, 1080, 722), fill=(138, 106, 76))
    for x in (510, 1040):
        draw.rectangle((x, 720, x + 18, 940), fill=(112, 84, 60))
    draw.rounded_rectangle((690, 590, 860, 692), 14, fill=(232, 234, 236), outline=(120, 124, 128), width=4)
    draw.rectangle((712, 608, 838, 656), fill=(34, 58, 52))
    for place, level in enumerate((18, 32, 12, 26)):
        draw.rectangle((722 + place * 28, 650 - level, 740 + place * 28, 650), fill=(112, 214, 150))
    draw.ellipse((890, 664, 1010, 696), fill=(206, 196, 172))
    for _ in range(60):
        x, y = chance.randint(902, 996), chance.randint(650, 680)
        draw.ellipse((x, y, x + 12, y + 7), fill=(78, chance.randint(120, 150), 62))
    return picture


def agreement(chance: random.Random) -> Image.Image:
    """纪田夫（左）与……代表交换协议文本: two people on a platform, folders between them."""
    picture = sky((142, 30, 34), (176, 52, 46))
    draw = ImageDraw.Draw(picture)
    for x in range(0, WIDTH, 60):
        shade = chance.randint(-10, 10)
        draw.rectangle((x, 0, x + 34, 760), fill=(156 + shade, 38 + shade // 2, 38 + shade // 2))
    draw.rounded_rectangle((270, 110, 1230, 360), 10, fill=(236, 226, 206))
    for row, (left, right) in enumerate(((360, 1140), (470, 1030))):
        draw.rectangle((left, 170 + row * 90, right, 206 + row * 90), fill=(150, 40, 36))
    draw.rectangle((0, 760, WIDTH, HEIGHT), fill=(112, 80, 62))
    draw.rectangle((0, 760, WIDTH, 780), fill=(146, 108, 82))
    person(draw, 560, 945, 540, (38, 48, 70), arm=150)
    person(draw, 935, 945, 520, (74, 74, 84), arm=-140)
    for left, colour in ((668, (196, 44, 40)), (742, (40, 74, 132))):
        draw.polygon([(left, 420), (left + 78, 408), (left + 86, 512), (left + 8, 524)], fill=colour)
        draw.line((left + 14, 440, left + 66, 432), fill=(240, 224, 180), width=5)
    for x in range(40, WIDTH, 96):
        low = 950 + chance.randint(0, 24)
        draw.ellipse((x, low, x + 92, low + 92), fill=(58, 104, 62))
        draw.ellipse((x + 30, low - 8, x + 58, low + 20), fill=chance.choice(((222, 92, 96), (240, 200, 96))))
    return picture


def opening(chance: random.Random) -> Image.Image:
    """岭岚科技年会开幕式现场: a hall from behind, a screen, a speaker, many heads."""
    picture = sky((24, 36, 70), (44, 62, 104))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((230, 90, 1270, 520), fill=(34, 92, 156))
    for row in range(9):
        wave = [(x, 470 - row * 26 - 34 * math.sin(x / 170 + row * 0.5)) for x in range(230, 1280, 10)]
        draw.line(wave, fill=(50 + row * 9, 112 + row * 9, 176 + row * 6), width=4)
    draw.rectangle((480, 180, 1020, 226), fill=(240, 244, 248))
    draw.rectangle((600, 254, 900, 282), fill=(200, 220, 238))
    draw.rectangle((0, 590, WIDTH, HEIGHT), fill=(70, 50, 50))
    draw.rectangle((0, 590, WIDTH, 612), fill=(120, 86, 66))
    person(draw, 330, 600, 230, (24, 26, 40))
    draw.polygon([(286, 600), (374, 600), (366, 500), (294, 500)], fill=(132, 92, 64))
    for row in range(5):
        size, low = 52 + row * 17, 655 + row * 78
        for x in range(-20 + 30 * (row % 2), WIDTH, int(size * 1.75)):
            at, shade = x + chance.randint(-6, 6), chance.randint(-8, 8) - row * 4
            draw.ellipse(
                (at, low, at + size * 0.72, low + size * 0.86), fill=(46 + shade, 38 + shade, 42 + shade)
            )
            draw.rounded_rectangle(
                (at - size * 0.24, low + size * 0.8, at + size * 0.96, low + size * 2), 16,
                fill=(58 + shade, 56 + shade, 70 + shade),
            )  # fmt: skip
    return picture


def plasma_ball(chance: random.Random) -> Image.Image:
    """孩子们在展台前体验静电球: a glowing ball on a stand, children reaching for it."""
    picture = sky((36, 44, 84), (74, 82, 124))
    draw = ImageDraw.Draw(picture)
    for place, colour in enumerate(((86, 98, 146), (66, 120, 140), (120, 92, 142), (70, 104, 150))):
        left = 60 + place * 365
        draw.rounded_rectangle((left, 120, left + 285, 470), 8, fill=colour)
        for row in range(5):
            draw.rectangle(
                (left + 28, 170 + row * 52, left + 90 + chance.randint(40, 160), 184 + row * 52),
                fill=(226, 230, 240),
            )
    draw.rectangle((0, 800, WIDTH, HEIGHT), fill=(52, 54, 74))
    picture = glow(picture, (750, 520), 260, (182, 140, 246))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((640, 410, 860, 630), outline=(220, 206, 255), width=5)
    for _ in range(22):
        angle, at, points = chance.uniform(0, 2 * math.pi), 16.0, [(750.0, 520.0)]
        while at < 108:
            angle += chance.uniform(-0.25, 0.25)
            points.append((750 + at * math.cos(angle), 520 + at * math.sin(angle)))
            at += 16
        draw.line(points, fill=(236, 190, 255), width=3, joint="curve")
    draw.ellipse((734, 504, 766, 536), fill=(255, 246, 255))
    draw.polygon([(690, 625), (810, 625), (850, 720), (650, 720)], fill=(34, 34, 46))
    draw.rectangle((420, 715, 1080, 765), fill=(206, 210, 220))
    draw.rectangle((450, 765, 1050, 980), fill=(150, 156, 172))
    jackets = ((206, 84, 70), (226, 170, 60), (70, 150, 120), (74, 120, 190), (190, 90, 140))
    for place, (x, arm) in enumerate(((330, 0), (520, 140), (985, -140), (1170, 0), (1300, 0))):
        person(draw, x, 985, 430 + 22 * (place % 3), jackets[place], arm=arm)
    return picture


SCENES: dict[str, Callable[[random.Random], Image.Image]] = {
    "01-云岭科技报-第1版.图1.jpg": opening,
    "01-云岭科技报-第1版.图2.jpg": agreement,
    "02-科协动态.图1.jpg": plasma_ball,
    "05-岚江日报-第4版.图1.jpg": street_lamp,
    "06-青禾新闻网.图1.jpg": tea_station,
}


def grained(picture: Image.Image) -> Image.Image:
    """Soften edges and light the middle, as a lens does."""
    soft = picture.filter(ImageFilter.GaussianBlur(1.2))
    light = Image.radial_gradient("L").resize(SIZE).point(lambda value: 255 - value * 0.28)
    return Image.composite(soft, Image.new("RGB", SIZE, (20, 18, 24)), light)


def main() -> None:
    """Draw all scenes."""
    for name, scene in SCENES.items():
        picture = grained(scene(random.Random(name)))  # noqa: S311 - a drawing, not a secret
        picture.save(HERE / name, "JPEG", quality=82, optimize=True, progressive=True)


if __name__ == "__main__":
    main()
