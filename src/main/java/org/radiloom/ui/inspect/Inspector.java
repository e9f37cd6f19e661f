package org.radiloom.ui.inspect;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The right panel: findings as cards, and facts about the series. */
public final class Inspector extends VBox {
    private final InspectorModel model;
    private final ViewportModel viewport;
    private final Words words;
    private final InspectorActions actions;
    private final VBox cards = new VBox();
    private final VBox info = new VBox();
    private final ToggleButton findingsTab;
    private final ScrollPane scroll = new ScrollPane();
    private final RunningCard runningCard;
    private List<FindingSummary> shownFindings = List.of();
    private List<FindingCard> shownCards = List.of();

    public Inspector(InspectorModel model, ViewportModel viewport, Words words, InspectorActions actions) {
        this.model = model;
        this.viewport = viewport;
        this.words = words;
        this.actions = actions;
        this.runningCard = new RunningCard(words, actions);
        setId("inspector");
        getStyleClass().addAll("panel", "right");
        cards.getStyleClass().add("cards");
        info.getStyleClass().add("cards");
        findingsTab = tab("tab-findings", words.of("inspector.findings"));
        ToggleButton infoTab = tab("tab-info", words.of("inspector.info"));
        var group = new ToggleGroup();
        findingsTab.setToggleGroup(group);
        infoTab.setToggleGroup(group);
        findingsTab.setSelected(true);
        group.selectedToggleProperty().addListener((o, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                scroll.setContent(now == findingsTab ? cards : info);
            }
        });
        var tabs = new HBox(findingsTab, infoTab);
        tabs.getStyleClass().add("tabs");
        scroll.setContent(cards);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(tabs, scroll);
        model.onChange(this::update);
        viewport.onChange(() -> shownCards.forEach(c -> c.setSlice(viewport.slice())));
        update();
    }

    private static ToggleButton tab(String id, String words) {
        var tab = new ToggleButton(words);
        tab.setId(id);
        tab.getStyleClass().add("tab-button");
        return tab;
    }

    private void update() {
        if (!model.findings().equals(shownFindings) || shownCards.isEmpty()) {
            shownFindings = model.findings();
            shownCards = shownFindings.stream()
                    .map(f -> new FindingCard(f, words, actions))
                    .toList();
            shownCards.forEach(c -> c.setSlice(viewport.slice()));
        }
        List<Node> all = new ArrayList<>(analysis());
        all.addAll(shownCards);
        // nodes that stay are left alone, so that a button can be pressed while progress comes in
        if (!all.equals(cards.getChildren())) {
            cards.getChildren().setAll(all);
        }
        info.getChildren().setAll(facts());
    }

    private List<Node> analysis() {
        return switch (model.analysis()) {
            case Analysis.NoSeries none -> List.of(muted(words.of("inspector.none")));
            case Analysis.Possible possible -> List.of(start(false), muted(words.of("analysis.hint")));
            case Analysis.Impossible no ->
                no.mayBeCt()
                        ? List.of(start(true), muted(no.reason()), asCt())
                        : List.of(start(true), muted(no.reason()));
            case Analysis.Running running -> List.of(running(running));
            case Analysis.Failed failed -> List.of(failed(failed), start(false));
            case Analysis.Done done -> done();
        };
    }

    private List<Node> done() {
        if (model.findings().isEmpty()) {
            return List.of(muted(words.of("analysis.nothing")), again());
        }
        boolean allRejected = model.findings().stream().allMatch(f -> f.state() == FindingState.REJECTED);
        return allRejected ? List.of(again()) : List.of();
    }

    private Node start(boolean disabled) {
        var button = Buttons.words(
                "find-mandible",
                MaterialDesignT.TARGET,
                words.of("analysis.start"),
                words.of("analysis.start.tooltip"));
        button.getStyleClass().add("primary");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setDisable(disabled);
        button.setOnAction(e -> actions.analyse());
        return button;
    }

    private Node asCt() {
        var button = Buttons.words(
                "treat-as-ct", MaterialDesignC.CHECK, words.of("analysis.as.ct"), words.of("analysis.as.ct.tooltip"));
        button.setOnAction(e -> actions.treatAsCt());
        return button;
    }

    private Node again() {
        var button = Buttons.words(
                "find-again", MaterialDesignR.RESTORE, words.of("analysis.again"), words.of("analysis.start.tooltip"));
        button.setOnAction(e -> actions.analyse());
        return button;
    }

    private Node running(Analysis.Running running) {
        runningCard.update(running);
        return runningCard;
    }

    private Node failed(Analysis.Failed failed) {
        var text = new Label(failed.sentence());
        text.setWrapText(true);
        text.setId("analysis-failed");
        var title = new Label(words.of("analysis.failed"));
        title.getStyleClass().addAll("strong", "bad");
        var card = new VBox(title, text);
        card.getStyleClass().add("card");
        return card;
    }

    private Label muted(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("muted");
        return label;
    }

    private List<Node> facts() {
        if (model.facts().isEmpty()) {
            return List.of(muted(words.of("inspector.none")));
        }
        var grid = new GridPane();
        grid.getStyleClass().add("facts");
        for (Fact fact : model.facts()) {
            var name = new Label(fact.name());
            name.getStyleClass().add("muted");
            name.setMinWidth(Region.USE_PREF_SIZE);
            name.setAlignment(javafx.geometry.Pos.TOP_LEFT);
            GridPane.setValignment(name, javafx.geometry.VPos.TOP);
            var value = new Label(fact.value());
            value.setWrapText(true);
            grid.addRow(grid.getRowCount(), name, value);
        }
        return List.of(grid);
    }
}
