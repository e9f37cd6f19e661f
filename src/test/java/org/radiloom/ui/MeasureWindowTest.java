package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.measure.Shape.Kind;
import org.radiloom.study.measure.Measurement;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Whole gestures of measuring on a CT of 100 x 100 pixels of 0.5 mm by 1 mm. The left half holds -100 HU, the right half
 * 300 HU plus the row.
 */
@Tag("ui")
class MeasureWindowTest {
    @TempDir
    static Path folder;

    private static WindowUnderTest window;
    private static MeasureHand hand;

    @BeforeAll
    static void openTheFolder() throws Exception {
        DicomSeriesFixture.ct(phantom()).writeTo(folder.resolve("study"));
        window = WindowUnderTest.open(folder.resolve("no-models"), folder, Home.under(folder.resolve("home")));
        fx(() -> window.workplace.desk().open(List.of(folder.resolve("study"))));
        window.until(() ->
                window.view().slices() == 3 && window.models().jobs().active().isEmpty());
        hand = new MeasureHand(window).untilReady();
    }

    static VolumeStack phantom() {
        int n = 100;
        short[] voxels = new short[n * n * 3];
        for (int at = 0; at < voxels.length; at++) {
            int column = at % n;
            int row = at / n % n;
            voxels[at] = (short) (column < 50 ? -100 : 300 + row);
        }
        return VolumeStack.ofShorts(Geometry.axial(n, n, 3, 0.5, 1, 2), voxels, ValueUnit.HOUNSFIELD);
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    @BeforeEach
    void nothingDrawn() throws Exception {
        fx(() -> {
            hand.model().setTool(null);
            hand.all().forEach(m -> hand.model().delete(m.id()));
            window.view().goTo(1);
            window.view().fit();
            window.viewport().requestFocus();
        });
        window.untilPainted();
    }

    /** The one number in a text, within the size of a screen pixel. */
    private static void near(double expected, double tolerance, String line) {
        String number = line.replaceAll("[^0-9.\\-]+", " ").strip();
        assertEquals(expected, Double.parseDouble(number.split(" ", -1)[0]), tolerance, line);
    }

    @Test
    void aLengthIsDraggedAndReadInMillimetres() {
        hand.tool(KeyCode.L);
        hand.drag(10, 20, 40, 20, 70, 20);
        // 60 columns of 0.5 mm; a screen pixel is about 0.1 mm here
        near(30, 0.3, hand.words().getFirst());
        assertTrue(hand.words().getFirst().endsWith(" mm"));
        hand.drag(20, 10, 20, 60);
        near(50, 0.3, hand.words().getFirst());
        assertEquals(2, hand.all().size());
        assertEquals(1, hand.subject().slice(hand.all().getFirst().image()).orElseThrow());
    }

    @Test
    void aLengthIsAlsoDrawnByTwoClicks() {
        hand.tool(KeyCode.L);
        hand.click(10, 20);
        window.robot.moveTo(hand.at(50, 50));
        assertEquals(0, hand.all().size());
        hand.click(10, 50);
        assertEquals(1, hand.all().size());
        near(30, 0.3, hand.words().getFirst());
    }

    @Test
    void anAngleIsDrawnByThreeClicksInTrueShape() {
        hand.tool(KeyCode.A);
        // arms of 20 mm down and 20 mm to the right, then 40 columns and 20 rows: 45 degrees in millimetres
        hand.click(20, 20);
        hand.click(20, 60);
        hand.click(60, 40);
        near(45, 0.5, hand.words().getFirst());
        assertTrue(hand.words().getFirst().endsWith("°"));
    }

    @Test
    void aCobbAngleIsDrawnByTwoDrags() {
        hand.tool(KeyCode.SHIFT, KeyCode.A);
        hand.drag(10, 20, 90, 20);
        hand.drag(90, 40, 10, 80);
        near(45, 0.5, hand.words().getFirst());
    }

    @Test
    void anEllipseTellsAreaAndHounsfieldUnits() {
        hand.tool(KeyCode.SHIFT, KeyCode.E);
        hand.drag(10, 30, 40, 70);
        List<String> words = hand.words();
        // 15 mm by 40 mm: pi / 4 * 600
        near(471.2, 6, words.get(0));
        assertTrue(words.get(0).startsWith("Area ") && words.get(0).endsWith(" mm²"), words.toString());
        assertTrue(words.get(2).startsWith("Mean -100 HU  SD 0"), words.toString());
        assertTrue(words.get(3).startsWith("Min -100  Max -100"), words.toString());
    }

    @Test
    void aRectangleOverTwoHalvesHasTheMeanOfBoth() {
        hand.tool(KeyCode.ALT, KeyCode.E);
        hand.drag(30, 40, 70, 60);
        List<String> words = hand.words();
        near(400, 8, words.get(0));
        near(124.75, 6, words.get(2));
        assertTrue(words.get(3).startsWith("Min -100  Max 35"), words.toString());
    }

    @Test
    void aPolygonIsClosedOnItsFirstPointOrWithEnterOrByADoubleClick() {
        hand.tool(KeyCode.SHIFT, KeyCode.D);
        hand.click(20, 20);
        hand.click(60, 20);
        hand.click(60, 60);
        hand.click(20, 60);
        hand.click(20, 20);
        near(20 * 40, 16, hand.words().getFirst());
        hand.click(25, 25);
        hand.click(65, 25);
        hand.click(65, 65);
        window.robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(2, hand.all().size());
        hand.click(30, 30);
        hand.click(60, 30);
        window.robot.moveTo(hand.at(60, 70)).doubleClickOn(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(3, hand.all().size());
        assertEquals(3, hand.all().getLast().shape().points().size());
        near(15 * 40 / 2.0, 8, hand.words().getFirst());
    }

    @Test
    void aLineByHandIsClosedWhenTheButtonGoesUp() {
        hand.tool(KeyCode.D);
        hand.drag(20, 20, 40, 20, 60, 20, 60, 40, 60, 60, 40, 60, 20, 60, 20, 40, 20, 21);
        assertEquals(Kind.FREEHAND, hand.all().getFirst().shape().kind());
        near(800, 20, hand.words().getFirst());
    }

    @Test
    void aProbeReadsOnePixel() {
        hand.tool(KeyCode.U);
        hand.click(80, 33);
        assertEquals(List.of("333 HU"), hand.words());
    }

    @Test
    void anArrowAndWordsAreNotes() {
        hand.tool(KeyCode.Y);
        hand.drag(30, 30, 60, 60);
        assertEquals(List.of(), hand.words());
        hand.tool(KeyCode.T);
        hand.click(20, 80);
        window.robot.write("Lx 3").push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("Lx 3", hand.all().getLast().name());
        assertEquals(2, hand.all().size());
        assertEquals(1, window.view().slice(), "what is typed is no key of the window");
        // without words nothing is left
        hand.click(40, 80);
        window.robot.push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(2, hand.all().size());
    }

    @Test
    void aStrayClickLeavesNothingAndEscPutsTheToolDown() {
        hand.tool(KeyCode.L);
        assertTrue(window.node("measure-length", ToggleButton.class).isSelected());
        assertFalse(window.node("tool-scroll", ToggleButton.class).isSelected());
        hand.click(30, 30);
        window.robot.push(KeyCode.ESCAPE);
        assertTrue(fx(() -> hand.model().tool().isPresent()));
        window.robot.push(KeyCode.ESCAPE);
        assertFalse(fx(() -> hand.model().tool().isPresent()));
        hand.drag(30, 30, 30, 35);
        assertEquals(0, hand.all().size());
    }

    @Test
    void aShapeIsMovedByItsLineChangedByAHandleAndDeleted() {
        hand.tool(KeyCode.L);
        hand.drag(10, 20, 50, 20);
        window.robot.push(KeyCode.ESCAPE);
        Measurement drawn = hand.all().getFirst();
        hand.drag(30, 20, 30, 30, 30, 40);
        Measurement moved = hand.all().getFirst();
        assertEquals(drawn.shape().point(0).row() + 20, moved.shape().point(0).row(), 0.3);
        assertEquals(drawn.shape().point(1).column(), moved.shape().point(1).column(), 0.3);
        hand.drag(50, 40, 60, 40, 90, 40);
        near(40, 0.3, hand.words().getFirst());
        window.robot.push(KeyCode.CONTROL, KeyCode.Z);
        near(20, 0.3, hand.words().getFirst());
        window.robot.push(KeyCode.DELETE);
        assertEquals(0, hand.all().size());
        window.robot.push(KeyCode.CONTROL, KeyCode.Z);
        window.robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(List.of(drawn), hand.all());
        window.robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        assertEquals(List.of(moved), hand.all());
    }

    @Test
    void wordsAreDraggedAway() {
        hand.tool(KeyCode.L);
        hand.drag(10, 20, 50, 20);
        window.robot.push(KeyCode.ESCAPE);
        Node label = fx(() -> texts(window.robot.lookup("#measure-shapes").query()).stream()
                .filter(t -> t.getText().endsWith(" mm"))
                .findFirst()
                .orElseThrow());
        var from = fx(() -> label.localToScreen(label.getBoundsInLocal()));
        window.robot
                .moveTo(from.getCenterX(), from.getCenterY())
                .press(MouseButton.PRIMARY)
                .moveBy(30, 40)
                .moveBy(30, 40)
                .release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        var to = fx(() -> label.localToScreen(label.getBoundsInLocal()));
        assertEquals(from.getMinX() + 60, to.getMinX(), 2);
        assertEquals(from.getMinY() + 80, to.getMinY(), 2);
        assertTrue(hand.all().getFirst().label().isPresent());
    }

    @Test
    void theListShowsValueAndSliceGoesThereAndRenames() throws Exception {
        hand.tool(KeyCode.L);
        hand.drag(10, 20, 50, 20);
        fx(() -> window.view().goTo(2));
        window.untilPainted();
        hand.tool(KeyCode.SHIFT, KeyCode.E);
        hand.drag(60, 20, 90, 60);
        window.robot.clickOn("#tab-measure");
        List<String> texts = labels("#measure-panel");
        assertTrue(texts.containsAll(List.of("Length", "Slice 2", "Ellipse", "Slice 3")), texts.toString());
        assertTrue(texts.stream().anyMatch(t -> t.matches("(19\\.[789]|20\\.[0123]) mm")), texts.toString());
        assertEquals(1, window.robot.lookup("#measure-histogram").queryAll().size());
        window.robot.clickOn("Length");
        window.untilPainted();
        assertEquals(1, window.view().slice());
        window.robot.doubleClickOn("Length");
        WaitForAsyncUtils.waitForFxEvents();
        window.robot.write("Spleen").push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("Spleen", hand.all().getFirst().name());
        assertTrue(labels("#measure-panel").contains("Spleen"));
        window.robot.clickOn("#tab-findings");
    }

    /** Every text below a node. */
    private static List<Text> texts(Node node) {
        List<Text> all = new ArrayList<>();
        if (node instanceof Text text) {
            all.add(text);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(n -> all.addAll(texts(n)));
        }
        return all;
    }

    private static List<String> labels(String of) {
        return fx(() -> window.robot.lookup(of).query().lookupAll(".label").stream()
                .filter(n -> n instanceof Label)
                .map(n -> ((Label) n).getText())
                .toList());
    }

    @Test
    void noTextOnTheImageIsEverNaN() {
        var random = new java.util.Random(8);
        for (KeyCode key : List.of(KeyCode.L, KeyCode.A, KeyCode.E, KeyCode.D, KeyCode.U)) {
            hand.tool(key);
            for (int n = 0; n < 4; n++) {
                // also outside the image, where points stay on its edge
                double x = random.nextDouble() * 140 - 20;
                double y = random.nextDouble() * 110 - 5;
                hand.drag(x, y, x + random.nextInt(3), y, x + random.nextInt(30), y + random.nextInt(20));
            }
        }
        assertTrue(hand.all().size() > 10, () -> hand.all().toString());
        List<String> texts = new ArrayList<>();
        fx(() -> texts(window.viewport()).forEach(t -> texts.add(t.getText())));
        assertTrue(texts.size() > 20);
        for (String text : texts) {
            assertFalse(text.matches("(?s).*(NaN|Infinity|∞|null).*"), text);
        }
    }

    @Test
    void measurementsAreKeptWhenTheWindowIsClosedAndWrittenForOthers() throws Exception {
        hand.tool(KeyCode.SHIFT, KeyCode.E);
        hand.drag(20, 20, 40, 60);
        hand.tool(KeyCode.Y);
        hand.drag(30, 30, 60, 60);
        List<Measurement> drawn = hand.all();
        fx(() -> window.workplace.desk().exportMeasurements(false));
        window.until(() -> Files.exists(folder.resolve("measurements.csv")));
        List<String> csv = Files.readAllLines(folder.resolve("measurements.csv"));
        assertEquals(1 + 7 + 1, csv.size());
        assertTrue(csv.stream().anyMatch(l -> l.contains(",MEAN,-100.0,HU,")), csv.toString());
        reopen();
        assertEquals(drawn, hand.all());
        assertFalse(fx(() -> hand.model().canUndo()));
        assertEquals(1, kept().size());
        Path file = kept().getFirst();
        // and where the file is damaged in the meantime, the reader is told and nothing is lost
        Files.writeString(file, "{\"format\":1,\"measure");
        reopen();
        assertEquals(List.of(), hand.all());
        window.until(() -> window.models().status().notice().isPresent());
        String told = fx(() -> window.models().status().notice().orElseThrow().words());
        assertTrue(told.contains("were damaged"), told);
        assertEquals(1, kept().size());
        assertEquals("{\"format\":1,\"measure", Files.readString(kept().getFirst()));
        assertFalse(Files.exists(file));
    }

    private static void reopen() throws Exception {
        window.close();
        window = WindowUnderTest.open(folder.resolve("no-models"), folder, Home.under(folder.resolve("home")));
        hand = new MeasureHand(window);
        fx(() -> window.workplace.desk().open(List.of(folder.resolve("study"))));
        window.until(() -> window.view().slices() == 3);
        hand.untilReady();
    }

    private static List<Path> kept() throws IOException {
        try (Stream<Path> files =
                Files.list(folder.resolve("home").resolve("data").resolve("measurements"))) {
            return files.toList();
        }
    }
}
