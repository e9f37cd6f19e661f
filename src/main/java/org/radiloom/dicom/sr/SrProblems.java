package org.radiloom.dicom.sr;

import org.radiloom.problem.Problem;

/** What can be wrong with structured reports, and what to do about it. */
final class SrProblems {
    private SrProblems() {}

    static Problem noReport(String name) {
        return Problem.input("sr.none", name + " holds no structured report.", "Open a DICOM SR file.");
    }
}
