package org.radiloom.ui.compare;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.util.StringConverter;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.radiloom.annotate.compare.SliceDifference;
import org.radiloom.ui.command.CommandButtons;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditSection;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Words;

/** The part of the tab that corrects in which two segmentations are compared. */
public final class CompareSection implements EditSection {
    private final CompareModel model;
    private final ViewportModel view;
    private final Words words;
    private final Button open;
    private final VBox all = new VBox(8);
    private final ComboBox<Source> first = new ComboBox<>();
    private final ComboBox<Source> second = new ComboBox<>();
    private final GridPane sources = new GridPane();
    private final CompareFigures figures;
    private final DisagreementStrip strip;
    private final Label state = new Label();
    private final Label place = new Label();
    private final Button previous;
    private final Button next;
    private final HBox steps;
    private final CheckBox map;
    private final CompareBlind blind;
    private final HBox file;
    private boolean writing;

    /** @param commands those of a comparison are registered before the section is shown */
    public CompareSection(
            CompareModel model, ViewportModel view, CompareActions actions, Words words, Commands commands) {
        this.model = model;
        this.view = view;
        this.words = words;
        var buttons = new CommandButtons(commands, words);
        open = buttons.words("masks-open", "masks.compare", MaterialDesignC.COMPARE, words.of("masks.open"));
        var heading = new Label(words.of("masks.title"));
        heading.getStyleClass().add("section");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button close = buttons.icon("masks-close", "masks.compare", MaterialDesignC.CLOSE);
        close.getStyleClass().add("mini");
        var head = new HBox(8, heading, space, close);
        head.setAlignment(Pos.CENTER_LEFT);
        chooser(first, "masks-a", words.of("masks.a"));
        chooser(second, "masks-b", words.of("masks.b"));
        first.valueProperty().addListener((o, was, now) -> chosen(now, true));
        second.valueProperty().addListener((o, was, now) -> chosen(now, false));
        sources.setHgap(8);
        sources.setVgap(4);
        sources.addRow(0, swatch(CompareColours.ONLY_A), new Label("A"), first);
        sources.addRow(1, swatch(CompareColours.ONLY_B), new Label("B"), second);
        GridPane.setHgrow(first, Priority.ALWAYS);
        GridPane.setHgrow(second, Priority.ALWAYS);
        file = new HBox(
                8,
                buttons.words("masks-file", "masks.file", MaterialDesignF.FILE_OUTLINE, words.of("masks.file")),
                buttons.words("masks-swap", "masks.swap", MaterialDesignS.SWAP_VERTICAL, words.of("masks.swap")));
        state.setId("masks-state");
        state.getStyleClass().add("muted");
        state.setWrapText(true);
        state.setMinHeight(Region.USE_PREF_SIZE);
        figures = new CompareFigures(words);
        strip = new DisagreementStrip(
                at -> CompareWords.slice(model.order().get(at), words),
                at -> actions.goTo(model.order().get(at).slice()));
        previous = buttons.icon("masks-previous", "masks.previous", MaterialDesignC.CHEVRON_LEFT);
        next = buttons.icon("masks-next", "masks.next", MaterialDesignC.CHEVRON_RIGHT);
        place.setId("masks-place");
        place.setMaxWidth(Double.MAX_VALUE);
        place.setAlignment(Pos.CENTER);
        HBox.setHgrow(place, Priority.ALWAYS);
        steps = new HBox(4, previous, place, next);
        steps.setAlignment(Pos.CENTER);
        map = new CheckBox(words.of("masks.map"));
        map.setId("masks-show");
        map.selectedProperty().addListener((o, was, now) -> model.setMap(now));
        blind = new CompareBlind(model, actions, words, buttons);
        all.setId("masks-panel");
        all.getStyleClass().add("masks-panel");
        all.getChildren().addAll(head, sources, file, state, figures, strip, steps, map, blind);
        model.onChange(() -> update(model.on()));
    }

    private void chooser(ComboBox<Source> box, String id, String name) {
        box.setId(id);
        box.setAccessibleText(name);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setMinWidth(0);
        box.setPrefWidth(100);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Source source) {
                return source == null ? "" : CompareWords.name(source, model, words);
            }

            @Override
            public Source fromString(String name) {
                // asked only of lists that can be typed into, and this one cannot
                throw new UnsupportedOperationException(name);
            }
        });
    }

    private static Region swatch(Color colour) {
        var swatch = new Region();
        swatch.getStyleClass().add("swatch");
        swatch.setStyle(String.format(
                "-fx-background-color: #%02X%02X%02X",
                Math.round(255 * colour.getRed()),
                Math.round(255 * colour.getGreen()),
                Math.round(255 * colour.getBlue())));
        return swatch;
    }

    private void chosen(Source now, boolean ofFirst) {
        if (!writing && now != null) {
            if (ofFirst) {
                model.setFirst(now);
            } else {
                model.setSecond(now);
            }
        }
    }

    @Override
    public Node node() {
        return new VBox(open, all);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    @Override
    public void update(Optional<EditCase> on) {
        boolean here = on.filter(c -> !c.segments().isEmpty()).isPresent();
        show(open, here && !model.isOpen());
        show(all, here && model.isOpen());
        if (!here || !model.isOpen()) {
            return;
        }
        EditCase c = on.orElseThrow();
        if (view.stack()
                        .flatMap(stack -> stack.geometry())
                        .filter(c.grid()::equals)
                        .isPresent()
                || !c.measured()) {
            model.setSlice(view.slice());
        }
        write(c);
    }

    private void write(EditCase on) {
        writing = true;
        List<Source> offered = model.sources();
        boolean hidden = model.hidden();
        offer(first, offered, model.first());
        offer(second, offered, model.second());
        show(sources, !hidden);
        show(file, !hidden);
        map.setSelected(model.map());
        writing = false;
        Optional<CompareModel.Result> result = model.result();
        figures.setVisible(result.isPresent());
        figures.setManaged(result.isPresent());
        result.ifPresent(found -> figures.show(found.figures(), on.measured()));
        List<SliceDifference> order = model.order();
        boolean differ = !order.isEmpty();
        String said = result.isEmpty()
                ? words.of(model.first().isEmpty() || model.second().isEmpty() ? "masks.choose" : "masks.working")
                : differ ? "" : words.of("masks.same");
        state.setText(said);
        show(state, !said.isEmpty());
        show(strip, differ);
        show(steps, differ);
        int at = model.place();
        String where = at < 0
                ? words.of("masks.slices", order.size())
                : words.of("masks.place", at + 1, order.size(), order.get(at).slice() + 1);
        place.setText(where);
        strip.show(order, at, words.of("masks.strip") + " " + where);
        previous.setDisable(model.next(-1).isEmpty());
        next.setDisable(model.next(1).isEmpty());
        blind.update();
    }

    private static void offer(ComboBox<Source> box, List<Source> offered, Optional<Source> value) {
        if (!box.getItems().equals(offered)) {
            box.getItems().setAll(offered);
        }
        box.setValue(value.orElse(null));
    }
}
