package org.radiloom.model;

/**
 * Which slices cannot hold what the model looks for, so that they need not be run: those with too little above a value,
 * and nothing more than that nearby.
 *
 * @param atLeast value that counts, in the stack's unit
 * @param lessThanMm2 a slice shows nothing if fewer square millimetres reach that value; 0 to run every slice
 * @param marginMm slices this near to one that shows something are run too, towards head and feet
 */
public record SliceSkip(double atLeast, double lessThanMm2, double marginMm) {
    /** Every slice is run. */
    public static final SliceSkip NONE = new SliceSkip(0, 0, 0);

    public SliceSkip {
        if (!(lessThanMm2 >= 0) || !(marginMm >= 0) || !Double.isFinite(atLeast)) {
            throw new IllegalArgumentException(atLeast + ", " + lessThanMm2 + " mm2, margin " + marginMm + " mm");
        }
    }

    /**
     * No bone in sight: less than 40 mm² from 200 HU on, with 10 mm of margin. In the 50 cases of OpenKBP the emptiest
     * slice with a mandible has 700 mm².
     */
    public static SliceSkip boneless() {
        return new SliceSkip(200, 40, 10);
    }

    /** Whether every slice is run, whatever it shows. */
    public boolean runsAll() {
        return lessThanMm2 == 0;
    }
}
