package org.radiloom.annotate.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.dicom.seg.SegmentAlgorithm;
import org.radiloom.dicom.seg.SegmentationEncoding;
import org.radiloom.dicom.seg.SegmentationHeader;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.dicom.seg.SourceSlice;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

class DicomSegFileTest {
    private static final Geometry GRID = Geometry.axial(8, 2, 3, 1, 1, 3);
    private static final byte[] FIRST = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3};
    private static final byte[] LAST = {0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final List<Segment> SEGMENTS = List.of(
            segment(1, "Mandible", "91609006", 0x35C2C7),
            segment(2, "肿瘤", "108369006", 0xE0A020),
            segment(3, "Tooth", "38199008", 0xFF0000));

    @TempDir
    private Path folder;

    private static Segment segment(int label, String name, String code, int rgb) {
        return new Segment(label, name, rgb, new CodedConcept(code, "SCT", name), true, false, Segment.State.STARTED);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenComesBack(SegmentationEncoding encoding) throws Exception {
        Imported read = DicomSegFile.read(written(encoding), ct(GRID));
        assertEquals(SEGMENTS, read.segmentation().segments());
        assertSlices(read, FIRST, new byte[16], LAST);
        assertEquals(List.of(), read.warnings());
    }

    @Test
    void voxelsOfAnotherSizeTakeTheNearestWithAWarning() throws Exception {
        Path file = written(SegmentationEncoding.BINARY);
        // half the size along every axis: voxel n covers voxels 2n and 2n + 1
        Geometry fine = new Geometry(
                16, 4, 6, new Vec3(-0.25, -0.25, -0.75), new Vec3(0.5, 0, 0), new Vec3(0, 0.5, 0), new Vec3(0, 0, 1.5));
        Imported read = DicomSegFile.read(file, ct(fine));
        LabelMap map = read.segmentation().map();
        assertEquals(fine, map.geometry());
        for (int k = 0; k < 6; k++) {
            byte[] coarse = k < 2 ? FIRST : k < 4 ? new byte[16] : LAST;
            for (int at = 0; at < 64; at++) {
                assertEquals(coarse[at % 16 / 2 + at / 32 * 8], map.label(at % 16, at / 16, k));
            }
        }
        assertEquals(1, read.warnings().size());
        assertTrue(
                read.warnings().getFirst().contains("nearest"), read.warnings().toString());
        Geometry far =
                new Geometry(8, 2, 3, new Vec3(0.5, 0, 900), GRID.columnStep(), GRID.rowStep(), GRID.sliceStep());
        assertEquals(
                "segmentation.elsewhere",
                assertThrows(Problem.class, () -> DicomSegFile.read(file, ct(far)))
                        .code());
    }

    @Test
    void aFileIsReadWithoutItsSeriesToo() throws Exception {
        Imported read = DicomSegFile.readOnOwnGrid(written(SegmentationEncoding.LABELMAP));
        assertEquals(GRID, read.segmentation().map().geometry());
        assertSlices(read, FIRST, new byte[16], LAST);
    }

    private Path written(SegmentationEncoding encoding) throws Problem {
        Path file = folder.resolve("seg.dcm");
        var map = LabelMap.of(GRID, new byte[][] {FIRST, new byte[16], LAST});
        DicomSegFile.write(
                file,
                new Segmentation(map, SEGMENTS),
                ct(GRID),
                encoding,
                SegmentAlgorithm.BY_HAND,
                new SegmentationHeader("Corrected", 901, "Radiloom^", "1", LocalDateTime.of(2026, 12, 1, 18, 0)));
        return file;
    }

    private static SourceSeries ct(Geometry g) {
        List<SourceSlice> slices = new ArrayList<>();
        for (int k = 0; k < g.slices(); k++) {
            slices.add(SourceSlice.of("1.2.840.10008.5.1.4.1.1.2", "2.25.9100" + k));
        }
        DicomDataset header = DicomDataset.builder()
                .string(Tag.STUDY_INSTANCE_UID, "2.25.93")
                .string(Tag.FRAME_OF_REFERENCE_UID, "2.25.91")
                .build();
        return new SourceSeries(header, g, true, slices);
    }

    private static void assertSlices(Imported read, byte[]... expected) {
        for (int k = 0; k < expected.length; k++) {
            byte[] slice = new byte[expected[k].length];
            read.segmentation().map().copySlice(k, slice);
            assertArrayEquals(expected[k], slice, "slice " + k);
        }
    }
}
