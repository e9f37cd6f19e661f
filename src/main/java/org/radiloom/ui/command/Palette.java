package org.radiloom.ui.command;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.radiloom.ui.words.Sheet;
import org.radiloom.ui.words.Words;

/** A line to type into and the commands that fit: arrows choose, Enter runs. */
public final class Palette extends Sheet {
    private static final double WIDTH = 620;
    private static final double ROW = 32;
    private static final int ROWS = 12;
    private static final int PAGE = 10;
    private static final double BELOW_TOOLS = 56;
    private static final double GAP = 8;

    private final PaletteModel model;
    private final Commands commands;
    private final Words words;
    private final ListView<Command> list = new ListView<>();
    private final Label none = new Label();
    private boolean updating;

    /** @param close takes the palette off the window; runs before the chosen command does */
    public Palette(Commands commands, Words words, Runnable close) {
        super("palette", close);
        this.commands = commands;
        this.words = words;
        this.model = new PaletteModel(commands, words);
        var field = new TextField();
        field.setId("palette-text");
        field.setPromptText(words.of("palette.prompt"));
        field.setAccessibleText(words.of("palette.prompt"));
        field.textProperty().addListener((o, before, now) -> model.type(now));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        list.setId("palette-list");
        list.setAccessibleText(words.of("palette.list"));
        list.setFocusTraversable(false);
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new Row());
        list.getSelectionModel().selectedIndexProperty().addListener((o, before, now) -> {
            if (!updating && now.intValue() >= 0) {
                model.choose(now.intValue());
            }
        });
        none.setText(words.of("palette.none"));
        none.getStyleClass().add("muted");
        list.setPlaceholder(none);
        var box = new VBox(field, list);
        box.getStyleClass().addAll("sheet", "palette");
        box.setMaxSize(WIDTH, USE_PREF_SIZE);
        StackPane.setAlignment(box, Pos.TOP_CENTER);
        StackPane.setMargin(box, new Insets(BELOW_TOOLS, GAP, GAP, GAP));
        getChildren().add(box);
        model.onChange(this::update);
        update();
    }

    private void steer(KeyEvent e) {
        boolean used = true;
        switch (e.getCode()) {
            case DOWN -> model.step(1);
            case UP -> model.step(-1);
            case PAGE_DOWN -> model.choose(model.chosen() + PAGE);
            case PAGE_UP -> model.choose(model.chosen() - PAGE);
            case ENTER -> run();
            default -> used = false;
        }
        if (used) {
            e.consume();
        }
    }

    private void run() {
        model.usable().ifPresent(command -> {
            close();
            commands.run(command.id());
        });
    }

    private void update() {
        updating = true;
        if (!list.getItems().equals(model.hits())) {
            list.getItems().setAll(model.hits());
        }
        list.setPrefHeight(ROW * Math.clamp(model.hits().size(), 1, ROWS) + 2);
        list.getSelectionModel().clearAndSelect(model.chosen());
        list.scrollTo(Math.max(0, model.chosen() - ROWS / 2));
        updating = false;
    }

    private final class Row extends ListCell<Command> {
        private final Label category = new Label();
        private final Label title = new Label();
        private final Label why = new Label();
        private final Label keys = new Label();
        private final HBox row;

        Row() {
            category.getStyleClass().addAll("muted", "small");
            category.setMinWidth(80);
            title.setMinWidth(USE_PREF_SIZE);
            why.getStyleClass().addAll("muted", "small");
            keys.getStyleClass().add("key");
            keys.setMinWidth(USE_PREF_SIZE);
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            row = new HBox(8, category, title, why, space, keys);
            row.setAlignment(Pos.CENTER_LEFT);
            setOnMouseClicked(e -> {
                if (!isEmpty()) {
                    run();
                }
            });
        }

        @Override
        protected void updateItem(Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            String reason = command.whyNot().get().map(key -> words.of(key)).orElse("");
            List<String> all =
                    commands.keys(command).stream().map(Keys::toString).toList();
            category.setText(words.of(command.category().words()));
            title.setText(command.title(words));
            title.getStyleClass().remove("muted");
            if (!reason.isEmpty()) {
                title.getStyleClass().add("muted");
            }
            why.setText(reason);
            keys.setText(String.join("  ", all));
            keys.setVisible(!all.isEmpty());
            setGraphic(row);
            setAccessibleText(
                    words.of("palette.row.spoken", title.getText(), category.getText(), keys.getText(), reason));
        }
    }
}
