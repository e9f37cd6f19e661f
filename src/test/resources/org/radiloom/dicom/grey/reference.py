"""What grey values look like, computed from the formulas of DICOM PS3.3 alone.

Prints fixtures.txt, which GreyPipelineTest reads; nothing of Radiloom is used here.

    /usr/bin/python3 reference.py > fixtures.txt

stored value -> modality (C.11.1) -> VOI (C.11.2) -> presentation (C.11.4, C.11.6) -> 0..255, rounded half up.
Tables are written as first,count,bits,gamma; entry n is floor((2^bits - 1) * (n / (count - 1))^gamma + 0.5).
"""
import numpy as np


def linear(x, c, w):  # C.11.2.1.2.1
    x = np.asarray(x, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        y = (x - (c - 0.5)) / (w - 1) + 0.5
    return np.where(x <= c - 0.5 - (w - 1) / 2, 0.0, np.where(x > c - 0.5 + (w - 1) / 2, 1.0, y))


def linear_exact(x, c, w):  # C.11.2.1.3.2
    return np.clip((np.asarray(x, float) - c) / w + 0.5, 0, 1)


def sigmoid(x, c, w):  # C.11.2.1.3.1
    return 1 / (1 + np.exp(-4 * (np.asarray(x, float) - c) / w))


def entries(table):
    first, count, bits, gamma = table
    n = np.arange(count)
    return np.floor((2**bits - 1) * (n / (count - 1)) ** gamma + 0.5).astype(int)


def look(table, x):  # C.11.1, C.11.2.1.1: values outside take the entry at the end
    e = entries(table)
    return e[np.clip(np.rint(x).astype(int) - table[0], 0, len(e) - 1)]


def ramp(low, high, n=40):
    return np.unique(np.rint(np.linspace(low, high, n)).astype(int))


FUNCTIONS = {"LINEAR": linear, "LINEAR_EXACT": linear_exact, "SIGMOID": sigmoid}
FIXTURES = [
    dict(name="ct-linear", bits=16, slope=1, intercept=-1024, centres=[40], widths=[400], stored=ramp(850, 1280)),
    dict(name="threshold", bits=8, centres=[100], widths=[1], stored=ramp(90, 110)),
    dict(name="narrow-linear", bits=12, signed=1, centres=[-10.25], widths=[17.5], stored=ramp(-25, 6)),
    dict(name="linear-exact", bits=8, function="LINEAR_EXACT", centres=[100.5], widths=[33], stored=ramp(75, 125)),
    dict(name="sigmoid", bits=12, function="SIGMOID", centres=[2048], widths=[1024], stored=ramp(0, 4095)),
    dict(name="second-window", bits=16, slope=1, intercept=-1024, centres=[40, -600], widths=[400, 1500], choice=1,
         explanations=["SOFT", "LUNG"], stored=ramp(0, 1400)),
    dict(name="table-of-bytes", bits=8, voi=(0, 256, 8, 0.6), stored=ramp(0, 255)),
    dict(name="table-of-12-bits", bits=12, voi=(0, 4096, 12, 2.2), stored=ramp(0, 4095)),
    dict(name="table-from-below-zero", bits=16, slope=1, intercept=-1024, voi=(-200, 600, 16, 1.4),
         stored=ramp(700, 1500)),
    dict(name="table-of-all-values", bits=16, voi=(0, 65536, 16, 0.8), stored=ramp(0, 65535)),
    dict(name="window-and-table", bits=10, centres=[500], widths=[800], voi=(100, 512, 10, 1.0), choice=1,
         stored=ramp(0, 1023)),
    dict(name="monochrome1", bits=8, photometric="MONOCHROME1", centres=[128], widths=[200], stored=ramp(0, 255)),
    dict(name="monochrome1-inverse-sigmoid", bits=12, photometric="MONOCHROME1", shape="INVERSE", function="SIGMOID",
         centres=[1500], widths=[900], stored=ramp(0, 4095)),
    dict(name="monochrome2-inverse", bits=8, shape="INVERSE", centres=[90], widths=[120], stored=ramp(0, 255)),
    dict(name="modality-table", bits=8, modality=(10, 200, 12, 1.7), centres=[1500], widths=[2000],
         stored=ramp(0, 255)),
    dict(name="half-units", bits=12, slope=0.5, intercept=-100.25, centres=[300], widths=[250.5],
         stored=ramp(300, 1200)),
    dict(name="presentation-table", bits=8, centres=[128], widths=[256], presentation=(0, 256, 16, 2.0),
         stored=ramp(0, 255)),
    dict(name="sigmoid-and-presentation", bits=12, function="SIGMOID", centres=[2000], widths=[1500],
         presentation=(0, 1024, 12, 0.5), stored=ramp(0, 4095)),
]


def bytes_of(f):
    x = np.asarray(f["stored"])
    x = look(f["modality"], x) if "modality" in f else x * f.get("slope", 1) + f.get("intercept", 0)
    windows = len(f.get("centres", []))
    n = f.get("choice", 0)
    if n < windows:
        y = FUNCTIONS[f.get("function", "LINEAR")](x, f["centres"][n], f["widths"][n])
    else:
        y = look(f["voi"], x) / (2 ** f["voi"][2] - 1)
    if "presentation" in f:
        p = entries(f["presentation"]) / (2 ** f["presentation"][2] - 1)
        y = np.interp(y, np.linspace(0, 1, len(p)), p)
    shape = f.get("shape", "INVERSE" if f.get("photometric") == "MONOCHROME1" else "IDENTITY")
    if shape == "INVERSE":
        y = 1 - y
    return np.floor(255 * y + 0.5).astype(int)


def text(v):
    return " ".join(str(i) for i in v) if isinstance(v, (list, tuple, np.ndarray)) else str(v)


for fixture in FIXTURES:
    for key, value in fixture.items():
        print(f"{key}={text(value)}")
    print(f"expected={text(bytes_of(fixture))}")
    print()
