package org.radiloom.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.MadeUpGrades;
import org.radiloom.infer.GradeFinding;
import org.radiloom.ui.words.Words;

class GradeWordsTest {
    private final GradeWords say = new GradeWords(Words.in(Locale.ENGLISH));

    private static GradeFinding of(String... set) {
        return MadeUpGrades.finding("f", 5, List.of(0.1, 0.2, 0.6, 0.1), List.of(set), Map.of());
    }

    @Test
    void theHeadlineIsTheGradeOrSaysBetweenWhichItIsOpen() {
        assertEquals("Moderate", say.headline(of("moderate")));
        assertEquals("Uncertain: mild or moderate", say.headline(of("mild", "moderate")));
        assertEquals("Uncertain: normal, mild or moderate", say.headline(of("normal", "mild", "moderate")));
        assertEquals("Uncertain: all grades are possible", say.headline(of("normal", "mild", "moderate", "severe")));
        assertEquals("90 % set: mild or moderate", say.set(of("mild", "moderate")));
    }

    @Test
    void whatIsOpenIsNeverCalledNothingOrCertain() {
        assertEquals("0 %", say.percent(0));
        assertEquals("< 1 %", say.percent(0.002));
        assertEquals("58 %", say.percent(0.58));
        assertEquals("> 99 %", say.percent(0.998));
        assertEquals("100 %", say.percent(1));
    }

    @Test
    void reliabilityAndFramesAreSentences() {
        assertEquals(
                Optional.of("In validation the model named 47 % of the patients with grade mild correctly."),
                say.reliability(of("mild"), "mild"));
        assertEquals(
                "Frame 4: No liver was found on this frame.",
                say.frame(of("mild"), of("mild").perFrame().get(3)));
        assertEquals("Image only", say.variant(of("mild")));
    }
}
