package org.radiloom.ui.command;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Sheet;
import org.radiloom.ui.words.Words;

/** All commands with their keys; a click on a key takes the next one that is pressed. */
public final class ShortcutsPage extends Sheet {
    private static final double WIDTH = 760;

    private final Commands commands;
    private final Words words;
    private final VBox rows = new VBox();
    private final Label message = new Label();
    private final TextField filter = new TextField();
    private @Nullable Button recording;
    private @Nullable Command waiting;

    public ShortcutsPage(Commands commands, Words words, Runnable close) {
        super("shortcuts", close);
        this.commands = commands;
        this.words = words;
        var title = new Label(words.of("shortcuts.title"));
        title.getStyleClass().add("strong");
        filter.setId("shortcuts-filter");
        filter.setPromptText(words.of("palette.prompt"));
        filter.setAccessibleText(words.of("palette.prompt"));
        filter.textProperty().addListener((o, before, now) -> list());
        rows.setId("shortcuts-rows");
        rows.setFillWidth(true);
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setPrefHeight(560);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        message.setId("shortcuts-message");
        message.setWrapText(true);
        message.setMaxWidth(Double.MAX_VALUE);
        message.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(message, Priority.ALWAYS);
        say(words.of("shortcuts.hint"), false);
        var all = new Button(words.of("shortcuts.reset.all"));
        all.setId("shortcuts-reset-all");
        all.setMinWidth(USE_PREF_SIZE);
        all.setOnAction(e -> {
            commands.resetAll();
            say(words.of("shortcuts.reset.done"), false);
            list();
        });
        var done = new Button(words.of("shortcuts.close"));
        done.setId("shortcuts-close");
        done.getStyleClass().add("primary");
        done.setMinWidth(USE_PREF_SIZE);
        done.setOnAction(e -> close.run());
        var foot = new HBox(8, message, all, done);
        foot.setAlignment(Pos.CENTER_RIGHT);
        var sheet = new VBox(title, filter, scroll, foot);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(WIDTH, USE_PREF_SIZE);
        getChildren().add(sheet);
        addEventFilter(KeyEvent.KEY_PRESSED, this::record);
        list();
    }

    private void list() {
        stopRecording();
        rows.getChildren().clear();
        String text = filter.getText().strip();
        var found = new PaletteModel(commands, words);
        found.type(text);
        for (Category category : Category.values()) {
            boolean first = true;
            for (Command command : commands.all()) {
                if (command.category() != category || !found.hits().contains(command)) {
                    continue;
                }
                if (first) {
                    var head = new Label(words.of(category.words()));
                    head.getStyleClass().addAll("section", "shortcuts-section");
                    rows.getChildren().add(head);
                    first = false;
                }
                rows.getChildren().add(row(command));
            }
        }
        if (rows.getChildren().isEmpty()) {
            rows.getChildren().add(new Label(words.of("palette.none")));
        }
    }

    private Node row(Command command) {
        String name = command.title(words);
        var title = new Label(name);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var key = new Button(keysOf(command));
        key.setId(id("key", command));
        key.getStyleClass().add("key-button");
        key.setAccessibleText(words.of("shortcuts.key.spoken", name, key.getText()));
        key.setMinWidth(USE_PREF_SIZE);
        key.setOnAction(e -> startRecording(key, command));
        Button none = Buttons.icon(id("none", command), MaterialDesignC.CLOSE, words.of("shortcuts.remove", name));
        none.getStyleClass().add("small");
        none.setDisable(commands.keys(command).isEmpty());
        none.setOnAction(e -> {
            commands.unassign(command);
            changed(command, words.of("shortcuts.removed", name));
        });
        Button back = Buttons.icon(id("back", command), MaterialDesignR.RESTORE, words.of("shortcuts.reset", name));
        back.getStyleClass().add("small");
        back.setDisable(!commands.changed(command));
        back.setOnAction(e -> commands.reset(command)
                .ifPresentOrElse(
                        other -> say(words.of("shortcuts.reset.taken", name, other.title(words)), true),
                        () -> changed(command, words.of("shortcuts.set", name, keysOf(command)))));
        var row = new HBox(8, title, key, none, back);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(Region.USE_PREF_SIZE);
        row.getStyleClass().add("shortcuts-row");
        return row;
    }

    /** Without dots, which mean something else where nodes are looked up. */
    private static String id(String what, Command command) {
        return what + "-" + command.id().replace('.', '-');
    }

    private String keysOf(Command command) {
        var all = commands.keys(command).stream().map(Keys::toString).toList();
        return all.isEmpty() ? words.of("shortcuts.none") : String.join("   ", all);
    }

    private void changed(Command command, String what) {
        say(what, false);
        list();
        Optional.ofNullable(lookup("#" + id("key", command))).ifPresent(Node::requestFocus);
    }

    private void say(String what, boolean bad) {
        message.setText(what);
        message.getStyleClass().removeAll("warn", "muted");
        message.getStyleClass().add(bad ? "warn" : "muted");
    }

    // ---- recording ----

    private void startRecording(Button key, Command command) {
        stopRecording();
        recording = key;
        waiting = command;
        key.requestFocus();
        key.setText(words.of("shortcuts.press"));
        say(words.of("shortcuts.press.hint", command.title(words)), false);
    }

    private void stopRecording() {
        Button key = recording;
        Command command = waiting;
        recording = null;
        waiting = null;
        if (key != null && command != null) {
            key.setText(keysOf(command));
        }
    }

    private void record(KeyEvent e) {
        Command command = waiting;
        if (command == null) {
            return;
        }
        if (e.getCode() == KeyCode.ESCAPE && !e.isShortcutDown()) {
            stopRecording();
            say(words.of("shortcuts.hint"), false);
            e.consume();
            return;
        }
        KeyEvents.keys(e).ifPresent(keys -> {
            stopRecording();
            commands.assign(command, keys)
                    .ifPresentOrElse(
                            other -> say(words.of("shortcuts.taken", keys.toString(), other.title(words)), true),
                            () -> changed(command, words.of("shortcuts.set", command.title(words), keys.toString())));
        });
        e.consume();
    }
}
