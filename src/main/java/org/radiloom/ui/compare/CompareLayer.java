package org.radiloom.ui.compare;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.compare.DifferenceMap;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditModel;
import org.radiloom.ui.edit.Places;
import org.radiloom.ui.edit.PlanePlace;
import org.radiloom.ui.view.Outline;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Words;

/** What only one of two segmentations holds, over slices and planes, with what the colours mean. */
public final class CompareLayer implements ViewportLayer {
    private static final double FILL = 0.55;
    /** What both hold needs no attention. */
    private static final double QUIET = 0.12;

    private static final double ROW = 18;
    private static final double SIDE = 12;
    /** Room for the corner text below. */
    private static final double ABOVE_CORNER = 72;

    private final CompareModel model;
    private final EditModel edit;
    private final ViewportModel view;
    private final Words words;
    private final Path both = path("masks-both", CompareColours.BOTH, QUIET);
    private final Path onlyA = path("masks-only-a", CompareColours.ONLY_A, FILL);
    private final Path onlyB = path("masks-only-b", CompareColours.ONLY_B, FILL);
    private final Group areas = new Group(both, onlyA, onlyB);
    private final Group legend = new Group();
    private final List<Outline> traced = new ArrayList<>();
    private final List<Text> said = new ArrayList<>();
    private @Nullable Seen seen;

    /** What the outlines were traced from. */
    private record Seen(CompareModel.Result of, ImageStack stack, int slice) {}

    /**
     * @param model the comparison
     * @param edit says which case lies under the images
     * @param view what is on screen
     */
    public CompareLayer(CompareModel model, EditModel edit, ViewportModel view, Words words) {
        this.model = model;
        this.edit = edit;
        this.view = view;
        this.words = words;
        areas.setId("masks-map");
        legend.setId("masks-legend");
        for (Group each : List.of(areas, legend)) {
            each.setManaged(false);
            each.setMouseTransparent(true);
        }
        Color[] colours = {CompareColours.ONLY_A, CompareColours.ONLY_B, CompareColours.BOTH};
        for (int n = 0; n < colours.length; n++) {
            var square = new Rectangle(0, n * ROW + 2, SIDE, SIDE);
            square.setFill(colours[n].deriveColor(0, 1, 1, n < 2 ? FILL + 0.2 : QUIET * 2));
            square.setStroke(colours[n]);
            legend.getChildren().addAll(square, text(n, Color.BLACK, 3), text(n, CompareColours.BOTH, 0));
        }
    }

    private static Path path(String id, Color colour, double fill) {
        var path = new Path();
        path.setId(id);
        path.setStroke(colour);
        path.setStrokeWidth(1.5);
        path.setFill(colour.deriveColor(0, 1, 1, fill));
        return path;
    }

    private Text text(int row, Color colour, double rim) {
        var text = new Text(SIDE + 8, row * ROW, "");
        text.setFont(Font.font(12));
        text.setTextOrigin(VPos.TOP);
        text.setFill(colour);
        if (rim > 0) {
            text.setStroke(colour);
            text.setStrokeWidth(rim);
        }
        said.add(text);
        return text;
    }

    @Override
    public List<Node> nodes() {
        return List.of(areas, legend);
    }

    @Override
    public void place(Shown shown) {
        CompareModel.Result result = model.result().orElse(null);
        EditCase on = edit.on(view.stack()).orElse(null);
        ImageStack stack = view.stack().orElse(null);
        PlanePlace place = result == null
                        || on == null
                        || stack == null
                        || model.on().filter(on::equals).isEmpty()
                ? null
                : Places.of(on, stack, shown.slice()).orElse(null);
        boolean visible = result != null && place != null && stack != null && model.map() && shown.overlays();
        areas.setVisible(visible);
        legend.setVisible(visible);
        if (!visible || result == null || place == null || stack == null) {
            return;
        }
        trace(result, place, new Seen(result, stack, shown.slice()));
        both.getElements().setAll(elements(traced.get(0), shown.place()));
        onlyA.getElements().setAll(elements(traced.get(1), shown.place()));
        onlyB.getElements().setAll(elements(traced.get(2), shown.place()));
        String[] names = {words.of("masks.only.a"), words.of("masks.only.b"), words.of("masks.both")};
        for (int n = 0; n < said.size(); n++) {
            said.get(n).setText(names[n / 2]);
        }
        legend.setLayoutX(12);
        legend.setLayoutY(Math.max(12, shown.height() - ABOVE_CORNER - 3 * ROW));
    }

    private void trace(CompareModel.Result result, PlanePlace place, Seen now) {
        if (now.equals(seen)) {
            return;
        }
        Mask a = result.a();
        Mask b = result.b();
        byte[] map;
        if (place.isOwn()) {
            map = DifferenceMap.slice(a, b, (int) place.origin().z());
        } else {
            map = new byte[place.columns() * place.rows()];
            place.eachVoxel(
                    (at, i, j, k) -> map[at] = (byte) ((a.contains(i, j, k) ? 1 : 0) | (b.contains(i, j, k) ? 2 : 0)));
        }
        traced.clear();
        for (byte kind : new byte[] {DifferenceMap.BOTH, DifferenceMap.ONLY_A, DifferenceMap.ONLY_B}) {
            byte[] inside = new byte[map.length];
            boolean any = false;
            for (int at = 0; at < map.length; at++) {
                inside[at] = (byte) (map[at] == kind ? 1 : 0);
                any |= map[at] == kind;
            }
            traced.add(any ? Outline.of(inside, place.columns(), place.rows()) : new Outline(List.of()));
        }
        seen = now;
    }

    private static List<PathElement> elements(Outline outline, ViewTransform at) {
        List<PathElement> elements = new ArrayList<>();
        for (double[] loop : outline.loops()) {
            var start = at.toView(loop[0], loop[1]);
            elements.add(new MoveTo(start.x(), start.y()));
            for (int n = 2; n < loop.length; n += 2) {
                var next = at.toView(loop[n], loop[n + 1]);
                elements.add(new LineTo(next.x(), next.y()));
            }
            elements.add(new ClosePath());
        }
        return elements;
    }
}
