package org.radiloom.annotate.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.radiloom.annotate.LabelMap;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/**
 * The draft is a bar: columns 8 to 15, rows 8 to 15, in all slices. A correction speaks with 6 e^(-d/12 mm), so with 4.67, 3.64, 2.83,
 * 2.21 from slice to slice (3 mm), and the model never with more than ln 99 = 4.60.
 */
class PropagationTest {
    private static final int SIZE = 32;
    private static final Geometry GRID = Geometry.axial(SIZE, SIZE, 9, 2, 2, 3);
    private static final int CORRECTED = 4;

    private static boolean in(int at, int firstColumn, int lastColumn) {
        int i = at % SIZE;
        int j = at / SIZE;
        return i >= firstColumn && i <= lastColumn && j >= 8 && j <= 15;
    }

    private static Mask draft() {
        byte[] voxels = new byte[Math.toIntExact(GRID.voxels())];
        for (int at = 0; at < voxels.length; at++) {
            voxels[at] = (byte) (in(at % (SIZE * SIZE), 8, 15) ? 1 : 0);
        }
        return Mask.of(GRID, voxels);
    }

    /** Believes .98 of the bar, {@code beyond} of the columns 16 to 19 and .01 of the rest. */
    private static Propagation.Draft draft(double beyond) {
        return new Propagation.Draft(draft(), (k, into) -> {
            for (int at = 0; at < into.length; at++) {
                into[at] = (float) (in(at, 8, 15) ? 0.98 : in(at, 16, 19) ? beyond : 0.01);
            }
        });
    }

    /** The bar with label 1, in some slices as wide as a person has drawn it. */
    private static LabelMap drawn(int lastColumn, Integer... slices) {
        byte[][] all = new byte[GRID.slices()][SIZE * SIZE];
        for (int k = 0; k < all.length; k++) {
            int to = List.of(slices).contains(k) ? lastColumn : 15;
            for (int at = 0; at < all[k].length; at++) {
                all[k][at] = (byte) (in(at, 8, to) ? 1 : 0);
            }
        }
        return LabelMap.of(GRID, all);
    }

    private static boolean[] bar(int lastColumn) {
        boolean[] inside = new boolean[SIZE * SIZE];
        for (int at = 0; at < inside.length; at++) {
            inside[at] = in(at, 8, lastColumn);
        }
        return inside;
    }

    private static NavigableMap<Integer, boolean[]> preview(
            LabelMap map, Propagation.Draft draft, Optional<ImageStack> image, Integer... settled) throws Problem {
        return new Propagation(map, 1, draft, image)
                .preview(new TreeSet<>(Set.of(CORRECTED)), new TreeSet<>(List.of(settled)));
    }

    @Test
    void whatWasAddedIsAddedNextDoorWhereTheModelIsInDoubt() throws Problem {
        var changed = preview(drawn(19, CORRECTED), draft(0.4), Optional.empty());
        assertEquals(Set.of(0, 1, 2, 3, 5, 6, 7, 8), changed.keySet());
        // ln(.4/.6) = -.41 gives way; in column 20 the correction speaks with .75 of its voice only, against -4.60
        changed.values().forEach(inside -> assertArrayEquals(bar(19), inside));
    }

    @Test
    void itGoesNoFurtherThanTheModelsDoubt() throws Problem {
        // ln(.001/.999) counts as -4.60: less than 4.67, more than 3.64
        assertEquals(
                Set.of(3, 5),
                preview(drawn(19, CORRECTED), draft(0.001), Optional.empty()).keySet());
    }

    @Test
    void whatWasTakenAwayIsTakenAwayNextDoor() throws Problem {
        var changed = preview(drawn(11, CORRECTED), draft(0.01), Optional.empty());
        // ln(.98/.02) = 3.89: less than 4.67, more than 3.64, and than .75 of 4.67 in column 11
        assertEquals(Set.of(3, 5), changed.keySet());
        changed.values().forEach(inside -> assertArrayEquals(bar(11), inside));
    }

