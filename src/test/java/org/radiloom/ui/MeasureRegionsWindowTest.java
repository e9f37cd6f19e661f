package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.fixtures.UltrasoundMulti;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.testfx.util.WaitForAsyncUtils;

/** Measuring where scales differ from region to region and from frame to frame, and the pictures of the documentation. */
@Tag("ui")
class MeasureRegionsWindowTest {
    @TempDir
    static Path folder;

    private static WindowUnderTest window;
    private static MeasureHand hand;

    @BeforeAll
    static void openTheFolder() throws Exception {
        UltrasoundMulti.writeTo(folder.resolve("study").resolve("film.dcm"));
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(200, 200, 9, 1, 1, 2)).stack())
                .writeTo(folder.resolve("study").resolve("ct"));
        window = WindowUnderTest.open(folder.resolve("no-models"), folder, Home.under(folder.resolve("home")));
        fx(() -> window.workplace.desk().open(List.of(folder.resolve("study"))));
        window.until(() -> window.models().browser().items().size() == 2
                && window.models().jobs().active().isEmpty());
        hand = new MeasureHand(window);
    }

    @AfterAll
    static void closeIt() {
        window.close();
    }

    private static void show(int slices, int slice) throws Exception {
        fx(() -> {
            window.models().browser().items().stream()
                    .filter(item -> item.detail().startsWith(slices == 9 ? "CT" : "US"))
                    .findFirst()
                    .ifPresent(item -> window.workplace.desk().showSeries(item.id()));
            hand.model().setTool(null);
        });
        window.until(() -> window.view().slices() == slices);
        fx(() -> window.view().goTo(slice));
        hand.untilReady();
    }

    private static void size(double width, double height) throws Exception {
        fx(() -> {
            window.stage.setWidth(width);
            window.stage.setHeight(height);
        });
        WaitForAsyncUtils.waitForFxEvents();
        window.untilPainted();
    }

    private static String line() {
        return String.join(" ", hand.words());
    }

    @Test
    void aLengthSaysItsNumberOrWhyThereIsNone() throws Exception {
        show(UltrasoundMulti.FRAMES, 0);
        hand.tool(KeyCode.L);
        hand.drag(20, 80, 60, 80, 120, 80);
        assertTrue(line().matches("(19\\.9|20\\.0|20\\.1) mm"), line());
        hand.drag(100, 60, 160, 60, 250, 60);
        assertEquals("Crosses two regions with different scales", line());
        hand.drag(60, 170, 100, 200, 210, 220);
        assertTrue(line().matches("Time 1\\.(49|50|51) s  Depth (9\\.9\\d|10\\.[01]) mm"), line());
        hand.drag(154, 20, 154, 60, 154, 100);
        assertEquals("Not calibrated here", line());
        window.robot.moveTo(hand.at(200, 100));
        WaitForAsyncUtils.waitForFxEvents();
        Node outline = fx(() -> window.viewport().lookup("#measure-region"));
        assertTrue(outline.isVisible());
        assertEquals("Image: 0.500 mm a pixel", outline.getAccessibleText());
        fx(() -> Screenshots.save(window.stage.getScene(), "measure-ultrasound-large"));
        size(1280, 800);
        window.robot.moveTo(hand.at(200, 100));
        WaitForAsyncUtils.waitForFxEvents();
        fx(() -> Screenshots.save(window.stage.getScene(), "measure-ultrasound"));
        size(1600, 1000);
        window.robot.moveTo(hand.at(154, 100));
        assertFalse(fx(outline::isVisible));
        // the same places after the depth was changed
        show(UltrasoundMulti.FRAMES, UltrasoundMulti.CHANGE);
        hand.tool(KeyCode.L);
        hand.drag(20, 80, 60, 80, 120, 80);
        assertTrue(line().matches("(29\\.[89]|30\\.[012]) mm"), line());
        hand.drag(100, 60, 160, 60, 250, 60);
        assertTrue(line().matches("(44\\.[789]|45\\.[0123]) mm"), line());
    }

    @Test
    void theWindowWithEveryShape() throws Exception {
        show(9, 4);
        hand.tool(KeyCode.L);
        hand.drag(25, 150, 25, 60);
        hand.tool(KeyCode.A);
        hand.click(60, 12);
        hand.click(45, 40);
        hand.click(80, 40);
        hand.tool(KeyCode.SHIFT, KeyCode.A);
        hand.drag(130, 20, 185, 26);
        hand.drag(130, 60, 185, 44);
        hand.tool(KeyCode.ALT, KeyCode.E);
        hand.drag(140, 80, 180, 110);
        hand.tool(KeyCode.SHIFT, KeyCode.D);
        hand.click(40, 165);
        hand.click(75, 160);
        hand.click(80, 185);
        hand.click(50, 192);
        window.robot.push(KeyCode.ENTER);
        hand.tool(KeyCode.D);
        hand.drag(120, 160, 130, 152, 145, 155, 155, 165, 150, 180, 135, 186, 122, 178);
        hand.tool(KeyCode.U);
        hand.click(100, 120);
        hand.tool(KeyCode.Y);
        hand.drag(60, 110, 78, 96);
        hand.tool(KeyCode.T);
        hand.click(35, 112);
        window.robot.write("Ramus").push(KeyCode.ENTER);
        hand.tool(KeyCode.SHIFT, KeyCode.E);
        hand.drag(80, 28, 122, 58);
        window.robot.push(KeyCode.ESCAPE);
        window.robot.clickOn("#tab-measure");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(10, hand.all().size());
        fx(() -> Screenshots.save(window.stage.getScene(), "measure"));
        size(1280, 800);
        fx(() -> Screenshots.save(window.stage.getScene(), "measure-small"));
        size(1600, 1000);
        window.robot.clickOn("#tab-findings");
    }
}
