package org.radiloom.dicom.seg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.PackedBits;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.Vr;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;

class SegmentationRoundTripTest {
    /** Oblique, of a size that is no multiple of eight; steps 0.5, 0.75 and 2 mm. */
    private static final Geometry OBLIQUE = new Geometry(
            7, 5, 4, new Vec3(-31.5, 12.25, 101), new Vec3(0.3, 0.4, 0), new Vec3(-0.6, 0.45, 0), new Vec3(0, 0, 2));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyKindComesBackInEveryTurnOfTheGrid(SegmentationEncoding encoding) throws Exception {
        List<Geometry> turns = SegPhantom.turned(OBLIQUE);
        assertEquals(24, turns.size());
        for (Geometry turn : turns) {
            byte[][] labels = SegPhantom.labelsOn(turn, OBLIQUE);
            SegmentationObject object = written(turn, labels, encoding);
            assertLabels(labels, SegmentationReader.read(object, SegPhantom.ct(turn)));
            // onto the axial grid: turned and mirrored back, voxel by voxel
            SegmentVolume axial = SegmentationReader.read(object, SegPhantom.ct(OBLIQUE));
            assertLabels(SegPhantom.labels(OBLIQUE), axial);
            assertEquals(List.of(), axial.warnings());
        }
    }

    @ParameterizedTest
    @EnumSource
    void segmentsKeepTheirNamesCodesColoursAndOrigins(SegmentationEncoding encoding) throws Exception {
        Path file = folder.resolve(encoding + ".dcm");
        SegmentationWriter.write(
                file,
                SegPhantom.content(OBLIQUE, SegPhantom.labels(OBLIQUE)),
                SegPhantom.ct(OBLIQUE),
                encoding,
                SegFixture.HEADER);
        assertEquals(SegPhantom.SEGMENTS, SegPhantom.open(file).segments());
        DicomDataset dataset = DicomFile.read(file, ReadOptions.STRICT).dataset();
        assertEquals("Müller^Anna", dataset.string(Tag.PATIENT_NAME).orElseThrow(), "written anew in UTF-8");
    }

    @Test
    void aWidthOf511RunsOnOverTheEdgesOfBytes() throws Exception {
        Geometry wide = Geometry.axial(511, 3, 4, 0.5, 0.5, 1);
        byte[][] labels = SegPhantom.labels(wide);
        assertLabels(
                labels,
                SegmentationReader.read(written(wide, labels, SegmentationEncoding.BINARY), SegPhantom.ct(wide)));
    }

