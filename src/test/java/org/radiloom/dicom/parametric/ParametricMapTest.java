package org.radiloom.dicom.parametric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.dicom.Vr;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

class ParametricMapTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMapComesBackFieldByField(boolean placed) throws Problem {
        Path path = folder.resolve("map.dcm");
        ParametricMap map = MapFixture.map(placed);
        ParametricMapWriter.write(path, map, MapFixture.HEADER);
        DicomFile file = DicomFile.read(path, ReadOptions.STRICT);
        ParametricMap back = ParametricMapReader.read(file);
        assertEquals(5, back.columns());
        assertEquals(3, back.rows());
        assertEquals(map.quantity(), back.quantity());
        assertEquals(map.unit(), back.unit());
        assertEquals(map.explanation(), back.explanation());
        assertEquals(map.window(), back.window());
        assertEquals(2, back.frames().size());
        for (int f = 0; f < 2; f++) {
            ParametricMap.Frame frame = back.frames().get(f);
            assertArrayEquals(map.frames().get(f).values(), frame.values());
            assertEquals(map.frames().get(f).sources(), frame.sources());
            assertEquals(placed, frame.plane().isPresent());
            if (placed) {
                near(map.frames().get(f).plane().orElseThrow(), frame.plane().orElseThrow());
            }
        }
        assertEquals(Optional.of(MapFixture.HEADER.algorithm()), ParametricMapReader.algorithm(file.dataset()));
        // a map without a place lies in a space of its own
        String space = file.dataset().string(Tag.FRAME_OF_REFERENCE_UID).orElseThrow();
        assertEquals(placed, space.equals("2.25.60"));
    }

    private static void near(ParametricMap.Plane expected, ParametricMap.Plane plane) {
        near(expected.position(), plane.position());
        near(expected.columnStep(), plane.columnStep());
        near(expected.rowStep(), plane.rowStep());
    }

    private static void near(Vec3 expected, Vec3 point) {
        assertEquals(0, expected.minus(point).length(), 1e-9);
    }

    @Test
    void wholeNumbersBecomeTheQuantityThatTheyStandFor() throws Problem {
        DicomDataset mapping = DicomDataset.builder()
                .decimal(MapTags.INTERCEPT, -3)
                .decimal(MapTags.SLOPE, 0.5)
                .build();
        Path path = folder.resolve("whole.dcm");
        DicomWriter.write(
                path,
                DicomDataset.builder()
                        .string(Tag.SOP_CLASS_UID, ParametricMap.SOP_CLASS)
                        .string(Tag.SOP_INSTANCE_UID, "2.25.1")
                        .integer(Tag.SAMPLES_PER_PIXEL, 1)
                        .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                        .integer(Tag.ROWS, 1)
                        .integer(Tag.COLUMNS, 3)
                        .integer(Tag.BITS_ALLOCATED, 16)
                        .integer(Tag.BITS_STORED, 16)
                        .integer(Tag.HIGH_BIT, 15)
                        .integer(Tag.PIXEL_REPRESENTATION, 0)
                        .items(
                                Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
                                DicomDataset.builder()
                                        .items(MapTags.REAL_WORLD_VALUE_MAPPING_SEQUENCE, mapping)
                                        .build())
                        .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[] {0, 0, 1, 0, 0, 1})
                        .build(),
                TransferSyntax.EXPLICIT_LITTLE);
        ParametricMap map = ParametricMapReader.read(DicomFile.read(path, ReadOptions.STRICT));
        // 0, 1 and 256, halved, less 3
        assertArrayEquals(new double[] {-3, -2.5, 125}, map.frames().getFirst().values());
        assertEquals(Optional.empty(), map.quantity());
    }

    @Test
    void aMapThatDoesNotSayWhatItIsOrLiesHalfInThePatientIsNotWritten() {
        ParametricMap map = MapFixture.map(true);
        var nameless = new ParametricMap(5, 3, Optional.empty(), map.unit(), "", Optional.empty(), map.frames());
        assertThrows(IllegalArgumentException.class, () -> ParametricMapWriter.dataset(nameless, MapFixture.HEADER));
        var half = new ParametricMap(
                5,
                3,
                map.quantity(),
                map.unit(),
                "",
                Optional.empty(),
                List.of(map.frames().getFirst(), MapFixture.map(false).frames().getFirst()));
        assertThrows(IllegalArgumentException.class, () -> ParametricMapWriter.dataset(half, MapFixture.HEADER));
    }

    @Test
    void aMapInColourIsRefused() throws Problem {
        Path path = folder.resolve("colour.dcm");
        DicomWriter.write(
                path,
                DicomDataset.builder()
                        .string(Tag.SOP_CLASS_UID, ParametricMap.SOP_CLASS)
                        .string(Tag.SOP_INSTANCE_UID, "2.25.1")
                        .integer(Tag.SAMPLES_PER_PIXEL, 3)
                        .string(Tag.PHOTOMETRIC_INTERPRETATION, "RGB")
                        .integer(Tag.PLANAR_CONFIGURATION, 0)
                        .integer(Tag.ROWS, 1)
                        .integer(Tag.COLUMNS, 1)
                        .integer(Tag.BITS_ALLOCATED, 8)
                        .integer(Tag.BITS_STORED, 8)
                        .integer(Tag.HIGH_BIT, 7)
                        .integer(Tag.PIXEL_REPRESENTATION, 0)
                        .bytes(Tag.PIXEL_DATA, Vr.OB, new byte[] {1, 2, 3, 0})
                        .build(),
                TransferSyntax.EXPLICIT_LITTLE);
        DicomFile file = DicomFile.read(path, ReadOptions.STRICT);
        assertEquals(
                "map.samples",
                assertThrows(Problem.class, () -> ParametricMapReader.read(file))
                        .code());
    }

    @Test
    void anImageIsNoMap() throws Problem {
        Path path = folder.resolve("image.dcm");
        DicomWriter.write(
                path,
                DicomDataset.builder()
                        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                        .string(Tag.SOP_INSTANCE_UID, "2.25.1")
                        .build(),
                TransferSyntax.EXPLICIT_LITTLE);
        DicomFile file = DicomFile.read(path, ReadOptions.STRICT);
        assertFalse(ParametricMapReader.isMap(file.dataset()));
        assertEquals(
                "map.none",
                assertThrows(Problem.class, () -> ParametricMapReader.read(file))
                        .code());
    }
}
