package org.radiloom.annotate.tool;

import java.util.Arrays;

/** A binary heap of whole numbers by key: the smallest comes first. Without a box for each, for millions of voxels. */
final class IntHeap {
    private int[] keys = new int[1024];
    private int[] values = new int[1024];
    private int size;
    private int last;

    boolean isEmpty() {
        return size == 0;
    }

    void add(int key, int value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        int at = size++;
        while (at > 0 && keys[(at - 1) / 2] > key) {
            keys[at] = keys[(at - 1) / 2];
            values[at] = values[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        keys[at] = key;
        values[at] = value;
    }

    /** Takes the value with the smallest key. */
    int poll() {
        int value = values[0];
        last = keys[0];
        size--;
        int key = keys[size];
        int moved = values[size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && keys[child + 1] < keys[child]) {
                child++;
            }
            if (keys[child] >= key) {
                break;
            }
            keys[at] = keys[child];
            values[at] = values[child];
            at = child;
        }
        keys[at] = key;
        values[at] = moved;
        return value;
    }

    /** The key of the value taken last. */
    int key() {
        return last;
    }
}
