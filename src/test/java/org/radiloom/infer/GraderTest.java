package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.TinyGrading;
import org.radiloom.fixtures.UltrasoundPhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Window;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.classify.ClassifierSpec;
import org.radiloom.nn.classify.GradingSpec;
import org.radiloom.problem.Problem;

@Tag("engine")
class GraderTest {
    @TempDir
    private static Path models;

    private static EngineRoom room;
    private static Grader grader;
    private static ModelPackage nothingFound;

    @BeforeAll
    static void makeModels() throws Problem, IOException {
        room = new EngineRoom(1);
        ModelPackage region = TinyGrading.writeRegion(models, "tiny-region", true);
        nothingFound = TinyGrading.writeRegion(models, "blind-region", false);
        ModelPackage grades = TinyGrading.write(models, TinyGrading.card("tiny-grades", "tiny-region"));
        grader = Grader.open(room, grades, Optional.of(region));
    }

    @AfterAll
    static void close() {
        grader.close();
        room.close();
    }

    /** Frames in memory. */
    private record Frames(List<Slice> all) implements ImageStack {
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
        public ValueUnit unit() {
            return ValueUnit.RAW;
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

    private static GradeInput input(boolean ultrasound, Slice... frames) {
        return new GradeInput(
                new Frames(List.of(frames)), 8, false, 0, ultrasound, List.of("1.2.3"), Map.of(), Map.of());
    }

    private static GradeInput with(GradeInput input, Map<Integer, Polygon> regions, Map<String, Double> declared) {
        return new GradeInput(input.stack(), 8, false, 0, input.ultrasound(), input.sources(), regions, declared);
    }

    private static GradeFinding graded(GradeInput input) throws Problem {
        return assertInstanceOf(GradeOutcome.Graded.class, grader.grade(input, Progress.NONE))
                .finding();
    }

    private static String refused(GradeInput input) throws Problem {
        return assertInstanceOf(GradeOutcome.Refused.class, grader.grade(input, Progress.NONE))
                .reason();
    }

    @Test
    void theStudyIsTheRuleAppliedToItsFramesAndEachFrameTheRuleAppliedToItsPatches() throws Problem {
        GradeFinding finding = graded(input(true, UltrasoundPhantom.grey(1), UltrasoundPhantom.grey(2)));
        assertEquals(List.of("normal", "mild", "moderate", "severe"), finding.classes());
        assertEquals(2, finding.perFrame().size());
        double[] study = new double[4];
        for (FrameGrade frame : finding.perFrame()) {
            assertTrue(frame.graded());
            assertTrue(frame.patches().size() >= 4, frame.patches().size() + " patches");
            double[] mean = new double[4];
            for (PatchGrade patch : frame.patches()) {
                assertEquals(1, sum(patch.probabilities()), 1e-6);
                for (int c = 0; c < 4; c++) {
                    mean[c] += patch.probabilities().get(c) / frame.patches().size();
                }
            }
            for (int c = 0; c < 4; c++) {
                assertEquals(mean[c], frame.probabilities().get(c), 1e-9);
                study[c] += mean[c] / 2;
            }
        }
        for (int c = 0; c < 4; c++) {
            assertEquals(study[c], finding.probabilities().get(c), 1e-9);
        }
        assertEquals(1, sum(finding.probabilities()), 1e-6);
        assertEquals("image-only", finding.variant());
        assertTrue(finding.aggregation().contains("mean of the probabilities over its patches"));
        assertTrue(finding.predictionSet().contains(finding.grade()));
        assertEquals("tiny-region", finding.provenance().parameters().get("regionModel"));
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    @Test
    void patchesLieInTheLitFanAndDoNotShowVesselsOrShadow() throws Problem {
        FrameGrade frame =
                graded(input(true, UltrasoundPhantom.grey(1))).perFrame().getFirst();
        int[] values = UltrasoundPhantom.bytes(1);
        for (PatchGrade patch : frame.patches()) {
            int dark = 0;
            for (int row = 0; row < 28; row++) {
                for (int column = 0; column < 28; column++) {
                    int at = (int) patch.column() + column + UltrasoundPhantom.COLUMNS * ((int) patch.row() + row);
                    dark += values[at] <= 12 ? 1 : 0;
                }
            }
            assertTrue(dark <= 0.2 * 28 * 28, dark + " dark pixels");
        }
        // the rest of the frame is black
        assertTrue(frame.leftOut() > 0);
    }

    @Test
    void aRegionDrawnByTheReaderIsWhereIsLooked() throws Problem {
        Polygon drawn = Polygon.of(250, 200, 390, 200, 390, 320, 250, 320);
        GradeFinding finding = graded(with(input(true, UltrasoundPhantom.grey(1)), Map.of(0, drawn), Map.of()));
        FrameRegion region = finding.perFrame().getFirst().region().orElseThrow();
        assertEquals(drawn, region.polygon());
        assertTrue(region.edited());
        // 140 x 120 of 640 x 480 pixels
        assertEquals(140 * 120 / (640.0 * 480), region.shareOfFrame(), 1e-9);
        for (PatchGrade patch : finding.perFrame().getFirst().patches()) {
            assertTrue(patch.column() >= 250 && patch.column() + 28 <= 391);
            assertTrue(patch.row() >= 200 && patch.row() + 28 <= 321);
        }
        // (140 - 28) / 14 + 1 columns, (120 - 28) / 14 + 1 rows
        assertEquals(9 * 7, finding.perFrame().getFirst().patches().size());
    }

    @Test
    void aDeclaredIndexSwitchesTheVariantAndIsKept() throws Problem {
        GradeInput plain = input(true, UltrasoundPhantom.grey(1));
        GradeFinding declared = graded(with(plain, Map.of(), Map.of("hepatorenalIndex", 1.4, "other", 3.0)));
        assertEquals("index-declared", declared.variant());
        assertEquals(Map.of("hepatorenalIndex", 1.4), declared.declared());
        GradeFinding more = graded(with(plain, Map.of(), Map.of("hepatorenalIndex", 2.4)));
        assertFalse(declared.probabilities().equals(more.probabilities()));
    }

    @Test
    void aPictureThatIsNoUltrasoundIsRefusedUnlessTheReaderSaysSo() throws Problem {
        float[] bright = new float[UltrasoundPhantom.COLUMNS * UltrasoundPhantom.ROWS];
        java.util.Arrays.fill(bright, 140);
        Slice photo = GreySlice.ofValues(bright, UltrasoundPhantom.COLUMNS, UltrasoundPhantom.ROWS);
        String reason = refused(input(false, photo));
        assertTrue(reason.startsWith("The picture does not look like a grey ultrasound frame"), reason);
        graded(input(true, photo));
        Polygon drawn = Polygon.of(250, 200, 390, 200, 390, 320, 250, 320);
        graded(with(input(false, photo), Map.of(0, drawn), Map.of()));
        graded(input(false, UltrasoundPhantom.grey(1)));
    }

    @Test
    void colourOverTheLiverIsRefused() throws Problem {
        String reason = refused(input(true, UltrasoundPhantom.doppler(1)));
        assertTrue(reason.contains("colour over the liver (4 % of its pixels)"), reason);
        Polygon aside = Polygon.of(250, 320, 390, 320, 390, 440, 250, 440);
        graded(with(input(true, UltrasoundPhantom.doppler(1)), Map.of(0, aside), Map.of()));
    }

    @Test
    void aFrameThatIsTooSmallIsRefused() throws Problem {
        String reason = refused(input(true, GreySlice.ofValues(new float[100 * 80], 100, 80)));
        assertEquals("The frame has 100 x 80 pixels; the model needs at least 300 x 240.", reason);
    }

    @Test
    void aRegionWithoutUsablePatchesIsRefused() throws Problem {
        // a strip above the fan, all black
        Polygon dark = Polygon.of(0, 0, 639, 0, 639, 30, 0, 30);
        String reason = refused(with(input(true, UltrasoundPhantom.grey(1)), Map.of(0, dark), Map.of()));
        assertTrue(reason.startsWith("Only 0 patches of the liver can be used"), reason);
    }

    @Test
    void aFrameWithoutALiverIsRefusedAndOthersAreGraded() throws Problem, IOException {
        ModelPackage grades = TinyGrading.write(models, TinyGrading.card("blind-grades", "blind-region"));
        try (Grader blind = Grader.open(room, grades, Optional.of(nothingFound))) {
            GradeInput two = input(true, UltrasoundPhantom.grey(1), UltrasoundPhantom.grey(2));
            GradeOutcome none = blind.grade(two, Progress.NONE);
            GradeOutcome.Refused refused = assertInstanceOf(GradeOutcome.Refused.class, none);
            assertEquals("None of 2 frames can be graded; most often: No liver was found.", refused.reason());
            Polygon drawn = Polygon.of(250, 200, 390, 200, 390, 320, 250, 320);
            GradeFinding finding = assertInstanceOf(
                            GradeOutcome.Graded.class,
                            blind.grade(with(two, Map.of(1, drawn), Map.of()), Progress.NONE))
                    .finding();
            assertEquals(1, finding.gradedFrames());
            assertEquals(
                    Optional.of("No liver was found."),
                    finding.perFrame().getFirst().refused());
            assertEquals(Optional.of("1 of 2 frames could not be graded."), finding.caution());
        }
    }

    @Test
    void aCancelledRunKeepsTheFramesItLookedAt() throws Problem {
        List<Double> reports = new ArrayList<>();
        Progress afterOne = new Progress() {
            @Override
            public void report(double fraction, String what) {
                reports.add(fraction);
            }

            @Override
            public boolean cancelled() {
                return !reports.isEmpty();
            }
        };
        GradeInput two = input(true, UltrasoundPhantom.grey(1), UltrasoundPhantom.grey(2));
        GradeFinding finding = assertInstanceOf(GradeOutcome.Graded.class, grader.grade(two, afterOne))
                .finding();
        assertFalse(finding.complete());
        assertEquals(1, finding.perFrame().size());
    }

    @Test
    void anExplanationHasAMapForEachClassOnAFixedScaleWherePatchesLie() throws Problem {
        GradeInput input = input(true, UltrasoundPhantom.grey(1));
        Polygon drawn = Polygon.of(250, 200, 390, 200, 390, 320, 250, 320);
        GradeInput inside = with(input, Map.of(0, drawn), Map.of());
        GradeFinding finding = graded(inside);
        GradeExplanation explanation = grader.explain(input, finding, 0).orElseThrow();
        assertEquals(finding.classes(), List.copyOf(explanation.activation().keySet()));
        GradeExplanation.Plane plane =
                java.util.Objects.requireNonNull(explanation.activation().get(finding.grade()));
        assertEquals(0, plane.low());
        assertEquals(5, plane.high());
        assertEquals(8 * 14 + 28, plane.columns());
        assertEquals(6 * 14 + 28, plane.rows());
        assertEquals(finding.perFrame().getFirst().patches().getFirst().column(), plane.left());
        for (float v : plane.values()) {
            assertTrue(v >= 0, "activation " + v);
        }
        assertEquals(finding.runnerUp(), explanation.runnerUp());
        assertTrue(explanation.distractor().isPresent());
        assertTrue(explanation.icfd().isEmpty());
    }

    @Test
    void aWholeFrameIsGradedByTheSameCode() throws Problem, IOException {
        ModelPackage whole = TinyGrading.write(models, TinyGrading.card("whole-grades", ""));
        try (Grader frames = Grader.open(room, whole, Optional.empty())) {
            GradeFinding finding = assertInstanceOf(
                            GradeOutcome.Graded.class,
                            frames.grade(input(true, UltrasoundPhantom.grey(1)), Progress.NONE))
                    .finding();
            FrameGrade frame = finding.perFrame().getFirst();
            assertTrue(frame.region().isEmpty());
            assertEquals(1, frame.patches().size());
            assertEquals(640, frame.patches().getFirst().width());
            assertEquals(frame.patches().getFirst().probabilities(), frame.probabilities());
            assertTrue(finding.aggregation().startsWith("Frame: graded as one picture"));
        }
    }

    @Test
    void ofAFrameWhoseTagsNameASectorOnlyThatIsSeen() throws Problem, IOException {
        ModelCard card = TinyGrading.card("sector-grades", "");
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        changes.putObject("picture").put("crop", "sector");
        ModelPackage model = TinyGrading.write(models, card.with(changes));
        assertTrue(Files.readString(model.folder().resolve("CARD.md")).contains("ultrasound sector"));
        PictureCut sector = new PictureCut(100, 40, 400, 380);
        GradeInput plain = input(true, UltrasoundPhantom.grey(1), UltrasoundPhantom.grey(2));
        GradeInput named = new GradeInput(
                plain.stack(), 8, false, 0, true, plain.sources(), Map.of(), Map.of(0, sector), Map.of());
        try (Grader frames = Grader.open(room, model, Optional.empty())) {
            GradeFinding finding = assertInstanceOf(GradeOutcome.Graded.class, frames.grade(named, Progress.NONE))
                    .finding();
            PatchGrade first = finding.perFrame().get(0).patches().getFirst();
            assertEquals(
                    List.of(100.0, 40.0, 400.0, 380.0),
                    List.of(first.column(), first.row(), first.width(), first.height()));
            PatchGrade second = finding.perFrame().get(1).patches().getFirst();
            assertEquals(640, second.width(), "without such tags all of it");
        }
    }

    @Test
    void anIcfdModelShowsWhatItsDecouplersMakeOfTheFrame() throws Problem, IOException {
        ModelPackage model = TinyGrading.writeIcfd(models, TinyGrading.card("icfd-grades", ""));
        GradeInput input = input(true, UltrasoundPhantom.grey(1));
        try (Grader icfd = Grader.open(room, model, Optional.empty())) {
            GradeFinding finding = assertInstanceOf(GradeOutcome.Graded.class, icfd.grade(input, Progress.NONE))
                    .finding();
            GradeExplanation.Icfd shown =
                    icfd.explain(input, finding, 0).orElseThrow().icfd().orElseThrow();
            for (GradeExplanation.Plane plane :
                    List.of(shown.specific(), shown.common(), shown.reconstruction(), shown.input())) {
                assertEquals(640, plane.columns());
                assertEquals(480, plane.rows());
                assertEquals(1, plane.high());
                for (float v : plane.values()) {
                    assertTrue(v >= 0 && v <= 1, "value " + v);
                }
            }
        }
    }

    @Test
    void aNetworkWithoutAClosedFormIsExplainedByGradients() throws Problem, IOException {
        GradingSpec spec = GradingSpec.of(ClassifierSpec.micro("vit_ti16", 4, 1).withHead(ClassifierSpec.CLS));
        ModelPackage model = TinyGrading.writeWhole(models, TinyGrading.card("token-grades", ""), spec);
        GradeInput input = input(true, UltrasoundPhantom.grey(1));
        try (Grader tokens = Grader.open(room, model, Optional.empty())) {
            GradeFinding finding = assertInstanceOf(GradeOutcome.Graded.class, tokens.grade(input, Progress.NONE))
                    .finding();
            GradeExplanation shown = tokens.explain(input, finding, 0).orElseThrow();
            assertEquals(finding.classes(), List.copyOf(shown.activation().keySet()));
            assertTrue(shown.distractor().isEmpty());
            float most = 0;
            for (float v : java.util.Objects.requireNonNull(shown.activation().get(finding.grade()))
                    .values()) {
                assertTrue(v >= 0, "evidence " + v);
                most = Math.max(most, v);
            }
            assertTrue(most > 0);
        }
    }

    @Test
    void aModelOfTextureHasNoMaps() throws Problem, IOException {
        GradingSpec spec = GradingSpec.of(ClassifierSpec.of("texture", 4, 1));
        ModelPackage model = TinyGrading.writeWhole(models, TinyGrading.card("texture-grades", ""), spec);
        GradeInput input = input(true, UltrasoundPhantom.grey(1));
        try (Grader texture = Grader.open(room, model, Optional.empty())) {
            GradeFinding finding = assertInstanceOf(GradeOutcome.Graded.class, texture.grade(input, Progress.NONE))
                    .finding();
            assertEquals(Optional.empty(), texture.explain(input, finding, 0));
        }
    }

    @Test
    void aGradingWithoutItsRegionModelIsRefused() throws Problem, IOException {
        ModelPackage grades = TinyGrading.write(models, TinyGrading.card("lonely", "somewhere"));
        Problem problem = assertThrows(Problem.class, () -> Grader.open(room, grades, Optional.empty()));
        assertEquals("model.missing", problem.code());
    }
}