    @Test
    void settledSlicesStayAndEndIt() throws Problem {
        var changed = preview(drawn(19, CORRECTED), draft(0.4), Optional.empty(), 2, 7);
        assertEquals(Set.of(3, 5, 6), changed.keySet());
    }

    @Test
    void aSettledSliceThatAgreedWithTheDraftSpeaksForIt() throws Problem {
        // beside slice 2, slice 3 hears half of 4.67 only: less than 4.60
        assertEquals(
                Set.of(5),
                preview(drawn(19, CORRECTED), draft(0.001), Optional.empty(), 2).keySet());
    }

    @Test
    void theImageDecidesBetweenVoxelsThatTheModelLeavesOpen() throws Problem {
        short[] values = new short[Math.toIntExact(GRID.voxels())];
        Arrays.fill(values, (short) 50);
        for (int at = 0; at < values.length; at++) {
            int k = at / (SIZE * SIZE);
            int in = at % (SIZE * SIZE);
            // dense as drawn in the corrected slice; in the others only the first two of the four columns are
            values[at] = (short) (in(in, 8, k == CORRECTED ? 19 : 17) ? 1000 : 50);
        }
        ImageStack image = VolumeStack.ofShorts(GRID, values, ValueUnit.HOUNSFIELD);
        // log odds of .03: -3.48; two slices on the correction says 3.64 and the image up to +-1
        var changed = preview(drawn(19, CORRECTED), draft(0.03), Optional.of(image));
        assertArrayEquals(bar(19), changed.get(3));
        assertArrayEquals(bar(17), changed.get(2));
    }

    @Test
    void nothingComesOfASliceThatWasNotChanged() throws Problem {
        assertTrue(preview(drawn(15), draft(0.4), Optional.empty()).isEmpty());
    }

    @Test
    void theSameCorrectionsGiveTheSamePreview() throws Problem {
        IntBinaryOperator hash = (a, b) -> 31 * a + b;
        var once = preview(drawn(19, CORRECTED), draft(0.4), Optional.empty());
        var again = preview(drawn(19, CORRECTED), draft(0.4), Optional.empty());
        assertEquals(once.keySet(), again.keySet());
        assertEquals(
                once.values().stream().mapToInt(Arrays::hashCode).reduce(1, hash),
                again.values().stream().mapToInt(Arrays::hashCode).reduce(1, hash));
    }

    @Test
    void tenNeighboursOfALargeSliceAreProposedAtOnce() throws Problem {
        Geometry large = Geometry.axial(512, 512, 11, 0.5, 0.5, 3);
        byte[][] labels = new byte[11][512 * 512];
        byte[] voxels = new byte[11 * 512 * 512];
        for (int at = 0; at < voxels.length; at++) {
            int i = at % 512;
            int j = at / 512 % 512;
            int k = at / (512 * 512);
            boolean was = Math.hypot(i - 256, j - 256) < 100;
            voxels[at] = (byte) (was ? 1 : 0);
            labels[k][at % (512 * 512)] = (byte) (was || (k == 5 && Math.hypot(i - 300, j - 256) < 80) ? 1 : 0);
        }
        var draft = new Propagation.Draft(Mask.of(large, voxels), (k, into) -> Arrays.fill(into, 0.4f));
        ImageStack image = VolumeStack.ofShorts(large, new short[voxels.length], ValueUnit.HOUNSFIELD);
        var propagation = new Propagation(LabelMap.of(large, labels), 1, draft, Optional.of(image));
        long best = Long.MAX_VALUE;
        int changed = 0;
        for (int n = 0; n < 4; n++) {
            long started = System.nanoTime();
            changed = propagation
                    .preview(new TreeSet<>(Set.of(5)), new TreeSet<>())
                    .size();
            best = Math.min(best, System.nanoTime() - started);
        }
        assertEquals(10, changed);
        assertTrue(best < 300_000_000, best / 1e6 + " ms");
    }
}