    @ParameterizedTest
    @EnumSource
    void filmsWithoutAPlaceInThePatientAreReadByImageAndFrame(SegmentationEncoding encoding) throws Exception {
        Geometry frames = Geometry.axial(13, 9, 6, 1, 1, 1);
        byte[][] labels = SegPhantom.labels(frames);
        SourceSeries film = SegPhantom.film(frames);
        DicomDataset dataset =
                SegmentationWriter.dataset(SegPhantom.content(frames, labels), film, encoding, SegFixture.HEADER);
        assertTrue(!dataset.contains(Tag.FRAME_OF_REFERENCE_UID));
        assertTrue(dataset.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).stream()
                .noneMatch(f -> f.contains(Tag.PLANE_POSITION_SEQUENCE)));
        assertLabels(labels, SegmentationReader.read(SegPhantom.object(dataset), film));
        // frames that are played in another order still get their own labels
        List<SourceSlice> backwards = new ArrayList<>(film.slices());
        Collections.reverse(backwards);
        var turned = new SourceSeries(film.header(), frames, false, backwards);
        List<byte[]> expected = new ArrayList<>(List.of(labels));
        Collections.reverse(expected);
        assertLabels(expected.toArray(byte[][]::new), SegmentationReader.read(SegPhantom.object(dataset), turned));
    }

    @Test
    void framesAreFoundByPositionInAnyOrderAndWithGaps() throws Exception {
        Geometry grid = Geometry.axial(8, 2, 7, 1, 1, 3);
        byte[][] labels = SegPhantom.labels(grid);
        labels[4] = new byte[16];
        for (SegmentationEncoding encoding : SegmentationEncoding.values()) {
            DicomDataset dataset = SegmentationWriter.dataset(
                    SegPhantom.content(grid, labels), SegPhantom.ct(grid), encoding, SegFixture.HEADER);
            List<DicomDataset> groups = new ArrayList<>(dataset.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE));
            byte[] pixels = dataset.bytes(Tag.PIXEL_DATA).orElseThrow();
            // 16 voxels a frame: two bytes as bits, else sixteen; frames are whole bytes
            int size = encoding == SegmentationEncoding.BINARY ? 2 : 16;
            byte[] shuffled = new byte[pixels.length];
            List<Integer> order = new ArrayList<>();
            for (int f = 0; f < groups.size(); f++) {
                order.add(f);
            }
            Collections.shuffle(order, new Random(7));
            List<DicomDataset> moved = new ArrayList<>();
            for (int f = 0; f < order.size(); f++) {
                moved.add(groups.get(order.get(f)));
                System.arraycopy(pixels, order.get(f) * size, shuffled, f * size, size);
            }
            DicomDataset out = dataset.toBuilder()
                    .items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, moved)
                    .bytes(Tag.PIXEL_DATA, Vr.OB, shuffled)
                    .build();
            assertLabels(labels, SegmentationReader.read(SegPhantom.object(out), SegPhantom.ct(grid)));
        }
    }

    @Test
    void withoutItsSeriesAFileIsReadOnTheGridOfItsFrames() throws Exception {
        // slice 2 is empty and has no frame; the first and last do
        SegmentVolume own =
                SegmentationReader.read(written(OBLIQUE, SegPhantom.labels(OBLIQUE), SegmentationEncoding.BINARY));
        assertLabels(SegPhantom.labels(OBLIQUE), own);
        assertEquals(0, own.grid().origin().minus(OBLIQUE.origin()).length(), 1e-9);
        assertEquals(0, own.grid().sliceStep().minus(OBLIQUE.sliceStep()).length(), 1e-9);
        Geometry frames = Geometry.axial(8, 2, 4, 1, 1, 1);
        DicomDataset film = SegmentationWriter.dataset(
                SegPhantom.content(frames, SegPhantom.labels(frames)),
                SegPhantom.film(frames),
                SegmentationEncoding.BINARY,
                SegFixture.HEADER);
        // three frames of a film have voxels, and no more is known of it
        SegmentVolume byImage = SegmentationReader.read(SegPhantom.object(film));
        assertEquals(3, byImage.grid().slices());
        assertArrayEquals(SegPhantom.labels(frames)[3], byImage.slices()[2]);
    }

    @Test
    void fractionsKeepTheirValuesAndCountFromOneHalfOn() throws Exception {
        Geometry g = Geometry.axial(5, 1, 1, 1, 1, 1);
        byte[] values = {0, 1, 127, (byte) 128, (byte) 255};
        for (SegmentationEncoding encoding :
                List.of(SegmentationEncoding.PROBABILITY, SegmentationEncoding.OCCUPANCY)) {
            var content = new SegmentationContent(
                    g,
                    new TreeMap<>(Map.of(1, java.util.Objects.requireNonNull(SegPhantom.SEGMENTS.get(1)))),
                    (k, into) -> {},
                    Map.of(1, (k, into) -> System.arraycopy(values, 0, into, 0, 5)));
            SegmentationObject object = SegPhantom.object(
                    SegmentationWriter.dataset(content, SegPhantom.ct(g), encoding, SegFixture.HEADER));
            assertEquals(encoding, object.encoding());
            SegmentVolume labels = SegmentationReader.read(object, SegPhantom.ct(g));
            assertArrayEquals(new byte[] {0, 0, 0, 1, 1}, labels.slices()[0]);
            assertEquals(1, labels.warnings().size());
            SegmentFractions fractions = SegmentationReader.fractions(object, 1, SegPhantom.ct(g));
            assertArrayEquals(values, fractions.slices()[0]);
            assertEquals(127 / 255f, fractions.at(2, 0, 0), 0);
        }
    }

    @Test
    void bitsArePackedAndUnpackedLikeOneByOne() {
        var random = new Random(3);
        for (int round = 0; round < 200; round++) {
            byte[] samples = new byte[random.nextInt(70)];
            int value = 1 + random.nextInt(255);
            for (int at = 0; at < samples.length; at++) {
                samples[at] = (byte) (random.nextBoolean() ? value : random.nextInt(256));
            }
            int first = random.nextInt(30);
            byte[] packed = new byte[(first + samples.length + 7) / 8];
            PackedBits.pack(samples, value, packed, first);
            byte[] back = new byte[samples.length];
            PackedBits.unpack(packed, first, back);
            boolean[] occurs = new boolean[256];
            PackedBits.mark(samples, occurs);
            boolean[] expected = new boolean[256];
            int bits = 0;
            for (int at = 0; at < samples.length; at++) {
                boolean same = (samples[at] & 0xFF) == value;
                assertEquals(same ? 1 : 0, back[at]);
                expected[samples[at] & 0xFF] = true;
                bits += same ? 1 : 0;
            }
            assertArrayEquals(expected, occurs);
            int set = 0;
            for (byte b : packed) {
                set += Integer.bitCount(b & 0xFF);
            }
            assertEquals(bits, set, "no bit beside the samples is set");
        }
    }

    private static SegmentationObject written(Geometry g, byte[][] labels, SegmentationEncoding encoding)
            throws Exception {
        return SegPhantom.object(SegmentationWriter.dataset(
                SegPhantom.content(g, labels), SegPhantom.ct(g), encoding, SegFixture.HEADER));
    }

    private static void assertLabels(byte[][] expected, SegmentVolume volume) {
        for (int k = 0; k < expected.length; k++) {
            byte[] slice = volume.slices()[k];
            byte[] nothing = new byte[expected[k].length];
            assertArrayEquals(expected[k], slice == null ? nothing : slice, "slice " + k);
            assertEquals(Arrays.equals(nothing, expected[k]), slice == null, "slices without a label take no memory");
        }
    }
}
