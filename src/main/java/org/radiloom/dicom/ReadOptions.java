package org.radiloom.dicom;

/**
 * How far and how strictly a file is read, and what is too much.
 *
 * @param stopBefore the first tag of the top level that is not read any more; {@link #WHOLE} reads all
 * @param lenient whether a file that breaks the standard is read as far as it can be understood; otherwise it is a
 *     {@code Problem}
 * @param maxDepth nested sequences accepted
 * @param maxElements elements accepted in all levels together
 * @param maxInflatedBytes size accepted for a deflated data set after inflating
 */
public record ReadOptions(int stopBefore, boolean lenient, int maxDepth, int maxElements, long maxInflatedBytes) {
    /** The {@code stopBefore} that is never reached. */
    public static final int WHOLE = 0xFFFFFFFF;

    /** Reads the whole data set, leniently; large values are indexed, not loaded. */
    public static final ReadOptions LENIENT = new ReadOptions(WHOLE, true, 64, 2_000_000, 256L << 20);

    /** Reads the whole data set and accepts only what the standard allows. */
    public static final ReadOptions STRICT = new ReadOptions(WHOLE, false, 64, 2_000_000, 256L << 20);

    /** Reads what stands before the pixels, leniently: for indexing a folder. */
    public static final ReadOptions HEADER = LENIENT.stoppingBefore(Tag.EXTENDED_OFFSET_TABLE);

    /** These options with another end. */
    public ReadOptions stoppingBefore(int tag) {
        return new ReadOptions(tag, lenient, maxDepth, maxElements, maxInflatedBytes);
    }
}
