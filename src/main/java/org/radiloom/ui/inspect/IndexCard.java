package org.radiloom.ui.inspect;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.radiloom.imaging.HepatorenalIndex;
import org.radiloom.imaging.HepatorenalIndex.Caution;
import org.radiloom.imaging.HepatorenalIndex.Sample;
import org.radiloom.ui.draw.IndexModel;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The hepatorenal index: its value, what it is made of, what makes it doubtful, what is known of such values. */
final class IndexCard extends VBox {
    private final IndexModel model;
    private final Words words;
    private final Button start;
    private final Button here;
    private final Button use;
    private final Button withdraw;
    private final Button clear;
    private final Label value = new Label();
    private int frame;
    private boolean mayUse;
    private List<Object> shown = List.of();

    IndexCard(IndexModel model, Words words, InspectorActions actions) {
        this.model = model;
        this.words = words;
        setId("index-card");
        getStyleClass().add("card");
        value.setId("index-value");
        value.getStyleClass().add("headline");
        start = Buttons.words(
                "index-start",
                MaterialDesignE.ELLIPSE_OUTLINE,
                words.of("index.start"),
                words.of("index.start.tooltip"));
        start.setMaxWidth(Double.MAX_VALUE);
        start.setOnAction(e -> model.place(frame));
        here = Buttons.words(
                "index-here", MaterialDesignT.TARGET, words.of("index.here"), words.of("index.here.tooltip"));
        here.setOnAction(e -> model.place(frame));
        use = Buttons.words("index-use", MaterialDesignC.CHECK, words.of("index.use"), words.of("index.use.tooltip"));
        use.getStyleClass().add("primary");
        use.setOnAction(e -> {
            model.declare();
            actions.analyse();
        });
        withdraw = Buttons.words(
                "index-withdraw",
                MaterialDesignR.RESTORE,
                words.of("index.withdraw"),
                words.of("index.withdraw.tooltip"));
        withdraw.setOnAction(e -> {
            model.withdraw();
            actions.analyse();
        });
        clear = Buttons.words(
                "index-clear", MaterialDesignC.CLOSE, words.of("index.clear"), words.of("index.clear.tooltip"));
        clear.setOnAction(e -> model.clear());
    }

    void setFrame(int now) {
        frame = now;
        update();
    }

    /** Whether there is a grading that takes the index. */
    void setMayUse(boolean may) {
        mayUse = may;
        update();
    }

    void update() {
        List<Object> now =
                List.of(model.active(), model.result(), model.declared(), model.frame(), frame, mayUse, model.usable());
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        List<Node> all = new ArrayList<>();
        var title = new Label(words.of("index.title"));
        title.getStyleClass().add("strong");
        all.add(title);
        if (!model.active()) {
            all.add(CardParts.muted(words.of("index.what")));
            all.add(start);
        } else if (model.frame().filter(f -> f != frame).isPresent()) {
            all.addAll(elsewhere());
        } else {
            all.addAll(measured());
        }
        getChildren().setAll(all);
    }

    private List<Node> elsewhere() {
        value.setText(number(model.result().flatMap(HepatorenalIndex::value).orElse(null)));
        List<Node> all = new ArrayList<>(List.of(
                value, CardParts.muted(words.of("index.elsewhere", model.frame().orElse(0) + 1))));
        model.declared().ifPresent(d -> all.addAll(List.of(used(d), CardParts.row(withdraw))));
        all.add(CardParts.row(here, clear));
        return all;
    }

    private String number(@Nullable Double index) {
        return index == null ? "–" : words.number(index, 2);
    }

    private List<Node> measured() {
        List<Node> all = new ArrayList<>();
        all.add(value);
        model.result().ifPresentOrElse(index -> all.addAll(measured(index)), () -> value.setText("–"));
        boolean any = model.result().flatMap(HepatorenalIndex::value).isPresent();
        use.setDisable(!any || !mayUse || model.declaredIsCurrent());
        all.add(model.usable() ? CardParts.row(use) : CardParts.muted(words.of("index.no.model")));
        all.add(model.declared().isPresent() ? CardParts.row(withdraw, clear) : CardParts.row(clear));
        all.add(CardParts.muted(words.of("index.hint")));
        return all;
    }

    private List<Node> measured(HepatorenalIndex index) {
        value.setText(number(index.value().orElse(null)));
        List<Node> all = new ArrayList<>();
        for (Caution caution : Caution.values()) {
            if (index.cautions().contains(caution)) {
                all.add(CardParts.warning("index-caution-" + word(caution), sentence(caution, index)));
            }
        }
        if (index.value().isEmpty()) {
            all.add(CardParts.warning("index-impossible", words.of("index.impossible")));
        }
        GridPane grid = CardParts.facts();
        CardParts.fact(grid, words.of("index.liver"), sample(index.liver()));
        CardParts.fact(grid, words.of("index.kidney"), sample(index.kidney()));
        CardParts.fact(grid, words.of("index.depth"), depth(index));
        all.add(grid);
        model.declared().ifPresent(d -> all.add(used(d)));
        all.add(CardParts.muted(words.of("index.literature")));
        return all;
    }

    private Label used(double declared) {
        return CardParts.muted(
                words.of(model.declaredIsCurrent() ? "index.used" : "index.used.before", words.number(declared, 2)));
    }

    private String sample(Sample sample) {
        return words.of("index.sample", words.number(sample.mean(), 1), words.number(sample.pixels(), 0));
    }

    private String depth(HepatorenalIndex index) {
        return index.depthDifference()
                .mm()
                .map(mm -> words.of("index.depth.mm", words.number(mm, 1)))
                .orElse(words.of(
                        "index.depth.part",
                        words.number(100 * index.depthDifference().part(), 1)));
    }

    private static String word(Caution caution) {
        return caution.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private String sentence(Caution caution, HepatorenalIndex index) {
        return switch (caution) {
            case DEPTH ->
                index.depthDifference().mm().isPresent()
                        ? words.of("index.caution.depth.mm", words.number(HepatorenalIndex.MOST_DEPTH_MM, 0))
                        : words.of("index.caution.depth", words.number(100 * HepatorenalIndex.MOST_DEPTH_PART, 0));
            case LIVER_SATURATED ->
                words.of("index.caution.liver.white", share(index.liver().saturated()));
            case KIDNEY_SATURATED ->
                words.of("index.caution.kidney.white", share(index.kidney().saturated()));
            case SMALL -> words.of("index.caution.small", HepatorenalIndex.FEWEST_PIXELS);
            case OUTSIDE -> words.of("index.caution.outside");
            case OVERLAP -> words.of("index.caution.overlap");
            case DARK_KIDNEY -> words.of("index.caution.dark");
            case COLOUR -> words.of("index.caution.colour");
        };
    }

    private String share(double part) {
        return words.number(100 * part, part < 0.1 ? 1 : 0);
    }
}
