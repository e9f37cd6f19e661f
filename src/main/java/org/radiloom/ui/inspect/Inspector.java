package org.radiloom.ui.inspect;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.compare.CompareSection;
import org.radiloom.ui.edit.EditBench;
import org.radiloom.ui.edit.EditPanel;
import org.radiloom.ui.measure.MeasurePanel;
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
    private final MeasurePanel measurements;
    private final EditBench bench;
    private final EditPanel edit;
    private final ToggleButton findingsTab;
    private final ToggleButton editTab;
    private int segments = -1;
    private final ScrollPane scroll = new ScrollPane();
    private final AnalysisNodes nodes;
    private final ReaderTools tools;
    private final IndexCard indexCard;
    private final RegionEditor drawing;
    private List<FindingSummary> shownFindings = List.of();
    private List<Card> shownCards = List.of();
    private List<Node> analysisNodes = List.of();
    private Runnable showTags = () -> {};
    private boolean measuring;
    private boolean revealIndex;
    private boolean revealComparison;

    /** Shows what is in the models and asks for work through {@code actions}. */
    public Inspector(
            InspectorModel model,
            ViewportModel viewport,
            ReaderTools tools,
            Words words,
            InspectorActions actions,
            Commands commands) {
        this.model = model;
        this.viewport = viewport;
        this.words = words;
        this.actions = actions;
        this.tools = tools;
        this.drawing = new RegionEditor(tools, words, actions::analyse);
        this.nodes = new AnalysisNodes(model, viewport, words, actions, drawing);
        this.indexCard = new IndexCard(tools.index(), words, actions);
        setId("inspector");
        getStyleClass().addAll("panel", "right");
        cards.getStyleClass().add("cards");
        info.getStyleClass().add("cards");
        findingsTab = tab("tab-findings", words.of("inspector.findings"));
        editTab = tab("tab-edit", words.of("inspector.edit"));
        ToggleButton measureTab = tab("tab-measure", words.of("inspector.measure"));
        ToggleButton infoTab = tab("tab-info", words.of("inspector.info"));
        measurements = new MeasurePanel(tools.measure(), viewport, words, actions);
        bench = new EditBench(tools.edit(), viewport, words, commands);
        edit = new EditPanel(bench);
        var comparison = new CompareSection(tools.compare(), viewport, actions.comparing(), words, commands);
        edit.add(comparison);
        tools.compare()
                .onChange(() -> edit.showOnly(
                        tools.compare().isOpen() && tools.compare().hidden() ? comparison : null));
        var group = new ToggleGroup();
        findingsTab.setToggleGroup(group);
        editTab.setToggleGroup(group);
        measureTab.setToggleGroup(group);
        infoTab.setToggleGroup(group);
        findingsTab.setSelected(true);
        group.selectedToggleProperty().addListener((o, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                scroll.setContent(
                        now == findingsTab ? cards : now == editTab ? edit : now == infoTab ? info : measurements);
                measurements.update();
                edit.update();
            }
        });
        var tabs = new HBox(findingsTab, editTab, measureTab, infoTab);
        tabs.getStyleClass().add("tabs");
        scroll.setContent(cards);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(tabs, scroll);
        model.onChange(this::update);
        viewport.onChange(() -> {
            measurements.update();
            edit.update();
            markEditTab();
            shownCards.forEach(c -> c.setSlice(viewport.slice()));
            indexCard.setFrame(viewport.slice());
        });
        tools.measure().onChange(measurements::update);
        tools.edit().onChange(() -> {
            edit.update();
            shownCards.forEach(Card::update);
            markEditTab();
        });
        tools.edit().onTaken(() -> editTab.setSelected(true));
        tools.edit().question().onChange(() -> {
            if (tools.edit().question().asked().isPresent()) {
                editTab.setSelected(true);
            }
        });
        tools.compare().onOpen(() -> {
            editTab.setSelected(true);
            revealComparison = true;
            requestLayout();
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

    /** What the button under the facts does: it lists everything that the files say. */
    public void onTags(Runnable what) {
        showTags = what;
    }

    /** Who places the regions wants to see what they give, and who compares two masks, how alike they are. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (revealComparison) {
            revealComparison = false;
            edit.layout();
            scroll.layout();
            scroll.setVvalue(1);
        }
        if (revealIndex) {
            revealIndex = false;
            findingsTab.setSelected(true);
            cards.layout();
            scroll.layout();
            scroll.setVvalue(1);
        }
    }

    /** The tab says that there is work in it. */
    private void markEditTab() {
        int now =
                tools.edit().on(viewport.stack()).map(c -> c.segments().size()).orElse(0);
        if (now != segments) {
            segments = now;
            var dot = new Region();
            dot.getStyleClass().add("tab-dot");
            editTab.setGraphic(now == 0 ? null : dot);
            editTab.setContentDisplay(ContentDisplay.RIGHT);
            editTab.setAccessibleText(now == 0 ? null : words.of("inspector.edit.count", now));
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
        Analysis grading = model.analyses().get(Target.LIVER_GRADE);
        indexCard.setMayUse(grading instanceof Analysis.Possible || grading instanceof Analysis.Done);
        placeCards();
        info.getChildren().setAll(facts());
    }

    private Card card(FindingSummary finding) {
        return switch (finding) {
            case StructureSummary structure -> new StructureCard(structure, words, actions, bench);
            case GradeSummary grade -> new GradeCard(grade, words, actions, tools);
            case AnomalySummary anomaly -> new AnomalyCard(anomaly, words, actions, tools, viewport);
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
        List<Node> all = new ArrayList<>();
        model.analyses().forEach((target, analysis) -> all.addAll(nodes.of(target, analysis)));
        return all;
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
        var tags = Buttons.words(
                "tags-open", MaterialDesignT.TAG_TEXT_OUTLINE, words.of("tags.open"), words.of("command.image.tags"));
        tags.setOnAction(e -> showTags.run());
        return List.of(grid, tags);
    }
}
