package org.radiloom.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.stage.Stage;

/** Fonts, style sheet and icons of the window. */
final class Look {
    private static final int[] ICON_SIZES = {16, 32, 48, 64, 128, 256, 512};

    private Look() {}

    /** A scene in the colours of the reading room. */
    static Scene scene(Parent root, double width, double height) {
        var scene = new Scene(root, width, height, Color.web("#0E1115"));
        scene.getStylesheets().add(resource("radiloom.css"));
        return scene;
    }

    /** Once loaded, before any text is laid out, it is used wherever the system's font has no letter: Chinese names, for one. */
    static void loadFallbackFont() {
        try (InputStream in = Look.class.getResourceAsStream("fonts/DroidSansFallbackFull.ttf")) {
            Font.loadFonts(Objects.requireNonNull(in, "font"), 13);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        return Objects.requireNonNull(Look.class.getResource(name), name).toExternalForm();
    }

    static void setIcons(Stage stage) {
        stage.getIcons()
                .setAll(IntStream.of(ICON_SIZES)
                        .mapToObj(size -> new Image("/icons/radiloom-" + size + ".png"))
                        .toList());
    }
}
