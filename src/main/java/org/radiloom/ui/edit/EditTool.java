package org.radiloom.ui.edit;

/** What the left button does to a segmentation. */
public enum EditTool {
    BRUSH,
    ERASER,
    POLYGON,
    LASSO,
    LIVEWIRE,
    GROW;

    /** Whether it is round and has a size. */
    public boolean round() {
        return this == BRUSH || this == ERASER;
    }
}
