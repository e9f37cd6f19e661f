package org.radiloom.dicom.seg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Mask;
import org.radiloom.problem.Problem;

class SegmentationTest {
    @TempDir
    private Path folder;

    @Test
    void aMaskComesBackFromItsObjectVoxelByVoxel() throws Exception {
        Mask back = SegmentationReader.read(SegmentationObject.of(seg()), SourceSeries.of(SegFixture.GRID))
                .mask(1);
        assertArrayEquals(SegFixture.mask().toArray(), back.toArray());
    }

    @Test
    void onlySlicesThatHoldPartOfTheMaskAreWritten() throws Exception {
        assertEquals(3, seg().dataset().integer(Tag.NUMBER_OF_FRAMES).orElseThrow());
    }

    @Test
    void bitsRunOnFromFrameToFrameLeastSignificantFirst() throws Exception {
        byte[] bytes = seg().dataset().bytes(Tag.PIXEL_DATA).orElseThrow();
        // 3 frames of 117 bits are 351 bits, 44 bytes; even already
        assertEquals(44, bytes.length);
        // frame 0 is slice 1: no voxel of row 0 (i * 0 + 1 = 1); row 1 from bit 13 on has i = 2, 5, ... : bits 15, 18,
        // 21
        assertEquals(0, bytes[0]);
        assertEquals((byte) 0b1000_0000, bytes[1]);
        assertEquals(0b0010_0100, bytes[2] & 0x3F);
        // frame 1 starts at bit 117 = byte 14, bit 5: slice 2, row 0 has none
        // frame 2 starts at bit 234 = byte 29, bit 2: slice 4, row 0 has none; row 1 from bit 247: i = 2 is bit 249
        assertEquals(1, bytes[31] >> 1 & 1);
    }

    @Test
    void eachFrameNamesTheImageItWasDrawnOn() throws Exception {
        List<Path> ct = SegFixture.writeCt(folder.resolve("ct"));
        DicomDataset seg = DicomFile.read(SegFixture.writeSeg(folder.resolve("seg.dcm"), ct), ReadOptions.STRICT)
                .dataset();
        List<String> expected = new ArrayList<>();
        for (int k : new int[] {1, 2, 4}) {
            expected.add(DicomFile.read(ct.get(k), ReadOptions.HEADER)
                    .dataset()
                    .string(Tag.SOP_INSTANCE_UID)
                    .orElseThrow());
        }
        List<String> named = seg.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).stream()
                .map(f -> f.item(Tag.DERIVATION_IMAGE_SEQUENCE)
                        .flatMap(d -> d.item(Tag.SOURCE_IMAGE_SEQUENCE))
                        .flatMap(s -> s.string(Tag.REFERENCED_SOP_INSTANCE_UID))
                        .orElseThrow())
                .toList();
        assertEquals(expected, named);
    }

    @Test
    void displayColoursAreCieLabUnderD50() {
        // the primaries of sRGB in the profile connection space, as colour management systems print them
        assertLab(54.29, 80.81, 69.89, 0xFF0000);
        assertLab(87.82, -79.27, 80.99, 0x00FF00);
        assertLab(29.57, 68.30, -112.03, 0x0000FF);
        assertLab(100, 0, 0, 0xFFFFFF);
    }

    @Test
    void displayColoursComeBackAsTheyWere() {
        for (int r = 0; r < 256; r += 15) {
            for (int g = 0; g < 256; g += 15) {
                for (int b = 0; b < 256; b += 5) {
                    int rgb = r << 16 | g << 8 | b;
                    assertEquals(rgb, DisplayColour.rgb(DisplayColour.lab(rgb)));
                }
            }
        }
    }

    private static void assertLab(double l, double a, double b, int rgb) {
        int[] lab = DisplayColour.lab(rgb);
        assertEquals(l, lab[0] / 655.35, 0.05);
        assertEquals(a, lab[1] / 257.0 - 128, 0.05);
        assertEquals(b, lab[2] / 257.0 - 128, 0.05);
    }

    @Test
    void anEmptyMaskIsNotWritten() throws Exception {
        Mask empty = Mask.of(SegFixture.GRID, new byte[(int) SegFixture.GRID.voxels()]);
        SourceSeries source = SegFixture.source(SegFixture.writeCt(folder.resolve("ct")));
        Problem problem = assertThrows(
                Problem.class,
                () -> SegmentationWriter.dataset(
                        SegmentationContent.of(empty, SegmentDescription.mandible("m", "1")),
                        source,
                        SegmentationEncoding.BINARY,
                        SegFixture.HEADER));
        assertEquals("seg.empty", problem.code());
    }

    @Test
    void aCtSeriesHoldsItsVoxelsAndTheirPlace() throws Exception {
        List<Path> ct = SegFixture.writeCt(folder.resolve("ct"));
        DicomFile file = DicomFile.read(ct.get(3), ReadOptions.STRICT);
        GreySlice slice = (GreySlice) file.image().slice(0);
        assertEquals(10 * 12 + 8 - 3000, slice.valueAt(12, 8), 0);
        // origin + 3 * slice step = (-20 - 6, 31.5 + 4.5, 112.25)
        assertArrayEquals(
                new double[] {-26, 36, 112.25},
                file.dataset().decimals(Tag.IMAGE_POSITION_PATIENT).orElseThrow(),
                1e-9);
        assertEquals(List.of("DERIVED", "SECONDARY", "AXIAL"), file.dataset().strings(Tag.IMAGE_TYPE));
    }

    private DicomFile seg() throws Exception {
        Path file = SegFixture.writeSeg(folder.resolve("seg.dcm"), SegFixture.writeCt(folder.resolve("ct")));
        return DicomFile.read(file, ReadOptions.STRICT);
    }
}
