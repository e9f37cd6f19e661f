package org.radiloom.train.evaluation.correction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.Certainty;
import org.radiloom.problem.Problem;
import org.radiloom.train.evaluation.correction.LookedAt.Order;
import org.radiloom.train.evaluation.correction.LookedAt.Row;

class CorrectionEvaluationTest {
    /** Four slices with errors of 10, 40, 0 and 30 mm2, and 20 mm2 in slices that nothing points to. */
    private static final LookedAt LOOKED = new LookedAt(
            "p",
            List.of(
                    new Row(3, 1, 4, 1, 7, 10),
                    new Row(4, 5, 3, 1, 9, 40),
                    new Row(5, 9, 2, 1, 1, 0),
                    new Row(6, 3, 1, 1, 8, 30)),
            100);

    @Test
    void whatIsFoundIsCountedInTheOrderOfLooking() {
        assertEquals(0.4, LOOKED.found(Order.EXPECTED, 0.25), 1e-9);
        assertEquals(0.7, LOOKED.found(Order.EXPECTED, 0.3), 1e-9, "a part of a slice is a slice");
        assertEquals(0.0, LOOKED.found(Order.ENTROPY, 0.25), 1e-9);
        assertEquals(0.1, LOOKED.found(Order.ANATOMICAL, 0.25), 1e-9);
        assertEquals(0.2, LOOKED.found(Order.RANDOM, 0.25), 1e-9);
        assertEquals(0.8, LOOKED.found(Order.PERFECT, 1), 1e-9, "the rest lies where nobody looks");
        assertEquals((0.4 + 0.7 + 0.8 + 0.8) / 4, LOOKED.area(Order.EXPECTED), 1e-9);
    }

    private static final Geometry GRID = Geometry.axial(24, 24, 9, 2, 2, 3);

    private static Mask columns(IntPredicate column) {
        byte[] voxels = new byte[Math.toIntExact(GRID.voxels())];
        for (int at = 0; at < voxels.length; at++) {
            int j = at / 24 % 24;
            voxels[at] = (byte) (j >= 8 && j < 16 && column.test(at % 24) ? 1 : 0);
        }
        return Mask.of(GRID, voxels);
    }

    /** The draft lacks two of eight columns that the model gives .4: everything is right once a slice in two was corrected. */
    @Test
    void anAnnotatorWhoCorrectsEveryOtherSliceIsPlayed() throws Problem {
        Mask reference = columns(i -> i >= 8 && i < 16);
        Mask draft = columns(i -> i >= 8 && i < 14);
        float[] values = new float[Math.toIntExact(GRID.voxels())];
        for (int at = 0; at < values.length; at++) {
            int j = at / 24 % 24;
            int i = at % 24;
            values[at] = j < 8 || j >= 16 ? 0 : i >= 8 && i < 14 ? 1 : i == 14 || i == 15 ? 0.4f : 0;
        }
        var image = VolumeStack.ofShorts(GRID, new short[values.length], ValueUnit.HOUNSFIELD);
        var played = new CarriedOn(image, draft, reference, Certainty.of(values, draft));
        Map<CarriedOn.Way, Double> every = played.everyNth(2);
        assertEquals(12.0 / 14, dice(every, CarriedOn.Way.LEAVE), 1e-9);
        assertEquals(1, dice(every, CarriedOn.Way.INTERPOLATE), 1e-9);
        assertEquals(1, dice(every, CarriedOn.Way.PROPAGATE), 1e-9);
        Map<CarriedOn.Way, Double> one = played.aroundOne(List.of(4), 2);
        assertEquals(12.0 / 14, dice(one, CarriedOn.Way.INTERPOLATE), 1e-9, "one slice has nothing to be joined with");
        assertTrue(dice(one, CarriedOn.Way.PROPAGATE) > 0.999);
    }

    private static double dice(Map<CarriedOn.Way, Double> of, CarriedOn.Way way) {
        return of.getOrDefault(way, Double.NaN);
    }
}
