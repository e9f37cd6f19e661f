package org.radiloom.ui.edit;

/** What the left button does to a segmentation. */
public enum EditTool {
    BRUSH,
    ERASER;

    /** Whether it is round and has a size. */
    public boolean round() {
        return this == BRUSH || this == ERASER;
    }
}
