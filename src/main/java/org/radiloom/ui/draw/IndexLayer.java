package org.radiloom.ui.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.ui.draw.IndexModel.Organ;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.words.Words;

/** The two regions of the hepatorenal index over the frame: dragged by their area, sized by their handles. */
public final class IndexLayer implements ViewportLayer {
    private final IndexModel model;
    private final List<EllipseShape> shapes;
    private final DepthGuide guide;
    private boolean here;
    private ViewTransform place = new ViewTransform(1, 1, 0, 0);

    public IndexLayer(IndexModel model, Words words) {
        this.model = model;
        guide = new DepthGuide(words);
        shapes = Stream.of(Organ.values())
                .map(organ -> new EllipseShape(model, organ, words))
                .toList();
    }

    @Override
    public List<Node> nodes() {
        List<Node> all = new ArrayList<>(guide.nodes());
        shapes.forEach(s -> all.addAll(s.nodes()));
        return all;
    }

    @Override
    public void place(Shown shown) {
        place = shown.place();
        here = model.active() && model.frame().filter(f -> f == shown.slice()).isPresent();
        shapes.forEach(s -> s.show(here, shown.place()));
        if (here) {
            guide.show(
                    model.region(Organ.LIVER).orElseThrow(),
                    model.region(Organ.KIDNEY).orElseThrow(),
                    shown.place(),
                    model.result());
        } else {
            guide.hide();
        }
    }

    @Override
    public boolean pressed(KeyEvent key) {
        if (!here || key.isShortcutDown() || key.isAltDown()) {
            return false;
        }
        Organ organ = model.selected().orElse(null);
        if (key.getCode() == KeyCode.K) {
            model.select(organ == null ? Organ.LIVER : organ.other());
            return true;
        }
        return organ != null && pressed(key.getCode(), organ, key.isShiftDown() ? 10 : 1);
    }

    private boolean pressed(KeyCode code, Organ organ, double step) {
        switch (code) {
            case ESCAPE -> model.deselect();
            case LEFT -> move(organ, -step, 0);
            case RIGHT -> move(organ, step, 0);
            case UP -> move(organ, 0, -step);
            case DOWN -> move(organ, 0, step);
            case PLUS, ADD, EQUALS -> grow(organ, step);
            case MINUS, SUBTRACT -> grow(organ, -step);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Moves by pixels of the image, in the direction that the reader sees. */
    private void move(Organ organ, double right, double down) {
        var step = place.step(right, down);
        model.moveBy(organ, step.column(), step.row());
    }

    private void grow(Organ organ, double by) {
        model.region(organ).ifPresent(e -> model.resize(organ, e.radiusColumns() + by, e.radiusRows() + by));
    }
}
