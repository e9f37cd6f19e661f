package org.radiloom.infer;

/** What a model found in a series; immutable. Grades and anomaly maps will be further cases. */
public sealed interface Finding permits SegmentationFinding {
    /** Unique within the installation. */
    String id();

    /** What was found, for people. */
    String label();

    /** False if the run was cancelled on the way: only a part of the series was looked at. */
    boolean complete();

    Provenance provenance();
}
