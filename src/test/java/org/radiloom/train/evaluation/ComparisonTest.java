package org.radiloom.train.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiloom.fixtures.Judged;
import org.radiloom.problem.Problem;

class ComparisonTest {
    private static final double EXACT = 1e-12;

    @Test
    void aSmallSteadyGainIsClearAlthoughThePatientsDifferMuch() throws Problem {
        SeedGroup better = SeedGroup.of(Judged.run("a", 22, 42, 62, 82, 100, 52));
        SeedGroup base = SeedGroup.of(Judged.run("b", 20, 40, 60, 80, 98, 50));
        assertTrue(better.mean(Figure.RECALL).low() < base.mean(Figure.RECALL).high());
        PairedDifference difference = PairedDifference.ofMeans(better, base, Figure.RECALL);
        assertEquals(0.02, difference.difference().value(), EXACT);
        assertEquals(0.02, difference.difference().low(), EXACT);
        assertEquals(6, difference.better());
        assertEquals(0, difference.worse());
        assertTrue(difference.clear());
    }

    @Test
    void whereLessIsBetterLessCountsAsBetter() throws Problem {
        // HD95 is 100 minus what was found
        PairedDifference difference = PairedDifference.ofMeans(
                SeedGroup.of(Judged.run("a", 90, 50, 70)), SeedGroup.of(Judged.run("b", 80, 60, 70)), Figure.HD95);
        assertEquals(0, difference.difference().value(), EXACT);
        assertEquals(1, difference.better());
        assertEquals(1, difference.worse());
        assertFalse(difference.clear());
    }

    @Test
    void onlyPatientsThatBothKnowAreCompared() throws Problem {
        SeedGroup three = SeedGroup.of(Judged.run("a", 90, 90, 10));
        SeedGroup two = SeedGroup.of(Judged.run("b", 80, 80));
        assertEquals(
                2,
                PairedDifference.ofMeans(three, two, Figure.RECALL).difference().n());
        assertEquals(
                0.1,
                PairedDifference.ofPooled(three, two, Figure.RECALL, VolumeScore::overlap)
                        .difference()
                        .value(),
                EXACT);
        SeedGroup stranger =
                SeedGroup.of(new Evaluation(Judged.about("c"), List.of(Judged.volume("v", "someone else", 5))));
        assertThrows(Problem.class, () -> PairedDifference.ofMeans(three, stranger, Figure.DICE));
        assertThrows(
                Problem.class, () -> PairedDifference.ofPooled(three, stranger, Figure.DICE, VolumeScore::overlap));
    }

    @Test
    void seedsOfANameAreAveragedPatientByPatient() throws Problem {
        List<SeedGroup> groups = SeedGroup.group(
                List.of(Judged.run("U-s1", 40, 60), Judged.run("U+R-s1", 10, 10), Judged.run("U-s2", 60, 60)));
        assertEquals(List.of("U", "U+R"), groups.stream().map(SeedGroup::name).toList());
        assertEquals(2, groups.getFirst().runs().size());
        assertEquals(0.5, groups.getFirst().ofPatient(Figure.RECALL, "p0"), EXACT);
        assertEquals(0.55, groups.getFirst().mean(Figure.RECALL).value(), EXACT);
        // pooled: 100 of 200 and 120 of 200
        assertEquals(
                0.55,
                groups.getFirst().pooled(Figure.RECALL, VolumeScore::overlap).value(),
                EXACT);
    }

    @Test
    void seedsOnDifferentPatientsAreRefused() {
        assertThrows(Problem.class, () -> SeedGroup.group(List.of(Judged.run("U-s1", 40, 60), Judged.run("U-s2", 60))));
    }

    @ParameterizedTest
    @CsvSource({
        "U, U",
        "mandi/U+R+C+TL, U_R_C_TL",
        "compact-u-r-tl-s2, U_R_TL",
        "table_U+C_s1, U_C",
        "unet+cbam+tl, U_C_TL",
        "mandi/fcn8s, FCN",
        "deeplabv1-s1, DEEPLAB",
        "segnet, SEGNET"
    })
    void aRunIsFoundInThePaperByTheWordsOfItsName(String name, String row) {
        assertEquals(Optional.of(PaperRow.valueOf(row)), PaperRow.named(name));
    }

    @Test
    void otherRunsHaveNoRowInThePaper() {
        assertEquals(Optional.empty(), PaperRow.named("mandi/fast"));
        assertEquals(Optional.empty(), PaperRow.named("mandible-ct"));
    }

    @Test
    void claimsOfOnePartDifferInThatPartOnly() {
        for (PaperClaim claim : PaperClaim.all()) {
            PaperRow with = claim.with();
            PaperRow without = claim.without();
            int parts = (with.residual() != without.residual() ? 1 : 0)
                    + (with.cbam() != without.cbam() ? 1 : 0)
                    + (with.transfer() != without.transfer() ? 1 : 0);
            assertEquals(
                    switch (claim.part()) {
                        case "all three", "whole method" -> 3;
                        default -> 1;
                    },
                    parts,
                    claim.toString());
        }
    }

    @Test
    void theTablesShowOneRowPerConfigurationBesideThePaper() throws Problem {
        String text = ComparisonTable.markdown(List.of(
                Judged.run("U-s1", 40, 60, 50),
                Judged.run("U-s2", 44, 60, 50),
                Judged.run("U+R", 60, 80, 70),
                Judged.run("mandi-fast", 90, 90, 0)));
        List<String> lines = text.lines().toList();
        // Dice of U: seeds average to (2 * 40/140 + 2 * 44/144) / 2 for the first patient
        double dice = ((80 / 140.0 + 88 / 144.0) / 2 + 120 / 160.0 + 100 / 150.0) / 3;
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("| U | 0.663, 0.676 | 3 | %.3f [".formatted(dice))), text);
        // a patient without a distance is left out of its mean, and told
        assertTrue(
                lines.stream().anyMatch(l -> l.startsWith("| mandi-fast | 0.632 | 3 |") && l.contains("(n 2)")), text);
        assertTrue(
                lines.stream().anyMatch(l -> l.startsWith("| U-Net | ✓ | – | – | 1 | 3 |") && l.contains(".9151")),
                text);
        assertTrue(
                lines.stream().anyMatch(l -> l.startsWith("| residual | U+R | U | 3 | +") && l.contains("| yes |")),
                text);
        assertFalse(text.contains("not judged on the same patients"), text);
        for (String line : lines) {
            assertTrue(!line.startsWith("|") || columns(line) == columns(header(lines, line)), line);
        }
    }

    @Test
    void rowsOnDifferentPatientsCarryAWarning() throws Problem {
        assertTrue(ComparisonTable.markdown(List.of(Judged.run("U", 40), Judged.run("fast", 40, 50)))
                .contains("not judged on the same patients"));
    }

    /** First line of the table that a line belongs to. */
    private static String header(List<String> lines, String line) {
        int at = lines.indexOf(line);
        while (at > 0 && lines.get(at - 1).startsWith("|")) {
            at--;
        }
        return lines.get(at);
    }

    private static long columns(String line) {
        return line.chars().filter(c -> c == '|').count();
    }
}
