package org.radiloom.ui.inspect;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** What stands in the panel for an analysis: the button that starts it, how far it is, or why there is no result. */
final class AnalysisNodes {
    private final InspectorModel model;
    private final ViewportModel viewport;
    private final Words words;
    private final InspectorActions actions;
    private final RegionEditor drawing;
    private final Map<Target, RunningCard> running = new EnumMap<>(Target.class);

    /** @param drawing what a reader draws a region with where the model found none */
    AnalysisNodes(
            InspectorModel model, ViewportModel viewport, Words words, InspectorActions actions, RegionEditor drawing) {
        this.model = model;
        this.viewport = viewport;
        this.words = words;
        this.actions = actions;
        this.drawing = drawing;
    }

    /** Nodes from top to bottom; those of an analysis that runs are always the same ones. */
    List<Node> of(Target target, Analysis analysis) {
        return switch (analysis) {
            case Analysis.NoSeries none -> List.of(muted(words.of("inspector.none")));
            case Analysis.Possible possible ->
                List.of(start(target, false), muted(words.of(target.keys().hint())));
            case Analysis.Impossible no ->
                no.mayBeCt()
                        ? List.of(start(target, true), muted(words.said(no.reason())), asCt())
                        : List.of(start(target, true), muted(words.said(no.reason())));
            case Analysis.Running now -> List.of(running(target, now));
            case Analysis.Refused refused -> List.of(refused(target, refused));
            case Analysis.Failed failed ->
                List.of(
                        message("analysis-failed", words.of("analysis.failed"), "bad", failed.sentence()),
                        start(target, false));
            case Analysis.Done done -> done(target);
        };
    }

    private List<Node> done(Target target) {
        List<FindingSummary> findings =
                model.findings().stream().filter(f -> f.target() == target).toList();
        if (findings.isEmpty()) {
            return List.of(muted(words.of(target.keys().nothing())), again(target));
        }
        boolean allRejected = findings.stream().allMatch(f -> f.state() == FindingState.REJECTED);
        return allRejected ? List.of(again(target)) : List.of();
    }

    private Node start(Target target, boolean disabled) {
        var button = Buttons.words(
                id(target),
                target == Target.ANOMALY ? MaterialDesignI.IMAGE_SEARCH_OUTLINE : MaterialDesignT.TARGET,
                words.of(target.keys().start()),
                words.of(target.keys().tooltip()));
        if (target == model.target()) {
            button.getStyleClass().add("primary");
        }
        button.setMaxWidth(Double.MAX_VALUE);
        button.setDisable(disabled);
        button.setOnAction(e -> actions.analyse(target, OptionalInt.empty()));
        if (target != Target.ANOMALY || viewport.slices() < 2) {
            return button;
        }
        Button one = Buttons.words(
                "find-anomalies-here",
                MaterialDesignI.IMAGE_OUTLINE,
                words.of(viewport.film() ? "analysis.anomaly.frame" : "analysis.anomaly.slice"),
                words.of("analysis.anomaly.only.tooltip"));
        one.setOnAction(e -> actions.analyse(target, OptionalInt.of(viewport.slice())));
        one.setMaxWidth(Double.MAX_VALUE);
        one.setDisable(disabled);
        return new VBox(4, button, one);
    }

    private static String id(Target target) {
        return switch (target) {
            case MANDIBLE -> "find-mandible";
            case LIVER_GRADE -> "grade-liver";
            case ANOMALY -> "find-anomalies";
        };
    }

    private Node asCt() {
        var button = Buttons.words(
                "treat-as-ct", MaterialDesignC.CHECK, words.of("analysis.as.ct"), words.of("analysis.as.ct.tooltip"));
        button.setOnAction(e -> actions.treatAsCt());
        return button;
    }

    private Node again(Target target) {
        var button = Buttons.words(
                "find-again",
                MaterialDesignR.RESTORE,
                words.of(target.keys().again()),
                words.of(target.keys().tooltip()));
        button.setOnAction(e -> actions.analyse(target, OptionalInt.empty()));
        return button;
    }

    private Node running(Target target, Analysis.Running now) {
        RunningCard card = running.computeIfAbsent(target, t -> new RunningCard(t, words, actions));
        card.update(now);
        return card;
    }

    private Node refused(Target target, Analysis.Refused refused) {
        VBox card =
                message("analysis-refused", words.of(target.keys().refused()), "warn", words.said(refused.reason()));
        if (target == Target.LIVER_GRADE) {
            // where the model finds no liver the reader may show it one
            card.getChildren().add(drawing);
            drawing.update();
        } else {
            card.getChildren().add(again(target));
        }
        return card;
    }

    private static VBox message(String id, String headline, String style, String sentence) {
        var text = new Label(sentence);
        text.setId(id);
        var title = new Label(headline);
        title.getStyleClass().addAll("strong", style);
        var card = new VBox(title, CardParts.wrapped(text));
        card.getStyleClass().add("card");
        return card;
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("muted");
        return label;
    }
}
