package org.radiloom.ui.shell;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Window;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.view.WindowEntry;
import org.radiloom.ui.view.WindowWords;
import org.radiloom.ui.words.Words;

/** Two fields under the tool bar for a window's centre and width; Enter applies them, Esc leaves the window as it was. */
final class WindowFields {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Node below;
    private final Words words;
    private final WindowWords windows;
    private final Popup popup = new Popup();
    private final TextField centre;
    private final TextField width;
    private final Label unit = new Label();
    private final Label wrong = new Label();
    private @Nullable ViewportModel model;
    private boolean typed;

    /** @param below what the fields open under */
    WindowFields(Node below, Words words) {
        this.below = below;
        this.words = words;
        windows = new WindowWords(words);
        centre = field("window-centre", words.of("window.centre"));
        width = field("window-width", words.of("window.width"));
        var apply = new Button(words.of("window.apply"));
        apply.setId("window-apply");
        apply.setOnAction(e -> apply());
        unit.getStyleClass().add("muted");
        wrong.setId("window-wrong");
        wrong.getStyleClass().addAll("small", "wrong-words");
        wrong.managedProperty().bind(wrong.visibleProperty());
        wrong.setVisible(false);
        var row = new HBox(
                8,
                new Label(words.of("window.centre")),
                centre,
                new Label(words.of("window.width")),
                width,
                unit,
                apply);
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        var box = new VBox(8, row, wrong);
        box.getStyleClass().add("popover");
        box.addEventFilter(KeyEvent.ANY, this::withoutTheOpeningKey);
        box.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        popup.getContent().add(box);
        popup.setAutoHide(true);
        popup.setOnHidden(e -> closed());
    }

    private TextField field(String id, String name) {
        var field = new TextField();
        field.setId(id);
        field.setAccessibleText(name);
        field.setPrefColumnCount(7);
        field.textProperty().addListener((o, before, now) -> check());
        return field;
    }

    /** Opens while the viewport wants a window to be typed. */
    void follow(ViewportModel viewport) {
        if (viewport.typing() && !popup.isShowing() && below.getScene() != null) {
            open(viewport);
        } else if (!viewport.typing() && popup.isShowing()) {
            popup.hide();
        }
    }

    private void open(ViewportModel viewport) {
        model = viewport;
        typed = false;
        Window now = viewport.window();
        centre.setText(windows.number(now.centre(), now));
        width.setText(windows.number(now.width(), now));
        unit.setText(viewport.stack().map(ImageStack::unit).map(u -> u.symbol()).orElse(""));
        Bounds at = below.localToScreen(below.getLayoutBounds());
        popup.show(below, at.getMinX(), at.getMaxY() + 4);
        centre.requestFocus();
        centre.selectAll();
    }

    private void closed() {
        ViewportModel was = model;
        model = null;
        if (was != null) {
            was.setTyping(false);
        }
    }

    /** The letter of the key that opened the fields comes after them; it is not meant for them. */
    private void withoutTheOpeningKey(KeyEvent e) {
        if (e.getEventType() != KeyEvent.KEY_TYPED) {
            typed = true;
        } else if (!typed) {
            e.consume();
        }
    }

    /** What is typed here must not run the commands that have the same keys. */
    private void pressed(KeyEvent e) {
        if (e.getCode() == KeyCode.ENTER) {
            apply();
        } else if (e.getCode() == KeyCode.ESCAPE) {
            popup.hide();
        }
        e.consume();
    }

    private Optional<Window> check() {
        WindowEntry entry = WindowEntry.of(centre.getText(), width.getText());
        centre.pseudoClassStateChanged(WRONG, entry.centre().isEmpty());
        width.pseudoClassStateChanged(WRONG, entry.width().isEmpty());
        wrong.setText(
                entry.centre().isEmpty()
                        ? words.of("window.centre.wrong")
                        : entry.width().isEmpty() ? words.of("window.width.wrong") : "");
        wrong.setVisible(entry.window().isEmpty());
        return entry.window();
    }

    private void apply() {
        ViewportModel target = model;
        if (target != null) {
            check().ifPresent(window -> {
                target.setWindow(window);
                popup.hide();
            });
        }
    }
}
