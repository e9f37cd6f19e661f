package org.radiloom.ui.view;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.radiloom.imaging.ColourMap;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.Window;
import org.radiloom.ui.words.Words;

/** Which value has which colour, while a grey image is shown in colours: a bar with three values beside it. */
final class ColourLegend {
    private static final double MARGIN = 12;
    private static final double BAR = 12;
    private static final double LONGEST = 200;
    private static final double SHORTEST = 48;
    private static final double LETTER = 20;
    /** To the words of the corner: half the height of the lowest value, and a line. */
    private static final double GAP = 24;

    private static final Color TEXT = Color.web("#DCE3EC");

    private final ViewportModel model;
    private final WindowWords words;
    private final Canvas bar = new Canvas(BAR + 2, LONGEST + 2);
    private final List<HaloText> ticks = List.of(tick(), tick(), tick());
    private Optional<Drawn> drawn = Optional.empty();

    /** What the bar was drawn for. */
    private record Drawn(VoiTransform voi, ColourMap colours, boolean inverted, double length) {}

    ColourLegend(ViewportModel model, Words words) {
        this.model = model;
        this.words = new WindowWords(words);
        bar.setId("colour-legend");
        bar.setManaged(false);
        bar.setMouseTransparent(true);
    }

    private static HaloText tick() {
        return new HaloText(12, false, TextAlignment.LEFT, TEXT);
    }

    List<Node> nodes() {
        return List.of(bar, ticks.get(0), ticks.get(1), ticks.get(2));
    }

    /** The values beside the bar, from its upper end down; empty while there is none. */
    List<String> values() {
        return bar.isVisible() ? ticks.stream().map(HaloText::words).toList() : List.of();
    }

    /**
     * Places the bar on the left edge, below the middle.
     *
     * @param height of the viewport
     * @param bottom where the words of the corner begin
     */
    void update(double height, double bottom) {
        double end = bottom - GAP;
        double length = Math.floor(Math.min(LONGEST, end - height / 2 - LETTER));
        Optional<ValueUnit> unit = model.stack().map(ImageStack::unit).filter(u -> u != ValueUnit.COLOUR);
        boolean shown = unit.isPresent() && model.colours() != ColourMap.GREY && length >= SHORTEST;
        nodes().forEach(n -> n.setVisible(shown));
        if (!shown) {
            return;
        }
        var now = new Drawn(model.voi(), model.colours(), model.inverted(), length);
        double top = Math.round(end - length);
        bar.setLayoutX(MARGIN);
        bar.setLayoutY(top);
        if (!drawn.equals(Optional.of(now))) {
            drawn = Optional.of(now);
            paint(now);
            write(now.voi().window(), unit.map(ValueUnit::symbol).orElse(""));
        }
        for (int n = 0; n < ticks.size(); n++) {
            double middle = top + 1 + n * length / 2;
            ticks.get(n).placeAt(MARGIN + BAR + 8, middle - ticks.get(n).height() / 2);
        }
    }

    private void write(Window window, String unit) {
        for (int n = 0; n < ticks.size(); n++) {
            String number = words.number(window.centre() + (1 - n) * window.width() / 2, window);
            boolean first = n == 0 && !unit.isEmpty();
            ticks.get(n).setWords(first ? number + " " + unit : number);
        }
        String all = String.join(", ", ticks.stream().map(HaloText::words).toList());
        bar.setAccessibleText(all);
    }

    private void paint(Drawn now) {
        GraphicsContext g = bar.getGraphicsContext2D();
        g.clearRect(0, 0, bar.getWidth(), bar.getHeight());
        g.setFill(Color.BLACK);
        g.fillRect(0, 0, BAR + 2, now.length() + 2);
        Window window = now.voi().window();
        for (int y = 0; y < now.length(); y++) {
            double value = window.centre() + window.width() * (0.5 - (y + 0.5) / now.length());
            int step = (int) Math.round(255 * now.voi().brightness(value));
            int rgb = now.colours().rgb(now.inverted() ? 255 - step : step);
            g.setFill(Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255));
            g.fillRect(1, 1 + y, BAR, 1);
        }
    }
}
