package org.radiloom.ui.draw;

import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.radiloom.imaging.Ellipse;
import org.radiloom.imaging.HepatorenalIndex;
import org.radiloom.imaging.HepatorenalIndex.Caution;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.ui.words.Words;

/**
 * How far apart in depth the two regions lie: a thin line through each centre, and between them the index, and their distance once it is too large.
 */
final class DepthGuide {
    private static final Color QUIET = Color.web("#8E99A8");
    private static final Color LIGHT = Color.web("#DCE3EC");
    private static final Color WARN = Color.web("#D8C24A");

    private final Words words;
    private final Line liver = line();
    private final Line kidney = line();
    private final Line between = line();
    private final Text shade = text(Color.BLACK);
    private final Text distance = text(WARN);

    DepthGuide(Words words) {
        this.words = words;
        shade.setStroke(Color.BLACK);
        shade.setStrokeWidth(3);
        hide();
    }

    private static Line line() {
        var line = new Line();
        line.setManaged(false);
        line.setMouseTransparent(true);
        line.setStrokeWidth(1);
        line.getStrokeDashArray().setAll(3.0, 4.0);
        return line;
    }

    private static Text text(Color colour) {
        var text = new Text();
        text.setManaged(false);
        text.setMouseTransparent(true);
        text.setFont(Font.font(12));
        text.setTextOrigin(VPos.TOP);
        text.setFill(colour);
        return text;
    }

    List<Node> nodes() {
        return List.of(liver, kidney, between, shade, distance);
    }

    void hide() {
        nodes().forEach(n -> n.setVisible(false));
    }

    void show(Ellipse onLiver, Ellipse onKidney, ViewTransform place, Optional<HepatorenalIndex> index) {
        nodes().forEach(n -> n.setVisible(true));
        var a = place.toView(onLiver.column(), onLiver.row());
        var b = place.toView(onKidney.column(), onKidney.row());
        double middle = Math.round((a.x() + b.x()) / 2) + 0.5;
        if (place.transposed()) {
            // depth runs across the screen
            double level = Math.round((a.y() + b.y()) / 2) + 0.5;
            run(liver, a.x(), a.y(), a.x(), level);
            run(kidney, b.x(), b.y(), b.x(), level);
            run(between, a.x(), level, b.x(), level);
        } else {
            run(liver, a.x(), a.y(), middle, a.y());
            run(kidney, b.x(), b.y(), middle, b.y());
            run(between, middle, a.y(), middle, b.y());
        }
        boolean far = index.filter(i -> i.cautions().contains(Caution.DEPTH)).isPresent();
        for (Line line : List.of(liver, kidney, between)) {
            line.setStroke(far ? WARN : QUIET);
        }
        distance.setFill(far ? WARN : LIGHT);
        String value = index.flatMap(HepatorenalIndex::value)
                .map(v -> words.of("index.on.image", words.number(v, 2)))
                .orElse("");
        String said = far ? value + "\n" + index.map(this::difference).orElse("") : value;
        shade.setText(said);
        distance.setText(said);
        for (Text text : List.of(shade, distance)) {
            double width = distance.getLayoutBounds().getWidth();
            double lines = distance.getLayoutBounds().getHeight();
            boolean level = Math.abs(a.y() - b.y()) < lines + 8;
            // above the line between regions at one depth; else beside it, away from the name of the deeper region
            boolean deeperOnTheRight = (b.y() > a.y()) == (b.x() > a.x());
            text.setX(Math.round(level ? middle - width / 2 : deeperOnTheRight ? middle - width - 8 : middle + 8));
            text.setY(Math.round(level ? Math.min(a.y(), b.y()) - lines - 4 : (a.y() + b.y() - lines) / 2));
        }
    }

    private String difference(HepatorenalIndex index) {
        return index.depthDifference()
                .mm()
                .map(mm -> words.of("index.depth.mm", words.number(mm, 0)))
                .orElse(words.of(
                        "index.depth.part",
                        words.number(100 * index.depthDifference().part(), 0)));
    }

    private static void run(Line line, double fromX, double fromY, double toX, double toY) {
        line.setStartX(fromX);
        line.setStartY(fromY);
        line.setEndX(toX);
        line.setEndY(toY);
    }
}
