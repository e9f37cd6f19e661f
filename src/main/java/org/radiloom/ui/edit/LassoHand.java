package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.tool.EditPlane;

/** Lasso: what the pointer went around with the button down is filled when it comes up, or erased if Ctrl was held. */
final class LassoHand implements Hand {
    /** Points that are nearer to each other are one, in voxels. */
    private static final double FINEST = 0.2;

    private final EditModel model;
    private final List<double[]> line = new ArrayList<>();
    private @Nullable EditCase on;
    private @Nullable EditPlane plane;
    private boolean erases;

    LassoHand(EditModel model) {
        this.model = model;
    }

    @Override
    public void press(EditCase of, Spot at) {
        line.clear();
        on = of;
        plane = at.plane();
        erases = at.inverse();
        line.add(new double[] {at.x(), at.y()});
    }

    @Override
    public void drag(EditCase of, Spot at) {
        if (of == on && at.plane().equals(plane)) {
            double[] last = line.getLast();
            if (Math.hypot(at.x() - last[0], at.y() - last[1]) >= FINEST) {
                line.add(new double[] {at.x(), at.y()});
            }
        }
    }

    @Override
    public void release(EditCase of, Spot at) {
        EditPlane where = plane;
        if (of == on && where != null) {
            drag(of, at);
            List<double[]> all = List.copyOf(line);
            cancel(of);
            AreaPaint.fill(of, model.options(), where, all, erases, AreaPaint.step(EditTool.LASSO));
        }
    }

    @Override
    public boolean cancel(EditCase of) {
        boolean any = on == of;
        if (any) {
            on = null;
            plane = null;
            line.clear();
        }
        return any;
    }

    @Override
    public Optional<Sketch> sketch(EditCase of) {
        EditPlane where = plane;
        return of == on && where != null
                ? Optional.of(new Sketch(where, line, line.size() > 2, List.of()))
                : Optional.empty();
    }
}
