package org.radiloom.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.radiloom.imaging.PictureFile;
import org.radiloom.problem.Problem;

/**
 * Pictures of the real window, made from its scene. Where the documentation has a picture of the same name, {@code
 * -Dradiloom.docs} replaces it.
 */
final class Screenshots {
    private static final Path FOLDER = Path.of("target", "screenshots");

    private static final Path DOCUMENTATION = Path.of("docs", "images");

    private Screenshots() {}

    /** Writes target/screenshots/NAME.png; call on the FX thread. */
    static Path save(Scene scene, String name) throws IOException, Problem {
        WritableImage image = scene.snapshot(null);
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        int[] argb = new int[w * h];
        image.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(name + ".png");
        PictureFile.writePng(file, argb, w, h);
        Path documented = DOCUMENTATION.resolve(name + ".png");
        if (System.getProperty("radiloom.docs") != null && Files.exists(documented)) {
            Files.copy(file, documented, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
