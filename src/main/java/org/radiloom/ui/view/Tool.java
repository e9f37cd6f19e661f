package org.radiloom.ui.view;

/** What dragging with the left button does. */
public enum Tool {
    SCROLL,
    WINDOW,
    ZOOM,
    PAN,
    MAGNIFY
}
