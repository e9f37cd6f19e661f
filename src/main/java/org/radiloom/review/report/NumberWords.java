package org.radiloom.review.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Numbers of reports for people. */
public final class NumberWords {
    private static final Map<String, String> SYMBOLS = Map.of(
            "mm2", "mm²",
            "cm2", "cm²",
            "cm3", "cm³",
            "deg", "°",
            "[hnsf'U]", "HU",
            "1", "",
            "{pixels}", "px",
            "{square_pixels}", "px²",
            "cm2/s", "cm²/s",
            "cm3/s", "cm³/s");
    /** Digits that say something; measurements by hand have no more. */
    private static final int DIGITS = 4;

    private NumberWords() {}

    /** The value with its unit, or why there is none. */
    public static String value(ReportNumber number, ReportLanguage language) {
        if (number.value().isEmpty()) {
            return language.said(number.reason());
        }
        String unit = SYMBOLS.getOrDefault(number.unit(), number.unit());
        return digits(number.value().getAsDouble()) + (unit.isEmpty() || unit.equals("°") ? unit : " " + unit);
    }

    static String digits(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        int before = exact.precision() - exact.scale();
        // digits before the point are all said; at most three are said behind it
        int behind = Math.clamp((long) DIGITS - Math.max(before, 1), 0, 3);
        BigDecimal rounded = exact.setScale(behind, RoundingMode.HALF_EVEN);
        if (rounded.signum() == 0) {
            return exact.round(new java.math.MathContext(2)).toPlainString();
        }
        return rounded.toPlainString();
    }

    /** What was measured, such as "Attenuation Coefficient (Mean)". */
    public static String quantity(ReportNumber number, ReportLanguage language) {
        String name = language.meaning(
                number.quantity().scheme(),
                number.quantity().value(),
                number.quantity().meaning());
        return number.derivation().isEmpty() ? name : name + " (" + language.said(number.derivation()) + ")";
    }
}
