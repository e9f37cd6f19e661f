package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.command.Keys;
import org.radiloom.ui.preference.Preferences;
import org.radiloom.ui.preference.Theme;
import org.radiloom.ui.words.Language;
import org.radiloom.ui.words.Words;
import org.testfx.util.WaitForAsyncUtils;

/** Palette, keys, preferences, languages, colours and sizes in one window with a CT and an ultrasound film. */
@Tag("ui")
class FeelWindowTest {
    @TempDir
    static Path folder;

    private static final Pattern FROM_THE_FILES =
            Pattern.compile("Fixture, Liver|Built for a test|Series \\d|null|DICOM|/.*|notes\\.txt");

    private static final List<String> SHEETS = List.of("program.palette", "program.shortcuts", "program.preferences");
    private static WindowUnderTest window;

    @BeforeAll
    static void openTheFolder() throws Exception {
        Path study = folder.resolve("检查 一");
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(96, 96, 40, 2, 2, 2)).stack())
                .patient("张^伟")
                .writeTo(study);
        DicomSeriesFixture.ultrasoundFilm(study.resolve("film.dcm"), 64, 48, 3);
        Files.writeString(study.resolve("notes.txt"), "not an image");
        window = WindowUnderTest.open(folder.resolve("no-models"), folder);
        fx(() -> window.workplace.desk().open(List.of(study)));
        window.until(() -> window.models().browser().items().size() == 2
                && window.models().jobs().active().isEmpty());
        window.until(() -> window.view().slices() > 0);
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    private static Commands commands() {
        return window.workplace.commands();
    }

    private static Preferences preferences() {
        return window.saved.preferences();
    }

    @BeforeEach
    void asAtFirst() {
        fx(() -> {
            preferences().reset();
            commands().resetAll();
            window.stage.setWidth(1600);
            window.stage.setHeight(1000);
            window.robot
                    .lookup(".shade")
                    .queryAll()
                    .forEach(n -> window.workplace.shell().getChildren().remove(n));
            window.viewport().requestFocus();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void shot(String name) {
        WaitForAsyncUtils.waitForFxEvents();
        fx(() -> Screenshots.save(window.stage.getScene(), "feel-" + name));
    }

    @Test
    void aCommandIsTypedFoundAndRun() {
        window.robot.push(KeyCode.CONTROL, KeyCode.K);
        window.robot.write("invert");
        shot("palette");
        assertFalse(window.view().inverted());
        window.robot.push(KeyCode.ENTER);
        assertTrue(window.view().inverted());
        assertTrue(window.robot.lookup("#palette").tryQuery().isEmpty(), "it closes");
        assertTrue(fx(() -> window.viewport().isFocused()), "and gives the keys back");
        fx(() -> window.view().setInverted(false));
    }

    @Test
    void whatCannotBeDoneSaysWhyAndDoesNothing() {
        window.robot.push(KeyCode.CONTROL, KeyCode.K);
        window.robot.write("accept");
        ListView<?> list = window.node("palette-list", ListView.class);
        assertEquals("finding.accept", ((Command) list.getItems().getFirst()).id());
        assertTrue(window.robot
                .lookup("No finding waits for a decision")
                .tryQuery()
                .isPresent());
        window.robot.push(KeyCode.ENTER);
        assertTrue(window.robot.lookup("#palette").tryQuery().isPresent());
        window.robot.push(KeyCode.ESCAPE);
        assertTrue(window.robot.lookup("#palette").tryQuery().isEmpty());
    }

    @Test
    void theShortcutsPageRecordsAKeyAndRefusesOneThatIsTaken() {
        window.robot.push(KeyCode.F1);
        Button key = window.node("key-view-invert", Button.class);
        assertEquals("I", key.getText());
        fx(key::fire);
        window.robot.push(KeyCode.F);
        Label message = window.node("shortcuts-message", Label.class);
        assertEquals("F belongs to “Fit the slice to the viewport”. Nothing was changed.", message.getText());
        shot("shortcuts-taken");
        fx(key::fire);
        window.robot.push(KeyCode.CONTROL, KeyCode.J);
        assertEquals("Ctrl+J", window.node("key-view-invert", Button.class).getText());
        assertEquals("Invert black and white (Ctrl+J)", commands().tooltip("view.invert", window.workplace.words()));
        window.robot.push(KeyCode.ESCAPE);
        window.robot.push(KeyCode.I);
        assertFalse(window.view().inverted(), "the old key is free");
        window.robot.push(KeyCode.CONTROL, KeyCode.J);
        assertTrue(window.view().inverted());
        fx(() -> window.view().setInverted(false));
        window.robot.push(KeyCode.F1);
        fx(() -> window.node("back-view-invert", Button.class).fire());
        assertEquals("I", window.node("key-view-invert", Button.class).getText());
        shot("shortcuts");
    }

    @Test
    void theLanguageChangesWhereTheReaderIsAndBack() throws Exception {
        fx(() -> window.view().goTo(7));
        window.robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        shot("preferences");
        fx(() -> window.node("language-chinese", ToggleButton.class).fire());
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(Language.CHINESE, preferences().language());
        assertEquals("仅供研究使用，不用于诊断", window.node("research", Label.class).getText());
        shot("preferences-chinese");
        window.robot.push(KeyCode.ESCAPE);
        window.untilPainted();
        assertEquals(7, window.view().slice(), "nothing else has changed");
        assertTrue(
                window.viewport().text().viewWords().contains("切片 8 / 40"),
                window.viewport().text().viewWords());
        assertEquals(List.of(), english());
        shot("window-chinese");
        fx(() -> commands().run("program.skipped"));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of(), english(), "with the list of skipped files");
        window.robot.push(KeyCode.ESCAPE);
        fx(() -> preferences().setLanguage(Language.ENGLISH));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(
                "Research use only, not for diagnosis",
                window.node("research", Label.class).getText());
    }

    /** What can be read on screen with words of four letters and more that are not what the files say. */
    private static List<String> english() {
        return fx(() -> window.robot.lookup(n -> n instanceof Labeled || n instanceof Text).queryAll().stream()
                .filter(FeelWindowTest::seen)
                .map(n -> String.valueOf(n instanceof Labeled labeled ? labeled.getText() : ((Text) n).getText()))
                .filter(text -> FROM_THE_FILES.matcher(text).replaceAll("").matches("(?s).*[A-Za-z]{4,}.*"))
                .toList());
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void coloursChangeAtOnceAndImagesStayOnBlack() throws Exception {
        fx(() -> preferences().setTheme(Theme.LIGHT));
        window.untilPainted();
        shot("window-light");
        var picture = fx(() -> window.stage.getScene().snapshot(null));
        assertEquals(Color.web("#F4F6F8"), picture.getPixelReader().getColor(100, 600), "the list of studies");
        assertEquals(Color.BLACK, picture.getPixelReader().getColor(320, 700), "beside the head");
        window.robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        shot("preferences-light");
    }

    @Test
    void nothingIsClippedAtAnySize() throws Exception {
        List<String> clipped = new ArrayList<>();
        for (Language language : Language.values()) {
            fx(() -> preferences().setLanguage(language));
            for (int scale : List.of(100, 125, 150, 200)) {
                for (double[] size : new double[][] {{1600, 1000}, {1280, 800}}) {
                    fx(() -> {
                        preferences().setScalePercent(scale);
                        window.stage.setWidth(size[0]);
                        window.stage.setHeight(size[1]);
                    });
                    window.untilPainted();
                    String where = language + "-" + scale + "-" + (int) size[0];
                    clipped.addAll(clipped(where + " window"));
                    for (String sheet : scale == 100 || scale == 200 ? SHEETS : List.<String>of()) {
                        fx(() -> commands().run(sheet));
                        WaitForAsyncUtils.waitForFxEvents();
                        clipped.addAll(clipped(where + " " + sheet));
                        if (scale == 200) {
                            shot(sheet + "-" + where);
                        }
                        window.robot.push(KeyCode.ESCAPE);
                    }
                    shot("window-" + where);
                }
            }
        }
        assertEquals(List.of(), clipped);
    }

    @Test
    void everyControlHasAnAccessibleTextInBothLanguages() {
        List<String> silent = new ArrayList<>();
        for (Language language : Language.values()) {
            fx(() -> preferences().setLanguage(language));
            for (String sheet : List.of("", "program.palette", "program.shortcuts", "program.preferences")) {
                fx(() -> sheet.isEmpty() || commands().run(sheet));
                WaitForAsyncUtils.waitForFxEvents();
                silent.addAll(silent(language + " " + sheet));
                if (!sheet.isEmpty()) {
                    window.robot.push(KeyCode.ESCAPE);
                }
            }
        }
        assertEquals(List.of(), silent);
    }

    /** Controls that take the focus and say nothing, or in Chinese say it in English. */
    private static List<String> silent(String where) {
        return fx(() -> window.robot.lookup(n -> n instanceof Control && n.isFocusTraversable()).queryAll().stream()
                .filter(FeelWindowTest::seen)
                .filter(n -> {
                    String own = n instanceof Labeled labeled ? labeled.getText() : "";
                    String spoken = n.getAccessibleText() == null ? own : n.getAccessibleText();
                    return spoken == null
                            || spoken.isBlank()
                            || (where.startsWith("CHINESE")
                                    && spoken.replaceAll(
                                                    "English|Ctrl|Shift|Backspace|Enter|Space|Down|Right|Left|PgDn|PgUp|Home|Cobb|JSON|DICOM|NIfTI|NRRD|Slicer|labelme|ImageJ",
                                                    "")
                                            .matches(".*[A-Za-z]{4,}.*"));
                })
                .map(n -> where + ": " + n.getClass().getSimpleName() + " " + n.getId() + " " + n.getAccessibleText())
                .toList());
    }

    @Test
    void theTabKeyReachesEveryButtonOfTheToolBarAndTheFocusCanBeSeen() {
        fx(() -> window.node("open-folder", Button.class).requestFocus());
        List<String> reached = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            window.robot.push(KeyCode.TAB);
            Node focused = fx(() -> window.stage.getScene().getFocusOwner());
            reached.add(String.valueOf(focused.getId()));
        }
        for (String id : List.of("open-files", "tool-pan", "fit", "layout", "show-palette", "series", "viewport")) {
            assertTrue(reached.contains(id), () -> id + " not in " + reached);
        }
    }

    @Test
    void everyCommandIsFoundByItsNameInBothLanguagesAndNoTwoShareAKey() {
        List<String> lost = new ArrayList<>();
        Map<Keys, String> taken = new HashMap<>();
        for (Language language : Language.values()) {
            Words words = Words.in(language);
            for (Command command : commands().all()) {
                String name = command.title(words);
                boolean found = commands().search(name, List.of(words)).stream()
                        .limit(3)
                        .anyMatch(c -> c.title(words).equals(name));
                if (!found) {
                    lost.add(language + " " + command.id());
                }
            }
        }
        for (Command command : commands().all()) {
            for (Keys keys : commands().keys(command)) {
                String other = taken.put(keys, command.id());
                assertNull(other, () -> keys + " belongs to " + other + " and " + command.id());
            }
        }
        assertEquals(List.of(), lost);
    }

    /** Labels whose words are cut short, and controls that reach over the edge of the window. */
    private static List<String> clipped(String where) {
        return fx(() -> {
            window.stage.getScene().getRoot().applyCss();
            window.stage.getScene().getRoot().layout();
            return window.robot.lookup(n -> n instanceof Control).queryAll().stream()
                    .filter(FeelWindowTest::seen)
                    .filter(FeelWindowTest::cut)
                    .map(n -> where + ": " + n.getId() + " "
                            + (n instanceof Labeled labeled ? labeled.getText() : "")
                            + n.localToScene(n.getLayoutBounds()))
                    .toList();
        });
    }

    private static boolean cut(Node node) {
        var at = node.localToScene(node.getLayoutBounds());
        boolean scrolled = false;
        for (Node n = node; n != null; n = n.getParent()) {
            scrolled |= n instanceof ScrollPane || n instanceof VirtualFlow;
        }
        boolean outside = !scrolled
                && (at.getMinX() < -1
                        || at.getMaxX() > window.stage.getScene().getWidth() + 1
                        || at.getMaxY() > window.stage.getScene().getHeight() + 1);
        return outside || (node instanceof Labeled labeled && labeled.isTextTruncated());
    }
}
