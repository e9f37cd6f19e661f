#!/usr/bin/env python3
"""Writes golden-shapes.csv: what twenty shapes measure, by ways other than those of the program.

Lengths and angles from complex numbers, areas of polygons by summing thin rows of the even-odd rule, the perimeter of
an ellipse from scipy's elliptic integral, pixels inside by masks over the whole image, figures by numpy.
The image has 200 columns and 160 rows; its pixels hold column + (7 column + 13 row) mod 101 - 150 Hounsfield units.

    python3 golden_shapes.py > golden-shapes.csv
"""
import cmath
import math
import numpy as np
from scipy.special import ellipe

COLUMNS, ROWS = 200, 160
row, column = np.mgrid[0:ROWS, 0:COLUMNS]
IMAGE = column + (7 * column + 13 * row) % 101 - 150.0


def z(point, mm):
    return complex(point[0] * mm[0], point[1] * mm[1])


def even_odd(points, x, y):
    inside = np.zeros(np.shape(x), bool)
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
        if ay != by:
            between = (ay > y) != (by > y)
            inside ^= between & (x < ax + (y - ay) / (by - ay) * (bx - ax))
    return inside


def thin_rows(points, steps=400_000):
    """Area in pixels: the mean width of many thin rows, each the alternating sum of its crossings."""
    top, bottom = min(p[1] for p in points), max(p[1] for p in points)
    y = top + (np.arange(steps) + 0.5) / steps * (bottom - top)
    crossings = np.full((len(points), steps), np.nan)
    for n, ((ax, ay), (bx, by)) in enumerate(zip(points, points[1:] + points[:1])):
        if ay != by:
            hit = (ay > y) != (by > y)
            crossings[n, hit] = ax + (y[hit] - ay) / (by - ay) * (bx - ax)
    crossings.sort(axis=0)
    width = np.nansum(crossings[1::2][: len(points) // 2] - crossings[0::2][: len(points) // 2], axis=0)
    return width.mean() * (bottom - top)


def figures(mask):
    v = IMAGE[mask]
    return {"MEAN": v.mean(), "SD": v.std(ddof=1), "MIN": v.min(), "MAX": v.max(), "COUNT": v.size}


def measure(kind, p, mm):
    if kind == "LENGTH":
        return {"LENGTH": abs(z(p[1], mm) - z(p[0], mm))}
    if kind == "ANGLE":
        a, v, b = (z(q, mm) for q in p)
        return {"ANGLE": abs(math.degrees(cmath.phase((a - v) / (b - v))))}
    if kind == "COBB":
        a, b, c, d = (z(q, mm) for q in p)
        turn = abs(math.degrees(cmath.phase((b - a) / (d - c))))
        return {"COBB": min(turn, 180 - turn)}
    if kind == "PROBE":
        return {"VALUE": IMAGE[round(p[0][1]), round(p[0][0])]}
    if kind == "RECTANGLE":
        (x0, y0), (x1, y1) = p
        l, r, t, b = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        w, h = (r - l) * mm[0], (b - t) * mm[1]
        mask = (column >= l) & (column < r) & (row >= t) & (row < b)
        return {"AREA": w * h, "PERIMETER": 2 * (w + h), **figures(mask)}
    if kind == "ELLIPSE":
        (x0, y0), (x1, y1) = p
        rx, ry = abs(x1 - x0) / 2, abs(y1 - y0) / 2
        cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
        a, b = max(rx * mm[0], ry * mm[1]), min(rx * mm[0], ry * mm[1])
        mask = ((column - cx) / rx) ** 2 + ((row - cy) / ry) ** 2 <= 1
        return {"AREA": math.pi * a * b, "PERIMETER": 4 * a * ellipe(1 - (b / a) ** 2), **figures(mask)}
    edges = zip(p, p[1:] + p[:1])
    return {
        "AREA": thin_rows(p) * mm[0] * mm[1],
        "PERIMETER": sum(abs(z(b, mm) - z(a, mm)) for a, b in edges),
        **figures(even_odd(p, column, row)),
    }


def spiral():
    """A closed line as a hand draws it: 120 points around (100, 80)."""
    t = np.arange(120) / 120 * 2 * np.pi
    r = 40 + 9 * np.sin(5 * t) + 3 * np.cos(11 * t)
    return [(round(100 + a * math.cos(b), 3), round(80 + a * math.sin(b), 3)) for a, b in zip(r, t)]


SHAPES = [
    ("length along rows", "LENGTH", [(10, 20), (110, 20)], (0.7, 0.7)),
    ("length along columns, oblong pixels", "LENGTH", [(30, 10), (30, 90)], (0.5, 1.25)),
    ("slanted length, oblong pixels", "LENGTH", [(12.5, 140.25), (187.75, 3.5)], (0.4, 0.9)),
    ("length of a part of a pixel", "LENGTH", [(50.1, 50.1), (50.4, 50.5)], (0.25, 0.25)),
    ("right angle", "ANGLE", [(80, 40), (40, 40), (40, 90)], (0.6, 0.6)),
    ("acute angle, oblong pixels", "ANGLE", [(150, 20), (20, 20), (120, 110)], (0.5, 1.5)),
    ("obtuse angle, oblong pixels", "ANGLE", [(180, 60), (100, 80), (25, 30)], (1.1, 0.3)),
    ("nearly straight angle", "ANGLE", [(10, 80), (100, 80.5), (190, 80)], (0.8, 0.8)),
    ("Cobb of crossing lines", "COBB", [(20, 30), (120, 60), (30, 130), (140, 110)], (0.7, 0.7)),
    ("Cobb of lines drawn against each other, oblong pixels", "COBB", [(20, 30), (120, 60), (140, 110), (30, 150)], (0.4, 0.8)),
    ("rectangle on pixels", "RECTANGLE", [(20, 30), (60, 90)], (0.7, 0.7)),
    ("rectangle between pixels, from below, oblong pixels", "RECTANGLE", [(151.3, 140.6), (99.5, 31.25)], (0.35, 1.05)),
    ("circle", "ELLIPSE", [(40.5, 30.5), (120.5, 110.5)], (0.5, 0.5)),
    ("ellipse, oblong pixels", "ELLIPSE", [(20.2, 50.4), (181.7, 91.9)], (0.9, 0.45)),
    ("flat ellipse", "ELLIPSE", [(5.3, 70.1), (190.8, 75.7)], (1, 1)),
    ("triangle", "POLYGON", [(20.5, 20.25), (170.75, 45.5), (60.25, 150.75)], (0.7, 0.7)),
    ("hollow polygon, oblong pixels", "POLYGON", [(20.1, 20.2), (180.3, 20.4), (180.5, 140.6), (100.7, 60.8), (20.9, 140.1)], (0.4, 1.2)),
    ("polygon that crosses itself", "POLYGON", [(30.2, 30.4), (150.6, 120.8), (150.1, 30.3), (30.5, 130.7)], (0.5, 0.5)),
    ("freehand", "FREEHAND", spiral(), (0.62, 0.48)),
    ("probe", "PROBE", [(77.3, 91.6)], (1, 1)),
]

print("name;kind;columnMm;rowMm;points;readings")
for name, kind, points, mm in SHAPES:
    coordinates = " ".join(f"{x:g} {y:g}" for x, y in points)
    readings = " ".join(f"{k}={v:.9g}" for k, v in measure(kind, points, mm).items())
    print(f"{name};{kind};{mm[0]};{mm[1]};{coordinates};{readings}")
