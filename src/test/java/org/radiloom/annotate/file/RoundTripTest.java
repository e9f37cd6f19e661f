package org.radiloom.annotate.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.fixtures.LabelPhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/** What is written is read again: voxel by voxel, in every order of the axes, with names, colours and codes where there is room. */
class RoundTripTest {
    /** The formats, and whether they keep what segments are called. */
    enum Format {
        NIFTI("a.nii", false, true),
        NIFTI_GZ("a.nii.gz", false, true),
        NRRD("a.seg.nrrd", true, true),
        PNG("png", true, true),
        LABELME("labelme", true, true),
        ROI("a.zip", true, false);

        final String name;
        final boolean names;
        final boolean place;

        Format(String name, boolean names, boolean place) {
            this.name = name;
            this.names = names;
            this.place = place;
        }

        void write(Path file, Segmentation segmentation) throws Problem {
            switch (this) {
                case NIFTI, NIFTI_GZ -> NiftiLabels.write(file, segmentation);
                case NRRD -> NrrdLabels.write(file, segmentation);
                case PNG -> PngStack.write(file, segmentation);
                case LABELME ->
                    assertEquals(
                            List.of(),
                            LabelmeFolder.write(file, segmentation, LabelmeFolder.Shapes.MASKS, SlicePictures.NONE));
                case ROI -> RoiZip.write(file, segmentation);
            }
        }

        Imported read(Path file, Geometry grid) throws Problem {
            return switch (this) {
                case NIFTI, NIFTI_GZ -> NiftiLabels.read(file, grid);
                case NRRD -> NrrdLabels.read(file, grid);
                case PNG -> PngStack.read(file, grid);
                case LABELME -> LabelmeFolder.read(file, grid);
                case ROI -> RoiZip.read(file, grid);
            };
        }
    }

    @TempDir
    private Path folder;

