package org.radiloom.ui.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.Provenance;
import org.radiloom.ui.anomaly.AnomalyColours;
import org.radiloom.ui.anomaly.ScaleNumbers;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/**
 * How unlike normal images a series is: above or below the threshold, where among normal images, whether it is what the
 * model knows at all, slice by slice, what lies over the image, and where it comes from.
 */
final class AnomalyCard extends VBox implements Card {
    private static final double[] COLUMNS = {22, 32, 46};

    private final AnomalyFinding finding;
    private final AnomalyWords say;
    private final Words words;
    private final Optional<ScoreStrip> strip;
    private final Label here = CardParts.muted("");
    private final MapControls controls;

    AnomalyCard(
            AnomalySummary summary, Words words, InspectorActions actions, ReaderTools tools, ViewportModel viewport) {
        this.finding = summary.finding();
        this.words = words;
        this.say = new AnomalyWords(words, summary.film());
        setId("anomaly");
        getStyleClass().add("card");
        if (summary.state() == FindingState.DRAFT) {
            getStyleClass().add("draft");
        }
        var parts = new CardParts(words, actions);
        strip = finding.perSlice().size() > 1
                ? Optional.of(new ScoreStrip(finding, say, words.of("anomaly.strip"), actions::goTo))
                : Optional.empty();
        controls = new MapControls(tools.anomaly(), viewport, words);
        here.setId("anomaly-here");
        getChildren().addAll(parts.head(swatch(), finding.label(), summary.state()), headline());
        getChildren().addAll(warnings());
        getChildren().add(new VBox(4, CardParts.muted(words.of("anomaly.gauge")), new ScoreGauge(finding, words)));
        strip.ifPresent(s -> getChildren().add(slices(s, actions::goTo)));
        getChildren()
                .addAll(
                        CardParts.row(parts.accept(summary), parts.reject(summary)),
                        controls,
                        domain(summary),
                        about(summary),
                        buttons(summary, actions, parts, viewport));
        update();
    }

    private Region swatch() {
        var swatch = new Region();
        swatch.getStyleClass().add("swatch");
        swatch.setStyle(
                finding.above()
                        ? String.format("-fx-background-color: #%06X;", AnomalyColours.ABOVE_RGB)
                        : "-fx-background-color: -rl-muted;");
        return swatch;
    }

    private Node headline() {
        var headline = new Label(say.headline(finding));
        headline.setId("anomaly-headline");
        headline.getStyleClass().add("headline-long");
        var score = new Label(say.score(finding));
        score.setId("anomaly-score");
        return new VBox(4, CardParts.wrapped(headline), CardParts.wrapped(score));
    }

    /** What takes weight from the score comes before the score is read further. */
    private List<Node> warnings() {
        List<Node> all = new ArrayList<>();
        finding.domainWarning().ifPresent(w -> {
            Label warning = CardParts.warning("anomaly-domain-warning", w);
            warning.getStyleClass().add("warning-box");
            warning.setMaxWidth(Double.MAX_VALUE);
            all.add(warning);
        });
        finding.caution().ifPresent(c -> all.add(CardParts.warning("anomaly-caution", c)));
        if (!finding.complete()) {
            all.add(CardParts.warning("anomaly-partial", words.of("finding.partial")));
        }
        return all;
    }

    private Node slices(ScoreStrip scores, IntConsumer goTo) {
        var first = new Label(words.number(finding.perSlice().getFirst().slice() + 1, 0));
        var last = new Label(words.number(finding.perSlice().getLast().slice() + 1, 0));
        for (Label end : List.of(first, last)) {
            end.getStyleClass().addAll("muted", "small");
        }
        var ends = new HBox(first, CardParts.space(), last);
        var box = new VBox(4, CardParts.muted(words.of("anomaly.strip")), scores, ends, here);
        Label count = CardParts.muted(say.count(finding));
        count.setId("anomaly-count");
        box.getChildren().add(count);
        if (say.noMoreThanChance(finding)) {
            var chance = new Label(words.of("anomaly.count.chance"));
            chance.setId("anomaly-chance");
            chance.getStyleClass().add("small");
            box.getChildren().add(CardParts.wrapped(chance));
        }
        Button jump = Buttons.words(
                "anomaly-jump", MaterialDesignT.TARGET, words.of("anomaly.jump"), words.of("anomaly.jump.tooltip"));
        jump.setMaxWidth(Double.MAX_VALUE);
        jump.setOnAction(e -> goTo.accept(finding.mostSuspicious()));
        VBox.setMargin(jump, new Insets(4, 0, 0, 0));
        box.getChildren().add(jump);
        return box;
    }

