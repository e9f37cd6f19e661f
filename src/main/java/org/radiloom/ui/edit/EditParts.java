package org.radiloom.ui.edit;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.radiloom.ui.view.WindowEntry;

/** What the parts of the tab that corrects are put together from. */
final class EditParts {
    private EditParts() {}

    /** The title of a part. */
    static Label heading(String title) {
        var label = new Label(title);
        label.getStyleClass().add("section");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** A small sentence in the background, as many lines as it needs. */
    static Label muted(String id, String sentence) {
        var label = new Label(sentence);
        label.setId(id);
        label.getStyleClass().addAll("small", "muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** A word beside a control. */
    static Label small(String word) {
        var label = new Label(word);
        label.getStyleClass().addAll("small", "muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** Gives a control its tooltip, which is read aloud, too. */
    static void explain(Control control, String what) {
        var tooltip = new Tooltip(what);
        tooltip.setShowDelay(Duration.millis(400));
        control.setTooltip(tooltip);
        control.setAccessibleHelp(what);
    }

    /** A number as it is typed, with a point or a comma. */
    static Optional<Double> number(String text) {
        return WindowEntry.of(text, "1").centre();
    }

    static Region space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    /** Shows a node, or takes it away with its room. */
    static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
