package org.radiloom.annotate;

import java.util.TreeMap;
import org.radiloom.imaging.Geometry;

/**
 * What tools paint on: the label map as it will be, until the stroke ends. Voxels of locked labels cannot be changed. Used on
 * one thread.
 */
public final class Canvas {
    private final LabelMap map;
    private final boolean[] locked;
    private final TreeMap<Integer, byte[]> changed = new TreeMap<>();

    /** @param locked by label, length 256 */
    Canvas(LabelMap map, boolean[] locked) {
        this.map = map;
        this.locked = locked.clone();
    }

    public Geometry geometry() {
        return map.geometry();
    }

    /** The label of a voxel, with what has been painted. */
    public int label(int i, int j, int k) {
        byte[] slice = changed.get(k);
        return slice == null ? map.label(i, j, k) : slice[i + map.geometry().columns() * j] & 0xFF;
    }

    /** Copies the labels of slice {@code k}, row by row, unsigned, with what has been painted. */
    public void copySlice(int k, byte[] into) {
        byte[] slice = changed.get(k);
        if (slice == null) {
            map.copySlice(k, into);
        } else {
            System.arraycopy(slice, 0, into, 0, slice.length);
        }
    }

    /** Gives a voxel a label, 0 to erase; what lies outside the grid and what is locked stays. */
    public void set(int i, int j, int k, int label) {
        Geometry g = map.geometry();
        if (i < 0 || j < 0 || k < 0 || i >= g.columns() || j >= g.rows() || k >= g.slices()) {
            return;
        }
        byte[] slice = slice(k);
        int at = i + g.columns() * j;
        if (!locked[slice[at] & 0xFF]) {
            slice[at] = (byte) label;
        }
    }

    /** Gives a run of voxels of one row a label. */
    public void setRow(int from, int to, int j, int k, int label) {
        Geometry g = map.geometry();
        if (j < 0 || k < 0 || j >= g.rows() || k >= g.slices()) {
            return;
        }
        int left = Math.max(0, from);
        int right = Math.min(g.columns(), to);
        if (left >= right) {
            return;
        }
        byte[] slice = slice(k);
        int row = g.columns() * j;
        for (int at = row + left; at < row + right; at++) {
            if (!locked[slice[at] & 0xFF]) {
                slice[at] = (byte) label;
            }
        }
    }

    private byte[] slice(int k) {
        return changed.computeIfAbsent(k, key -> {
            byte[] copy = new byte[map.sliceSize()];
            map.copySlice(key, copy);
            return copy;
        });
    }

    /** What has been painted so far, as a change of the map. */
    Edit edit() {
        var recorder = new Edit.Recorder();
        byte[] before = new byte[map.sliceSize()];
        changed.forEach((k, after) -> {
            map.copySlice(k, before);
            recorder.slice(k, before, after);
        });
        return recorder.edit();
    }
}
