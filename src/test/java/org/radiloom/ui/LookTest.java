package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The colours of the style sheets, computed as WCAG 2.2 says (relative luminance, contrast ratio). */
class LookTest {
    private static final Path SHEETS = Path.of("src/main/resources/org/radiloom/ui");
    private static final Pattern TOKEN = Pattern.compile("(-rl-[a-z-]+):\\s*(#[0-9A-Fa-f]{6})");
    private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final double ENOUGH = 4.5;
    /** What is written in these colours, and what lies under it. */
    private static final List<String> TEXTS = List.of("-rl-text", "-rl-muted", "-rl-warn", "-rl-bad", "-rl-accent");

    private static final List<String> GROUNDS = List.of("-rl-window", "-rl-panel", "-rl-raised");
    private static final List<String> TEXT_GROUNDS =
            List.of("-rl-selected", "-rl-highlight", "-rl-warn-ground", "-rl-bad-ground", "-rl-line");

    private static Map<String, String> tokens(String sheet) throws IOException {
        String css = Files.readString(SHEETS.resolve(sheet));
        Map<String, String> all = new HashMap<>();
        TOKEN.matcher(css.substring(css.indexOf(".root"), css.indexOf('}', css.indexOf(".root"))))
                .results()
                .forEach(m -> all.put(m.group(1), m.group(2)));
        return all;
    }

    private static double luminance(String colour) {
        double[] weight = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            double v = Integer.parseInt(colour.substring(1 + 2 * c, 3 + 2 * c), 16) / 255.0;
            sum += weight[c] * (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static double contrast(String a, String b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    @Test
    void blackOnWhiteIs21To1AndGreyOnItselfIs1() {
        assertEquals(21, contrast("#000000", "#FFFFFF"), 1e-9);
        assertEquals(1, contrast("#8E99A8", "#8E99A8"), 1e-9);
        // #767676 on white is the well-known lightest grey that passes: 4.54
        assertEquals(4.54, contrast("#767676", "#FFFFFF"), 0.005);
    }

    @Test
    void textCanBeReadInBothThemes() throws IOException {
        List<String> hard = new ArrayList<>();
        for (String sheet : List.of("radiloom.css", "light.css")) {
            Map<String, String> all = tokens(sheet);
            for (String text : TEXTS) {
                for (String ground : GROUNDS) {
                    check(sheet, all, text, ground, hard);
                }
            }
            TEXT_GROUNDS.forEach(ground -> check(sheet, all, "-rl-text", ground, hard));
            if (contrast("#FFFFFF", colour(all, "-rl-primary")) < ENOUGH) {
                hard.add(sheet + " white on -rl-primary");
            }
        }
        assertEquals(List.of(), hard);
    }

    private static String colour(Map<String, String> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    private static void check(String sheet, Map<String, String> all, String text, String ground, List<String> hard) {
        double contrast = contrast(colour(all, text), colour(all, ground));
        if (contrast < ENOUGH) {
            hard.add("%s: %s on %s %.2f".formatted(sheet, text, ground, contrast));
        }
    }

    @Test
    void bothThemesHaveTheSameNamesAndRulesHaveNoColoursOfTheirOwn() throws IOException {
        assertEquals(
                new TreeSet<>(tokens("radiloom.css").keySet()),
                new TreeSet<>(tokens("light.css").keySet()));
        String css = Files.readString(SHEETS.resolve("radiloom.css"));
        String rules = css.substring(css.indexOf('}'));
        assertTrue(
                COLOUR.matcher(rules).results().findAny().isEmpty(),
                () -> "a colour that the light theme cannot change: "
                        + COLOUR.matcher(rules)
                                .results()
                                .findAny()
                                .orElseThrow()
                                .group());
    }
}
