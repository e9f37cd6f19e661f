package org.radiloom.imaging.plane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.fixtures.MarkerPhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.OrientationLabels;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;

/** Planes show what lies where they say, whichever way the images were taken. */
class PlaneStackTest {
    private static final Geometry AXIAL = new Geometry(
            48, 40, 30, new Vec3(-37, -31, 12), new Vec3(1.5, 0, 0), new Vec3(0, 1.4, 0), new Vec3(0, 0, 1.8));

    /** Ways in which images come from scanners; each box is about 65 mm wide. */
    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    enum Taken {
        AXIAL_HEAD_FIRST(AXIAL),
        AXIAL_UPSIDE_DOWN(new Geometry(
                48, 40, 30, new Vec3(37, 31, 12), new Vec3(-1.5, 0, 0), new Vec3(0, -1.4, 0), new Vec3(0, 0, 1.8))),
        CORONAL_IMAGES(new Geometry(
                48, 40, 36, new Vec3(-30, -20, 30), new Vec3(1.4, 0, 0), new Vec3(0, 0, -1.5), new Vec3(0, 1.9, 0))),
        SAGITTAL_IMAGES(new Geometry(
                48, 40, 36, new Vec3(30, -20, 30), new Vec3(0, 1.4, 0), new Vec3(0, 0, -1.5), new Vec3(-1.9, 0, 0))),
        OBLIQUE(turned(AXIAL, Math.toRadians(20)));

        final Geometry grid;

        Taken(Geometry grid) {
            this.grid = grid;
        }
    }

    /** A grid turned around the patient's left-right axis. */
    private static Geometry turned(Geometry g, double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new Geometry(
                g.columns(),
                g.rows(),
                g.slices(),
                g.origin(),
                g.columnStep(),
                new Vec3(0, g.rowSpacingMm() * c, g.rowSpacingMm() * s),
                new Vec3(0, -g.sliceSpacingMm() * s, g.sliceSpacingMm() * c));
    }

    @ParameterizedTest
    @EnumSource(Taken.class)
    void markersLieWithinHalfAMillimetreInAllPlanes(Taken taken) throws Exception {
        var volume = PlaneVolume.onGrid(MarkerPhantom.on(taken.grid), taken.grid);
        for (Plane plane : Plane.values()) {
            MarkerPhantom.assertMarkers(volume.planes(plane, Slab.NONE), MarkerPhantom.middle(taken.grid), 0.5);
        }
    }

