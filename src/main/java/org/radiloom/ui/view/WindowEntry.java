package org.radiloom.ui.view;

import java.util.Optional;
import java.util.regex.Pattern;
import org.radiloom.imaging.Window;

/**
 * A window as it is typed.
 *
 * @param centre empty where the text is no number
 * @param width empty where the text is no number above 0
 */
public record WindowEntry(Optional<Double> centre, Optional<Double> width) {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");

    /** Reads two texts; a comma is as good as a point. */
    public static WindowEntry of(String centre, String width) {
        return new WindowEntry(number(centre), number(width).filter(w -> w >= 1 / Greys.LARGEST));
    }

    private static Optional<Double> number(String text) {
        String plain = text.strip().replace(',', '.').replace('\u2212', '-');
        return NUMBER.matcher(plain).matches()
                ? Optional.of(Double.parseDouble(plain)).filter(n -> Math.abs(n) <= Greys.LARGEST)
                : Optional.empty();
    }

    /** The window, if both are numbers. */
    public Optional<Window> window() {
        return centre.flatMap(c -> width.map(w -> new Window(c, w)));
    }
}
