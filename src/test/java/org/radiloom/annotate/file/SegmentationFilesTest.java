package org.radiloom.annotate.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.annotate.Segmentation;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.seg.SegmentAlgorithm;
import org.radiloom.dicom.seg.SegmentationHeader;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.dicom.seg.SourceSlice;
import org.radiloom.fixtures.LabelPhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.LabelPng;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

class SegmentationFilesTest {
    private static final Segmentation PHANTOM = LabelPhantom.on(LabelPhantom.grid(3));

    @TempDir
    private Path folder;

    private static SourceSeries ct(Geometry g) {
        List<SourceSlice> slices = new ArrayList<>();
        for (int k = 0; k < g.slices(); k++) {
            slices.add(SourceSlice.of("1.2.840.10008.5.1.4.1.1.2", "1.2.3." + (k + 1)));
        }
        DicomDataset header = DicomDataset.builder()
                .string(Tag.STUDY_INSTANCE_UID, "1.2.3")
                .string(Tag.SERIES_INSTANCE_UID, "1.2.3.0")
                .string(Tag.FRAME_OF_REFERENCE_UID, "1.2.3.4.5")
                .build();
        return new SourceSeries(header, g, true, slices);
    }

    private static SegmentationFiles.Content content(Segmentation segmentation) {
        return new SegmentationFiles.Content(
                segmentation,
                1,
                ct(segmentation.map().geometry()),
                SegmentAlgorithm.BY_HAND,
                new SegmentationHeader("Test", 901, "Radiloom", "1", LocalDateTime.of(2026, 11, 20, 9, 30)),
                SlicePictures.NONE);
    }

    private List<String> left() throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatIsSavedUnderItsNameAndReadAgainFromIt(SegmentationFormat format) throws Exception {
        Path place = format.named(folder.resolve("case 1"));
        List<String> lost = format == SegmentationFormat.LABELME_POLYGONS
                ? List.of("Polygons have no holes: 48 voxels inside of Mandible were filled.")
                : List.of();
        assertEquals(lost, SegmentationFiles.save(place, format, content(PHANTOM)));
        assertEquals(List.of(place.getFileName().toString()), left());
        if (format.read()) {
            Imported read = SegmentationFiles.read(place, ct(PHANTOM.map().geometry()));
            // the island lies in the hole that its neighbour's polygon covers, and comes after it
            assertEquals(
                    lost.isEmpty()
                            ? List.of()
                            : List.of("Shapes of case 1 overlap: 2 voxels went to the shape that comes later."),
                    read.warnings());
            for (int label : PlainSegments.labels(PHANTOM.map())) {
                // DICOM counts its segments through: the third has the label 7 here
                boolean counted =
                        format == SegmentationFormat.DICOM_SEG || format == SegmentationFormat.DICOM_FRACTIONAL;
                int there = counted && label == 7 ? 3 : label;
                long filled = label == 1 && !lost.isEmpty() ? 48 : 0;
                assertEquals(
                        PHANTOM.map().count(label) + filled,
                        read.segmentation().map().count(there),
                        "label " + label);
            }
        } else {
            assertThrows(
                    Problem.class,
                    () -> SegmentationFiles.read(place, ct(PHANTOM.map().geometry())));
        }
    }

    @Test
    void labelmeGetsTheImagesThroughTheirWindowBesideItsFiles() throws Exception {
        Geometry g = Geometry.axial(4, 1, 1, 1, 1, 1);
        var images = VolumeStack.ofShorts(g, new short[] {-100, 0, 50, 300}, ValueUnit.HOUNSFIELD);
        LabelmeFolder.write(
                folder,
                LabelPhantom.on(g),
                LabelmeFolder.Shapes.MASKS,
                SlicePictures.of(images, Window.between(0, 100)));
        GreySlice read = LabelPng.decode(Files.readAllBytes(folder.resolve("slice-0001.png")), "p", 4);
        // 255 times a half, rounded
        assertArrayEquals(
                new float[] {0, 0, 128, 255},
                new float[] {read.valueAt(0, 0), read.valueAt(1, 0), read.valueAt(2, 0), read.valueAt(3, 0)});
        assertTrue(Files.readString(folder.resolve("slice-0001.json")).contains("\"slice-0001.png\""));
        // and the folder is still one of labelme
        assertEquals(
                LabelPhantom.SEGMENTS,
                SegmentationFiles.read(folder, SourceSeries.of(g))
                        .segmentation()
                        .segments());
    }

    @Test
    void aFileInAFolderStandsForTheFolder() throws Exception {
        Path place = folder.resolve("l");
        SegmentationFiles.save(place, SegmentationFormat.LABELME, content(PHANTOM));
        Imported read = SegmentationFiles.read(
                place.resolve("slice-0002.json"), ct(PHANTOM.map().geometry()));
        assertTrue(SegmentationFiles.same(PHANTOM.map(), read.segmentation().map()));
    }

