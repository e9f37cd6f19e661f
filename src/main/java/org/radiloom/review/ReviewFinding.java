package org.radiloom.review;

import org.radiloom.infer.Finding;
import org.radiloom.study.Series;

/** A finding and the series it was made in. */
public record ReviewFinding(Series series, Finding finding) {}