    private Path file(Format format, String begin) {
        return folder.resolve(begin + format.name);
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderOfTheAxesComesBackVoxelByVoxel(Format format) throws Exception {
        for (int order = 0; order < LabelPhantom.ORIENTATIONS; order++) {
            Segmentation written = LabelPhantom.on(LabelPhantom.grid(order));
            Path file = file(format, order + "-");
            format.write(file, written);
            Imported read = format.read(file, written.map().geometry());
            assertSame(written.map(), read.segmentation().map(), "order " + order);
            assertEquals(List.of(), read.warnings());
            if (format.names) {
                assertEquals(LabelPhantom.SEGMENTS, read.segmentation().segments());
            } else {
                assertEquals(
                        List.of("Label 1", "Label 2", "Label 7"),
                        read.segmentation().segments().stream()
                                .map(Segment::name)
                                .toList());
            }
            if (format.place) {
                // the same place in the patient in images whose axes run otherwise
                Geometry turned = LabelPhantom.grid((order + 7) % LabelPhantom.ORIENTATIONS);
                Imported there = format.read(file, turned);
                assertSame(LabelPhantom.on(turned).map(), there.segmentation().map(), "order " + order + " turned");
                assertEquals(List.of(), there.warnings());
            }
        }
    }

    @Test
    void theQformAlonePlacesTheVoxelsAsWell() throws Exception {
        for (int order = 0; order < LabelPhantom.ORIENTATIONS; order++) {
            Segmentation written = LabelPhantom.on(LabelPhantom.grid(order));
            Path file = folder.resolve(order + ".nii");
            NiftiLabels.write(file, written);
            byte[] bytes = Files.readAllBytes(file);
            // sform_code, two bytes
            assertEquals(1, bytes[254]);
            bytes[254] = 0;
            Files.write(file, bytes);
            Imported read = NiftiLabels.read(file, written.map().geometry());
            assertEquals(List.of(), read.warnings(), "order " + order);
            assertSame(written.map(), read.segmentation().map(), "order " + order);
        }
    }

    @ParameterizedTest
    @EnumSource
    void obliqueGridsComeBack(Format format) throws Exception {
        // about 20 degrees around each axis, columns and rows of different size; written as floats by some
        Geometry oblique = new Geometry(
                11,
                9,
                5,
                new Vec3(12.5, -140.25, 33.125),
                new Vec3(0.62, 0.21, -0.24),
                new Vec3(-0.3, 0.8, -0.075),
                new Vec3(0.6, 0.35, 1.95));
        Segmentation written = scattered(oblique, 3, 0.4, 5);
        format.write(file(format, ""), written);
        Imported read = format.read(file(format, ""), oblique);
        assertEquals(List.of(), read.warnings());
        assertSame(written.map(), read.segmentation().map(), "oblique");
    }

    @ParameterizedTest
    @EnumSource
    void scatteredVoxelsOfManyLabelsComeBack(Format format) throws Exception {
        Segmentation written = scattered(Geometry.axial(37, 29, 2, 0.7, 0.7, 3), 255, 0.6, 17);
        assertTrue(PlainSegments.labels(written.map()).size() > 230, "nearly all labels are there");
        format.write(file(format, ""), written);
        Imported read = format.read(file(format, ""), written.map().geometry());
        assertSame(written.map(), read.segmentation().map(), "scattered");
        if (format.names) {
            for (int label : PlainSegments.labels(written.map())) {
                assertEquals(written.segment(label), read.segmentation().segment(label));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneSliceWithOneVoxelAndSegmentsWithoutVoxelsComeBack(Format format) throws Exception {
        Geometry g = Geometry.axial(5, 4, 1, 1, 1, 1);
        byte[][] slices = new byte[1][20];
        slices[0][7] = (byte) 255;
        var written = new Segmentation(
                LabelMap.of(g, slices), List.of(PlainSegments.of(4, "nothing yet"), PlainSegments.of(255, "one")));
        format.write(file(format, ""), written);
        Imported read = format.read(file(format, ""), g);
        assertSame(written.map(), read.segmentation().map(), "one voxel");
    }

    @Test
    void polygonsOfLabelmeComeBackButForTheirHolesOfWhichTheNumberIsSaid() throws Exception {
        Segmentation written = LabelPhantom.on(LabelPhantom.grid(0));
        List<String> warnings = LabelmeFolder.write(folder, written, LabelmeFolder.Shapes.POLYGONS, SlicePictures.NONE);
        // the hole has 5 × 5 voxels on the slices 1 to 5, but on 3 to 5 it is open to the bite; the island in it stays
        assertEquals(List.of("Polygons have no holes: 48 voxels inside of Mandible were filled."), warnings);
        LabelMap read = LabelmeFolder.read(folder, written.map().geometry())
                .segmentation()
                .map();
        List<String> wrong = new ArrayList<>();
        long filled = 0;
        Geometry g = read.geometry();
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    int was = written.map().label(i, j, k);
                    int is = read.label(i, j, k);
                    boolean hole = was == 0 && is == 1;
                    filled += hole ? 1 : 0;
                    if (was != is && !hole) {
                        wrong.add(i + "," + j + "," + k + ": " + is + " for " + was);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(48, filled);
    }

    /** Voxels at random, of labels 1 to {@code most}, with names of their own. */
    private static Segmentation scattered(Geometry g, int most, double share, long seed) {
        var random = new Random(seed);
        byte[][] slices = new byte[g.slices()][g.columns() * g.rows()];
        for (byte[] slice : slices) {
            for (int at = 0; at < slice.length; at++) {
                slice[at] = (byte) (random.nextDouble() < share ? 1 + random.nextInt(most) : 0);
            }
        }
        List<Segment> segments = new ArrayList<>();
        for (int label = 1; label <= most; label++) {
            segments.add(PlainSegments.of(label, "Part/" + label + " \\ \"é\""));
        }
        return new Segmentation(LabelMap.of(g, slices), segments);
    }

    private static void assertSame(LabelMap expected, LabelMap actual, String what) {
        assertEquals(List.of(), LabelPhantom.differences(expected, actual), what);
    }
}
