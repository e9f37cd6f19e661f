package org.radiloom.imaging;

import java.util.Arrays;

/**
 * When each frame of a film is due, and which part of the film is meant to be shown, as its file says it.
 *
 * <p>Immutable.
 */
public final class FrameTimes {
    /** Frames a second where a file says nothing. */
    public static final double DEFAULT_RATE = 15;

    /** Where the times come from. */
    public enum Source {
        /** An increment for each frame (Frame Time Vector). */
        VECTOR,
        /** One increment for all frames (Frame Time). */
        FRAME_TIME,
        /** The rate at which the frames ought to be shown (Recommended Display Frame Rate). */
        RECOMMENDED,
        /** The rate at which the frames were taken (Cine Rate). */
        CINE_RATE,
        /** The file says nothing: {@link #DEFAULT_RATE}. */
        NONE
    }

    /** The start of each frame and, last, the end of the film, ms. */
    private final double[] edgesMs;

    private final Source source;
    private final int first;
    private final int last;
    private final boolean sweeping;

    private FrameTimes(double[] edgesMs, Source source, int first, int last, boolean sweeping) {
        this.edgesMs = edgesMs;
        this.source = source;
        this.first = first;
        this.last = last;
        this.sweeping = sweeping;
    }

    /**
     * Frames at even distances.
     *
     * @param frames at least 1
     * @param frameMs time from frame to frame, more than 0
     */
    public static FrameTimes steady(int frames, double frameMs, Source source) {
        double[] edges = new double[frames + 1];
        for (int k = 0; k <= frames; k++) {
            edges[k] = k * frameMs;
        }
        return checked(edges, source);
    }

    /** Frames at the default rate. */
    public static FrameTimes unknown(int frames) {
        return steady(frames, 1000 / DEFAULT_RATE, Source.NONE);
    }

    /**
     * Frames at distances of their own.
     *
     * @param incrementsMs time from the frame before to each frame, more than 0; that of the first frame has no meaning. The
     *     last frame stays as long as the one before it
     */
    public static FrameTimes vector(double[] incrementsMs) {
        int n = incrementsMs.length;
        double[] edges = new double[n + 1];
        for (int k = 1; k < n; k++) {
            edges[k] = edges[k - 1] + incrementsMs[k];
        }
        edges[n] = edges[n - 1] + (n > 1 ? incrementsMs[n - 1] : 1000 / DEFAULT_RATE);
        return checked(edges, Source.VECTOR);
    }

    private static FrameTimes checked(double[] edges, Source source) {
        for (int k = 1; k < edges.length; k++) {
            if (!(edges[k] > edges[k - 1])) {
                throw new IllegalArgumentException("frame " + k + " is not later than the one before it");
            }
        }
        return new FrameTimes(edges, source, 0, edges.length - 2, false);
    }

    /** The same times with only the frames from {@code from} to {@code to} shown, both 0-based and within the film. */
    public FrameTimes trimmed(int from, int to) {
        if (from < 0 || to < from || to >= frames()) {
            throw new IllegalArgumentException("frames " + from + " to " + to + " of " + frames());
        }
        return new FrameTimes(edgesMs, source, from, to, sweeping);
    }

    /** The same times, meant to be shown forth and back instead of over and over. */
    public FrameTimes swept() {
        return new FrameTimes(edgesMs, source, first, last, true);
    }

    public int frames() {
        return edgesMs.length - 1;
    }

    public Source source() {
        return source;
    }

    /** The first frame that is meant to be shown. */
    public int first() {
        return first;
    }

    /** The last frame that is meant to be shown. */
    public int last() {
        return last;
    }

    /** Whether the film is meant to be shown forth and back. */
    public boolean sweeping() {
        return sweeping;
    }

    /** When a frame begins, ms after the first frame of the file. */
    public double startMs(int frame) {
        return edgesMs[frame];
    }

    /** How long a frame stays, ms. */
    public double durationMs(int frame) {
        return edgesMs[frame + 1] - edgesMs[frame];
    }

    /** Mean rate of the frames that are meant to be shown. */
    public double framesPerSecond() {
        return 1000 * (last - first + 1) / (edgesMs[last + 1] - edgesMs[first]);
    }

    /** The frame on screen at a time, in ms after the first frame of the file; the ends stay. */
    public int at(double ms) {
        int found = Arrays.binarySearch(edgesMs, 0, frames(), ms);
        return Math.clamp(found >= 0 ? found : -found - 2, 0, frames() - 1);
    }
}
