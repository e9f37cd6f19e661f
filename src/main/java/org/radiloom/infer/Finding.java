package org.radiloom.infer;

/** What a model found in a series; immutable. */
public sealed interface Finding permits SegmentationFinding, GradeFinding, AnomalyFinding {
    /** Unique within the installation. */
    String id();

    /** What was found, for people. */
    String label();

    /** False if the run was cancelled on the way: only a part of the series was looked at. */
    boolean complete();

    Provenance provenance();
}
