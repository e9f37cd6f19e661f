package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.TinyAnomaly;
import org.radiloom.fixtures.TinyGrading;
import org.radiloom.fixtures.UltrasoundPhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Window;
import org.radiloom.job.Progress;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.anomaly.Known;
import org.radiloom.problem.Problem;

/**
 * Most tests look with a network whose answer is known by hand: the score is the mean brightness of what it sees, 0 to 1, the
 * map the brightness itself, the reconstruction black, the modality that of the domain, the organ a function of the score.
 *
 * <p>Half a picture white and half of it black is the same after any scaling about its middle: its mean is half the white.
 */
@Tag("engine")
class AnomalyScannerTest {
    private static final int SIDE = TinyAnomaly.SIDE;
    private static final double CLOSE = 1e-5;

    @TempDir
    private static Path models;

    private static EngineRoom room;
    private static ModelPackage model;
    private static ModelPackage everywhere;
    private static ModelPackage nowhere;

    @BeforeAll
    static void makeModels() throws Problem, IOException {
        room = new EngineRoom(1);
        model = TinyAnomaly.write(models, TinyAnomaly.card("tiny-anomaly", "tiny-region"));
        everywhere = TinyGrading.writeRegion(models, "tiny-region", true);
        nowhere = TinyGrading.writeRegion(models, "blind-region", false);
    }

    @AfterAll
    static void close() {
        room.close();
    }

    /** See above. */
    private record Bright(String modality, DoubleUnaryOperator lung) implements AnomalyNetwork {
        @Override
        public Answer look(float[] inputs, int n) {
            int plane = inputs.length / n;
            float[] maps = new float[inputs.length];
            float[] black = new float[inputs.length];
            float[] scores = new float[n];
            float[] organs = new float[2 * n];
            float[] modalities = new float[3 * n];
            for (int k = 0; k < n; k++) {
                for (int at = k * plane; at < (k + 1) * plane; at++) {
                    maps[at] = (inputs[at] + 1) / 2;
                    black[at] = -1;
                    scores[k] += maps[at] / plane;
                }
                organs[2 * k + 1] = (float) lung.applyAsDouble(scores[k]);
                organs[2 * k] = 1 - organs[2 * k + 1];
                modalities[3 * k + List.of("US", "CT", "XR").indexOf(modality)] = 1;
            }
            return new Answer(scores, maps, black, organs, modalities);
        }

        @Override
        public boolean tells() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static AnomalyTask task() {
        return TinyAnomaly.task("tiny-region");
    }

