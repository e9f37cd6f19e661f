package org.radiloom.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

class SurfaceMetricsTest {
    private static final Geometry GRID = Geometry.axial(12, 10, 8, 1.0, 2.0, 3.0);

    @Test
    void twoSingleVoxelsAreAsFarApartAsTheirCentres() {
        // three columns of 1 mm and two slices of 3 mm apart: sqrt(9 + 36)
        SurfaceMetrics m = SurfaceMetrics.between(box(1, 1, 1, 1, 1, 1), box(4, 1, 3, 4, 1, 3))
                .orElseThrow();
        assertEquals(Math.sqrt(45), m.hd95Mm(), 1e-6);
        assertEquals(Math.sqrt(45), m.assdMm(), 1e-6);
    }

    @Test
    void equalMasksTouch() {
        Mask mask = box(2, 2, 2, 8, 6, 5);
        assertEquals(Optional.of(new SurfaceMetrics(0, 0)), SurfaceMetrics.between(mask, mask));
    }

    @Test
    void anIndependentToolFindsTheSameDistances() {
        // scipy 1.10.1: surface = m & ~binary_erosion(m, cross); distance_transform_edt(~surface, sampling=(3, 2, 1));
        // numpy percentile 95 of both directions, mean of all (arrays indexed [k][j][i])
        SurfaceMetrics m = SurfaceMetrics.between(box(2, 2, 2, 8, 6, 5), box(4, 3, 2, 10, 8, 6))
                .orElseThrow();
        assertEquals(4.47213595499958, m.hd95Mm(), 1e-5);
        assertEquals(1.9332182410034835, m.assdMm(), 1e-5);
    }

    @Test
    void aMaskThatIsMissingHasNoDistance() {
        assertEquals(Optional.empty(), SurfaceMetrics.between(box(2, 2, 2, 8, 6, 5), box(1, 1, 1, 0, 0, 0)));
        assertEquals(Optional.empty(), SurfaceMetrics.between(box(1, 1, 1, 0, 0, 0), box(1, 1, 1, 0, 0, 0)));
    }

    @Test
    void inASingleSliceOnlyTheRimIsSurface() {
        // a square of 5 x 5 pixels against its middle pixel. Rim: 16 pixels, of which 4 corners are sqrt(8) away, 8
        // beside
        // them sqrt(5), 4 middles 2; the middle pixel is 2 from the rim. The inner pixels, were they surface, would be
        // nearer.
        Geometry slice = Geometry.axial(7, 7, 1, 1, 1, 1);
        byte[] square = new byte[49];
        for (int at = 0; at < 25; at++) {
            square[(at / 5 + 1) * 7 + at % 5 + 1] = 1;
        }
        byte[] middle = new byte[49];
        middle[3 * 7 + 3] = 1;
        SurfaceMetrics m = SurfaceMetrics.between(Mask.of(slice, square), Mask.of(slice, middle))
                .orElseThrow();
        assertEquals((4 * Math.sqrt(8) + 8 * Math.sqrt(5) + 4 * 2 + 2) / 17, m.assdMm(), 1e-6);
        assertEquals(Math.sqrt(8), m.hd95Mm(), 1e-6);
    }

    @Test
    void masksOnDifferentGridsAreRefused() {
        Mask other = Mask.of(Geometry.axial(12, 10, 8, 1, 1, 1), new byte[960]);
        assertThrows(IllegalArgumentException.class, () -> SurfaceMetrics.between(box(1, 1, 1, 1, 1, 1), other));
    }

    private static Mask box(int i0, int j0, int k0, int i1, int j1, int k1) {
        byte[] voxels = new byte[12 * 10 * 8];
        for (int k = k0; k <= k1; k++) {
            for (int j = j0; j <= j1; j++) {
                for (int i = i0; i <= i1; i++) {
                    voxels[i + 12 * (j + 10 * k)] = 1;
                }
            }
        }
        return Mask.of(GRID, voxels);
    }
}
