package org.radiloom.annotate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * How the work on a case is kept.
 *
 * @param annotator id of who works on it, may be empty; no name of a patient
 * @param clock that stamps what is done
 * @param disk where files are opened for writing
 * @param forced whether each step waits until it is on the disk
 * @param capacity of the history, in bytes
 * @param longest bytes of steps in a journal beyond which it is written anew when it is closed, so that it opens fast
 */
record Keeping(String annotator, InstantSource clock, Disk disk, boolean forced, long capacity, long longest) {
    /** Read again in about half a second. */
    private static final long LONGEST = 64L << 20;

    /** Opens files, so that a test may have a disk that is full. */
    interface Disk {
        /** For reading and writing; the file is made where it is missing. */
        FileChannel open(Path file) throws IOException;
    }

    private static final Disk THE_DISK = file ->
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    static Keeping by(String annotator) {
        return new Keeping(annotator, InstantSource.system(), THE_DISK, true, History.MOST_BYTES, LONGEST);
    }

    Keeping unforced() {
        return new Keeping(annotator, clock, disk, false, capacity, longest);
    }

    Keeping on(Disk other) {
        return new Keeping(annotator, clock, other, forced, capacity, longest);
    }

    Keeping at(InstantSource other) {
        return new Keeping(annotator, other, disk, forced, capacity, longest);
    }

    Keeping within(long bytes) {
        return new Keeping(annotator, clock, disk, forced, bytes, longest);
    }

    Keeping shorterThan(long bytes) {
        return new Keeping(annotator, clock, disk, forced, capacity, bytes);
    }

    Stamp stamp() {
        return new Stamp(clock.millis(), annotator);
    }
}
