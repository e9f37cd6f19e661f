package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.testfx.util.WaitForAsyncUtils;

/** Key images and snapshots, with the keys of a reader. */
@Tag("ui")
class PicturesWindowTest {
    @TempDir
    Path folder;

    private Path study() throws Exception {
        Path study = folder.resolve("study");
        DicomSeriesFixture.ct(Phantoms.jaw(Geometry.axial(64, 64, 20, 3, 3, 3)).stack())
                .writeTo(study);
        return study;
    }

    private static void opened(WindowUnderTest window, Path study) throws Exception {
        fx(() -> window.workplace.desk().open(List.of(study)));
        window.until(() -> window.view().slices() == 20);
        window.untilPainted();
        fx(() -> window.viewport().requestFocus());
    }

    private static BitSet marked(WindowUnderTest window) {
        return window.models()
                .keyImages()
                .of(window.models()
                        .panes()
                        .active()
                        .series()
                        .orElseThrow()
                        .item()
                        .id());
    }

    @Test
    void keyImagesAreMarkedByAKeyFoundAgainAndThereAfterARestart() throws Exception {
        Path study = study();
        try (var window =
                WindowUnderTest.open(folder.resolve("no-models"), folder, Home.under(folder.resolve("home")))) {
            opened(window, study);
            for (int slice : new int[] {3, 11}) {
                fx(() -> window.view().goTo(slice));
                window.untilPainted();
                window.robot.push(KeyCode.K);
                WaitForAsyncUtils.waitForFxEvents();
                Node star = window.robot.lookup("#key-image").query();
                assertTrue(star.isVisible());
            }
            fx(() -> window.view().goTo(5));
            window.untilPainted();
            assertFalse(window.robot.lookup("#key-image").query().isVisible());
            window.robot.push(KeyCode.SHIFT, KeyCode.K);
            window.untilPainted();
            assertEquals(11, window.view().slice());
            window.robot.push(KeyCode.SHIFT, KeyCode.K);
            assertEquals(3, window.view().slice(), "after the last comes the first");
            fx(() -> Screenshots.save(window.stage.getScene(), "key-image"));
        }
        try (var window =
                WindowUnderTest.open(folder.resolve("no-models"), folder, Home.under(folder.resolve("home")))) {
            opened(window, study);
            window.until(() -> marked(window).cardinality() == 2);
            assertEquals(BitSet.valueOf(new long[] {1 << 3 | 1 << 11}), marked(window));
        }
    }

    @Test
    void aSnapshotIsWrittenWithItsNoticeAndCopiedWithoutWhatLiesOverTheImage() throws Exception {
        try (var window = WindowUnderTest.open(folder.resolve("no-models"), folder)) {
            opened(window, study());
            window.robot.push(KeyCode.CONTROL, KeyCode.S);
            window.until(() -> window.models().status().notice().isPresent());
            Path file;
            try (var files = Files.list(folder)) {
                file = files.filter(f -> f.toString().endsWith(".png"))
                        .findFirst()
                        .orElseThrow();
            }
            BufferedImage picture = ImageIO.read(file.toFile());
            assertEquals((int) window.viewport().getWidth(), picture.getWidth(), 1);
            assertTrue(yellow(picture) > 100, "the line that it is not for diagnosis");
            window.robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
            WaitForAsyncUtils.waitForFxEvents();
            Image copied = fx(() -> Clipboard.getSystemClipboard().getImage());
            assertEquals(picture.getWidth(), copied.getWidth(), 1);
            int corner = copied.getPixelReader().getArgb(20, 14);
            assertEquals(0xFF000000, corner, "no name in the upper left corner");
        }
    }

    private static int yellow(BufferedImage picture) {
        int count = 0;
        for (int y = picture.getHeight() - 60; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y);
                int r = rgb >> 16 & 255;
                int b = rgb & 255;
                count += r > 150 && b < r - 80 ? 1 : 0;
            }
        }
        return count;
    }
}
