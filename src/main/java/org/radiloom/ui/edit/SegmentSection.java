package org.radiloom.ui.edit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.radiloom.annotate.Segment;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The segments of the case: a list in which the one that tools paint is chosen, and what can be done with that one. */
final class SegmentSection implements EditSection {
    private static final double ROW = 28;
    private static final int MOST_ROWS = 8;

    private final EditBench bench;
    private final Words words;
    private final SegmentQuestion question;
    private final ListView<SegmentRow> list = new ListView<>();
    private final TextField field = new TextField();
    private final SegmentDetails details;
    private final SegmentForm form;
    private final ToggleButton outline;
    private final VBox all;
    private Optional<EditCase> on = Optional.empty();
    private Optional<SegmentQuestion.Kind> asked = Optional.empty();
    private List<Object> said = List.of(false);
    private boolean updating;

    SegmentSection(EditBench bench) {
        this.bench = bench;
        words = bench.words();
        question = bench.model().question();
        details = new SegmentDetails(bench);
        form = new SegmentForm(words, this::add, question::close);
        field.setId("segment-name");
        field.setAccessibleText(words.of("correct.form.name"));
        field.setOnAction(e -> named());
        field.focusedProperty().addListener((o, before, now) -> {
            if (before && !now && question.asks(SegmentQuestion.Kind.NAME)) {
                named();
            }
        });
        field.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                question.close();
                list.requestFocus();
                e.consume();
            }
        });
        list.setId("segments");
        list.getStyleClass().add("segment-list");
        list.setAccessibleText(words.of("correct.segments"));
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new SegmentCell(words, new Lines()));
        list.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> {
            if (!updating && now != null) {
                on.ifPresent(c -> c.setLabel(now.segment().label()));
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        outline = bench.buttons().toggle("edit-outline", "overlay.fill", MaterialDesignC.CIRCLE_OUTLINE);
        outline.getStyleClass().add("segment-switch");
        var head = new HBox(8, EditParts.heading(words.of("correct.segments")), EditParts.space(), outline, adder());
        head.setAlignment(Pos.CENTER_LEFT);
        all = new VBox(4, head, form, list, details);
        all.setId("edit-segments");
        question.onChange(() -> update(on));
    }

    private MenuButton adder() {
        var menu = new MenuButton(words.of("correct.add"), new FontIcon(MaterialDesignP.PLUS));
        menu.setId("segment-add");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setAccessibleText(words.of("command.correct.segment.new"));
        Buttons.explain(menu, words.of("command.correct.segment.new"));
        for (SegmentPresets.Preset preset : SegmentPresets.all()) {
            var name = new Label(words.of(preset.words()));
            name.setMinWidth(170);
            var code = new Label(preset.code().scheme() + " " + preset.code().value());
            code.getStyleClass().addAll("muted", "small");
            var item = new CustomMenuItem(new HBox(8, name, code));
            item.setId("segment-add-" + preset.code().value());
            item.setOnAction(e -> add(words.of(preset.words()), preset.code()));
            menu.getItems().add(item);
        }
        var other = new MenuItem(words.of("correct.other"));
        other.setId("segment-add-other");
        other.setOnAction(e -> question.ask(SegmentQuestion.Kind.NEW));
        menu.getItems().addAll(new SeparatorMenuItem(), other);
        return menu;
    }

    private void add(String name, CodedConcept code) {
        question.close();
        on.ifPresent(c -> {
            if (!new SegmentSteps(c).add(name, code)) {
                bench.model().refuse("correct.refused.full");
            }
        });
        list.requestFocus();
    }

    private void named() {
        String wanted = field.getText();
        boolean was = question.asks(SegmentQuestion.Kind.NAME);
        question.close();
        if (was) {
            on.ifPresent(c -> new SegmentSteps(c).rename(c.label(), wanted));
        }
        if (field.isFocused() || list.isFocused()) {
            list.requestFocus();
        }
    }

    private void pressed(KeyEvent e) {
        EditCase c = on.orElse(null);
        if (c == null || e.getTarget() instanceof TextField) {
            return;
        }
        switch (e.getCode()) {
            case F2 -> question.ask(SegmentQuestion.Kind.NAME);
            case DELETE -> new SegmentSteps(c).delete(c.label());
            default -> {
                return;
            }
        }
        e.consume();
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void update(Optional<EditCase> now) {
        on = now;
        EditParts.show(all, now.isPresent());
        List<Object> seen = now.<List<Object>>map(c -> List.of(
                        c,
                        c.lastStepNanos(),
                        c.segments(),
                        c.label(),
                        question.asked(),
                        words.language(),
                        bench.view().over().filled()))
                .orElse(List.of());
        if (seen.equals(said)) {
            return;
        }
        said = seen;
        outline.setSelected(!bench.view().over().filled());
        boolean fresh = !question.asked().equals(asked);
        asked = question.asked();
        if (fresh && question.asks(SegmentQuestion.Kind.NAME)) {
            field.setText(now.flatMap(EditCase::segment).map(Segment::name).orElse(""));
        }
        boolean form = question.asks(SegmentQuestion.Kind.NEW);
        EditParts.show(this.form, form);
        boolean renaming = question.asks(SegmentQuestion.Kind.NAME);
        write(now.map(c -> SegmentRow.of(c, renaming, words)).orElse(List.of()));
        details.update(now);
        if (fresh && form) {
            this.form.begin();
        } else if (fresh && renaming) {
            // the line gets its field in the next layout
            Platform.runLater(() -> {
                field.requestFocus();
                field.selectAll();
            });
        }
    }

    /** Lines that say what they said stay, so that a button in them can be pressed while others change. */
    private void write(List<SegmentRow> rows) {
        updating = true;
        if (rows.size() != list.getItems().size()) {
            list.getItems().setAll(rows);
        } else {
            for (int n = 0; n < rows.size(); n++) {
                if (!rows.get(n).equals(list.getItems().get(n))) {
                    list.getItems().set(n, rows.get(n));
                }
            }
        }
        EditParts.show(list, !rows.isEmpty());
        double height = ROW * Math.clamp(rows.size(), 1, MOST_ROWS) + 2;
        if (list.getPrefHeight() != height) {
            list.setMinHeight(height);
            list.setPrefHeight(height);
            list.setMaxHeight(height);
        }
        OptionalInt active = java.util.stream.IntStream.range(0, rows.size())
                .filter(n -> rows.get(n).active())
                .findFirst();
        active.ifPresent(n -> {
            if (list.getSelectionModel().getSelectedIndex() != n) {
                list.getSelectionModel().select(n);
                list.scrollTo(n);
            }
        });
        updating = false;
    }

    private final class Lines implements SegmentCell.Actions {
        private void steps(java.util.function.Consumer<SegmentSteps> what) {
            on.ifPresent(c -> what.accept(new SegmentSteps(c)));
        }

        private void choose(int label, SegmentQuestion.Kind kind) {
            boolean again =
                    question.asks(kind) && on.filter(c -> c.label() == label).isPresent();
            on.ifPresent(c -> c.setLabel(label));
            question.ask(again ? Optional.empty() : Optional.of(kind));
        }

        @Override
        public void colour(int label) {
            choose(label, SegmentQuestion.Kind.COLOUR);
        }

        @Override
        public void rename(int label) {
            choose(label, SegmentQuestion.Kind.NAME);
        }

        @Override
        public void show(int label) {
            steps(s -> s.show(label));
        }

        @Override
        public void lock(int label) {
            steps(s -> s.lock(label));
        }

        @Override
        public TextField field() {
            return field;
        }
    }
}
