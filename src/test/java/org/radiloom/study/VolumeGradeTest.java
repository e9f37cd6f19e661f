package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.Vr;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.MarkerPhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.plane.Plane;
import org.radiloom.imaging.plane.PlaneVolume;
import org.radiloom.imaging.plane.Slab;
import org.radiloom.job.Progress;

/** Which series may be cut: files as scanners write them, with gaps, tilts and other directions. */
class VolumeGradeTest {
    private static final Geometry GRID = new Geometry(
            48, 40, 30, new Vec3(-37, -31, 12), new Vec3(1.5, 0, 0), new Vec3(0, 1.4, 0), new Vec3(0, 0, 1.8));
    private static final Vec3 MIDDLE = MarkerPhantom.middle(GRID);

    @TempDir
    Path dir;

    private Series only() throws Exception {
        return new Importer()
                .read(List.of(dir), Progress.NONE)
                .studies()
                .get(0)
                .series()
                .get(0);
    }

    /** Writes the phantom as it lies at slices that begin where {@code first} says. */
    private Series taken(Geometry grid, IntFunction<Vec3> first) throws Exception {
        List<Vec3> places = new ArrayList<>();
        for (int k = 0; k < grid.slices(); k++) {
            places.add(first.apply(k));
        }
        DicomSeriesFixture.ct(MarkerPhantom.at(grid, places, MIDDLE))
                .changed((k, d) -> d.decimal(
                        Tag.IMAGE_POSITION_PATIENT,
                        places.get(k).x(),
                        places.get(k).y(),
                        places.get(k).z()))
                .writeTo(dir);
        return only();
    }

    private static void assertMarkers(Series series, PlaneVolume volume) throws Exception {
        for (Plane plane : Plane.values()) {
            MarkerPhantom.assertMarkers(volume.planes(plane, Slab.NONE), MIDDLE, 0.5);
        }
        assertEquals("CT", series.modality());
    }

    private static LoadedStack loaded(Series series) {
        return new SeriesLoader(1 << 30, Runnable::run).openOnDemand(series);
    }

    @Test
    void evenSlicesAreCutAsTheyAre() throws Exception {
        DicomSeriesFixture.ct(MarkerPhantom.on(GRID)).writeTo(dir);
        Series series = only();
        var even = assertInstanceOf(VolumeGrade.Even.class, VolumeGrade.of(series));
        try (LoadedStack stack = loaded(series)) {
            assertMarkers(series, PlaneVolume.onGrid(stack, even.geometry()));
        }
    }

    @Test
    void coronalImagesAreCutAsTheyAre() throws Exception {
        Geometry coronal = new Geometry(
                48, 40, 36, new Vec3(-36, -38, 67), new Vec3(1.5, 0, 0), new Vec3(0, 0, -1.5), new Vec3(0, 1.9, 0));
        Series series = taken(coronal, k -> coronal.toPatient(0, 0, k));
        var even = assertInstanceOf(VolumeGrade.Even.class, VolumeGrade.of(series));
        try (LoadedStack stack = loaded(series)) {
            assertMarkers(series, PlaneVolume.onGrid(stack, even.geometry()));
        }
    }

    @Test
    void aTiltedGantryIsStraightened() throws Exception {
        Series series = taken(GRID, k -> new Vec3(-37, -31 + 0.45 * (k - 14.5), 12 + 1.8 * k));
        var evened = assertInstanceOf(VolumeGrade.Evened.class, VolumeGrade.of(series));
        // atan(0.45 / 1.8)
        assertEquals(VolumeGrade.Reason.TILTED, evened.reason());
        assertEquals("14.0°", evened.detail());
        try (LoadedStack stack = loaded(series)) {
            assertMarkers(series, PlaneVolume.evened(stack, evened.places()));
        }
    }

    @Test
    void slightlyUnevenSlicesAreBroughtToAnEvenGrid() throws Exception {
        double[] z = new double[30];
        for (int k = 1; k < 30; k++) {
            z[k] = z[k - 1] + (k < 15 ? 1.5 : 2.1);
        }
        Series series = taken(GRID, k -> new Vec3(-37, -31, 12 + z[k]));
        var evened = assertInstanceOf(VolumeGrade.Evened.class, VolumeGrade.of(series));
        assertEquals(VolumeGrade.Reason.UNEVEN, evened.reason());
        assertEquals("1.50 to 2.10 mm", evened.detail());
        try (LoadedStack stack = loaded(series)) {
            assertMarkers(series, PlaneVolume.evened(stack, evened.places()));
        }
    }

