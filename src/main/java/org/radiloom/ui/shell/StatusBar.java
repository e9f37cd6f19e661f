package org.radiloom.ui.shell;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.StatusModel;
import org.radiloom.ui.words.Words;

/** The lowest line: the words that never go away, what runs, on which device, and how much memory is in use. */
final class StatusBar extends HBox {
    private static final double MIB = 1024 * 1024;
    /** Below this width, only the words that never go away and the jobs have room. */
    private static final double ROOMY = 760;

    private final Words words;
    private final Label device = new Label();
    private final Label memory = new Label();

    StatusBar(DeskModels models, Words words) {
        this.words = words;
        setId("status");
        getStyleClass().add("statusbar");
        var research = new Label(words.of("status.research"));
        research.setId("research");
        research.getStyleClass().add("research");
        research.setMinWidth(USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        device.setId("device");
        memory.setId("memory");
        for (Label label : new Label[] {device, memory}) {
            label.getStyleClass().add("muted");
            label.setMinWidth(USE_PREF_SIZE);
        }
        models.status().onChange(() -> showDevice(models.status()));
        showDevice(models.status());
        Region line = divider();
        getChildren().addAll(research, new JobStrip(models.jobs(), words), space, device, line, memory);
        widthProperty().addListener((o, before, now) -> {
            for (Node extra : new Node[] {device, line, memory}) {
                extra.setVisible(now.doubleValue() >= ROOMY);
                extra.setManaged(now.doubleValue() >= ROOMY);
            }
        });
        showMemory();
        var clock = new Timeline(new KeyFrame(Duration.seconds(2), e -> showMemory()));
        clock.setCycleCount(Animation.INDEFINITE);
        sceneProperty().addListener((o, before, scene) -> {
            if (scene == null) {
                clock.stop();
            } else {
                clock.play();
            }
        });
    }

    private void showDevice(StatusModel status) {
        device.setText(status.device()
                .orElseGet(
                        () -> words.of("status.device.cpu", Runtime.getRuntime().availableProcessors())));
    }

    private void showMemory() {
        Runtime runtime = Runtime.getRuntime();
        double used = (runtime.totalMemory() - runtime.freeMemory()) / MIB;
        memory.setText(
                words.of("status.memory", words.number(used, 0), words.number(runtime.maxMemory() / MIB / 1024, 1)));
    }

    static Region divider() {
        var line = new Region();
        line.getStyleClass().add("divider");
        return line;
    }
}
