package org.radiloom.ui.view;

import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.Window;
import org.radiloom.ui.words.Words;

/** What is written about windows: names, and numbers with as many digits as their width needs. */
public final class WindowWords {
    private static final double WHOLE_FROM = 20;
    private static final int MOST_DECIMALS = 9;

    private final Words words;

    public WindowWords(Words words) {
        this.words = words;
    }

    /** The name of a preset: what the file calls it, else ours. */
    public String name(WindowPreset preset) {
        return preset.explanation().isEmpty()
                ? words.of(preset.name(), words.number(preset.choice().orElse(0) + 1.0, 0))
                : preset.explanation();
    }

    /** Centre and width, and what kind of transform they belong to where that is not a straight one. */
    public String numbers(VoiTransform voi) {
        Window window = voi.window();
        String numbers = words.of("viewport.window", number(window.centre(), window), number(window.width(), window));
        return kind(voi).isEmpty() ? numbers : numbers + "  " + words.of(kind(voi));
    }

    private static String kind(VoiTransform voi) {
        return switch (voi) {
            case VoiTransform.Linear linear -> "";
            case VoiTransform.LinearExact exact -> "";
            case VoiTransform.Sigmoid sigmoid -> "window.kind.sigmoid";
            case VoiTransform.Table table -> "window.kind.table";
            case VoiTransform.Presented presented -> kind(presented.voi());
        };
    }

    /** A value beside a window: whole where the window is wide or has whole numbers, else so that a hundredth of its width shows. */
    public String number(double value, Window beside) {
        return words.number(value, decimals(beside));
    }

    private static int decimals(Window window) {
        boolean whole = window.width() == Math.rint(window.width()) && window.centre() == Math.rint(window.centre());
        if (whole || window.width() >= WHOLE_FROM) {
            return 0;
        }
        return Math.clamp(2 - (long) Math.floor(Math.log10(window.width())), 1, MOST_DECIMALS);
    }
}