    @ParameterizedTest
    @EnumSource(Taken.class)
    void everyVoxelOfAPlaneIsTheVoxelThatLiesThere(Taken taken) throws Exception {
        var stack = MarkerPhantom.on(taken.grid);
        for (Plane plane : Plane.values()) {
            PlaneStack planes = PlaneVolume.onGrid(stack, taken.grid).planes(plane, Slab.NONE);
            Geometry g = planes.geometry().orElseThrow();
            for (int k = 0; k < g.slices(); k += 7) {
                GreySlice slice = (GreySlice) planes.slice(k);
                for (int j = 0; j < g.rows(); j++) {
                    for (int i = 0; i < g.columns(); i++) {
                        Vec3 at = taken.grid.toIndex(g.toPatient(i, j, k));
                        assertEquals(
                                stack.valueAt(
                                        (int) Math.rint(at.x()), (int) Math.rint(at.y()), (int) Math.rint(at.z())),
                                slice.valueAt(i, j));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Taken.class)
    void planesAreTurnedTheWayRadiologistsLook(Taken taken) {
        var volume = PlaneVolume.onGrid(MarkerPhantom.on(taken.grid), taken.grid);
        List<String> letters = new ArrayList<>();
        for (Plane plane : Plane.values()) {
            Geometry g = volume.planes(plane, Slab.NONE).geometry().orElseThrow();
            var l = OrientationLabels.of(g, new ViewTransform(1, 1, 0, 0));
            letters.add("" + l.left().charAt(0) + l.right().charAt(0) + l.top().charAt(0)
                    + l.bottom().charAt(0));
            // seen from the side that PS3.3 has slices grow to: right x down
            assertTrue(g.columnStep().cross(g.rowStep()).dot(g.sliceStep()) > 0);
        }
        assertEquals(List.of("RLAP", "RLHF", "APHF"), letters);
    }

    @Test
    void anUprightAxialStackNeedsNoCopyOfItself() {
        var volume = PlaneVolume.onGrid(MarkerPhantom.on(AXIAL), AXIAL);
        assertTrue(volume.same(Plane.AXIAL));
        assertFalse(volume.same(Plane.CORONAL));
    }

    @Test
    void unevenAndTiltedSlicesAreStraightened() throws Exception {
        Vec3 middle = new Vec3(0, 0, 40);
        List<Vec3> first = new ArrayList<>();
        double z = 12;
        for (int k = 0; k < 30; k++) {
            // 14 degrees: slices slide to the back as they go up
            first.add(new Vec3(-37, -31 + 0.25 * (z - 40), z));
            z += k % 3 == 0 ? 1.5 : 2.1;
        }
        VolumeStack stack = MarkerPhantom.at(AXIAL, first, middle);
        var places = new SlicePlaces(48, 40, new Vec3(1, 0, 0), new Vec3(0, 1, 0), 1.5, 1.4, first);
        var volume = PlaneVolume.evened(stack, places);
        Geometry g = volume.geometry();
        assertEquals(new Vec3(-37, -38, 12), g.origin());
        assertEquals(0, g.sliceStep().x());
        assertEquals(0, g.sliceStep().y());
        assertEquals(first.get(29).z(), g.toPatient(0, 0, g.slices() - 1).z(), 1e-9);
        // the last slice begins at y = -24.7 or so: its 40 rows must still lie inside
        assertTrue(g.toPatient(0, g.rows() - 1, 0).y() >= first.get(29).y() + 39 * 1.4 - 1e-6);
        for (Plane plane : Plane.values()) {
            MarkerPhantom.assertMarkers(volume.planes(plane, Slab.NONE), middle, 0.5);
        }
    }

    @Test
    void straighteningIsExactForValuesThatAreLinearInSpace() throws Exception {
        List<Vec3> first =
                List.of(new Vec3(0, 0, 0), new Vec3(0.3, 0.7, 2), new Vec3(0.9, 1.1, 5), new Vec3(0.2, 1.9, 7.5));
        float[] values = new float[20 * 20 * 4];
        for (int k = 0, at = 0; k < 4; k++) {
            for (int j = 0; j < 20; j++) {
                for (int i = 0; i < 20; i++) {
                    Vec3 p = first.get(k);
                    values[at++] = (float) ramp(new Vec3(p.x() + i, p.y() + 2 * j, p.z()));
                }
            }
        }
        VolumeStack stack = VolumeStack.ofFloats(Geometry.axial(20, 20, 4, 1, 2, 2.5), values, ValueUnit.RAW);
        var volume =
                PlaneVolume.evened(stack, new SlicePlaces(20, 20, new Vec3(1, 0, 0), new Vec3(0, 1, 0), 1, 2, first));
        for (Plane plane : Plane.values()) {
            PlaneStack planes = volume.planes(plane, Slab.NONE);
            Geometry g = planes.geometry().orElseThrow();
            for (int k = 0; k < g.slices(); k++) {
                for (int j = 0; j < g.rows(); j++) {
                    for (int i = 0; i < g.columns(); i++) {
                        Vec3 p = g.toPatient(i, j, k);
                        if (p.x() >= 1 && p.x() <= 19 && p.y() >= 2 && p.y() <= 37) {
                            assertEquals(ramp(p), ((GreySlice) planes.slice(k)).valueAt(i, j), 1e-3, plane + " " + p);
                        }
                    }
                }
            }
        }
    }

    private static double ramp(Vec3 p) {
        return 100 + 2 * p.x() - 3 * p.y() + 5 * p.z();
    }

    @Test
    void aSlabTakesLargestSmallestOrMeanOfThePlanesWithin() throws Exception {
        // value = row number: coronal planes are constant
        short[] rows = new short[4 * 9 * 3];
        for (int at = 0; at < rows.length; at++) {
            rows[at] = (short) (at / 4 % 9);
        }
        Geometry g = Geometry.axial(4, 9, 3, 1, 2, 1);
        var volume = PlaneVolume.onGrid(VolumeStack.ofShorts(g, rows, ValueUnit.RAW), g);
        // 8 mm around row 3: rows 1 to 5, two millimetres apart
        assertEquals(5, coronal(volume, 8, Slab.Projection.MAXIMUM, 3));
        assertEquals(1, coronal(volume, 8, Slab.Projection.MINIMUM, 3));
        assertEquals(3, coronal(volume, 8, Slab.Projection.MEAN, 3));
        // at the edge there are fewer: rows 0 to 2
        assertEquals(2, coronal(volume, 8, Slab.Projection.MAXIMUM, 0));
        assertEquals(1, coronal(volume, 8, Slab.Projection.MEAN, 0));
        // thinner than two spacings is the plane alone
        assertEquals(3, coronal(volume, 3.9, Slab.Projection.MAXIMUM, 3));
        var sagittal = volume.planes(Plane.SAGITTAL, new Slab(2, Slab.Projection.MEAN));
        assertEquals(7, ((GreySlice) sagittal.slice(1)).valueAt(7, 0));
        var axial = volume.planes(Plane.AXIAL, new Slab(2, Slab.Projection.MAXIMUM));
        assertEquals(7, ((GreySlice) axial.slice(1)).valueAt(2, 7));
    }

    private static float coronal(PlaneVolume volume, double mm, Slab.Projection how, int k) throws Exception {
        return ((GreySlice) volume.planes(Plane.CORONAL, new Slab(mm, how)).slice(k)).valueAt(1, 1);
    }

    @Test
    void planesAreBlackWhereImagesAreMissingAndFillUp() throws Exception {
        var stack = new Arriving(MarkerPhantom.on(AXIAL));
        PlaneStack coronal = PlaneVolume.onGrid(stack, AXIAL).planes(Plane.CORONAL, Slab.NONE);
        assertEquals(Optional.empty(), coronal.ifLoaded(20));
        stack.there[5] = true;
        assertEquals(29, coronal.missing(20));
        assertFalse(coronal.isLoaded(20));
        GreySlice some = (GreySlice) coronal.ifLoaded(20).orElseThrow();
        // image 5 is row 29 - 5 from the top
        assertEquals(-1000, some.valueAt(10, 23));
        assertEquals(stack.all.valueAt(10, 20, 5), some.valueAt(10, 24));
        assertSame(some, coronal.ifLoaded(20).orElseThrow());
        stack.there[6] = true;
        GreySlice more = (GreySlice) coronal.ifLoaded(20).orElseThrow();
        assertEquals(stack.all.valueAt(10, 20, 6), more.valueAt(10, 23));
        PlaneStack axial = PlaneVolume.onGrid(stack, AXIAL).planes(Plane.AXIAL, Slab.NONE);
        assertTrue(axial.isLoaded(6));
        assertFalse(axial.isLoaded(7));
        java.util.Arrays.fill(stack.there, true);
        assertTrue(coronal.isLoaded(20));
    }

    @Test
    void imagesWithDifferentTransformsMeetAsValues() throws Exception {
        // as positron images come: each with a slope of its own
        short[] ones = {1, 1, 1, 1};
        var stack = VolumeStack.of(
                List.of(
                        GreySlice.ofStored(ones.clone(), false, 2, 0, 2, 2),
                        GreySlice.ofStored(ones.clone(), false, 0.5f, 1, 2, 2)),
                Optional.empty(),
                ValueUnit.RAW);
        var coronal =
                PlaneVolume.onGrid(stack, Geometry.axial(2, 2, 2, 1, 1, 1)).planes(Plane.CORONAL, Slab.NONE);
        GreySlice plane = (GreySlice) coronal.slice(0);
        assertEquals(1.5f, plane.valueAt(0, 0));
        assertEquals(2, plane.valueAt(0, 1));
    }

    /** A stack whose images come one by one. */
    private static final class Arriving implements ImageStack {
        final VolumeStack all;
        final boolean[] there;

        Arriving(VolumeStack all) {
            this.all = all;
            this.there = new boolean[all.slices()];
        }

        @Override
        public int columns() {
            return all.columns();
        }

        @Override
        public int rows() {
            return all.rows();
        }

        @Override
        public int slices() {
            return all.slices();
        }

        @Override
        public ValueUnit unit() {
            return all.unit();
        }

        @Override
        public Optional<Geometry> geometry() {
            return all.geometry();
        }

        @Override
        public Window defaultWindow() {
            return all.defaultWindow();
        }

        @Override
        public Slice slice(int k) {
            return all.slice(k);
        }

        @Override
        public Optional<Slice> ifLoaded(int k) {
            return there[k] ? all.ifLoaded(k) : Optional.empty();
        }
    }
}
