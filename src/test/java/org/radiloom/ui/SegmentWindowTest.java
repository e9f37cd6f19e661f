package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.Segment;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditModel;
import org.radiloom.ui.edit.EditOptions;
import org.radiloom.ui.edit.EditTool;
import org.radiloom.ui.edit.Preview;
import org.radiloom.ui.edit.SegmentPresets;
import org.radiloom.ui.edit.SegmentSteps;
import org.radiloom.ui.preference.Theme;
import org.radiloom.ui.words.Language;
import org.testfx.util.WaitForAsyncUtils;

/** The list of segments in the Edit tab, with the hands of an annotator. */
@Tag("ui")
class SegmentWindowTest {
    private static final Geometry GRID = Geometry.axial(64, 64, 24, 3, 3, 3);

    @TempDir
    static java.nio.file.Path folder;

    private static WindowUnderTest window;

    @BeforeAll
    static void openAJaw() throws Exception {
        DicomSeriesFixture.ct(Phantoms.jaw(GRID).stack()).writeTo(folder.resolve("study"));
        window =
                WindowUnderTest.open(folder.resolve("none"), folder.resolve("out"), Home.under(folder.resolve("home")));
        fx(() -> window.workplace.desk().open(List.of(folder.resolve("study")), false));
        window.until(() -> window.view().stack().isPresent());
        window.untilPainted();
        window.robot.push(KeyCode.B);
        window.until(
                () -> window.models().tools().edit().on(window.view().stack()).isPresent());
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    /** One empty segment and a brush. */
    @BeforeEach
    void beginAgain() {
        fx(() -> {
            on().segments().forEach(s -> on().editor().remove("delete", s.label()));
            on().add("segment", SegmentPresets.first(1));
            edit().setOptions(o -> EditOptions.USUAL);
            edit().setTool(EditTool.BRUSH);
            edit().question().close();
            window.view().goTo(12);
            window.viewport().requestFocus();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static EditModel edit() {
        return window.models().tools().edit();
    }

    private static EditCase on() {
        return window.models().tools().edit().on(window.view().stack()).orElseThrow();
    }

    private Segment segment(int label) {
        return fx(() -> on().editor().segment(label).orElseThrow());
    }

    private void press(String id) {
        fx(() -> window.node(id, ButtonBase.class).fire());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void run(String command) {
        assertTrue(fx(() -> window.workplace.commands().run(command)), command);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void stroke(double c1, double r1, double c2, double r2) {
        window.robot
                .moveTo(at(c1, r1))
                .press(MouseButton.PRIMARY)
                .moveTo(at(c2, r2))
                .release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Point2D at(double column, double row) {
        var p = window.view().place().toView(column, row);
        return fx(() -> window.viewport().localToScreen(p.x(), p.y()));
    }

    private void add(String name, String code) {
        fx(() -> new SegmentSteps(on()).add(name, new org.radiloom.dicom.seg.CodedConcept(code, "SCT", name)));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void aSegmentIsAddedNamedColouredLockedHiddenAndDeletedAndAllOfItTakenBack() throws Exception {
        int before = fx(() -> on().editor().effort().allSteps());
        window.robot.clickOn("#segment-add");
        WaitForAsyncUtils.waitForFxEvents();
        window.robot.clickOn("#segment-add-38199008");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(
                List.of("Mandible", "Tooth"),
                fx(() -> on().segments().stream().map(Segment::name).toList()));
        assertEquals("38199008", segment(2).code().value());
        assertEquals(2, fx(() -> on().label()), "it is the one that tools paint");

        fx(() -> window.models().tools().edit().setOptions(o -> o.withRadiusMm(1)));
        stroke(20, 30, 40, 30);
        assertEquals(21, fx(() -> on().map().count(2)));
        // 21 voxels of 27 mm3 are 0.567 cm3
        assertEquals("0.57 cm³", window.node("segment-size-2", Label.class).getText());

        window.robot.doubleClickOn("#segment-2 .label");
        WaitForAsyncUtils.waitForFxEvents();
        TextField name = window.node("segment-name", TextField.class);
        assertTrue(fx(name::isFocused));
        window.robot.write("Molar 37").push(KeyCode.ENTER);
        assertEquals("Molar 37", segment(2).name());
        assertEquals(21, fx(() -> on().map().count(2)), "letters of a name are no commands");

        press("segment-colour-2");
        press("segment-colour-choice-4");
        assertEquals(0x0072B2, segment(2).rgb());
        fx(() -> Screenshots.save(window.stage.getScene(), "window-segments"));

        press("segment-lock-2");
        assertTrue(segment(2).locked());
        stroke(20, 34, 40, 34);
        assertEquals(21, fx(() -> on().map().count(2)), "a locked segment is not painted");
        fx(() -> on().setLabel(1));
        stroke(30, 26, 30, 34);
        assertEquals(21, fx(() -> on().map().count(2)), "nor painted over");
        // rows 26 to 34 but the one that is locked
        assertEquals(8, fx(() -> on().map().count(1)));
        fx(() -> window.models().tools().edit().setTool(EditTool.ERASER));
        stroke(20, 30, 40, 30);
        assertEquals(21, fx(() -> on().map().count(2)), "nor erased");

        press("segment-eye-1");
        assertFalse(segment(1).visible());
        window.until(() -> window.robot.lookup("#label-1").queryAll().isEmpty());
        press("segment-eye-1");
        press("segment-done");
        assertEquals(Segment.State.DONE, segment(1).state());
        run("correct.segment.state");
        assertEquals(Segment.State.FLAGGED, segment(1).state());

        press("segment-delete");
        assertEquals(
                List.of("Molar 37"),
                fx(() -> on().segments().stream().map(Segment::name).toList()));
        assertEquals("Delete segment", window.node("edit-undo", Button.class).getText());
        press("edit-undo");
        assertEquals(8, fx(() -> on().map().count(1)), "with its voxels");
        int more = fx(() -> on().editor().effort().allSteps()) - before - 1;
        for (int n = 0; n < more; n++) {
            press("edit-undo");
        }
        assertEquals(
                List.of("Mandible"),
                fx(() -> on().segments().stream().map(Segment::name).toList()));
        assertEquals(0, fx(() -> on().map().count(1)));
        while (fx(() -> on().canRedo())) {
            press("edit-redo");
        }
        assertEquals(
                List.of("Molar 37"),
                fx(() -> on().segments().stream().map(Segment::name).toList()));
        assertEquals(21, fx(() -> on().map().count(2)));
    }

    @Test
    void theListIsUsedWithKeysAlone() {
        add("Tooth", "38199008");
        add("Lesion", "52988006");
        ListView<?> list = window.node("segments", ListView.class);
        fx(list::requestFocus);
        window.robot.push(KeyCode.UP);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(2, fx(() -> on().label()));
        window.robot.push(KeyCode.UP).push(KeyCode.UP);
        assertEquals(1, fx(() -> on().label()));
        run("correct.segment.next");
        assertEquals(2, fx(() -> on().label()));
        fx(list::requestFocus);
        window.robot.push(KeyCode.F2);
        WaitForAsyncUtils.waitForFxEvents();
        window.robot.write("Root").push(KeyCode.ESCAPE);
        assertEquals("Tooth", segment(2).name(), "Esc leaves the name");
        run("correct.segment.rename");
        window.robot.write("Root").push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("Root", segment(2).name());
        run("correct.segment.only");
        assertEquals(
                List.of(false, true, false),
                fx(() -> on().segments().stream().map(Segment::visible).toList()));
        run("correct.segment.only");
        assertTrue(fx(() -> on().segments().stream().allMatch(Segment::visible)));
        fx(list::requestFocus);
        window.robot.push(KeyCode.DELETE);
        assertEquals(
                List.of("Mandible", "Lesion"),
                fx(() -> on().segments().stream().map(Segment::name).toList()));
        assertEquals(3, fx(() -> on().label()), "the next one is painted");
    }

    @Test
    void aSegmentOfItsOwnHasANameAndACode() throws Exception {
        run("correct.segment.other");
        window.robot.write("Implant");
        fx(() -> window.node("segment-form-code", TextField.class).setText("12345"));
        fx(() -> window.node("segment-form-scheme", TextField.class).setText(""));
        assertTrue(fx(() -> window.node("segment-form-add", Button.class).isDisabled()), "a code without its scheme");
        fx(() -> window.node("segment-form-scheme", TextField.class).setText("99LAB"));
        fx(() -> Screenshots.save(window.stage.getScene(), "window-segment-form"));
        press("segment-form-add");
        assertEquals("Implant", segment(2).name());
        assertEquals("99LAB", segment(2).code().scheme());
        assertEquals("Implant", segment(2).code().meaning());
        assertTrue(window.robot.lookup("#segment-form").queryAll().stream().noneMatch(Node::isVisible));
    }

    @Test
    void outlinesAreTheBordersOfTheSegmentsAndComeAndGoWithinOnePulse() throws Exception {
        add("Tooth", "38199008");
        fx(() -> on().edit("test", canvas -> {
            for (int n = 0; n < 900; n++) {
                canvas.set(10 + n * 7 % 40, 15 + n * 11 % 31, 12, 1 + n % 2);
            }
        }));
        window.until(() -> window.view().slice() == 12);
        Path shape = window.node("label-2", Path.class);
        assertEquals(borders(2), fx(() -> vertices(shape)));
        assertTrue(shape.getStrokeWidth() > window.node("label-1", Path.class).getStrokeWidth(), "it is painted");

        Group shapes = window.node("labels", Group.class);
        assertEquals(0, afterOnePulse(() -> window.view().over().setShown(false), shapes));
        assertEquals(2, afterOnePulse(() -> window.view().over().setShown(true), shapes));
        assertEquals(1, afterOnePulse(() -> new SegmentSteps(on()).show(1), shapes));

        assertTrue(((Color) shape.getFill()).getOpacity() > 0.3);
        press("edit-outline");
        assertEquals(0, ((Color) shape.getFill()).getOpacity(), "the outline alone");
        press("edit-outline");

        int[] tooth = fx(() -> find(2));
        window.robot.moveTo(at(tooth[0], tooth[1]));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(
                window.viewport().text().positionWords().startsWith("Tooth\n"),
                window.viewport().text().positionWords());
    }

    private int[] find(int label) {
        for (int at = 0; at < 64 * 64; at++) {
            if (on().map().label(at % 64, at / 64, 12) == label) {
                return new int[] {at % 64, at / 64};
            }
        }
        throw new IllegalStateException();
    }

    /** How many outlines there are at the end of the first pulse after something was done. */
    private int afterOnePulse(Runnable what, Group shapes) throws Exception {
        var seen = new CompletableFuture<Integer>();
        fx(() -> {
            var scene = window.stage.getScene();
            scene.addPostLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    scene.removePostLayoutPulseListener(this);
                    seen.complete(shapes.getChildren().size());
                }
            });
            what.run();
        });
        return seen.get(10, TimeUnit.SECONDS);
    }

    /** Half way between each pixel of a label and its neighbours that have another one, times two. */
    private Set<List<Long>> borders(int label) {
        return fx(() -> {
            Set<List<Long>> all = new HashSet<>();
            for (int j = 0; j < 64; j++) {
                for (int i = 0; i < 64; i++) {
                    boolean in = on().map().label(i, j, 12) == label;
                    if (i < 63 && in != (on().map().label(i + 1, j, 12) == label)) {
                        all.add(List.of(2L * i + 1, 2L * j));
                    }
                    if (j < 63 && in != (on().map().label(i, j + 1, 12) == label)) {
                        all.add(List.of(2L * i, 2L * j + 1));
                    }
                }
            }
            return all;
        });
    }

    private Set<List<Long>> vertices(Path shape) {
        Set<List<Long>> all = new HashSet<>();
        for (PathElement e : shape.getElements()) {
            if (e instanceof MoveTo m) {
                all.add(twice(m.getX(), m.getY()));
            } else if (e instanceof LineTo l) {
                all.add(twice(l.getX(), l.getY()));
            }
        }
        return all;
    }

    private List<Long> twice(double x, double y) {
        var at = window.view().place().toImage(x, y);
        return List.of(Math.round(2 * at.column()), Math.round(2 * at.row()));
    }

    @Test
    void whatAnOperationWouldMakeIsTakenOrDroppedInThePanelToo() throws Exception {
        boolean[] slice = new boolean[64 * 64];
        java.util.Arrays.fill(slice, 64 * 20, 64 * 22, true);
        var wanted = new Preview("grow", 1, new TreeMap<>(Map.of(12, slice)), false);
        fx(() -> on().setPreview(wanted));
        WaitForAsyncUtils.waitForFxEvents();
        fx(() -> Screenshots.save(window.stage.getScene(), "window-preview"));
        press("edit-preview-drop");
        assertEquals(0, fx(() -> on().map().count(1)));
        assertEquals(List.of(), wrong());
        fx(() -> on().setPreview(wanted));
        WaitForAsyncUtils.waitForFxEvents();
        press("edit-preview-take");
        assertEquals(128, fx(() -> on().map().count(1)));
        assertFalse(window.node("edit-preview", Node.class).isVisible());
    }

    @Test
    void aWholeSegmentIsChangedFromAMenuWithTheMarginThatIsTyped() throws Exception {
        fx(() -> on().edit("test", canvas -> {
            for (int k = 10; k < 15; k++) {
                canvas.setRow(20, 41, 30, k, 1);
            }
        }));
        // 21 x 1 x 5 voxels of 3 mm: with 3 mm more, each gets its six neighbours
        TextField margin = window.node("edit-margin", TextField.class);
        window.robot.doubleClickOn(margin).write("3").push(KeyCode.ENTER);
        assertEquals(3, fx(() -> window.models().tools().edit().options().marginMm()));
        window.robot.clickOn("#edit-operations");
        WaitForAsyncUtils.waitForFxEvents();
        fx(() -> Screenshots.save(window.stage.getScene(), "window-operations"));
        window.robot.clickOn("#correct-operation-widen");
        window.until(() -> on().map().count(1) != 105 || on().preview().isPresent());
        if (fx(() -> on().preview().isPresent())) {
            press("edit-preview-take");
        }
        assertEquals(105 + 2 * 105 + 2 * 21 + 2 * 5, fx(() -> on().map().count(1)));
        assertEquals("Grow the margin", window.node("edit-undo", Button.class).getText());
    }

    @Test
    void nothingInThePanelIsClippedOrSilentInEitherLanguage() throws Exception {
        add("Tooth", "38199008");
        add("Temporomandibular joint", "53620006");
        fx(() -> new SegmentSteps(on()).setState(2, Segment.State.FLAGGED));
        fx(() -> new SegmentSteps(on()).setState(1, Segment.State.DONE));
        fx(() -> new SegmentSteps(on()).lock(1));
        fx(() -> new SegmentSteps(on()).show(2));
        fx(() -> on().setLabel(1));
        stroke(20, 30, 40, 30);
        for (Language language : Language.values()) {
            fx(() -> {
                window.saved.preferences().setLanguage(language);
                window.stage.setWidth(language == Language.ENGLISH ? 1600 : 1280);
                window.stage.setHeight(language == Language.ENGLISH ? 1000 : 800);
            });
            for (int scale : List.of(100, 200)) {
                fx(() -> {
                    window.saved.preferences().setScalePercent(scale);
                    window.saved.preferences().setTheme(scale == 100 ? Theme.LIGHT : Theme.DARK);
                });
                run("correct.segment.colour");
                fx(() -> window.models().tools().edit().setTool(scale == 100 ? EditTool.BRUSH : EditTool.GROW));
                fx(() -> window.models().tools().edit().setOptions(o -> o.limitedTo(Optional.empty())));
                run("correct.limit.toggle");
                window.untilPainted();
                String where = language + "-" + scale;
                fx(() -> Screenshots.save(window.stage.getScene(), "edit-panel-" + where));
                assertEquals(List.of(), wrong(), where);
                fx(() -> edit().question().close());
            }
        }
        fx(() -> {
            window.saved.preferences().reset();
            window.stage.setWidth(1600);
            window.stage.setHeight(1000);
        });
        window.untilPainted();
    }

    /** Words that are cut short, but for names of segments, and controls that say nothing. */
    private List<String> wrong() {
        return fx(() -> {
            window.stage.getScene().getRoot().applyCss();
            window.stage.getScene().getRoot().layout();
            Node panel = window.node("edit-panel", Node.class);
            double right = window.stage.getScene().getWidth();
            return window
                    .robot
                    .from(panel)
                    .lookup((java.util.function.Predicate<Node>) n -> n instanceof Control)
                    .queryAll()
                    .stream()
                    .filter(SegmentWindowTest::seen)
                    .filter(n -> n.localToScene(n.getLayoutBounds()).getMaxX() > right + 1
                            || (n instanceof Labeled l
                                    && l.isTextTruncated()
                                    && !"Temporomandibular joint".equals(l.getText()))
                            || (n.isFocusTraversable() && silent(n)))
                    .map(n -> n.getClass().getSimpleName() + " " + n.getId() + " "
                            + (n instanceof Labeled l ? l.getText() : "") + n.localToScene(n.getLayoutBounds()))
                    .toList();
        });
    }

    private static boolean silent(Node n) {
        String own = n instanceof Labeled labeled ? labeled.getText() : "";
        String spoken = n.getAccessibleText() == null ? own : n.getAccessibleText();
        return spoken == null || spoken.isBlank();
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