    @Test
    void whatIsThereIsReplacedWholeOrNotAtAll() throws Exception {
        Path file = folder.resolve("a.nii.gz");
        Files.writeString(file, "old");
        SegmentationFiles.save(file, SegmentationFormat.NIFTI, content(PHANTOM));
        assertTrue(Files.size(file) > 100);
        // a folder with something in it may be somebody's work
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("notes.txt"), "mine");
        assertEquals(
                "segmentation.exists",
                assertThrows(
                                Problem.class,
                                () -> SegmentationFiles.save(full, SegmentationFormat.PNG, content(PHANTOM)))
                        .code());
        Path empty = Files.createDirectory(folder.resolve("empty"));
        SegmentationFiles.save(empty, SegmentationFormat.PNG, content(PHANTOM));
        assertTrue(Files.exists(empty.resolve("labels.json")));
        // a failure leaves neither the file nor anything beside it
        Segmentation none = new Segmentation(
                org.radiloom.annotate.LabelMap.empty(PHANTOM.map().geometry()), LabelPhantom.SEGMENTS);
        for (SegmentationFormat format :
                List.of(SegmentationFormat.STL, SegmentationFormat.OBJ, SegmentationFormat.RTSTRUCT)) {
            Path place = format.named(folder.resolve("none"));
            assertEquals(
                    "segmentation.empty",
                    assertThrows(Problem.class, () -> SegmentationFiles.save(place, format, content(none)))
                            .code());
            assertFalse(Files.exists(place));
        }
        assertEquals(List.of("a.nii.gz", "empty", "full"), left());
    }

    /** An ultrasound film: no place in the patient, no size of its pixels, frames of one instance. */
    @Test
    void aFilmWithoutAPlaceIsSavedInEveryFormatThatNeedsNone() throws Exception {
        Geometry g = Geometry.axial(13, 10, 7, 1, 1, 1);
        byte[][] slices = new byte[7][130];
        slices[2][40] = 1;
        slices[5][41] = 7;
        var drawn = new Segmentation(org.radiloom.annotate.LabelMap.of(g, slices), LabelPhantom.SEGMENTS);
        List<SourceSlice> frames = new ArrayList<>();
        for (int k = 0; k < 7; k++) {
            frames.add(new SourceSlice("1.2.840.10008.5.1.4.1.1.3.1", "1.2.3.9", k + 1));
        }
        var film = new SourceSeries(
                DicomDataset.builder()
                        .string(Tag.STUDY_INSTANCE_UID, "1.2.3")
                        .string(Tag.SERIES_INSTANCE_UID, "1.2.3.0")
                        .build(),
                g,
                false,
                frames);
        var content = new SegmentationFiles.Content(
                drawn, 1, film, SegmentAlgorithm.BY_HAND, content(PHANTOM).header(), SlicePictures.NONE);
        for (SegmentationFormat format : SegmentationFormat.values()) {
            Path place = format.named(folder.resolve("film-" + format.id()));
            if (format == SegmentationFormat.RTSTRUCT) {
                Problem problem = assertThrows(Problem.class, () -> SegmentationFiles.save(place, format, content));
                assertEquals("structures.place", problem.code());
            } else {
                assertEquals(List.of(), SegmentationFiles.save(place, format, content), format.toString());
            }
        }
    }

    @Test
    void aSeriesThatIsNotDicomHasNoDicomSegmentation() {
        var plain = new SegmentationFiles.Content(
                PHANTOM,
                1,
                SourceSeries.of(PHANTOM.map().geometry()),
                SegmentAlgorithm.BY_HAND,
                content(PHANTOM).header(),
                SlicePictures.NONE);
        for (SegmentationFormat format : List.of(SegmentationFormat.DICOM_SEG, SegmentationFormat.RTSTRUCT)) {
            assertThrows(Problem.class, () -> SegmentationFiles.save(folder.resolve("a.dcm"), format, plain));
        }
    }

    /** What comes back other than it was written is not said to be saved. */
    @Test
    void aFileThatDoesNotComeBackAsItWasWrittenIsFound() throws Exception {
        Path file = folder.resolve("a.nii");
        NiftiLabels.write(file, PHANTOM);
        assertTrue(ReadBack.same(file, SegmentationFormat.NIFTI, content(PHANTOM)));
        byte[] bytes = Files.readAllBytes(file);
        bytes[352 + 100] ^= 1;
        Files.write(file, bytes);
        assertFalse(ReadBack.same(file, SegmentationFormat.NIFTI, content(PHANTOM)));
        Path stl = folder.resolve("a.stl");
        SurfaceFiles.writeStl(stl, PHANTOM, 2);
        assertFalse(ReadBack.same(stl, SegmentationFormat.STL, content(PHANTOM)));
        SurfaceFiles.writeStl(stl, PHANTOM, 1);
        assertTrue(ReadBack.same(stl, SegmentationFormat.STL, content(PHANTOM)));
    }

    @Test
    void whatIsOfNoKnownFormatIsSaid() throws Exception {
        Path file = folder.resolve("notes.txt");
        Files.writeString(file, "no segmentation");
        assertEquals(
                "notes.txt is of no format that segmentations are read from.",
                assertThrows(
                                Problem.class,
                                () -> SegmentationFiles.read(
                                        file, ct(PHANTOM.map().geometry())))
                        .getMessage());
    }
}
