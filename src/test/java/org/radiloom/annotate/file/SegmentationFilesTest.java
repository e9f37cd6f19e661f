package org.radiloom.annotate.file;

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
import org.radiloom.problem.Problem;

class SegmentationFilesTest {
    private static final Segmentation PHANTOM = LabelPhantom.on(LabelPhantom.grid(6));

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
                new SegmentationHeader("Test", 901, "Radiloom", "1", LocalDateTime.of(2026, 11, 20, 9, 30)));
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
        assertEquals(List.of(), SegmentationFiles.save(place, format, content(PHANTOM)));
        assertEquals(List.of(place.getFileName().toString()), left());
        if (format.read()) {
            Imported read = SegmentationFiles.read(place, ct(PHANTOM.map().geometry()));
            assertEquals(List.of(), read.warnings());
            for (int label : PlainSegments.labels(PHANTOM.map())) {
                // DICOM counts its segments through: the third has the label 7 here
                int there = format == SegmentationFormat.DICOM_SEG && label == 7 ? 3 : label;
                assertEquals(
                        PHANTOM.map().count(label), read.segmentation().map().count(there), "label " + label);
            }
        } else {
            assertThrows(
                    Problem.class,
                    () -> SegmentationFiles.read(place, ct(PHANTOM.map().geometry())));
        }
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

    @Test
    void aSeriesThatIsNotDicomHasNoDicomSegmentation() {
        var plain = new SegmentationFiles.Content(
                PHANTOM,
                1,
                SourceSeries.of(PHANTOM.map().geometry()),
                SegmentAlgorithm.BY_HAND,
                content(PHANTOM).header());
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
