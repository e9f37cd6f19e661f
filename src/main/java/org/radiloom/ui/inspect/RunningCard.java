package org.radiloom.ui.inspect;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** An analysis that runs: how far it is, and the button that stops it. */
final class RunningCard extends VBox {
    private final ProgressBar bar = new ProgressBar();
    private final Label step = new Label();
    private final Label title = new Label();
    private final Words words;

    RunningCard(Target target, Words words, InspectorActions actions) {
        this.words = words;
        getStyleClass().add("card");
        title.setText(words.of(target.keys().running()));
        title.getStyleClass().add("strong");
        bar.setMaxWidth(Double.MAX_VALUE);
        step.getStyleClass().addAll("muted", "small");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var cancel = Buttons.words(
                "analysis-cancel", MaterialDesignC.CLOSE, words.of("job.cancel"), words.of("job.cancel.tooltip"));
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(e -> actions.cancelAnalysis(target));
        var below = new HBox(8, step, space, cancel);
        below.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, bar, below);
    }

    void update(Analysis.Running running) {
        bar.setProgress(running.fraction());
        step.setText(running.step().isEmpty() ? words.of("job.starting") : words.said(running.step()));
    }
}
