package org.radiloom.ui.inspect;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.Provenance;
import org.radiloom.ui.evidence.GradeColours;
import org.radiloom.ui.words.Words;

/**
 * A grading: the grade in words, the probability of each, the frames it comes from and by which rule, what a reader says
 * about it, what it was seen by, where was looked, and what the model is for.
 */
final class GradeCard extends VBox implements Card {
    private final Optional<FrameStrip> strip;
    private final EvidenceChooser evidence;
    private final RegionEditor region;

    GradeCard(GradeSummary summary, Words words, InspectorActions actions, ReaderTools tools) {
        GradeFinding finding = summary.finding();
        setId("grade");
        getStyleClass().add("card");
        if (summary.state() == FindingState.DRAFT) {
            getStyleClass().add("draft");
        }
        var say = new GradeWords(words);
        var parts = new CardParts(words, actions);
        strip = finding.perFrame().size() > 1
                ? Optional.of(new FrameStrip(finding, words, actions::goTo))
                : Optional.empty();
        evidence = new EvidenceChooser(tools.evidence(), words);
        region = new RegionEditor(tools, words, actions::analyse);
        getChildren()
                .addAll(
                        parts.head(swatch(finding), finding.label(), summary.state()),
                        headline(finding, say, words),
                        probabilities(finding, say, words),
                        frames(finding, words),
                        CardParts.row(parts.accept(summary), parts.reject(summary)),
                        evidence);
        if (finding.perFrame().stream().noneMatch(f -> f.graded() && f.region().isEmpty())) {
            getChildren().add(region);
        }
        getChildren().addAll(about(summary, say, words), CardParts.row(parts.export()));
        update();
    }

    private static Region swatch(GradeFinding finding) {
        var swatch = new Region();
        swatch.getStyleClass().add("swatch");
        int rgb = finding.uncertain() || finding.predictionSet().size() != 1
                ? GradeColours.UNCERTAIN
                : GradeColours.rgb(
                        finding.classes(),
                        finding.classes().indexOf(finding.predictionSet().getFirst()));
        swatch.setStyle(String.format("-fx-background-color: #%06X;", rgb));
        return swatch;
    }

    private static Node headline(GradeFinding finding, GradeWords say, Words words) {
        var grade = new Label(say.headline(finding));
        grade.setId("grade-headline");
        grade.getStyleClass().add(finding.predictionSet().size() == 1 ? "headline" : "headline-long");
        var box = new VBox(4, CardParts.wrapped(grade));
        if (!finding.complete()) {
            box.getChildren().add(CardParts.warning("grade-partial", words.of("grade.partial")));
        }
        finding.caution().ifPresent(c -> box.getChildren().add(CardParts.warning("grade-caution", c)));
        return box;
    }

    private static Node probabilities(GradeFinding finding, GradeWords say, Words words) {
        var mark = new Region();
        mark.getStyleClass().addAll("grade-bracket", "only");
        Label set = CardParts.muted(say.set(finding));
        set.setId("grade-set");
        var note = new HBox(8, mark, set);
        return new VBox(8, new GradeBars(finding, words), note);
    }

    /** Where the study's grade comes from: the frames, and the rule that makes one grade of them. */
    private Node frames(GradeFinding finding, Words words) {
        var box = new VBox(4);
        strip.ifPresent(s -> box.getChildren()
                .addAll(
                        CardParts.muted(words.of(
                                "grade.frames.count",
                                finding.gradedFrames(),
                                finding.perFrame().size())),
                        s));
        Label rule = CardParts.muted(finding.aggregation());
        rule.setId("grade-rule");
        box.getChildren().add(rule);
        return box;
    }

    private static Node about(GradeSummary summary, GradeWords say, Words words) {
        GradeFinding finding = summary.finding();
        Provenance provenance = finding.provenance();
        GridPane grid = CardParts.facts();
        CardParts.fact(grid, words.of("grade.variant"), say.variant(finding));
        CardParts.fact(grid, words.of("finding.model"), provenance.modelId() + " " + provenance.modelVersion());
        CardParts.fact(
                grid,
                words.of("finding.computed"),
                words.of("finding.computed.value", words.number(provenance.seconds(), 1), summary.device()));
        return new VBox(8, grid, useAndLimits(summary, words));
    }

    /** Long, and the same for every finding of a model: one click away. */
    private static Node useAndLimits(GradeSummary summary, Words words) {
        var all = new VBox(8, CardParts.muted(words.of("grade.use", summary.intendedUse())));
        summary.limits().forEach(limit -> all.getChildren().add(CardParts.muted(limit)));
        all.setId("grade-limits");
        var show = new ToggleButton(words.of("grade.limits"));
        show.setId("grade-limits-show");
        show.getStyleClass().add("choice");
        all.visibleProperty().bind(show.selectedProperty());
        all.managedProperty().bind(show.selectedProperty());
        return new VBox(8, show, all);
    }

    @Override
    public void setSlice(int slice) {
        strip.ifPresent(s -> s.setFrame(slice));
    }

    @Override
    public void update() {
        evidence.update();
        region.update();
    }
}
