package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.tool.EditPlane;
import org.radiloom.annotate.tool.Livewire;
import org.radiloom.annotate.tool.PlaneValues;

/** How an outline goes from a corner to the next. */
interface Line {
    /** The way from the anchor to a point of the plane, without the anchor. */
    List<double[]> to(double x, double y);

    /** Gives the line from a point of the plane. */
    interface Maker {
        Line from(double x, double y);
    }

    /** Straight from corner to corner. */
    static Maker straight() {
        return (fromX, fromY) -> (x, y) -> List.of(new double[] {x, y});
    }

    /** Along the edges of the images, whose values must be in memory. */
    static Maker clinging(EditCase of, EditPlane plane) {
        int width = plane.width(of.grid());
        int height = plane.height(of.grid());
        float[] values = PlaneValues.of(of.images(), plane).orElseThrow();
        return (x, y) -> new Wire(values, width, height, x, y);
    }

    /**
     * A livewire in a box around its anchor, which becomes larger when the pointer leaves it: near ways come without delay. Beyond
     * the largest box the line is straight.
     */
    final class Wire implements Line {
        private static final int NEAR = 128;
        private static final int FAR = 256;

        private final float[] values;
        private final int width;
        private final int height;
        private final int anchorX;
        private final int anchorY;
        private int reach = NEAR;
        private int left;
        private int top;
        private @Nullable Livewire wire;

        Wire(float[] values, int width, int height, double x, double y) {
            this.values = values;
            this.width = width;
            this.height = height;
            this.anchorX = Math.clamp(Math.round(x), 0, width - 1);
            this.anchorY = Math.clamp(Math.round(y), 0, height - 1);
        }

        @Override
        public List<double[]> to(double x, double y) {
            int toX = Math.clamp(Math.round(x), 0, width - 1);
            int toY = Math.clamp(Math.round(y), 0, height - 1);
            int wanted = Math.max(Math.abs(toX - anchorX), Math.abs(toY - anchorY));
            Livewire found = wire;
            if (found == null || wanted > reach) {
                while (reach < Math.min(wanted, FAR)) {
                    reach *= 2;
                }
                found = around();
                wire = found;
            }
            List<double[]> way = new ArrayList<>();
            for (double[] p : found.to(toX - left, toY - top)) {
                way.add(new double[] {p[0] + left, p[1] + top});
            }
            return way.size() > 1 ? way.subList(1, way.size()) : way;
        }

        private Livewire around() {
            left = Math.max(0, anchorX - reach);
            top = Math.max(0, anchorY - reach);
            int columns = Math.min(width, anchorX + reach + 1) - left;
            int rows = Math.min(height, anchorY + reach + 1) - top;
            float[] part = new float[columns * rows];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(values, left + width * (top + row), part, row * columns, columns);
            }
            return Livewire.of(part, columns, anchorX - left, anchorY - top);
        }
    }
}
