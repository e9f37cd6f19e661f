package org.radiloom.ui.evidence;

import java.util.List;
import java.util.Objects;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.infer.PatchGrade;

/**
 * The map of grades: a tile at the middle of every patch, in the colour of its likeliest grade and with the number of
 * that grade, the more opaque the likelier. Tiles of patches that overlap lie side by side.
 */
final class GradeCells extends Region {
    private static final double LEAST_FOR_NUMBER = 14;
    private static final double LEAST_OPAQUE = 0.4;

    private final Canvas canvas = new Canvas();
    private Evidence.@Nullable Grades painted;
    private @Nullable ViewTransform paintedAt;

    GradeCells() {
        setId("grade-map");
        setManaged(false);
        setMouseTransparent(true);
        getChildren().add(canvas);
    }

    void show(Evidence.Grades grades, ViewTransform place) {
        if (grades.equals(painted) && Objects.equals(place, paintedAt)) {
            return;
        }
        painted = grades;
        paintedAt = place;
        double stepX =
                step(grades.patches().stream().mapToDouble(PatchGrade::column).toArray(), width(grades));
        double stepY =
                step(grades.patches().stream().mapToDouble(PatchGrade::row).toArray(), width(grades));
        double w = place.across(stepX, stepY);
        double h = place.down(stepX, stepY);
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (PatchGrade patch : grades.patches()) {
            var at = middle(patch, place);
            left = Math.min(left, at.x() - w / 2);
            right = Math.max(right, at.x() + w / 2);
            top = Math.min(top, at.y() - h / 2);
            bottom = Math.max(bottom, at.y() + h / 2);
        }
        if (grades.patches().isEmpty() || right - left > 8000 || bottom - top > 8000) {
            canvas.setWidth(0);
            return;
        }
        canvas.setWidth(right - left + 2);
        canvas.setHeight(bottom - top + 2);
        relocate(left - 1, top - 1);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setFont(Font.font(null, FontWeight.BOLD, Math.clamp(h * 0.5, 10, 16)));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        for (PatchGrade patch : grades.patches()) {
            var at = middle(patch, place);
            tile(g, patch, grades.classes(), at.x() - w / 2 - left + 1, at.y() - h / 2 - top + 1, w, h);
        }
    }

    private static double width(Evidence.Grades grades) {
        return grades.patches().isEmpty() ? 1 : grades.patches().getFirst().width();
    }

    private static ViewTransform.ViewPoint middle(PatchGrade patch, ViewTransform place) {
        return place.toView(patch.column() + patch.width() / 2 - 0.5, patch.row() + patch.height() / 2 - 0.5);
    }

    /** The smallest distance between patches; their size where there is no other. */
    private static double step(double[] places, double otherwise) {
        double[] sorted = places.clone();
        java.util.Arrays.sort(sorted);
        double least = otherwise;
        for (int n = 1; n < sorted.length; n++) {
            double distance = sorted[n] - sorted[n - 1];
            if (distance > 0.5) {
                least = Math.min(least, distance);
            }
        }
        return least;
    }

    private static void tile(
            GraphicsContext g, PatchGrade patch, List<String> classes, double x, double y, double w, double h) {
        int best = 0;
        for (int c = 1; c < classes.size(); c++) {
            best = patch.probabilities().get(c) > patch.probabilities().get(best) ? c : best;
        }
        double sure =
                Math.clamp((patch.probabilities().get(best) - 1.0 / classes.size()) / (1 - 1.0 / classes.size()), 0, 1);
        int rgb = GradeColours.rgb(classes, best);
        g.setFill(Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, LEAST_OPAQUE + sure * (1 - LEAST_OPAQUE)));
        g.fillRect(x + 0.5, y + 0.5, w - 1, h - 1);
        if (Math.min(w, h) >= LEAST_FOR_NUMBER) {
            g.setFill(Color.BLACK);
            g.fillText(String.valueOf(best), x + w / 2, y + h / 2);
        }
    }
}
