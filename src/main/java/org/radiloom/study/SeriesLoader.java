package org.radiloom.study;

import java.util.concurrent.Executor;

/**
 * Opens series for viewing: their pixels are read on background threads and kept in memory up to a bound that they share.
 *
 * <p>{@link #open} only starts the reading; nothing is decoded on the calling thread.
 */
public final class SeriesLoader {
    private final PixelBudget budget;
    private final Executor delivery;

    /**
     * @param cacheBytes pixels kept of all open series together, in bytes
     * @param delivery where listeners are called: the window's thread, or inline in tests and on the command line
     */
    public SeriesLoader(long cacheBytes, Executor delivery) {
        this.budget = new PixelBudget(cacheBytes);
        this.delivery = delivery;
    }

    /** A loader that keeps as much as half of the memory that this program may use. */
    public static SeriesLoader withHalfTheMemory(Executor delivery) {
        return new SeriesLoader(Runtime.getRuntime().maxMemory() / 2, delivery);
    }

    /** The same loader, which from now on gives up pixels when Java runs short of memory. */
    public SeriesLoader watchingTheHeap() {
        HeapWatch.over(budget);
        return this;
    }

    /** Bytes of pixels held by all open series. */
    public long bytes() {
        return budget.held();
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
        return new LoadedStack(series, source, budget, delivery);
    }
}
