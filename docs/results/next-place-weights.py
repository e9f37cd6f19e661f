"""Least squares without negative weights: which cues tell the wrong area of a slice. next-place-weights.py SLICES.csv"""
import csv
import sys

import numpy
from scipy.optimize import nnls

CUES = ["entropy_mm2", "break_mm", "flips_mm2"]
rows = list(csv.DictReader(open(sys.argv[1])))
cues = numpy.array([[float(row[cue]) for cue in CUES] for row in rows])
error = numpy.array([float(row["error_mm2"]) for row in rows])
patients = numpy.array([row["patient"] for row in rows])
print("correlation of cues\n", numpy.corrcoef(cues.T).round(2))
for picked in [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]:
    areas = []
    for left_out in sorted(set(patients)):
        here = patients == left_out
        weights, _ = nnls(cues[~here][:, picked], error[~here])
        order = numpy.argsort(-(cues[here][:, picked] @ weights), kind="stable")
        areas.append((error[here][order].cumsum() / error[here].sum()).mean())
    weights, _ = nnls(cues[:, picked], error)
    print([CUES[n] for n in picked], "weights", weights.round(3), "area, each patient left out once", round(numpy.mean(areas), 3))
