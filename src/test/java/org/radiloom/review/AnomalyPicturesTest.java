package org.radiloom.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.AnomalyMap;
import org.radiloom.infer.AnomalyView;
import org.radiloom.infer.Provenance;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.model.AnomalyTask;
import org.radiloom.problem.Problem;

class AnomalyPicturesTest {
    private static final int SIDE = 16;
    private static final int SIZE = 64;
    private static final AnomalyTask.MapScale SCALE = new AnomalyTask.MapScale(1, 2, 5, "relative difference");

    @TempDir
    private Path folder;

    /** A finding with one map of one value for each slice. */
    private static AnomalyFinding finding(float... values) throws Problem {
        List<SliceAnomaly> slices = new ArrayList<>();
        int most = 0;
        for (int k = 0; k < values.length; k++) {
            most = values[k] > values[most] ? k : most;
            float[] map = new float[SIDE * SIDE];
            Arrays.fill(map, values[k]);
            slices.add(new SliceAnomaly(
                    k,
                    Optional.empty(),
                    values[k],
                    50,
                    values[k] >= 3,
                    true,
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    Optional.of(new AnomalyMap(
                            AnomalyView.whole(SIZE, SIZE, SIDE), map, new float[SIDE * SIDE], Optional.empty()))));
        }
        return new AnomalyFinding(
                "1",
                "Anomaly",
                "patch-memory",
                "lung",
                "XR",
                "It is said.",
                Optional.empty(),
                Map.of(),
                Map.of(),
                slices,
                most,
                values[most],
                50,
                3,
                values[most] >= 3,
                "a rule",
                40,
                0,
                0.1,
                SCALE,
                Optional.empty(),
                true,
                new Provenance("m", "1", "0", "e", "cpu", List.of(), Map.of(), Instant.EPOCH, 0));
    }

    /** Black pictures. */
    private static VolumeStack black(int slices) {
        List<GreySlice> all = new ArrayList<>();
        for (int k = 0; k < slices; k++) {
            all.add(GreySlice.ofValues(new float[SIZE * SIZE], SIZE, SIZE));
        }
        return VolumeStack.of(all, Optional.<Geometry>empty(), ValueUnit.RAW).withWindow(new Window(128, 256));
    }

    /** The colour in the middle of the picture of the most suspicious slice. */
    private int middle(String name, float... values) throws Problem {
        Path file = folder.resolve(name);
        new AnomalyPictures(black(values.length), false, finding(values)).writeSuspect(file);
        Slice slice = PictureFile.read(file, 0);
        // drawn ten times as large, so that words fit
        return assertInstanceOf(ColourSlice.class, slice).rgbAt(320, 320);
    }

    @Test
    void aValueHasOneColourInTwoStudiesAndNothingIsDrawnBelowTheThreshold() throws Problem {
        int alone = middle("a.png", 4);
        assertEquals(alone, middle("b.png", 1, 4, 0));
        assertNotEquals(alone, middle("c.png", 5));
        assertEquals(0, middle("d.png", 1.9f));
        assertNotEquals(0, middle("e.png", 2.1f));
    }

    @Test
    void theLegendNamesTheStoredConstants() {
        assertEquals(
                List.of(SCALE.low(), SCALE.threshold(), SCALE.high()),
                SCALE.heat().ticks());
        assertEquals(List.of("1.00", "2.00", "5.00"), AnomalyPictures.ticks(SCALE.heat()));
    }

    @Test
    void aMethodThatRedrawsNothingHasWhatWasSeenBesideTheMapOnly() throws Problem {
        Path file = folder.resolve("beside.png");
        new AnomalyPictures(black(1), false, finding(4)).writeSideBySide(file);
        assertEquals(2 * 266 + 10, PictureFile.outline(file).columns());
    }

    @Test
    void mapsInThePatientComeBackAsTheyAre() throws Problem {
        Geometry grid = Geometry.axial(SIZE, SIZE, 2, 0.7, 0.7, 3);
        AnomalyFinding found = finding(1.25f, 4.5f);
        String name = AnomalyMaps.write(folder, "x", Optional.of(grid), found);
        VolumeStack read = Nifti.read(folder.resolve(name), ValueUnit.RAW);
        for (int k = 0; k < 2; k++) {
            float[] wanted = found.perSlice().get(k).map().orElseThrow().onPicture();
            float[] values = new float[SIZE * SIZE];
            read.slice(k).copyTo(values, 0);
            org.junit.jupiter.api.Assertions.assertArrayEquals(wanted, values);
        }
        assertEquals(4.5f, read.valueAt(32, 32, 1), 1e-5);
    }

    @Test
    void mapsOfPicturesComeBackToHalfAStepAlsoWhereTheyLeaveTheScale() throws Problem, java.io.IOException {
        Files.createDirectories(folder.resolve("x"));
        AnomalyFinding found = finding(1.25f, 400);
        String name = AnomalyMaps.write(folder, "x", Optional.empty(), found);
        assertEquals("x/map-0002.png", name);
        double step = AnomalyMaps.step(found);
        // 400 needs 400 / 65535; the scale alone would take 5 / 8192
        assertEquals(400 / 65535.0, step, 1e-12);
        assertEquals(5 / 8192.0, AnomalyMaps.step(finding(1)), 1e-12);
        GreySlice dim =
                assertInstanceOf(GreySlice.class, PictureFile.read(folder.resolve(AnomalyMaps.beside(name, 0)), 0));
        assertEquals(1.25, step * dim.valueAt(32, 32), step / 2 + 1e-6);
    }
}
