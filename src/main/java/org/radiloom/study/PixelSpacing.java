package org.radiloom.study;

/**
 * Distance between the centres of neighbouring pixels in mm.
 *
 * @param columnMm between columns, greater than 0
 * @param rowMm between rows, greater than 0
 */
public record PixelSpacing(double columnMm, double rowMm) {
    public PixelSpacing {
        if (!(columnMm > 0 && rowMm > 0 && columnMm < 1e6 && rowMm < 1e6)) {
            throw new IllegalArgumentException("pixel spacing " + columnMm + " x " + rowMm);
        }
    }

    boolean like(PixelSpacing other) {
        return Math.abs(columnMm - other.columnMm) < 1e-3 * columnMm && Math.abs(rowMm - other.rowMm) < 1e-3 * rowMm;
    }
}
