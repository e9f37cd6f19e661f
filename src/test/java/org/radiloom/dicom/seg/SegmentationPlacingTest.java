package org.radiloom.dicom.seg;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.Vr;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/** What happens to segmentations that do not fit as they are. */
class SegmentationPlacingTest {
    private static final Geometry GRID = Geometry.axial(8, 2, 3, 1, 1, 3);

    @Test
    void whereSegmentsOverlapTheLaterWinsAndTheLossIsSaid() throws Exception {
        byte[] labels = {1, 1, 1, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        DicomDataset dataset = written(SegmentationEncoding.BINARY, labels, new byte[16], new byte[16]);
        // frames of segment 1 and 2 of slice 0, two bytes each; bit 1 and 2 of the second are set as well
        byte[] pixels = dataset.bytes(Tag.PIXEL_DATA).orElseThrow();
        assertArrayEquals(new byte[] {0b0000_0111, 0, 0b0011_0000, 0}, pixels);
        pixels[2] |= 0b0000_0110;
        DicomDataset overlapping =
                dataset.toBuilder().bytes(Tag.PIXEL_DATA, Vr.OB, pixels).build();
        SegmentVolume read = SegmentationReader.read(SegPhantom.object(overlapping), SegPhantom.ct(GRID));
        assertArrayEquals(new byte[] {1, 2, 2, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, read.slices()[0]);
        assertEquals(
                List.of("Only in a later segment that they also belong to: 2 voxels of segment 1 (Mandible)."),
                read.warnings());
    }

    @Test
    void numbersThatAreNoLabelsGetFreeOnes() throws Exception {
        byte[] labels = {1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        DicomDataset dataset = written(SegmentationEncoding.LABELMAP, labels, new byte[16], new byte[16]);
        List<DicomDataset> items = dataset.items(Tag.SEGMENT_SEQUENCE);
        DicomDataset words = dataset.toBuilder()
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 16)
                .integer(Tag.HIGH_BIT, 15)
                .integer(Tag.PIXEL_PADDING_VALUE, Vr.US, 9)
                .items(
                        Tag.SEGMENT_SEQUENCE,
                        items.get(0).toBuilder().integer(Tag.SEGMENT_NUMBER, 0).build(),
                        items.get(1),
                        items.get(2).toBuilder()
                                .integer(Tag.SEGMENT_NUMBER, 300)
                                .build())
                .integer(Tag.PIXEL_DATA, Vr.OW, 0, 2, 300, 9, 7, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9)
                .build();
        SegmentVolume read = SegmentationReader.read(SegPhantom.object(words), SegPhantom.ct(GRID));
        assertArrayEquals(new byte[] {1, 2, 3, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, read.slices()[0]);
        assertEquals(
                List.of(
                        "Segment 0 (Mandible) has label 1 here.",
                        "Segment 300 (Tooth) has label 3 here.",
                        "The file does not say what segment 7 is; it has label 7 here."),
                read.warnings());
        assertEquals("Segment 7", requireNonNull(read.segments().get(7)).label());
    }

    @Test
    void aDescribedBackgroundIsNoSegment() throws Exception {
        byte[] labels = {1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        DicomDataset dataset = written(SegmentationEncoding.LABELMAP, labels, new byte[16], new byte[16]);
        DicomDataset tooth = dataset.items(Tag.SEGMENT_SEQUENCE).get(2);
        DicomDataset described = dataset.toBuilder()
                .remove(Tag.PIXEL_PADDING_VALUE)
                .items(
                        Tag.SEGMENT_SEQUENCE,
                        tooth.toBuilder()
                                .integer(Tag.SEGMENT_NUMBER, 0)
                                .items(
                                        Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE,
                                        new CodedConcept("125040", "DCM", "Background").item())
                                .build(),
                        tooth)
                .build();
        SegmentVolume read = SegmentationReader.read(SegPhantom.object(described), SegPhantom.ct(GRID));
        assertArrayEquals(labels, read.slices()[0]);
        assertEquals("Tooth", requireNonNull(read.segments().get(3)).label());
    }

    @Test
    void bitsThatSomebodyWroteAsBytesAreBitsStill() throws Exception {
        byte[] labels = {1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        byte[] bytes = new byte[16];
        bytes[0] = (byte) 255;
        bytes[2] = 7;
        DicomDataset wide = written(SegmentationEncoding.BINARY, labels, new byte[16], new byte[16]).toBuilder()
                .integer(Tag.BITS_ALLOCATED, 8)
                .integer(Tag.BITS_STORED, 8)
                .integer(Tag.HIGH_BIT, 7)
                .bytes(Tag.PIXEL_DATA, Vr.OB, bytes)
                .build();
        SegmentVolume read = SegmentationReader.read(SegPhantom.object(wide), SegPhantom.ct(GRID));
        assertArrayEquals(labels, read.slices()[0]);
    }

    @Test
    void aPaletteGivesTheSegmentsTheirColours() throws Exception {
        byte[] labels = {1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        DicomDataset coloured = written(SegmentationEncoding.LABELMAP, labels, new byte[16], new byte[16]).toBuilder()
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR")
                .integer(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, Vr.US, 4, 0, 8)
                .integer(Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, Vr.US, 4, 0, 8)
                .integer(Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, Vr.US, 4, 0, 8)
                .bytes(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, Vr.OW, new byte[] {0, 1, 2, 3})
                .bytes(Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA, Vr.OW, new byte[] {0, 16, 32, 48})
                .bytes(Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, Vr.OW, new byte[] {0, 5, 6, 7})
                .build();
        SegmentVolume read = SegmentationReader.read(SegPhantom.object(coloured), SegPhantom.ct(GRID));
        assertArrayEquals(labels, read.slices()[0]);
        assertEquals(0x022006, requireNonNull(read.segments().get(2)).rgb());
    }

    @Test
    void voxelsOfAnotherSizeAreReadOnTheirOwnGrid() throws Exception {
        byte[] first = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3};
        SegmentationObject object = SegPhantom.object(written(SegmentationEncoding.BINARY, first, new byte[16], first));
        Geometry fine = Geometry.axial(16, 4, 6, 0.5, 0.5, 1.5);
        // frames of 3 mm lie exactly on every second slice of 1.5 mm, which must not leave the others empty
        Geometry thin = Geometry.axial(8, 2, 5, 1, 1, 1.5);
        for (Geometry other : List.of(fine, thin)) {
            assertProblem("seg.grid", object, SegPhantom.ct(other));
            SegmentVolume own = SegmentationReader.readAsItFits(object, SegPhantom.ct(other));
            assertEquals(3, own.grid().slices());
            assertArrayEquals(first, own.slices()[2]);
        }
    }

    @Test
    void whatLiesBesideTheSeriesIsLeftOutAndSaid() throws Exception {
        byte[] first = {1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3};
        SegmentationObject object = SegPhantom.object(written(SegmentationEncoding.BINARY, first, new byte[16], first));
        SegmentVolume read = SegmentationReader.read(object, SegPhantom.ct(GRID.crop(2, 0, 0, 6, 2, 2)));
        assertArrayEquals(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3}, read.slices()[0]);
        assertEquals(
                List.of(
                        // two of the first slice, three of the third
                        "Left out, since they lie outside the series: 5 voxels of segment 1 (Mandible).",
                        "Left out, since they lie outside the series: 1 voxel of segment 3 (Tooth)."),
                read.warnings());
        Geometry far = new Geometry(8, 2, 3, new Vec3(0, 0, 900), GRID.columnStep(), GRID.rowStep(), GRID.sliceStep());
        assertProblem("seg.elsewhere", object, SegPhantom.ct(far));
    }

    @Test
    void anotherSpaceAnotherSizeAndUnknownImagesAreRefused() throws Exception {
        byte[] first = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3};
        DicomDataset dataset = written(SegmentationEncoding.BINARY, first, new byte[16], first);
        SegmentationObject object = SegPhantom.object(dataset);
        SourceSeries ct = SegPhantom.ct(GRID);
        DicomDataset elsewhere = ct.header().toBuilder()
                .string(Tag.FRAME_OF_REFERENCE_UID, "2.25.99")
                .build();
        assertProblem("seg.space", object, new SourceSeries(elsewhere, GRID, true, ct.slices()));
        // the series is known by its images then; a film of other images is not
        SourceSeries film = SegPhantom.film(GRID);
        assertProblem("seg.place", object, film);
        SegmentationObject ofFilm = SegPhantom.object(SegmentationWriter.dataset(
                SegPhantom.content(GRID, new byte[][] {first, first, first}),
                film,
                SegmentationEncoding.BINARY,
                SegFixture.HEADER));
        var smaller = new SourceSeries(film.header(), Geometry.axial(4, 2, 3, 1, 1, 1), false, film.slices());
        assertProblem("seg.size", ofFilm, smaller);
        SegmentationObject slide = SegPhantom.object(dataset.toBuilder()
                .integer(Tag.TOTAL_PIXEL_MATRIX_ROWS, Vr.UL, 4)
                .build());
        assertProblem("seg.tiled", slide, ct);
        assertEquals(
                "seg.tiled",
                assertThrows(Problem.class, () -> SegmentationReader.read(slide))
                        .code());
        assertEquals(
                "seg.type",
                assertThrows(
                                Problem.class,
                                () -> SegPhantom.object(dataset.toBuilder()
                                        .string(Tag.SEGMENTATION_TYPE, "OUTLINE")
                                        .build()))
                        .code());
        assertEquals(
                "seg.segment",
                assertThrows(Problem.class, () -> SegmentationReader.fractions(object, 4, ct))
                        .code());
    }

    @Test
    void aSeriesThatDoesNotNameItsSpaceIsBelievedWithAWarning() throws Exception {
        byte[] first = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3};
        SegmentationObject object = SegPhantom.object(written(SegmentationEncoding.BINARY, first, new byte[16], first));
        SegmentVolume read = SegmentationReader.read(object, SourceSeries.of(GRID));
        assertArrayEquals(first, read.slices()[0]);
        assertTrue(
                read.warnings().getFirst().contains("frame of reference"),
                read.warnings().toString());
    }

    @Test
    void imagesThatCannotBeToldApartAreNotWrittenUnlessTheyHavePlaces() throws Exception {
        var twin = new SourceSlice("1.2.840.10008.5.1.4.1.1.7", "2.25.95", 0);
        byte[] first = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3};
        var content = SegPhantom.content(GRID, new byte[][] {first, first, first});
        var twins = new SourceSeries(DicomDataset.empty(), GRID, false, List.of(twin, twin, twin));
        assertEquals(
                "seg.twins",
                assertThrows(
                                Problem.class,
                                () -> SegmentationWriter.dataset(
                                        content, twins, SegmentationEncoding.BINARY, SegFixture.HEADER))
                        .code());
        var placed = new SourceSeries(DicomDataset.empty(), GRID, true, List.of(twin, twin, twin));
        DicomDataset written =
                SegmentationWriter.dataset(content, placed, SegmentationEncoding.BINARY, SegFixture.HEADER);
        assertArrayEquals(
                first,
                SegmentationReader.read(SegPhantom.object(written), placed).slices()[2]);
    }

    @Test
    void aSeriesThatIsNotDicomIsNotWritten() {
        var content = new SegmentationContent(GRID, new TreeMap<>(SegPhantom.SEGMENTS), (k, into) -> {}, Map.of());
        assertEquals(
                "seg.source",
                assertThrows(
                                Problem.class,
                                () -> SegmentationWriter.dataset(
                                        content, SourceSeries.of(GRID), SegmentationEncoding.BINARY, SegFixture.HEADER))
                        .code());
    }

    private static DicomDataset written(SegmentationEncoding encoding, byte[]... slices) throws Problem {
        return SegmentationWriter.dataset(
                SegPhantom.content(GRID, slices), SegPhantom.ct(GRID), encoding, SegFixture.HEADER);
    }

    private static void assertProblem(String code, SegmentationObject object, SourceSeries target) {
        assertEquals(
                code,
                assertThrows(Problem.class, () -> SegmentationReader.read(object, target))
                        .code());
    }
}
