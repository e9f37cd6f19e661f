package org.radiloom.study;

import java.util.concurrent.Executor;

/**
 * Opens series for viewing: their pixels are read on background threads and kept in memory up to a bound.
 *
 * <p>{@link #open} only starts the reading; nothing is decoded on the calling thread.
 */
public final class SeriesLoader {
    private final long cacheBytes;
    private final Executor delivery;

    /**
     * @param cacheBytes pixels kept per open series, in bytes
     * @param delivery where listeners are called: the window's thread, or inline in tests and on the command line
     */
    public SeriesLoader(long cacheBytes, Executor delivery) {
        this.cacheBytes = cacheBytes;
        this.delivery = delivery;
    }

    /** A loader that keeps as much as half of the memory that this program may use. */
    public static SeriesLoader withHalfTheMemory(Executor delivery) {
        return new SeriesLoader(Runtime.getRuntime().maxMemory() / 2, delivery);
    }

    /** Starts reading a series, from slice {@code first} outward. */
    public LoadedStack open(Series series, int first) {
        LoadedStack stack = prepare(series);
        stack.focus(first);
        stack.readAhead();
        return stack;
    }

    /** The series without reading ahead: slices are read when they are asked for. */
    public LoadedStack openOnDemand(Series series) {
        return prepare(series);
    }

    private LoadedStack prepare(Series series) {
        SliceSource source =
                switch (series.source()) {
                    case DICOM -> new DicomSlices(series);
                    case NIFTI, NRRD -> new VolumeSlices(series);
                    case PICTURE -> new PictureSlices(series);
                };
        return new LoadedStack(series, source, cacheBytes, delivery);
    }
}
