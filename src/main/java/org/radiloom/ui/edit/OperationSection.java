package org.radiloom.ui.edit;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** What can be done to the whole segment that tools paint, and the sizes that it is done with. */
final class OperationSection implements EditSection {
    /** By what they are for. */
    private static final List<List<String>> GROUPS = List.of(
            List.of(
                    "correct.operation.holes",
                    "correct.operation.fillslices",
                    "correct.operation.largest",
                    "correct.operation.islands"),
            List.of(
                    "correct.operation.median",
                    "correct.operation.gaussian",
                    "correct.operation.opening",
                    "correct.operation.closing",
                    "correct.operation.widen",
                    "correct.operation.shrink"),
            List.of("correct.operation.interpolate", "correct.operation.seeds"),
            List.of(
                    "correct.operation.add",
                    "correct.operation.subtract",
                    "correct.operation.intersect",
                    "correct.operation.merge"),
            List.of("correct.operation.clearslice", "correct.operation.clearsegment"));

    private final EditBench bench;
    private final Words words;
    private final MenuButton menu;
    private final TextField margin;
    private final TextField islands;
    private final Label marginUnit = EditParts.small("");
    private final Label islandUnit = EditParts.small("");
    private final VBox all;
    private List<Object> said = List.of(false);

    OperationSection(EditBench bench) {
        this.bench = bench;
        words = bench.words();
        menu = new MenuButton(words.of("correct.operations"), new FontIcon(MaterialDesignA.AUTO_FIX));
        menu.setId("edit-operations");
        menu.setMaxWidth(Double.MAX_VALUE);
        menu.setAccessibleText(words.of("correct.operations.tooltip"));
        Buttons.explain(menu, words.of("correct.operations.tooltip"));
        for (List<String> group : GROUPS) {
            if (!menu.getItems().isEmpty()) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            group.forEach(id -> menu.getItems().add(item(id)));
        }
        menu.setOnShowing(e -> menu.getItems().forEach(this::enable));
        margin = field("edit-margin", words.of("correct.margin.tooltip"), wanted -> bench.model()
                .setOptions(o -> o.withMarginMm(wanted)));
        islands = field("edit-islands", words.of("correct.islands.tooltip"), wanted -> bench.model()
                .setOptions(o -> o.withIslandMm3(wanted)));
        var sizes = new HBox(
                4,
                EditParts.small(words.of("correct.margin")),
                margin,
                marginUnit,
                EditParts.space(),
                EditParts.small(words.of("correct.islands")),
                islands,
                islandUnit);
        sizes.setAlignment(Pos.CENTER_LEFT);
        all = new VBox(8, menu, sizes);
        all.setId("edit-whole");
    }

    private MenuItem item(String id) {
        Command command = bench.commands().find(id).orElseThrow();
        var name = new Label(command.title(words));
        name.setMinWidth(270);
        HBox.setHgrow(name, Priority.ALWAYS);
        var key = new Label(bench.commands().firstKey(id));
        key.getStyleClass().addAll("muted", "small");
        var item = new CustomMenuItem(new HBox(8, name, key));
        item.setId(id.replace('.', '-'));
        item.setUserData(id);
        item.setOnAction(e -> bench.commands().run(id));
        return item;
    }

    private void enable(MenuItem item) {
        if (item.getUserData() instanceof String id) {
            item.setDisable(bench.commands().find(id).filter(Command::enabled).isEmpty());
        }
    }

    private static TextField field(String id, String what, DoubleConsumer chosen) {
        var field = new TextField();
        field.setId(id);
        field.setAccessibleText(what);
        EditParts.explain(field, what);
        field.setPrefColumnCount(3);
        field.setMinWidth(Region.USE_PREF_SIZE);
        field.setOnAction(e -> EditParts.number(field.getText()).ifPresent(chosen::accept));
        field.focusedProperty().addListener((o, before, now) -> {
            if (!now) {
                EditParts.number(field.getText()).ifPresent(chosen::accept);
            }
        });
        return field;
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void update(Optional<EditCase> on) {
        List<Object> now = on.flatMap(EditCase::segment).isEmpty()
                ? List.of()
                : List.of(
                        on.get(),
                        on.get().paintable(),
                        bench.model().options(),
                        margin.isFocused(),
                        islands.isFocused(),
                        words.language());
        EditParts.show(all, !now.isEmpty());
        if (now.equals(said)) {
            return;
        }
        said = now;
        on.ifPresent(c -> {
            menu.setDisable(!c.paintable());
            write(margin, EditOptions::marginMm);
            write(islands, EditOptions::islandMm3);
            marginUnit.setText(words.of(c.measured() ? "correct.unit.mm" : "correct.unit.pixels"));
            islandUnit.setText(words.of(c.measured() ? "correct.unit.volume" : "correct.unit.pixels"));
        });
    }

    private void write(TextField field, ToDoubleFunction<EditOptions> of) {
        double value = of.applyAsDouble(bench.model().options());
        String text = words.number(value, value == Math.rint(value) ? 0 : 1);
        if (!field.isFocused() && !field.getText().equals(text)) {
            field.setText(text);
        }
    }
}
