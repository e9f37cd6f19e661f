package org.radiloom.study;

import org.radiloom.imaging.Slice;
import org.radiloom.problem.Problem;

/** Reads the slices of one series from their files; safe for use from several threads. */
interface SliceSource {
    /** Reads and decodes slice {@code k}. */
    Slice read(int k) throws Problem;
}
