package org.radiloom.ui.edit;

/** What the left button does to a segmentation. */
public enum EditTool {
    BRUSH,
    ERASER;

    /** Its id in commands, words and nodes. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Whether it is round and has a size. */
    public boolean round() {
        return this == BRUSH || this == ERASER;
    }
}
