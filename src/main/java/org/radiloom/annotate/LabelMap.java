package org.radiloom.annotate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/**
 * Which structure each voxel of a grid belongs to: one label a voxel, 0 for none. Slices without a label take no memory.
 *
 * <p>It changes only by an {@link Edit}, so that everything can be taken back. Used on one thread.
 */
public final class LabelMap {
    /** Largest label. */
    public static final int MOST_LABELS = 255;

    private final Geometry geometry;
    private final byte[] @Nullable [] slices;

    private LabelMap(Geometry geometry) {
        this.geometry = geometry;
        this.slices = new byte[geometry.slices()][];
    }

    /** A map without labels. */
    public static LabelMap empty(Geometry geometry) {
        return new LabelMap(geometry);
    }

    /**
     * A map with labels.
     *
     * @param slices the labels of each slice, row by row, unsigned; null where a slice has none. Taken over, not copied
     */
    public static LabelMap of(Geometry geometry, byte[] @Nullable [] slices) {
        var map = new LabelMap(geometry);
        if (slices.length != geometry.slices()) {
            throw new IllegalArgumentException(slices.length + " slices for " + geometry.slices());
        }
        for (int k = 0; k < slices.length; k++) {
            byte[] slice = slices[k];
            if (slice != null && slice.length != map.sliceSize()) {
                throw new IllegalArgumentException(slice.length + " voxels in slice " + k);
            }
            map.slices[k] = slice;
        }
        return map;
    }

    /** The same labels now, whatever happens to this map later. */
    public LabelMap copy() {
        var copy = new LabelMap(geometry);
        for (int k = 0; k < slices.length; k++) {
            byte[] slice = slices[k];
            copy.slices[k] = slice == null ? null : slice.clone();
        }
        return copy;
    }

    public Geometry geometry() {
        return geometry;
    }

    /** Voxels of one slice. */
    public int sliceSize() {
        return geometry.columns() * geometry.rows();
    }

    /** The label at an index, 0 to 255. */
    public int label(int i, int j, int k) {
        byte[] slice = slices[k];
        return slice == null ? 0 : slice[i + geometry.columns() * j] & 0xFF;
    }

    /** Copies the labels of slice {@code k}, row by row, unsigned. */
    public void copySlice(int k, byte[] into) {
        byte[] slice = slices[k];
        if (slice == null) {
            Arrays.fill(into, 0, sliceSize(), (byte) 0);
        } else {
            System.arraycopy(slice, 0, into, 0, sliceSize());
        }
    }

    /** Copies the labels of row {@code j} of slice {@code k}, unsigned. */
    public void copyRow(int j, int k, byte[] into) {
        byte[] slice = slices[k];
        int columns = geometry.columns();
        if (slice == null) {
            Arrays.fill(into, 0, columns, (byte) 0);
        } else {
            System.arraycopy(slice, j * columns, into, 0, columns);
        }
    }

    /** Whether a slice holds no label at all; may say false of a slice that has been erased. */
    public boolean isEmpty(int k) {
        return slices[k] == null;
    }

    /** The voxels of one label. */
    public Mask mask(int label) {
        byte[] voxels = new byte[Math.toIntExact(geometry.voxels())];
        byte wanted = (byte) label;
        for (int k = 0; k < slices.length; k++) {
            byte[] slice = slices[k];
            if (slice != null) {
                int at = k * slice.length;
                for (int n = 0; n < slice.length; n++) {
                    voxels[at + n] = (byte) (slice[n] == wanted ? 1 : 0);
                }
            }
        }
        return Mask.of(geometry, voxels);
    }

    /** How many voxels have a label. */
    public long count(int label) {
        long count = 0;
        for (byte[] slice : slices) {
            if (slice != null) {
                for (byte each : slice) {
                    count += (each & 0xFF) == label ? 1 : 0;
                }
            }
        }
        return count;
    }

    /** The slice for reading; null while it is empty. */
    byte @Nullable [] slice(int k) {
        return slices[k];
    }

    /** The slice for writing: for edits only. */
    byte[] writable(int k) {
        byte[] slice = slices[k];
        if (slice == null) {
            slice = new byte[sliceSize()];
            slices[k] = slice;
        }
        return slice;
    }

    /** A number that differs, as good as always, between maps that differ. */
    public long fingerprint() {
        long hash = 1125899906842597L;
        for (int k = 0; k < slices.length; k++) {
            byte[] slice = slices[k];
            if (slice != null) {
                long h = 0;
                for (int n = 0; n < slice.length; n++) {
                    if (slice[n] != 0) {
                        h += (n + 1L) * 0x9E3779B97F4A7C15L ^ (long) (slice[n] & 0xFF) << 48;
                        h = Long.rotateLeft(h, 13);
                    }
                }
                hash += h * (2L * k + 1);
            }
        }
        return hash;
    }
}
