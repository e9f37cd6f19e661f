package org.radiloom.dicom;

import java.nio.ByteBuffer;
import org.radiloom.problem.Problem;

/** Bytes that can be read at any place: a file on disk, or an array in memory. Safe for use from several threads. */
interface ByteSource {
    long size();

    /**
     * Fills the rest of {@code into} with the bytes from {@code position} on.
     *
     * @throws Problem if the source has fewer bytes or cannot be read
     */
    void read(long position, ByteBuffer into) throws Problem;

    /** What people call this source. */
    String name();
}
