package org.radiloom.imaging;

/** The labels of a volume, slice by slice: how writers ask for them without knowing who keeps them. */
@FunctionalInterface
public interface LabelPlanes {
    /** Copies the labels of slice {@code k}, unsigned, row by row. */
    void copy(int k, byte[] into);
}
