package org.radiloom.dicom;

/** Numbers written as text (DS and IS), as devices really write them. Source: DICOM PS3.5, section 6.2. */
final class DecimalText {
    private DecimalText() {}

    /** The number, or NaN if the text is none; hexadecimal and named forms that Java knows are not accepted. */
    static double parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > 64) {
            return Double.NaN;
        }
        for (int at = 0; at < trimmed.length(); at++) {
            char c = trimmed.charAt(at);
            boolean allowed = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E';
            if (!allowed) {
                return c == ',' ? parse(trimmed.replace(',', '.')) : Double.NaN;
            }
        }
        try {
            return Double.parseDouble(trimmed);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** The shortest text of at most 16 characters that gives {@code number}, or the nearest one that fits. */
    static String format(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("no decimal text for " + number);
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        String exact = Double.toString(number);
        if (exact.length() <= 16) {
            return exact;
        }
        for (int digits = 16; digits > 1; digits--) {
            String rounded = new java.math.BigDecimal(number)
                    .round(new java.math.MathContext(digits))
                    .stripTrailingZeros()
                    .toString();
            if (rounded.length() <= 16) {
                return rounded;
            }
        }
        throw new IllegalArgumentException("no decimal text for " + number);
    }
}
