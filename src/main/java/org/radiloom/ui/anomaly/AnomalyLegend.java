package org.radiloom.ui.anomaly;

import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.HeatScale;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.ui.words.Words;

/** What the colours of the map mean: the model's scale with its constants, and from which value on it is drawn. */
final class AnomalyLegend extends VBox {
    private static final double BAR_WIDTH = 176;
    private static final double BAR_HEIGHT = 12;
    private static final double WIDTH = BAR_WIDTH + 24;
    private static final double BAR_TOP = 20;
    private static final double TICK = 4;
    private static final Color TEXT = Color.web("#DCE3EC");
    private static final Color MUTED = Color.web("#8E99A8");
    private static final Color GROUND = Color.web("#161A20");

    private final AnomalyModel model;
    private final Words words;
    private final Canvas bar = new Canvas(BAR_WIDTH, BAR_TOP + BAR_HEIGHT + TICK + 14);
    private @Nullable Shown shown;

    private record Shown(AnomalyFinding finding, double threshold, Optional<SliceAnomaly> slice) {}

    AnomalyLegend(AnomalyModel model, Words words) {
        this.model = model;
        this.words = words;
        setId("anomaly-legend");
        getStyleClass().add("legend");
        setManaged(false);
        setMouseTransparent(true);
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
    }

    void update() {
        AnomalyFinding finding = model.finding().orElse(null);
        if (finding == null) {
            return;
        }
        var now = new Shown(finding, model.threshold(), model.here());
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        var title = new Label(words.of("anomaly.legend.title"));
        title.getStyleClass().add("strong");
        getChildren().setAll(wrapped(title));
        Optional<String> missing = missing(now);
        if (missing.isPresent()) {
            small(missing.get());
            setAccessibleText(title.getText() + ". " + missing.get());
            return;
        }
        var ticks = new LegendTicks(model.stored(), model.threshold());
        small(words.of("anomaly.legend.unit", capital(model.stored().unit())));
        paint(ticks);
        getChildren().add(bar);
        String from = ScaleNumbers.of(ticks.shown(), words);
        small(
                ticks.moved()
                        ? words.of(
                                "anomaly.legend.moved",
                                from,
                                ScaleNumbers.of(model.stored().threshold(), words))
                        : words.of("anomaly.legend.clear", from));
        setAccessibleText(words.of(
                "anomaly.legend.spoken",
                title.getText(),
                ScaleNumbers.of(model.stored().low(), words),
                ScaleNumbers.of(model.stored().high(), words),
                from));
    }

    private Optional<String> missing(Shown now) {
        if (now.slice().isEmpty()) {
            return Optional.of(words.of("anomaly.legend.unseen"));
        }
        return now.slice().flatMap(s -> s.refused()
                .or(() -> s.map().isEmpty() ? Optional.of(words.of("anomaly.legend.none")) : Optional.empty()));
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void paint(LegendTicks ticks) {
        GraphicsContext g = bar.getGraphicsContext2D();
        g.clearRect(0, 0, bar.getWidth(), bar.getHeight());
        HeatScale scale = model.scale();
        double clearTo = ticks.drawnFrom() * BAR_WIDTH;
        for (int x = 0; x < BAR_WIDTH; x++) {
            int rgb = scale.rgb(ticks.value((x + 0.5) / BAR_WIDTH));
            boolean clear = x + 0.5 < clearTo;
            g.setFill(GROUND);
            g.fillRect(x, BAR_TOP, 1, BAR_HEIGHT);
            g.setFill(Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255));
            // what is not drawn over the image is only a thin line here
            g.fillRect(x, clear ? BAR_TOP + BAR_HEIGHT - 2 : BAR_TOP, 1, clear ? 2 : BAR_HEIGHT);
        }
        g.setFont(Font.font(11));
        g.setTextBaseline(VPos.TOP);
        g.setFill(MUTED);
        for (double end : List.of(0.0, 1.0)) {
            double x = Math.clamp(end * BAR_WIDTH, 0.5, BAR_WIDTH - 0.5);
            g.fillRect(x - 0.5, BAR_TOP + BAR_HEIGHT, 1, TICK);
            g.setTextAlign(end == 0 ? TextAlignment.LEFT : TextAlignment.RIGHT);
            g.fillText(
                    ScaleNumbers.of(ticks.value(end), words),
                    end == 0 ? 0 : BAR_WIDTH,
                    BAR_TOP + BAR_HEIGHT + TICK + 1);
        }
        mark(g, ticks);
    }

    /** The model's threshold stands over the bar, so that it never runs into the ends. */
    private void mark(GraphicsContext g, LegendTicks ticks) {
        double x = Math.floor(Math.clamp(ticks.threshold() * BAR_WIDTH, 0, BAR_WIDTH - 1)) + 0.5;
        g.setFill(TEXT);
        g.fillRect(x - 0.5, BAR_TOP - TICK, 1, TICK + BAR_HEIGHT);
        g.fillPolygon(
                new double[] {x - 4, x + 4, x}, new double[] {BAR_TOP - TICK - 3, BAR_TOP - TICK - 3, BAR_TOP}, 3);
        g.setTextBaseline(VPos.TOP);
        String text = words.of(
                "anomaly.legend.threshold", ScaleNumbers.of(ticks.stored().threshold(), words));
        boolean right = ticks.threshold() > 0.5;
        g.setTextAlign(right ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.fillText(text, right ? Math.min(BAR_WIDTH, x + 4) : Math.max(0, x - 4), 0);
    }

    private void small(String text) {
        var label = new Label(text);
        label.getStyleClass().addAll("small", "muted");
        getChildren().add(wrapped(label));
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
