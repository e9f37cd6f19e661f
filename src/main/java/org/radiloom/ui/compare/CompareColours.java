package org.radiloom.ui.compare;

import javafx.scene.paint.Color;

/** The colours of a comparison, from the set of Okabe and Ito (2008) that people with colour-blindness can tell apart. */
final class CompareColours {
    static final Color ONLY_A = Color.web("#E69F00");
    static final Color ONLY_B = Color.web("#56B4E9");
    static final Color BOTH = Color.web("#DCE3EC");

    private CompareColours() {}
}
