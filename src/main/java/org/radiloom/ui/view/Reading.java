package org.radiloom.ui.view;

import java.util.Optional;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;

/**
 * The voxel under the pointer.
 *
 * @param value in {@code unit}; empty at coloured pixels, and where the file has no number
 * @param patientMm its place in the patient, LPS; empty without geometry
 */
public record Reading(int column, int row, Optional<Double> value, ValueUnit unit, Optional<Vec3> patientMm) {
    /** Reads a voxel; empty outside the image, or while its slice is not loaded. */
    static Optional<Reading> of(ImageStack stack, int slice, int column, int row) {
        if (column < 0 || row < 0 || column >= stack.columns() || row >= stack.rows()) {
            return Optional.empty();
        }
        return stack.ifLoaded(slice)
                .map(pixels -> new Reading(
                        column,
                        row,
                        value(pixels, column, row),
                        stack.unit(),
                        stack.geometry().map(g -> g.toPatient(column, row, slice))));
    }

    /** Ultrasound comes in colours though most of it is grey; a grey pixel has a value there too. */
    private static Optional<Double> value(Slice pixels, int column, int row) {
        return switch (pixels) {
            case GreySlice grey ->
                Optional.of((double) grey.valueAt(column, row)).filter(Double::isFinite);
            case ColourSlice colour -> {
                int rgb = colour.rgbAt(column, row);
                yield rgb == (rgb & 0xFF) * 0x010101 ? Optional.of((double) (rgb & 0xFF)) : Optional.empty();
            }
        };
    }
}