    /** What the files say beside what the model sees. */
    private Node domain(AnomalySummary summary) {
        var grid = new GridPane();
        grid.setId("anomaly-domain");
        grid.getStyleClass().add("facts");
        for (double share : COLUMNS) {
            var column = new ColumnConstraints();
            column.setPercentWidth(share);
            grid.getColumnConstraints().add(column);
        }
        Label files = CardParts.muted(words.of("anomaly.domain.files"));
        Label model = CardParts.muted(words.of("anomaly.domain.model"));
        grid.addRow(0, new Label(), files, model);
        row(grid, "anomaly.domain.modality", summary.tags().modality(), finding.modalityProbabilities());
        row(grid, "anomaly.domain.organ", summary.tags().bodyPart(), finding.organProbabilities());
        Label with = CardParts.muted(words.of(
                "anomaly.domain.with", say.name(finding.organ()), say.name(finding.modality()), finding.domainBasis()));
        with.setId("anomaly-with");
        return new VBox(8, CardParts.section(words.of("anomaly.domain")), grid, with);
    }

    private void row(GridPane grid, String name, String tag, Map<String, Double> probabilities) {
        Label what = CardParts.muted(words.of(name));
        var said = new Label(say.name(tag));
        var seen = new Label(say.likeliest(probabilities, false));
        for (Label label : List.of(said, seen)) {
            label.getStyleClass().add("small");
            CardParts.wrapped(label);
        }
        if (probabilities.size() > 1) {
            var tooltip = new Tooltip(say.likeliest(probabilities, true));
            tooltip.setShowDelay(Duration.millis(200));
            seen.setTooltip(tooltip);
        }
        grid.addRow(grid.getRowCount(), what, said, seen);
    }

    private Node about(AnomalySummary summary) {
        Provenance provenance = finding.provenance();
        GridPane grid = CardParts.facts();
        CardParts.fact(
                grid,
                words.of("anomaly.threshold"),
                words.of(
                        "anomaly.threshold.value",
                        ScaleNumbers.of(finding.threshold(), words),
                        finding.thresholdRule()));
        CardParts.fact(grid, words.of("anomaly.method"), finding.method());
        CardParts.fact(grid, words.of("finding.model"), provenance.modelId() + " " + provenance.modelVersion());
        CardParts.fact(
                grid,
                words.of("finding.computed"),
                words.of("finding.computed.value", words.number(provenance.seconds(), 1), summary.device()));
        return new VBox(8, grid, useAndLimits(summary));
    }

    /** Long, and the same for every finding of a model: one click away. */
    private Node useAndLimits(AnomalySummary summary) {
        var all = new VBox(8, CardParts.muted(words.of("grade.use", summary.intendedUse())));
        summary.limits().forEach(limit -> all.getChildren().add(CardParts.muted(limit)));
        var show = new ToggleButton(words.of("grade.limits"));
        show.setId("anomaly-limits-show");
        show.getStyleClass().add("choice");
        all.visibleProperty().bind(show.selectedProperty());
        all.managedProperty().bind(show.selectedProperty());
        return new VBox(8, show, all);
    }

    private Node buttons(AnomalySummary summary, InspectorActions actions, CardParts parts, ViewportModel viewport) {
        var box = new VBox(8, CardParts.row(parts.export()));
        if (viewport.slices() > 1) {
            Button one = again(
                    "anomaly-again-here",
                    words.of(summary.film() ? "anomaly.again.frame" : "anomaly.again.slice"),
                    words.of("analysis.anomaly.only.tooltip"));
            one.setOnAction(e -> actions.analyse(Target.ANOMALY, OptionalInt.of(viewport.slice())));
            Button all =
                    again("anomaly-again-all", words.of("anomaly.again.series"), words.of("analysis.anomaly.tooltip"));
            all.setOnAction(e -> actions.analyse(Target.ANOMALY, OptionalInt.empty()));
            box.getChildren().add(CardParts.row(one, all));
        }
        return box;
    }

    private static Button again(String id, String text, String tooltip) {
        return Buttons.words(id, MaterialDesignR.RESTORE, text, tooltip);
    }

    @Override
    public void setSlice(int slice) {
        strip.ifPresent(s -> s.setSlice(slice));
        here.setText(finding.slice(slice).map(s -> say.slice(finding, s)).orElse(""));
        controls.update();
    }

    @Override
    public void update() {
        controls.update();
    }
}
