package org.radiloom.ui.edit;

import java.util.Optional;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;

/** Where what a viewport shows lies in a case. */
public final class Places {
    private Places() {}

    /** @param slice of the stack; empty is returned where the two share no place */
    public static Optional<PlanePlace> of(EditCase on, ImageStack stack, int slice) {
        Geometry grid = on.grid();
        if (slice < 0) {
            return Optional.empty();
        }
        if (on.measured() && stack.geometry().isPresent()) {
            return Optional.of(PlanePlace.of(stack.geometry().get(), slice, grid));
        }
        boolean same =
                stack.columns() == grid.columns() && stack.rows() == grid.rows() && stack.slices() == grid.slices();
        return same ? Optional.of(PlanePlace.own(grid, slice)) : Optional.empty();
    }
}
