package org.radiloom.ui.anomaly;

import org.radiloom.ui.words.Words;

/** Scores and values of maps in figures: three that count, whatever the unit. */
public final class ScaleNumbers {
    private static final int FIGURES = 3;
    private static final int MOST_DECIMALS = 5;

    private ScaleNumbers() {}

    /** Such as 0.412, 3.07 or 128. */
    public static String of(double value, Words words) {
        if (value == 0) {
            return words.number(0, 0);
        }
        int whole = 1 + (int) Math.floor(Math.log10(Math.abs(value)));
        return words.number(value, Math.clamp(FIGURES - whole, 0, MOST_DECIMALS));
    }

    /** How many normal images score less: "62 % of", "all". */
    public static String share(double percentile, Words words) {
        return percentile >= 100
                ? words.of("anomaly.share.all")
                : words.of("anomaly.share.part", percent(percentile, words));
    }

    /** A percentile in whole per cents: what is not all of them is never called all, what is not none never none. */
    public static String percent(double percentile, Words words) {
        if (percentile > 0 && percentile < 1) {
            return words.of("grade.percent.under");
        }
        double whole = percentile >= 100 ? 100 : Math.min(99, Math.round(percentile));
        return words.of("grade.percent", words.number(whole, 0));
    }
}
