package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javafx.css.PseudoClass;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Vr;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.ColourMap;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;
import org.radiloom.ui.inspect.Fact;
import org.testfx.util.WaitForAsyncUtils;

/** Windows by keys, by hand and typed; what the file offers; colours. */
@Tag("ui")
class GreyWindowTest {
    @TempDir
    static Path folder;

    private static WindowUnderTest window;

    /** A jaw whose files offer two windows and a table. */
    @BeforeAll
    static void open() throws Exception {
        write(folder.resolve("study"));
        window = WindowUnderTest.open(folder.resolve("no-models"), folder);
        fx(() -> window.workplace.desk().open(List.of(folder.resolve("study"))));
        window.until(() -> window.models().jobs().active().isEmpty()
                && !window.models().browser().items().isEmpty());
        fx(() -> window.workplace
                .desk()
                .showSeries(window.models().browser().items().getFirst().id()));
        window.untilPainted();
    }

    private static void write(Path dir) throws Problem, IOException {
        ByteBuffer table = ByteBuffer.allocate(2 * 1024).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < 1024; n++) {
            table.putShort((short) (n * n >> 4));
        }
        DicomDataset lut = DicomDataset.builder()
                .integer(org.radiloom.dicom.Tag.LUT_DESCRIPTOR, Vr.US, 1024, -200 & 0xFFFF, 16)
                .string(org.radiloom.dicom.Tag.LUT_EXPLANATION, "TEETH")
                .bytes(org.radiloom.dicom.Tag.LUT_DATA, Vr.OW, table.array())
                .build();
        DicomSeriesFixture.ct(
                        Phantoms.jaw(Geometry.axial(160, 160, 12, 1, 1, 8)).stack())
                .changed((k, d) -> drawnOver(k, d)
                        .decimal(org.radiloom.dicom.Tag.WINDOW_CENTER, 40 + k, 700)
                        .decimal(org.radiloom.dicom.Tag.WINDOW_WIDTH, 400, 3000)
                        .string(org.radiloom.dicom.Tag.WINDOW_CENTER_WIDTH_EXPLANATION, "NECK", "JAW")
                        .items(org.radiloom.dicom.Tag.VOI_LUT_SEQUENCE, lut))
                .writeTo(dir);
    }

    /** Slice 8 has a frame drawn over it by its file. */
    private static DicomDatasetBuilder drawnOver(int k, DicomDatasetBuilder d) {
        byte[] bits = new byte[160 * 160 / 8];
        for (int n = 0; n < 160 * 160; n++) {
            int x = n % 160;
            int y = n / 160;
            if ((x == 40 || x == 120) && y >= 40 && y <= 120 || (y == 40 || y == 120) && x >= 40 && x <= 120) {
                bits[n / 8] |= (byte) (1 << n % 8);
            }
        }
        return k != 8
                ? d
                : d.integer(0x60000010, Vr.US, 160)
                        .integer(0x60000011, Vr.US, 160)
                        .integer(0x60000050, Vr.SS, 1, 1)
                        .integer(0x60000100, Vr.US, 1)
                        .bytes(0x60003000, Vr.OW, bits);
    }

    @AfterAll
    static void close() {
        window.close();
    }

    @BeforeEach
    void asStored() throws TimeoutException {
        fx(() -> {
            window.view().reset();
            window.view().goTo(6);
            window.viewport().requestFocus();
        });
        window.untilPainted();
    }

    private static void press(KeyCode... keys) {
        window.robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Window shown() {
        return fx(() -> window.view().window());
    }

    @Test
    void everyNumberKeySetsItsWindowExactly() {
        Map<KeyCode, Window> expected = Map.of(
                KeyCode.DIGIT2, new Window(40, 400),
                KeyCode.DIGIT3, new Window(500, 2000),
                KeyCode.DIGIT4, new Window(40, 80),
                KeyCode.DIGIT5, new Window(-600, 1500),
                KeyCode.DIGIT6, new Window(50, 350),
                KeyCode.DIGIT7, new Window(300, 600),
                KeyCode.DIGIT8, new Window(1200, 3600),
                KeyCode.DIGIT9, new Window(1023.5, 4095),
                KeyCode.DIGIT1, new Window(46, 400));
        expected.forEach((key, w) -> {
            if (key == KeyCode.DIGIT1) {
                press(KeyCode.DIGIT2);
            }
            press(key);
            assertEquals(w, shown(), key.toString());
        });
    }

    @Test
    void keyOneGoesThroughWhatTheFileOffers() {
        press(KeyCode.DIGIT1);
        assertEquals(new Window(700, 3000), shown());
        assertEquals("JAW", fx(() -> window.node("presets", MenuButton.class).getText()));
        press(KeyCode.DIGIT1);
        assertEquals(new Window(311.5, 1023), shown());
        assertTrue(fx(() -> window.view().voi()) instanceof VoiTransform.Table);
        assertTrue(fx(() -> window.viewport().text().viewWords()).contains("table"));
        press(KeyCode.DIGIT1);
        assertEquals(new Window(46, 400), shown());
    }

    @Test
    void theFilesWindowFollowsTheSliceUntilTheReaderSetsOne() throws TimeoutException {
        fx(() -> window.view().goTo(9));
        window.until(() -> window.view().window().equals(new Window(49, 400)));
        press(KeyCode.CONTROL, KeyCode.RIGHT);
        assertEquals(new Window(49, 420), shown());
        fx(() -> window.view().goTo(3));
        window.untilPainted();
        assertEquals(new Window(49, 420), shown());
    }

    @Test
    void aDragMovesInPartsOfTheWidth() {
        for (double width : List.of(80.0, 2000.0)) {
            fx(() -> window.view().setWindow(new Window(40, width)));
            window.robot
                    .moveTo(window.viewport())
                    .press(MouseButton.SECONDARY)
                    .moveBy(40, 0)
                    .release(MouseButton.SECONDARY);
            WaitForAsyncUtils.waitForFxEvents();
            // 40 pixels are a tenth of 400: the window is wider by a fifth
            assertEquals(1.2 * width, shown().width(), 0.02 * width);
            assertEquals(40, shown().centre(), 0.02 * width);
        }
    }

    private static void type(String id, String text) {
        fx(() -> window.node(id, TextField.class).setText(text));
    }

    private static boolean wrong(String id) {
        return fx(() ->
                window.node(id, TextField.class).getPseudoClassStates().contains(PseudoClass.getPseudoClass("wrong")));
    }

    @Test
    void aWindowIsTypedAndWhatIsNoNumberIsMarked() throws Exception {
        press(KeyCode.SHIFT, KeyCode.W);
        assertEquals(
                "46", fx(() -> window.node("window-centre", TextField.class).getText()));
        type("window-centre", "55,5");
        for (String nonsense : List.of("", "wide", "-20", "0", "NaN", "Infinity", "1e999", "1e-300")) {
            type("window-width", nonsense);
            assertTrue(wrong("window-width"), nonsense);
            press(KeyCode.ENTER);
            assertEquals(new Window(46, 400), shown(), nonsense);
        }
        fx(() -> Screenshots.save(window.node("window-centre", TextField.class).getScene(), "grey-typed-wrong"));
        type("window-width", "300");
        assertFalse(wrong("window-width"));
        fx(() -> Screenshots.save(window.node("window-centre", TextField.class).getScene(), "grey-typed"));
        // a key of a command, typed into the field, is only typed
        fx(() -> window.node("window-width", TextField.class).requestFocus());
        press(KeyCode.DIGIT3);
        assertEquals(new Window(46, 400), shown());
        type("window-width", "300");
        press(KeyCode.ENTER);
        assertEquals(new Window(55.5, 300), shown());
        assertTrue(fx(() -> window.viewport().text().viewWords()).contains("C 56  W 300"));
    }

    @Test
    void resetBringsBackWhatTheFileWants() {
        press(KeyCode.DIGIT3);
        press(KeyCode.SHIFT, KeyCode.I);
        assertEquals(ColourMap.HEAT, fx(() -> window.view().colours()));
        press(KeyCode.R);
        assertEquals(new Window(46, 400), shown());
        assertEquals(ColourMap.GREY, fx(() -> window.view().colours()));
    }

    @Test
    void coloursHaveALegendWithTheirValues() throws Exception {
        assertEquals(List.of(), fx(() -> window.viewport().colourValues()));
        fx(() -> {
            window.view().setWindow(new Window(300, 1200));
            window.view().setColours(ColourMap.HOT_IRON);
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(
                List.of("900 HU", "300", "-300"), fx(() -> window.viewport().colourValues()));
        fx(() -> Screenshots.save(window.stage.getScene(), "grey-colours"));
        resize(1280, 800);
        fx(() -> Screenshots.save(window.stage.getScene(), "grey-colours-small"));
        resize(1600, 1000);
    }

    private static void resize(double w, double h) {
        fx(() -> {
            window.stage.setWidth(w);
            window.stage.setHeight(h);
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void whatTheFileDrawsIsHiddenByTheKeyForOverlays() throws Exception {
        assertFalse(fx(() -> window.view().covered()));
        fx(() -> window.view().goTo(8));
        window.untilPainted();
        assertTrue(fx(() -> window.view().covered()));
        assertTrue(fx(() -> lines()) > 1000);
        fx(() -> Screenshots.save(window.stage.getScene(), "grey-drawn-by-the-file"));
        // a picture without overlays is without those of the file too
        assertEquals(0, fx(() -> lines(((ImageView) window.viewport().plainPicture()).getImage())));
        press(KeyCode.O);
        assertEquals(0, fx(() -> lines()));
        press(KeyCode.O);
        assertTrue(fx(() -> lines()) > 1000);
    }

    /** Pixels on screen that have the colour of the file's own drawing. */
    private static int lines() {
        window.viewport().layout();
        ImageView pixels =
                (ImageView) window.viewport().getChildrenUnmodifiable().getFirst();
        return lines(pixels.getImage());
    }

    private static int lines(Image image) {
        int found = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                found += image.getPixelReader().getArgb(x, y) == 0xFFD8C24A ? 1 : 0;
            }
        }
        return found;
    }

    @Test
    void whatWasLostByCompressionIsSaidOnTheImageAndInTheInfo() throws Exception {
        Path lossy = Files.createDirectories(folder.resolve("lossy")).resolve("us.dcm");
        try (InputStream in = DicomDataset.class.getResourceAsStream("colour/baseline-422.dcm")) {
            Files.write(lossy, java.util.Objects.requireNonNull(in).readAllBytes());
        }
        String ct = fx(() -> window.models().browser().items().getFirst().id());
        fx(() -> window.workplace.desk().open(List.of(lossy)));
        window.until(() -> window.models().browser().items().size() == 2
                && window.models().jobs().active().isEmpty());
        fx(() -> window.workplace
                .desk()
                .showSeries(window.models().browser().items().stream()
                        .filter(i -> !i.id().equals(ct))
                        .findFirst()
                        .orElseThrow()
                        .id()));
        window.until(() -> window.view().slices() == 1 && window.viewport().paintedSlice() == 0);
        String words = fx(() -> window.viewport().text().viewWords());
        List<Fact> facts = fx(() -> window.models().inspector().facts());
        boolean listed = fx(() -> window.node("presets", MenuButton.class).isDisabled());
        fx(() -> Screenshots.save(window.stage.getScene(), "grey-lossy"));
        fx(() -> window.workplace.desk().showSeries(ct));
        window.until(() -> window.view().slices() == 12);
        assertTrue(words.startsWith("Lossy 3.3:1\n"), words);
        assertTrue(facts.contains(new Fact("Lossy compression", "JPEG 3.3:1")), facts.toString());
        assertTrue(listed);
    }

    @Test
    void theMenuListsTheFilesWindowsFirst() throws Exception {
        MenuButton menu = window.node("presets", MenuButton.class);
        fx(menu::show);
        WaitForAsyncUtils.waitForFxEvents();
        List<String> names = new ArrayList<>();
        fx(() -> window.view().presets().forEach(p -> names.add(p.key() + " " + p.explanation() + p.name())));
        assertEquals(
                List.of("1 NECKwindow.own", "0 JAWwindow.own.more", "0 TEETHwindow.own.more", "2 window.soft"),
                names.subList(0, 4));
        fx(() -> Screenshots.save(
                menu.getContextMenu() == null
                        ? popupScene()
                        : menu.getContextMenu().getScene(),
                "grey-menu"));
        fx(menu::hide);
    }

    private static javafx.scene.Scene popupScene() {
        return javafx.stage.Window.getWindows().stream()
                .filter(w -> w instanceof javafx.scene.control.ContextMenu)
                .findFirst()
                .orElseThrow()
                .getScene();
    }
}
