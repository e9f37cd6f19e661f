package org.radiloom.ui.words;

import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Buttons of one look: an outline icon of 18 px, a tooltip that names the shortcut, an id for tests and reading aloud. */
public final class Buttons {
    private Buttons() {}

    /** An icon alone; the tooltip says what it does. */
    public static Button icon(String id, Ikon icon, String tooltip) {
        return iconOnly(new Button(), id, icon, tooltip);
    }

    /** A switch shown as an icon alone. */
    public static ToggleButton toggle(String id, Ikon icon, String tooltip) {
        return iconOnly(new ToggleButton(), id, icon, tooltip);
    }

    private static <B extends ButtonBase> B iconOnly(B button, String id, Ikon icon, String tooltip) {
        button.setId(id);
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().addAll("flat", "icon-only");
        button.setAccessibleText(tooltip);
        explain(button, tooltip);
        return button;
    }

    /** A button with an icon and words. */
    public static Button words(String id, Ikon icon, String text, String tooltip) {
        var button = new Button(text, new FontIcon(icon));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        explain(button, tooltip);
        return button;
    }

    /** Gives a button its tooltip. */
    public static void explain(ButtonBase button, String words) {
        var tooltip = new Tooltip(words);
        tooltip.setShowDelay(Duration.millis(400));
        button.setTooltip(tooltip);
    }
}
