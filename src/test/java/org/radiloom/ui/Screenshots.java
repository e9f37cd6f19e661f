package org.radiloom.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.radiloom.imaging.PictureFile;
import org.radiloom.problem.Problem;

/** Pictures of the real window, made from its scene. */
final class Screenshots {
    private static final Path FOLDER = Path.of("target", "screenshots");

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
        return file;
    }
}
