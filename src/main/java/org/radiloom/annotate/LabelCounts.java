package org.radiloom.annotate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** How many voxels of a map each label has, slice by slice; kept up by counting again only slices that an edit reaches. */
public final class LabelCounts {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final LabelMap map;
    private final int[] @Nullable [] slices;
    private final long[] all = new long[LabelMap.MOST_LABELS + 1];

    private LabelCounts(LabelMap map) {
        this.map = map;
        this.slices = new int[map.geometry().slices()][];
    }

    /** Counts all labels of a map. */
    public static LabelCounts of(LabelMap map) {
        var counts = new LabelCounts(map);
        for (int k = 0; k < counts.slices.length; k++) {
            counts.count(k);
        }
        return counts;
    }

    /** Counts again after an edit of the map, made or taken back. */
    public void update(Edit edit) {
        for (int k = Math.max(0, edit.firstSlice()); k <= edit.lastSlice(); k++) {
            count(k);
        }
    }

    /** Voxels of a label, 1 to 255, in the whole map. */
    public long voxels(int label) {
        return all[label];
    }

    /** Voxels of a label, 1 to 255, in slice {@code k}. */
    public int voxels(int label, int k) {
        int[] slice = slices[k];
        return slice == null ? 0 : slice[label];
    }

    private void count(int k) {
        int[] before = slices[k];
        for (int label = 1; before != null && label < before.length; label++) {
            all[label] -= before[label];
        }
        byte[] voxels = map.slice(k);
        slices[k] = voxels == null ? null : histogram(voxels);
        int[] now = slices[k];
        for (int label = 1; now != null && label < now.length; label++) {
            all[label] += now[label];
        }
    }

    /** Eight voxels at once where they are alike, which most are. */
    private static int[] histogram(byte[] voxels) {
        int[] counts = new int[LabelMap.MOST_LABELS + 1];
        int n = 0;
        for (; n + 8 <= voxels.length; n += 8) {
            long eight = (long) EIGHT.get(voxels, n);
            if (eight == Long.rotateLeft(eight, 8)) {
                counts[(int) eight & 0xFF] += 8;
            } else {
                for (int each = n; each < n + 8; each++) {
                    counts[voxels[each] & 0xFF]++;
                }
            }
        }
        for (; n < voxels.length; n++) {
            counts[voxels[n] & 0xFF]++;
        }
        return counts;
    }
}