    private static AnomalyTask.Domain domain(String name) {
        return task().domains().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static AnomalyScanner scanner(String modality, DoubleUnaryOperator lung) throws Problem {
        return new AnomalyScanner(room, model, "0", "cpu", new Bright(modality, lung), Map.of());
    }

    /** Slices in memory. */
    private record Slices(List<Slice> all, ValueUnit unit) implements ImageStack {
        @Override
        public int columns() {
            return all.getFirst().columns();
        }

        @Override
        public int rows() {
            return all.getFirst().rows();
        }

        @Override
        public int slices() {
            return all.size();
        }

        @Override
        public Optional<Geometry> geometry() {
            return Optional.empty();
        }

        @Override
        public Window defaultWindow() {
            return new Window(128, 256);
        }

        @Override
        public Slice slice(int k) {
            return all.get(k);
        }

        @Override
        public Optional<Slice> ifLoaded(int k) {
            return Optional.of(all.get(k));
        }
    }

    /** The upper half of one value, the lower half of another. */
    private static GreySlice halves(float upper, float lower) {
        float[] values = new float[40 * 40];
        for (int at = 0; at < values.length; at++) {
            values[at] = at < values.length / 2 ? upper : lower;
        }
        return GreySlice.ofValues(values, 40, 40);
    }

    private static AnomalyInput input(ValueUnit unit, int bits, List<AnomalyTask.Domain> domains, List<Slice> slices) {
        return new AnomalyInput(
                new Slices(slices, unit),
                bits,
                false,
                Optional.empty(),
                true,
                domains,
                "It is said.",
                List.of("1.2.3"),
                Map.of());
    }

    private static AnomalyInput xray(Slice... slices) {
        return input(ValueUnit.RAW, 8, List.of(domain("lung XR")), List.of(slices));
    }

    private static AnomalyFinding scored(AnomalyScanner scanner, AnomalyInput input) throws Problem {
        return assertInstanceOf(AnomalyOutcome.Scored.class, scanner.scan(input, Progress.NONE))
                .finding();
    }

    private static String refused(AnomalyScanner scanner, AnomalyInput input) throws Problem {
        return assertInstanceOf(AnomalyOutcome.Refused.class, scanner.scan(input, Progress.NONE))
                .reason();
    }

    @Test
    void theSeriesHasTheScoreOfItsMostSuspiciousSliceAndSaysHowManyWouldBeAboveByChance() throws Problem {
        AnomalyFinding finding =
                scored(scanner("XR", s -> 1), xray(halves(102, 0), halves(255, 0), halves(51, 0), halves(204, 0)));
        assertEquals(0.2, finding.perSlice().get(0).score(), CLOSE);
        assertEquals(0.4, finding.perSlice().get(3).score(), CLOSE);
        assertEquals(1, finding.mostSuspicious());
        assertEquals(0.5, finding.score(), CLOSE);
        assertTrue(finding.above());
        // the table's quantiles are 0.1, 0.2, 0.3, 0.4 and 0.5
        assertEquals(25, finding.perSlice().get(0).percentile(), 0.01);
        assertEquals(75, finding.perSlice().get(3).percentile(), 0.01);
        assertEquals(1, finding.slicesAbove());
        // the threshold 0.45 is the percentile 87.5: 4 slices times 1/8
        assertEquals(0.5, finding.slicesAboveByChance(), 1e-9);
        assertEquals("It is said.", finding.domainBasis());
        assertTrue(finding.domainWarning().isEmpty() && finding.caution().isEmpty(), finding.toString());
        assertEquals(1, finding.organProbabilities().getOrDefault("lung", 0.0), CLOSE);
        assertTrue(finding.complete());
    }

    @Test
    void theMapLiesOnThePixelsOfThePictureAndIsNeverRescaled() throws Problem {
        AnomalyFinding finding = scored(scanner("XR", s -> 1), xray(halves(255, 0), halves(51, 0)));
        float[] bright = finding.perSlice().get(0).map().orElseThrow().onPicture();
        float[] dim = finding.perSlice().get(1).map().orElseThrow().onPicture();
        assertEquals(1600, bright.length);
        int upper = 10 * 40 + 20;
        int lower = 30 * 40 + 20;
        assertEquals(1, bright[upper], CLOSE);
        assertEquals(0.2, dim[upper], CLOSE);
        assertEquals(0, bright[lower], CLOSE);
        AnomalyMap map = finding.perSlice().get(0).map().orElseThrow();
        assertEquals(1, map.difference().orElseThrow()[3 * SIDE + 8], CLOSE);
        assertEquals(1, map.largest(), CLOSE);
    }

    @Test
    void aRunThatIsCancelledKeepsWhatItSaw() throws Problem {
        AnomalyInput input = xray(Collections.nCopies(40, halves(102, 0)).toArray(Slice[]::new));
        Progress afterFirst = new Progress() {
            private boolean reported;

            @Override
            public void report(double fraction, String what) {
                reported = true;
            }

            @Override
            public boolean cancelled() {
                return reported;
            }
        };
        AnomalyFinding finding = assertInstanceOf(
                        AnomalyOutcome.Scored.class, scanner("XR", s -> 1).scan(input, afterFirst))
                .finding();
        assertFalse(finding.complete());
        assertTrue(
                finding.perSlice().size() > 0 && finding.perSlice().size() < 40,
                finding.perSlice().size() + "");
        assertEquals(0.2, finding.score(), CLOSE);
    }

    @Test
    void aRunThatIsCancelledBeforeItBeginsFindsNothing() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String what) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> scanner("XR", s -> 1).scan(xray(halves(102, 0)), cancelled));
    }

    @Test
    void ofOrgansThatTheTagsLeaveOpenTheNetworkTakesOneAndTheFindingSaysSo() throws Problem {
        List<AnomalyTask.Domain> both = List.of(domain("liver CT"), domain("lung CT"));
        AnomalyInput input = input(ValueUnit.HOUNSFIELD, 16, both, List.of(halves(240, -160), halves(40, -160)));
        AnomalyFinding lung = scored(scanner("CT", s -> 0.9), input);
        assertEquals("lung", lung.organ());
        assertEquals("It is said. The network took it for lung CT.", lung.domainBasis());
        AnomalyFinding liver = scored(scanner("CT", s -> 0.1), input);
        assertEquals("liver", liver.organ());
        // the window from -160 to 240 HU makes 240 white and 40 grey
        assertEquals(0.5, liver.perSlice().get(0).score(), CLOSE);
        assertEquals(0.25, liver.perSlice().get(1).score(), CLOSE);
    }

    @Test
    void slicesOfAnotherOrganKeepTheirScoreAndDoNotCount() throws Problem {
        AnomalyInput input = input(
                ValueUnit.HOUNSFIELD,
                16,
                List.of(domain("liver CT")),
                List.of(halves(240, -160), halves(40, -160), halves(0, -160)));
        AnomalyFinding finding = scored(scanner("CT", s -> s > 0.4 ? 0.8 : 0.1), input);
        assertEquals(1, finding.mostSuspicious());
        assertEquals(0.25, finding.score(), CLOSE);
        assertEquals(0, finding.slicesAbove());
        assertEquals(2, finding.countedSlices());
        SliceAnomaly other = finding.perSlice().get(0);
        assertEquals(0.5, other.score(), CLOSE);
        assertTrue(other.warning().orElse("").startsWith("The network takes this for lung (80 %), not for liver CT"));
        assertTrue(finding.caution().orElse("").startsWith("1 of 3 slices do not count"), finding.caution() + "");
        assertTrue(finding.domainWarning().isEmpty());
    }

    @Test
    void aSeriesThatTheNetworkTakesForSomethingElseCountsAndCarriesAWarning() throws Problem {
        AnomalyFinding finding = scored(scanner("CT", s -> 0.2), xray(halves(204, 0)));
        assertEquals(0.4, finding.score(), CLOSE);
        assertEquals(
                "The network takes this for liver (80 %) and CT (100 %), not for lung XR: it may lie outside what the model"
                        + " has learned.",
                finding.domainWarning().orElse(""));
    }

    @Test
    void aScoreBeyondAllThatTheModelWasJudgedOnCarriesAWarning() throws Problem {
        ModelCard card = model.card();
        AnomalyNetwork tenfold = new AnomalyNetwork() {
            private final Bright bright = new Bright("XR", s -> 1);

            @Override
            public Answer look(float[] inputs, int n) {
                Answer a = bright.look(inputs, n);
                for (int k = 0; k < n; k++) {
                    a.scores()[k] *= 10;
                }
                return a;
            }

            @Override
            public boolean tells() {
                return true;
            }

            @Override
            public void close() {}
        };
        assertEquals(2, card.anomaly().domains().getFirst().largestKnown());
        try (AnomalyScanner scanner = new AnomalyScanner(room, model, "0", "cpu", tenfold, Map.of())) {
            String warning =
                    scored(scanner, xray(halves(255, 0))).domainWarning().orElse("");
            assertTrue(warning.startsWith("The score is larger than that of any picture"), warning);
        }
    }

    /** Organs are liver and lung, modalities US, CT and XR: the numbers are places in these lists. */
    @Test
    void theDetectorIsToldOrganModalityAndWhereThePictureIs() throws Problem {
        List<Known> told = new ArrayList<>();
        AnomalyNetwork listening = new AnomalyNetwork() {
            private final Bright bright = new Bright("XR", s -> 1);

            @Override
            public Answer look(float[] inputs, int n) {
                return bright.look(inputs, n);
            }

            @Override
            public Answer look(float[] inputs, int n, Known known) {
                told.add(known);
                return look(inputs, n);
            }

            @Override
            public boolean tells() {
                return true;
            }

            @Override
            public void close() {}
        };
        try (AnomalyScanner scanner = new AnomalyScanner(room, model, "0", "cpu", listening, Map.of())) {
            scored(scanner, xray(halves(255, 0)));
        }
        int plane = task().side() * task().side();
        assertEquals(1, told.size());
        assertEquals(task().organs().indexOf("lung"), told.getFirst().organ(0));
        assertEquals(task().modalities().indexOf("XR"), told.getFirst().modality(0));
        assertEquals(plane, told.getFirst().region(0, plane).length);
        for (byte one : told.getFirst().region(0, plane)) {
            assertEquals(1, one);
        }
    }

    @Test
    void aBlackPictureIsScoredAndFlagged() throws Problem {
        AnomalyFinding finding = scored(scanner("XR", s -> 1), xray(halves(0, 0)));
        assertEquals(0, finding.score(), CLOSE);
        assertTrue(finding.perSlice().getFirst().warning().orElse("").startsWith("The picture is of one grey"));
    }

    @Test
    void blackSlicesOfASeriesDoNotCount() throws Problem {
        AnomalyFinding finding = scored(scanner("XR", s -> 1), xray(halves(255, 255), halves(51, 0)));
        assertEquals(1, finding.mostSuspicious());
        assertEquals(1, finding.countedSlices());
    }

    @Test
    void whiteAndBlackAreExchangedWhereTheFileSaysSo() throws Problem {
        AnomalyInput plain = xray(halves(102, 0));
        AnomalyInput inverted = new AnomalyInput(
                plain.stack(), 8, true, Optional.empty(), true, plain.candidates(), "", List.of(), Map.of());
        // 255 - 102 = 153 above, 255 below: (0.6 + 1) / 2
        assertEquals(0.8, scored(scanner("XR", s -> 1), inverted).score(), CLOSE);
    }

    @Test
    void deepRadiographsAreSeenAsTheirWindowShowsThem() throws Problem {
        AnomalyInput plain = input(ValueUnit.RAW, 12, List.of(domain("lung XR")), List.of(halves(3000, 1000)));
        for (boolean inverted : new boolean[] {false, true}) {
            AnomalyInput windowed = new AnomalyInput(
                    plain.stack(),
                    12,
                    inverted,
                    Optional.of(Window.between(1000, 5000)),
                    true,
                    plain.candidates(),
                    "",
                    List.of(),
                    Map.of());
            assertEquals(
                    inverted ? 0.75 : 0.25,
                    scored(scanner("XR", s -> 1), windowed).score(),
                    CLOSE);
        }
    }

    @Test
    void whatCannotBeLookedAtIsRefusedWithItsReason() throws Problem {
        AnomalyScanner scanner = scanner("CT", s -> 0.1);
        List<AnomalyTask.Domain> liver = List.of(domain("liver CT"));
        assertEquals(
                "The values are not Hounsfield units; the model needs them.",
                refused(scanner, input(ValueUnit.RAW, 12, liver, List.of(halves(100, 0)))));
        GreySlice small = GreySlice.ofValues(new float[20 * 90], 90, 20);
        assertEquals(
                "The picture has 90 x 20 pixels; the model needs at least 28 in both directions.",
                refused(scanner, xray(small)));
        String colour = refused(scanner, xray(UltrasoundPhantom.doppler(1)));
        assertTrue(
                colour.startsWith("There is colour in the picture (4 % of its pixels), as in colour Doppler"), colour);
    }

    @Test
    void slicesOfCtAsAScreenShowsThemAreTakenAsTheyAre() throws Problem {
        AnomalyInput shown = input(ValueUnit.RAW, 8, List.of(domain("liver CT")), List.of(halves(102, 0)));
        assertEquals(0.2, scored(scanner("CT", s -> 0.1), shown).score(), CLOSE);
    }

    @Test
    void someSlicesRefusedLeaveTheOthersScored() throws Problem {
        List<Slice> slices = new ArrayList<>(List.of(halves(102, 0)));
        slices.add(UltrasoundPhantom.doppler(1));
        AnomalyFinding finding =
                scored(scanner("XR", s -> 1), input(ValueUnit.RAW, 8, List.of(domain("lung XR")), slices));
        assertEquals(1, finding.scoredSlices());
        assertTrue(finding.perSlice().get(1).refused().isPresent());
        assertEquals("1 of 2 slices could not be looked at.", finding.caution().orElse(""));
    }

    @Test
    void aPictureThatSaysNothingIsLookedAtBeforeItIsBelieved() throws Problem {
        AnomalyInput said = input(ValueUnit.RAW, 8, task().domains(), List.of(halves(204, 0)));
        AnomalyInput unsaid = new AnomalyInput(
                said.stack(), 8, false, Optional.empty(), false, said.candidates(), "", List.of(), Map.of());
        AnomalyFinding finding = scored(scanner("XR", s -> 0.9), unsaid);
        assertEquals("lung XR", finding.organ() + " " + finding.modality());
        assertEquals(
                "The picture does not say what it is; it does not look like ultrasound. The network took it for lung XR.",
                finding.domainBasis());
        AnomalyInput ultrasoundOnly = unsaid.among(List.of(domain("liver US")));
        String reason = refused(scanner("US", s -> 0.1), ultrasoundOnly);
        assertTrue(reason.startsWith("The picture does not look like a grey ultrasound frame"), reason);
    }

    @Test
    void theRealNetworkSaysTheSameOfAPictureAloneAndAmongOthers() throws Problem {
        List<AnomalyTask.Domain> liver = List.of(domain("liver US"));
        try (AnomalyScanner scanner = AnomalyScanner.open(room, model, Map.of("tiny-region", everywhere))) {
            AnomalyFinding alone = scored(scanner, input(ValueUnit.RAW, 8, liver, List.of(UltrasoundPhantom.grey(1))));
            AnomalyFinding among = scored(
                    scanner,
                    input(ValueUnit.RAW, 8, liver, List.of(UltrasoundPhantom.grey(2), UltrasoundPhantom.grey(1))));
            assertTrue(alone.score() > 0, alone.score() + "");
            assertEquals(alone.score(), among.perSlice().get(1).score(), 1e-4 * alone.score());
            assertEquals(2, alone.organProbabilities().size());
            assertEquals(
                    1,
                    alone.modalityProbabilities().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum(),
                    1e-5);
            assertEquals("tiny-region", alone.provenance().parameters().get("regionModel"));
            SliceAnomaly direct =
                    scanner.look(Frame.of(UltrasoundPhantom.grey(1), 8), false, domain("liver US"), Optional.empty());
            assertEquals(alone.score(), direct.score(), 1e-4 * alone.score());
        }
    }

    @Test
    void withoutALiverInSightThereIsNoScore() throws Problem {
        try (AnomalyScanner scanner = AnomalyScanner.open(room, model, Map.of("tiny-region", nowhere))) {
            String reason = refused(
                    scanner, input(ValueUnit.RAW, 8, List.of(domain("liver US")), List.of(UltrasoundPhantom.grey(1))));
            assertEquals("No liver was found.", reason);
        }
    }

    @Test
    void aPackageWithoutItsRegionModelOrWithOtherHeadsIsNotOpened() throws Problem, IOException {
        Problem missing = assertThrows(Problem.class, () -> AnomalyScanner.open(room, model, Map.of()));
        assertEquals("model.missing", missing.code());
        AnomalyTask three = new AnomalyTask(
                "Anomaly",
                "dpa",
                SIDE,
                List.of("liver", "lung", "bone"),
                task().modalities(),
                List.of(domain("lung XR")));
        ModelCard card = TinyAnomaly.card("other-heads", "");
        ModelCard other = new ModelCard(
                card.id(),
                card.version(),
                card.name(),
                card.family(),
                card.intendedUse(),
                card.limits(),
                card.bodyParts(),
                three,
                card.network(),
                card.data(),
                card.metrics(),
                card.notes(),
                card.command());
        ModelPackage wrong = TinyAnomaly.write(models, other);
        Problem heads = assertThrows(Problem.class, () -> AnomalyScanner.open(room, wrong, Map.of()));
        assertEquals("model.card", heads.code());
        Files.write(wrong.weights(), new byte[] {1});
        assertEquals(
                "model.changed",
                assertThrows(Problem.class, () -> AnomalyScanner.open(room, wrong, Map.of()))
                        .code());
    }
}