    @Test
    void missingSlicesAreRefused() throws Exception {
        DicomSeriesFixture.ct(MarkerPhantom.on(GRID)).without(10, 11).writeTo(dir);
        assertEquals(
                new VolumeGrade.Refused(VolumeGrade.Reason.MISSING_SLICES, "2 missing, the first after slice 10 of 28"),
                VolumeGrade.of(only()));
    }

    @Test
    void verySlopingStacksAreRefused() throws Exception {
        // atan(1.8 / 1.8)
        Series series = taken(GRID, k -> new Vec3(-37, -31 + 1.8 * k, 12 + 1.8 * k));
        assertEquals(new VolumeGrade.Refused(VolumeGrade.Reason.TILTED, "45.0°"), VolumeGrade.of(series));
    }

    @Test
    void veryUnevenSlicesAreRefused() throws Exception {
        Series series = taken(GRID, k -> new Vec3(-37, -31, 12 + (k < 15 ? k : 15 + 1.7 * (k - 15))));
        assertEquals(new VolumeGrade.Refused(VolumeGrade.Reason.UNEVEN, "1.00 to 1.70 mm"), VolumeGrade.of(series));
    }

    @Test
    void repeatedPositionsAreRefused() throws Exception {
        Series series = taken(GRID, k -> new Vec3(-37, -31, 12 + 1.8 * (k == 7 ? 6 : k)));
        assertEquals(new VolumeGrade.Refused(VolumeGrade.Reason.REPEATED_POSITIONS, ""), VolumeGrade.of(series));
    }

    @Test
    void fewSlicesAndImagesWithoutAPlaceAreRefused() throws Exception {
        DicomSeriesFixture.ct(MarkerPhantom.on(GRID.crop(0, 0, 0, 48, 40, 2))).writeTo(dir.resolve("two"));
        DicomSeriesFixture.ct(MarkerPhantom.on(GRID))
                .series(2)
                .changed((k, d) -> d.remove(Tag.IMAGE_POSITION_PATIENT))
                .writeTo(dir.resolve("nowhere"));
        List<Series> series = new Importer()
                .read(List.of(dir), Progress.NONE)
                .studies()
                .get(0)
                .series();
        assertEquals(
                List.of(
                        new VolumeGrade.Refused(VolumeGrade.Reason.TOO_FEW_SLICES, ""),
                        new VolumeGrade.Refused(VolumeGrade.Reason.NO_PLACE, "")),
                series.stream().map(VolumeGrade::of).toList());
    }

    @Test
    void framesInDifferentDirectionsAreRefused() throws Exception {
        DicomDataset[] frames = new DicomDataset[4];
        for (int k = 0; k < frames.length; k++) {
            // planes through one axis, like the blades of a fan
            double angle = 0.3 * k;
            frames[k] = DicomDataset.builder()
                    .items(
                            Tag.PLANE_POSITION_SEQUENCE,
                            DicomDataset.builder()
                                    .decimal(Tag.IMAGE_POSITION_PATIENT, 0, k, 0)
                                    .build())
                    .items(
                            Tag.PLANE_ORIENTATION_SEQUENCE,
                            DicomDataset.builder()
                                    .decimal(
                                            Tag.IMAGE_ORIENTATION_PATIENT,
                                            Math.cos(angle),
                                            Math.sin(angle),
                                            0,
                                            0,
                                            0,
                                            -1)
                                    .build())
                    .items(
                            Tag.PIXEL_MEASURES_SEQUENCE,
                            DicomDataset.builder()
                                    .decimal(Tag.PIXEL_SPACING, 1, 1)
                                    .build())
                    .build();
        }
        DicomSeriesFixture.ct(MarkerPhantom.on(GRID.crop(0, 0, 0, 2, 2, 1)))
                .changed((k, d) -> d.integer(Tag.NUMBER_OF_FRAMES, frames.length)
                        .items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames)
                        .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[2 * 2 * 2 * frames.length]))
                .writeTo(dir);
        assertEquals(new VolumeGrade.Refused(VolumeGrade.Reason.MIXED_ORIENTATION, ""), VolumeGrade.of(only()));
    }
}
