package org.radiloom.ui.preference;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.radiloom.home.Home;
import org.radiloom.ui.words.Language;
import org.radiloom.ui.words.Retelling;
import org.radiloom.ui.words.Sheet;
import org.radiloom.ui.words.Words;

/** What a reader can choose for good; every choice holds at once and is kept. */
public final class PreferencesPage extends Sheet {
    private static final double WIDTH = 620;
    private static final double LABELS = 190;

    private final Preferences preferences;
    private final Words words;
    private final VBox rows = new VBox(4);

    /** @param home whose folders are named on the page */
    public PreferencesPage(Preferences preferences, Words words, Home home, Runnable close) {
        super("preferences", close);
        this.preferences = preferences;
        this.words = words;
        var title = new Label(words.of("preferences.title"));
        title.getStyleClass().add("strong");
        fill(home);
        var hint = new Label(words.of("preferences.hint"));
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        hint.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(hint, Priority.ALWAYS);
        var reset = new Button(words.of("preferences.reset"));
        reset.setId("preferences-reset");
        reset.setMinWidth(USE_PREF_SIZE);
        reset.setOnAction(e -> {
            preferences.reset();
            fill(home);
        });
        var done = new Button(words.of("preferences.close"));
        done.setId("preferences-close");
        done.getStyleClass().add("primary");
        done.setMinWidth(USE_PREF_SIZE);
        done.setOnAction(e -> close.run());
        var foot = new HBox(8, hint, reset, done);
        foot.setAlignment(Pos.CENTER_RIGHT);
        var sheet = new VBox(title, rows, foot);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(WIDTH, USE_PREF_SIZE);
        getChildren().add(sheet);
    }

    private void fill(Home home) {
        rows.getChildren()
                .setAll(
                        row("preferences.language", languages()),
                        row(
                                "preferences.theme",
                                choices(
                                        "theme",
                                        List.of(Theme.values()),
                                        t -> words.of(t.words()),
                                        preferences::theme,
                                        preferences::setTheme)),
                        row(
                                "preferences.scale",
                                choices(
                                        "scale",
                                        Preferences.SCALES,
                                        s -> words.of("preferences.percent", s),
                                        preferences::scalePercent,
                                        preferences::setScalePercent)),
                        row("preferences.patient", patient()),
                        row("preferences.annotator", annotator()),
                        row("preferences.folder.config", folder("config", home.config())),
                        row("preferences.folder.data", folder("data", home.data())),
                        row("preferences.folder.cache", folder("cache", home.cache())));
    }

    private Node languages() {
        return choices("language", List.of(Language.values()), Language::ownName, preferences::language, chosen -> {
            preferences.setLanguage(chosen);
            Retelling.in(this, words);
        });
    }

    private HBox row(String key, Node control) {
        var label = new Label(words.of(key));
        label.setMinWidth(LABELS);
        label.setPrefWidth(LABELS);
        label.setWrapText(true);
        HBox.setHgrow(control, Priority.ALWAYS);
        if (control instanceof Control one && one.getAccessibleText() == null) {
            one.setAccessibleText(label.getText());
        }
        var row = new HBox(label, control);
        row.getStyleClass().add("preference-row");
        return row;
    }

    /** A row of buttons of which one is chosen. */
    private <T> Node choices(String id, List<T> all, Function<T, String> name, Supplier<T> now, Consumer<T> choose) {
        var group = new ToggleGroup();
        var box = new HBox(4);
        box.setAlignment(Pos.CENTER_LEFT);
        for (T each : all) {
            var button = new ToggleButton(name.apply(each));
            button.setId(id + "-" + String.valueOf(each).toLowerCase(Locale.ROOT));
            button.getStyleClass().add("choice");
            button.setToggleGroup(group);
            button.setSelected(each.equals(now.get()));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(e -> {
                // one is always chosen
                button.setSelected(true);
                choose.accept(each);
            });
            box.getChildren().add(button);
        }
        return box;
    }

    private Node patient() {
        var box = new CheckBox(words.of("preferences.patient.hide"));
        box.setId("patient-hidden");
        box.setAccessibleText(box.getText());
        box.setSelected(preferences.patientHidden());
        box.setOnAction(e -> preferences.setPatientHidden(box.isSelected()));
        return box;
    }

    private Node annotator() {
        var field = new TextField(preferences.annotator());
        field.setId("annotator");
        field.setPromptText(words.of("preferences.annotator.prompt"));
        field.textProperty().addListener((of, before, now) -> preferences.setAnnotator(now));
        return field;
    }

    private Node folder(String id, Path folder) {
        var field = new TextField(folder.toString());
        field.setId("folder-" + id);
        field.setEditable(false);
        field.setMaxWidth(Double.MAX_VALUE);
        return field;
    }
}
