package org.radiloom.ui.inspect;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.radiloom.ui.view.SliceAreas;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** One finding: headline first, then its numbers, then what can be done with it. */
final class FindingCard extends VBox {
    private final AreaChart chart;

    FindingCard(FindingSummary finding, Words words, InspectorActions actions) {
        setId("finding");
        getStyleClass().add("card");
        boolean draft = finding.state() == FindingState.DRAFT;
        if (draft) {
            getStyleClass().add("draft");
        }
        SliceAreas areas = finding.areas();
        chart = new AreaChart(areas, actions::goTo);
        getChildren()
                .addAll(
                        head(finding, words),
                        headline(finding, words),
                        area(areas, words),
                        facts(finding, words),
                        buttons(finding, words, actions));
    }

    void setSlice(int slice) {
        chart.setSlice(slice);
    }

    private static HBox head(FindingSummary finding, Words words) {
        var swatch = new Region();
        swatch.getStyleClass().add("swatch");
        var label = new Label(finding.label());
        label.getStyleClass().add("strong");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var state = new Label(
                switch (finding.state()) {
                    case DRAFT -> words.of("finding.state.draft");
                    case ACCEPTED -> words.of("finding.state.accepted");
                    case REJECTED -> words.of("finding.state.rejected");
                });
        state.setId("finding-state");
        state.getStyleClass().add("chip");
        var row = new HBox(8, swatch, label, space, state);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static VBox headline(FindingSummary finding, Words words) {
        var number = new Label(words.of("finding.volume", words.number(finding.volumeCm3(), 1)));
        number.setId("finding-volume");
        number.getStyleClass().add("headline");
        var box = new VBox(4, number);
        if (!finding.complete()) {
            box.getChildren().add(warning("finding-partial", words.of("finding.partial")));
        }
        finding.caution().ifPresent(caution -> box.getChildren().add(warning("finding-caution", caution)));
        return box;
    }

    private static Label warning(String id, String sentence) {
        var label = new Label(sentence, new FontIcon(MaterialDesignA.ALERT_OUTLINE));
        label.setId(id);
        label.getStyleClass().addAll("small", "warn");
        label.setWrapText(true);
        label.setGraphicTextGap(8);
        // a card in a column that scrolls gives all the height that the lines need
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private VBox area(SliceAreas areas, Words words) {
        var title = new Label(words.of("finding.area"));
        title.getStyleClass().addAll("muted", "small");
        var first = new Label("1");
        var last = new Label(words.number(areas.slices(), 0));
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        for (Label end : List.of(first, last)) {
            end.getStyleClass().addAll("muted", "small");
        }
        return new VBox(4, title, chart, new HBox(first, space, last));
    }

    private static GridPane facts(FindingSummary finding, Words words) {
        SliceAreas areas = finding.areas();
        var grid = new GridPane();
        grid.getStyleClass().add("facts");
        if (areas.first() >= 0) {
            fact(
                    grid,
                    words.of("finding.slices"),
                    words.of("finding.slices.range", areas.first() + 1, areas.last() + 1, areas.slices()));
            fact(
                    grid,
                    words.of("finding.largest"),
                    words.of(
                            "finding.largest.value",
                            words.number(areas.areaCm2(areas.largest()), 1),
                            areas.largest() + 1));
        }
        fact(grid, words.of("finding.model"), finding.model() + " " + finding.version());
        fact(
                grid,
                words.of("finding.computed"),
                words.of("finding.computed.value", words.number(finding.seconds(), 1), finding.device()));
        return grid;
    }

    private static void fact(GridPane grid, String name, String value) {
        var label = new Label(name);
        label.getStyleClass().addAll("muted", "small");
        label.setMinWidth(Region.USE_PREF_SIZE);
        var text = new Label(value);
        text.getStyleClass().add("small");
        text.setWrapText(true);
        grid.addRow(grid.getRowCount(), label, text);
    }

    private static VBox buttons(FindingSummary finding, Words words, InspectorActions actions) {
        Button accept = Buttons.words(
                "finding-accept",
                MaterialDesignC.CHECK,
                words.of("finding.accept"),
                words.of("finding.accept.tooltip"));
        accept.setOnAction(e -> actions.accept(finding.id()));
        accept.setDisable(finding.state() == FindingState.ACCEPTED);
        Button reject = Buttons.words(
                "finding-reject",
                MaterialDesignC.CLOSE,
                words.of("finding.reject"),
                words.of("finding.reject.tooltip"));
        reject.setOnAction(e -> actions.reject(finding.id()));
        reject.setDisable(finding.state() == FindingState.REJECTED);
        Button jump = Buttons.words(
                "finding-jump", MaterialDesignT.TARGET, words.of("finding.jump"), words.of("finding.jump.tooltip"));
        jump.setOnAction(e -> actions.goTo(finding.areas().largest()));
        jump.setDisable(finding.areas().first() < 0);
        Button export = Buttons.words(
                "finding-export",
                MaterialDesignE.EXPORT_VARIANT,
                words.of("finding.export"),
                words.of("finding.export.tooltip"));
        export.setOnAction(e -> actions.export());
        for (Button b : List.of(accept, reject, jump, export)) {
            b.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(b, Priority.ALWAYS);
            b.setPrefWidth(120);
        }
        return new VBox(8, new HBox(8, accept, reject), new HBox(8, jump, export));
    }
}
