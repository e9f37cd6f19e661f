package org.radiloom.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import org.radiloom.ui.preference.Preferences;
import org.radiloom.ui.preference.Theme;
import org.radiloom.ui.shell.ScaledRoot;
import org.radiloom.ui.words.Language;

/** Fonts, colours, size and icons of a window; colours and size follow the preferences while it is open. */
final class Look {
    private static final int[] ICON_SIZES = {16, 32, 48, 64, 128, 256, 512};
    private static final Color DARK = Color.web("#0E1115");
    private static final Color LIGHT = Color.web("#E4E8ED");
    private static final int FONT_PX = 13;
    private static final int SMALL_PX = 12;

    private final Preferences preferences;
    private final Scene scene;
    private final ScaledRoot root;

    private Look(Preferences preferences, Scene scene, ScaledRoot root) {
        this.preferences = preferences;
        this.scene = scene;
        this.root = root;
    }

    /** A scene in the colours of the reading room, in its usual size. */
    static Scene scene(Parent content, double width, double height) {
        return scene(content, width, height, new Preferences(Language.ENGLISH));
    }

    /** A scene in the colours and the size that the reader chose. */
    static Scene scene(Parent content, double width, double height, Preferences preferences) {
        var root = new ScaledRoot(content);
        var scene = new Scene(root, width, height);
        var look = new Look(preferences, scene, root);
        preferences.onChange(look::update);
        look.update();
        return scene;
    }

    private void update() {
        double factor = preferences.scalePercent() / 100.0;
        root.factorProperty().set(factor);
        List<String> sheets = new ArrayList<>();
        sheets.add(resource("radiloom.css"));
        if (preferences.theme() == Theme.LIGHT) {
            sheets.add(resource("light.css"));
        }
        sheets.add(popups(factor));
        if (!scene.getStylesheets().equals(sheets)) {
            scene.getStylesheets().setAll(sheets);
            scene.setFill(preferences.theme() == Theme.LIGHT ? LIGHT : DARK);
        }
    }

    /** Menus and tooltips are windows of their own, which no transform of the content reaches. */
    private static String popups(double factor) {
        String css = ".context-menu, .combo-box-popup { -fx-font-size: " + FONT_PX * factor
                + "px; } .tooltip { -fx-font-size: " + SMALL_PX * factor + "px; }";
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }

    /** Once loaded, before any text is laid out, it is used wherever the system's font has no letter: Chinese names, for one. */
    static void loadFallbackFont() {
        try (InputStream in = Look.class.getResourceAsStream("fonts/DroidSansFallbackFull.ttf")) {
            Font.loadFonts(Objects.requireNonNull(in, "font"), FONT_PX);
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
