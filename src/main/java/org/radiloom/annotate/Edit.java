package org.radiloom.annotate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A change of a label map: runs of voxels with the label that they had and the one that they get. Immutable; as small as the
 * change, whatever the size of the map.
 *
 * <p>Bytes: number of slices; for each its index and number of runs; for each run the gap to the one before, its length (all
 * as variable-length numbers, seven bits a byte, low ones first), the label before and the label after.
 */
public final class Edit {
    private final byte[] runs;
    private final int firstSlice;
    private final int lastSlice;
    private final long voxels;

    private Edit(byte[] runs, int firstSlice, int lastSlice, long voxels) {
        this.runs = runs;
        this.firstSlice = firstSlice;
        this.lastSlice = lastSlice;
        this.voxels = voxels;
    }

    /**
     * An edit from its bytes.
     *
     * @throws IllegalArgumentException if they do not describe an edit of a map of this size
     */
    static Edit of(byte[] bytes, LabelMap map) {
        var checker = new Checker(map);
        walk(bytes, checker);
        return new Edit(bytes.clone(), checker.first, checker.last, checker.voxels);
    }

    /** The first slice that it changes; -1 for an edit that changes nothing. */
    public int firstSlice() {
        return firstSlice;
    }

    /** The last slice that it changes. */
    public int lastSlice() {
        return lastSlice;
    }

    /** How many voxels it changes. */
    public long voxels() {
        return voxels;
    }

    public boolean isEmpty() {
        return voxels == 0;
    }

    /** Memory that it takes, in bytes. */
    public int bytes() {
        return runs.length;
    }

    byte[] toBytes() {
        return runs.clone();
    }

    /** Makes the change. */
    void apply(LabelMap map) {
        walk(runs, new Writer(map, false));
    }

    /** Takes the change back. */
    void revert(LabelMap map) {
        walk(runs, new Writer(map, true));
    }

    private interface Visitor {
        void slice(int k);

        void run(int from, int length, byte before, byte after);
    }

    private static void walk(byte[] bytes, Visitor visitor) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int slices = number(in);
        for (int s = 0; s < slices; s++) {
            visitor.slice(number(in));
            int count = number(in);
            int at = 0;
            for (int r = 0; r < count; r++) {
                at = Math.addExact(at, number(in));
                int length = number(in);
                visitor.run(at, length, in.get(), in.get());
                at = Math.addExact(at, length);
            }
        }
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(in.remaining() + " bytes too many");
        }
    }

    private static int number(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (!in.hasRemaining()) {
                throw new IllegalArgumentException("cut short");
            }
            byte b = in.get();
            value |= (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number too long");
    }

    private static final class Writer implements Visitor {
        private final LabelMap map;
        private final boolean back;
        private byte[] slice = new byte[0];

        Writer(LabelMap map, boolean back) {
            this.map = map;
            this.back = back;
        }

        @Override
        public void slice(int k) {
            slice = map.writable(k);
        }

        @Override
        public void run(int from, int length, byte before, byte after) {
            Arrays.fill(slice, from, from + length, back ? before : after);
        }
    }

    private static final class Checker implements Visitor {
        private final LabelMap map;
        private int first = -1;
        private int last = -1;
        private long voxels;

        Checker(LabelMap map) {
            this.map = map;
        }

        @Override
        public void slice(int k) {
            if (k < 0 || k >= map.geometry().slices()) {
                throw new IllegalArgumentException("slice " + k);
            }
            first = first < 0 ? k : Math.min(first, k);
            last = Math.max(last, k);
        }

        @Override
        public void run(int from, int length, byte before, byte after) {
            if (length < 1 || from < 0 || length > map.sliceSize() - from) {
                throw new IllegalArgumentException("run at " + from + " of " + length);
            }
            voxels += length;
        }
    }

    /** What makes one map the other, on the same grid. */
    static Edit between(LabelMap before, LabelMap after) {
        var recorder = new Recorder();
        byte[] from = new byte[before.sliceSize()];
        byte[] to = new byte[before.sliceSize()];
        for (int k = 0; k < before.geometry().slices(); k++) {
            if (!before.isEmpty(k) || !after.isEmpty(k)) {
                before.copySlice(k, from);
                after.copySlice(k, to);
                recorder.begin(k);
                recorder.part(0, from, to);
                recorder.end();
            }
        }
        return recorder.edit();
    }

    /** Collects the runs of an edit, slice by slice upwards, and each from its first voxel to its last. */
    static final class Recorder {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
        private int slices;
        private int first = -1;
        private int last = -1;
        private long voxels;
        private int slice;
        private int count;
        private int end;

        /** Begins slice {@code k}. */
        void begin(int k) {
            slice = k;
            count = 0;
            end = 0;
            runs.reset();
        }

        /** Adds what differs between two states of a part of the slice, which begins at voxel {@code at}. */
        void part(int at, byte[] before, byte[] after) {
            int n = next(before, after, 0);
            while (n < before.length) {
                int from = n;
                while (n < before.length && before[n] == before[from] && after[n] == after[from]) {
                    n++;
                }
                write(runs, at + from - end);
                write(runs, n - from);
                runs.write(before[from]);
                runs.write(after[from]);
                voxels += n - from;
                end = at + n;
                count++;
                n = next(before, after, n);
            }
        }

        /** The next place from {@code from} on where they differ; the length if nowhere. */
        private static int next(byte[] before, byte[] after, int from) {
            int step = Arrays.mismatch(before, from, before.length, after, from, after.length);
            return step < 0 ? before.length : from + step;
        }

        /** Ends the slice. */
        void end() {
            if (count > 0) {
                write(all, slice);
                write(all, count);
                all.writeBytes(runs.toByteArray());
                slices++;
                first = first < 0 ? slice : first;
                last = slice;
            }
        }

        Edit edit() {
            var out = new ByteArrayOutputStream();
            write(out, slices);
            out.writeBytes(all.toByteArray());
            return new Edit(out.toByteArray(), first, last, voxels);
        }

        private static void write(ByteArrayOutputStream out, int value) {
            int rest = value;
            while (rest > 0x7F) {
                out.write((rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            out.write(rest);
        }
    }
}
