package org.radiloom.ui.inspect;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.radiloom.ui.edit.EditBench;
import org.radiloom.ui.edit.LookControls;
import org.radiloom.ui.view.SliceAreas;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** A structure that was found: headline first, then its numbers, then what can be done with it. */
final class StructureCard extends VBox implements Card {
    private final AreaChart chart;
    private final LookControls look;
    private final StructureSummary finding;
    private final Words words;
    private final EditBench bench;
    private final Button edit;
    private final Label corrected = CardParts.muted("");
    private Optional<Correction> said = Optional.empty();

    StructureCard(StructureSummary finding, Words words, InspectorActions actions, EditBench bench) {
        this.finding = finding;
        this.words = words;
        this.bench = bench;
        setId("finding");
        getStyleClass().add("card");
        if (finding.state() == FindingState.DRAFT) {
            getStyleClass().add("draft");
        }
        SliceAreas areas = finding.areas();
        chart = new AreaChart(areas, actions::goTo);
        look = new LookControls(bench, "finding");
        var parts = new CardParts(words, actions);
        var swatch = new Region();
        swatch.getStyleClass().add("swatch");
        edit = edit(words, actions);
        corrected.setId("finding-corrected");
        corrected.setGraphic(new FontIcon(MaterialDesignP.PENCIL_OUTLINE));
        corrected.setGraphicTextGap(8);
        getChildren()
                .addAll(
                        parts.head(swatch, finding.label(), finding.state()),
                        headline(finding, words),
                        corrected,
                        area(areas, words),
                        facts(finding, words),
                        look,
                        buttons(finding, words, actions, parts, edit));
        corrected();
    }

    /** What the card says of the mask is the model's; it does not keep silent about what has become of it. */
    private void corrected() {
        Correction now = Correction.of(bench.model().on(bench.view().stack()), finding);
        if (said.filter(now::equals).isPresent()) {
            return;
        }
        said = Optional.of(now);
        edit.setText(words.of(now.open() ? "finding.continue" : "finding.edit"));
        boolean other = now.volumeCm3().isPresent();
        corrected.setVisible(other);
        corrected.setManaged(other);
        corrected.setText(
                other
                        ? words.of(
                                "finding.corrected",
                                words.number(now.volumeCm3().getAsDouble(), 1))
                        : "");
    }

    @Override
    public void setSlice(int slice) {
        chart.setSlice(slice);
        look.update();
    }

    @Override
    public void update() {
        look.update();
        corrected();
    }

    private static VBox headline(StructureSummary finding, Words words) {
        var number = new Label(words.of("finding.volume", words.number(finding.volumeCm3(), 1)));
        number.setId("finding-volume");
        number.getStyleClass().add("headline");
        var box = new VBox(4, number);
        if (!finding.complete()) {
            box.getChildren().add(CardParts.warning("finding-partial", words.of("finding.partial")));
        }
        finding.caution().ifPresent(caution -> box.getChildren().add(CardParts.warning("finding-caution", caution)));
        return box;
    }

    private VBox area(SliceAreas areas, Words words) {
        var first = new Label("1");
        var last = new Label(words.number(areas.slices(), 0));
        for (Label end : List.of(first, last)) {
            end.getStyleClass().addAll("muted", "small");
        }
        return new VBox(4, CardParts.muted(words.of("finding.area")), chart, new HBox(first, CardParts.space(), last));
    }

    private static GridPane facts(StructureSummary finding, Words words) {
        SliceAreas areas = finding.areas();
        GridPane grid = CardParts.facts();
        if (areas.first() >= 0) {
            CardParts.fact(
                    grid,
                    words.of("finding.slices"),
                    words.of("finding.slices.range", areas.first() + 1, areas.last() + 1, areas.slices()));
            CardParts.fact(
                    grid,
                    words.of("finding.largest"),
                    words.of(
                            "finding.largest.value",
                            words.number(areas.areaCm2(areas.largest()), 1),
                            areas.largest() + 1));
        }
        CardParts.fact(grid, words.of("finding.model"), finding.model() + " " + finding.version());
        CardParts.fact(
                grid,
                words.of("finding.computed"),
                words.of("finding.computed.value", words.number(finding.seconds(), 1), finding.device()));
        return grid;
    }

    private static Button edit(Words words, InspectorActions actions) {
        Button edit = Buttons.words(
                "finding-edit",
                MaterialDesignP.PENCIL_OUTLINE,
                words.of("finding.edit"),
                words.of("finding.edit.tooltip"));
        edit.setOnAction(e -> actions.correct());
        return edit;
    }

    private static VBox buttons(
            StructureSummary finding, Words words, InspectorActions actions, CardParts parts, Button edit) {
        Button jump = Buttons.words(
                "finding-jump", MaterialDesignT.TARGET, words.of("finding.jump"), words.of("finding.jump.tooltip"));
        jump.setOnAction(e -> actions.goTo(finding.areas().largest()));
        jump.setDisable(finding.areas().first() < 0);
        return new VBox(
                8,
                CardParts.row(parts.accept(finding), parts.reject(finding)),
                CardParts.row(edit, jump),
                CardParts.row(parts.export()));
    }
}
