package org.radiloom.annotate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;

/**
 * What tools paint on: the label map as it will be, until the stroke ends. Locked labels neither lose voxels nor get any.
 * Used on one thread.
 */
public final class Canvas {
    private final LabelMap map;
    private final boolean[] locked;
    private final int columns;
    private final int rows;
    /** Rows that may have changed, by slice and row: a plane across the slices touches a part of each only. */
    private final byte[] @Nullable [] @Nullable [] changed;

    /** @param locked by label, length 256 */
    Canvas(LabelMap map, boolean[] locked) {
        this.map = map;
        this.locked = locked.clone();
        this.columns = map.geometry().columns();
        this.rows = map.geometry().rows();
        this.changed = new byte[map.geometry().slices()][][];
    }

    public Geometry geometry() {
        return map.geometry();
    }

    /** The label of a voxel, with what has been painted. */
    public int label(int i, int j, int k) {
        byte[] @Nullable [] slice = changed[k];
        byte[] row = slice == null ? null : slice[j];
        return row == null ? map.label(i, j, k) : row[i] & 0xFF;
    }

    /** Copies the labels of a row, with what has been painted, unsigned. */
    public void copyRow(int j, int k, byte[] into) {
        byte[] @Nullable [] slice = changed[k];
        byte[] row = slice == null ? null : slice[j];
        if (row == null) {
            map.copyRow(j, k, into);
        } else {
            System.arraycopy(row, 0, into, 0, columns);
        }
    }

    /** Copies the labels of slice {@code k}, row by row, unsigned, with what has been painted. */
    public void copySlice(int k, byte[] into) {
        map.copySlice(k, into);
        byte[] @Nullable [] slice = changed[k];
        for (int j = 0; slice != null && j < rows; j++) {
            byte[] row = slice[j];
            if (row != null) {
                System.arraycopy(row, 0, into, j * columns, columns);
            }
        }
    }

    /** Gives a voxel a label, 0 to erase; what lies outside the grid stays, and nothing happens where either label is locked. */
    public void set(int i, int j, int k, int label) {
        if (i < 0 || j < 0 || k < 0 || i >= columns || j >= rows || k >= changed.length || locked[label]) {
            return;
        }
        byte[] row = row(j, k);
        if (!locked[row[i] & 0xFF]) {
            row[i] = (byte) label;
        }
    }

    /** Gives a run of voxels of one row a label. */
    public void setRow(int from, int to, int j, int k, int label) {
        if (j < 0 || k < 0 || j >= rows || k >= changed.length) {
            return;
        }
        int left = Math.max(0, from);
        int right = Math.min(columns, to);
        if (left >= right || locked[label]) {
            return;
        }
        byte[] row = row(j, k);
        for (int i = left; i < right; i++) {
            if (!locked[row[i] & 0xFF]) {
                row[i] = (byte) label;
            }
        }
    }

    /** Gives all voxels of one label another, unless it is locked. */
    void replace(int label, int by) {
        if (locked[label] || locked[by]) {
            return;
        }
        byte[] line = new byte[columns];
        for (int k = 0; k < changed.length; k++) {
            if (map.isEmpty(k) && changed[k] == null && label != 0) {
                continue;
            }
            for (int j = 0; j < rows; j++) {
                copyRow(j, k, line);
                int hits = 0;
                for (byte each : line) {
                    hits += each == (byte) label ? 1 : 0;
                }
                if (hits > 0) {
                    byte[] row = row(j, k);
                    for (int i = 0; i < columns; i++) {
                        row[i] = row[i] == (byte) label ? (byte) by : row[i];
                    }
                }
            }
        }
    }

    private byte[] row(int j, int k) {
        byte[] @Nullable [] slice = changed[k];
        if (slice == null) {
            slice = new byte[rows][];
            changed[k] = slice;
        }
        byte[] row = slice[j];
        if (row == null) {
            row = new byte[columns];
            map.copyRow(j, k, row);
            slice[j] = row;
        }
        return row;
    }

    /** What has been painted so far, as a change of the map. */
    Edit edit() {
        var recorder = new Edit.Recorder();
        byte[] before = new byte[columns];
        for (int k = 0; k < changed.length; k++) {
            byte[] @Nullable [] slice = changed[k];
            if (slice == null) {
                continue;
            }
            recorder.begin(k);
            for (int j = 0; j < rows; j++) {
                byte[] row = slice[j];
                if (row != null) {
                    map.copyRow(j, k, before);
                    if (!Arrays.equals(before, row)) {
                        recorder.part(j * columns, before, row);
                    }
                }
            }
            recorder.end();
        }
        return recorder.edit();
    }
}
