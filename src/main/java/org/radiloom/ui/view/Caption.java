package org.radiloom.ui.view;

import java.util.List;

/**
 * The words in the upper corners of the viewport.
 *
 * @param who lines of the top left corner: the patient
 * @param what lines of the top right corner: when, and what was examined
 */
public record Caption(List<String> who, List<String> what) {
    public static final Caption EMPTY = new Caption(List.of(), List.of());

    public Caption {
        who = List.copyOf(who);
        what = List.copyOf(what);
    }
}
