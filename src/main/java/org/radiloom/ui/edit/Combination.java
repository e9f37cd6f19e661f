package org.radiloom.ui.edit;

import org.radiloom.annotate.tool.MaskOperations;
import org.radiloom.imaging.Mask;

/** How a segment is put together with another mask. */
public enum Combination {
    /** It gets what the other has. */
    ADD("add"),
    /** It loses what the other has. */
    SUBTRACT("subtract"),
    /** It keeps only what the other has as well. */
    INTERSECT("intersect");

    private final String step;

    Combination(String step) {
        this.step = step;
    }

    /** The id of the step that it makes. */
    public String step() {
        return step;
    }

    Mask of(Mask mask, Mask other) {
        return switch (this) {
            case ADD -> MaskOperations.union(mask, other);
            case SUBTRACT -> MaskOperations.minus(mask, other);
            case INTERSECT -> MaskOperations.both(mask, other);
        };
    }
}
