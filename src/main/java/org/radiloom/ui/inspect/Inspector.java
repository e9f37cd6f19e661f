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
    private final ReaderTools tools;
    private final IndexCard indexCard;
    private final RegionEditor drawing;
    private List<FindingSummary> shownFindings = List.of();
    private List<Card> shownCards = List.of();
    private List<Node> analysisNodes = List.of();
    private boolean measuring;
    private boolean revealIndex;

    /** Shows what is in the models and asks for work through {@code actions}. */
    public Inspector(
            InspectorModel model, ViewportModel viewport, ReaderTools tools, Words words, InspectorActions actions) {
        this.model = model;
        this.viewport = viewport;
        this.words = words;
        this.actions = actions;
        this.tools = tools;
        this.runningCard = new RunningCard(words, actions);
        this.drawing = new RegionEditor(tools, words, actions::analyse);
        this.indexCard = new IndexCard(tools.index(), words, actions);
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
        viewport.onChange(() -> {
            shownCards.forEach(c -> c.setSlice(viewport.slice()));
            indexCard.setFrame(viewport.slice());
        });
        tools.onChange(() -> {
            shownCards.forEach(Card::update);
            indexCard.update();
            drawing.update();
            placeCards();
            if (tools.index().active() != measuring) {
                measuring = tools.index().active();
                revealIndex = measuring;
                requestLayout();
            }
        });
        update();
    }

    /** Who places the regions wants to see what they give. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (revealIndex) {
            revealIndex = false;
            findingsTab.setSelected(true);
            cards.layout();
            scroll.layout();
            scroll.setVvalue(1);
        }
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
            shownCards = shownFindings.stream().map(this::card).toList();
            shownCards.forEach(c -> c.setSlice(viewport.slice()));
        }
        analysisNodes = analysis();
        indexCard.setMayUse(model.analysis() instanceof Analysis.Possible || model.analysis() instanceof Analysis.Done);
        placeCards();
        info.getChildren().setAll(facts());
    }

    private Card card(FindingSummary finding) {
        return switch (finding) {
            case StructureSummary structure -> new StructureCard(structure, words, actions);
            case GradeSummary grade -> new GradeCard(grade, words, actions, tools);
        };
    }

    /** Nodes that stay are left alone, so that a button can be pressed while progress comes in. */
    private void placeCards() {
        List<Node> all = new ArrayList<>(analysisNodes);
        shownCards.forEach(c -> all.add((Node) c));
        if (tools.index().available()) {
            all.add(indexCard);
        }
        if (!all.equals(cards.getChildren())) {
            cards.getChildren().setAll(all);
        }
    }

    private List<Node> analysis() {
        return switch (model.analysis()) {
            case Analysis.NoSeries none -> List.of(muted(words.of("inspector.none")));
            case Analysis.Possible possible -> List.of(start(false), muted(words.of(keys().hint())));
            case Analysis.Impossible no ->
                no.mayBeCt()
                        ? List.of(start(true), muted(no.reason()), asCt())
                        : List.of(start(true), muted(no.reason()));
            case Analysis.Running running -> List.of(running(running));
            case Analysis.Refused refused -> List.of(refused(refused));
            case Analysis.Failed failed -> List.of(failed(failed), start(false));
            case Analysis.Done done -> done();
        };
    }

    private Target.Keys keys() {
        return model.target().keys();
    }

    private List<Node> done() {
        if (model.findings().isEmpty()) {
            return List.of(muted(words.of(keys().nothing())), again());
        }
        boolean allRejected = model.findings().stream().allMatch(f -> f.state() == FindingState.REJECTED);
        return allRejected ? List.of(again()) : List.of();
    }

    private Node start(boolean disabled) {
        var button = Buttons.words(
                model.target() == Target.MANDIBLE ? "find-mandible" : "grade-liver",
                MaterialDesignT.TARGET,
                words.of(keys().start()),
                words.of(keys().tooltip()));
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
                "find-again", MaterialDesignR.RESTORE, words.of(keys().again()), words.of(keys().tooltip()));
        button.setOnAction(e -> actions.analyse());
        return button;
    }

    private Node running(Analysis.Running running) {
        runningCard.update(running, words.of(keys().running()));
        return runningCard;
    }

    private Node failed(Analysis.Failed failed) {
        return message("analysis-failed", words.of("analysis.failed"), "bad", failed.sentence());
    }

    private Node refused(Analysis.Refused refused) {
        VBox card = message("analysis-refused", words.of(keys().refused()), "warn", refused.reason());
        if (model.target() == Target.LIVER_GRADE) {
            // where the model finds no liver the reader may show it one
            card.getChildren().add(drawing);
            drawing.update();
        } else {
            card.getChildren().add(again());
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
