package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.fixtures.SharedData;
import org.radiloom.problem.Problem;

class NiftiTest {
    @TempDir
    Path dir;

    /** A 3x2x2 header with the sform x = -10 + 2i, y = -20 + 3j, z = 5 + 4k (RAS). */
    private static ByteBuffer header(int type, int bits, ByteOrder order) {
        ByteBuffer b = ByteBuffer.allocate(352 + 12 * bits / 8).order(order);
        b.putInt(0, 348);
        short[] dim = {3, 3, 2, 2, 1, 1, 1, 1};
        for (int d = 0; d < 8; d++) {
            b.putShort(40 + 2 * d, dim[d]);
        }
        b.putShort(70, (short) type).putShort(72, (short) bits);
        b.putFloat(76, 1).putFloat(80, 2).putFloat(84, 3).putFloat(88, 4);
        b.putFloat(108, 352);
        b.put(123, (byte) 2);
        b.putShort(254, (short) 1);
        float[] sform = {2, 0, 0, -10, 0, 3, 0, -20, 0, 0, 4, 5};
        for (int i = 0; i < 12; i++) {
            b.putFloat(280 + 4 * i, sform[i]);
        }
        return b.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
    }

    private Path file(ByteBuffer b) throws IOException {
        byte[] bytes = new byte[b.capacity()];
        b.get(0, bytes);
        return Files.write(dir.resolve("v.nii"), bytes);
    }

    @Test
    void rasBecomesLpsByTurningTheFirstTwoAxes() throws Exception {
        Geometry g = Nifti.read(file(header(4, 16, ByteOrder.LITTLE_ENDIAN)))
                .geometry()
                .orElseThrow();
        assertEquals(
                new Geometry(
                        3,
                        2,
                        2,
                        new Vec3(10, 20, 5),
                        new Vec3(-2, -0.0, 0),
                        new Vec3(-0.0, -3, 0),
                        new Vec3(-0.0, -0.0, 4)),
                g);
        assertEquals(24, g.voxelVolumeMm3(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "2,8,200",
        "4,16,-1000",
        "8,32,-70000",
        "16,32,0.25",
        "64,64,-2.5",
        "256,8,-100",
        "512,16,60000",
        "768,32,3000000000",
        "1024,64,-5",
        "1280,64,7"
    })
    void everyNumberTypeIsReadInBothByteOrders(int type, int bits, double value) throws Exception {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            ByteBuffer b = header(type, bits, order);
            // the second column, second row, second slice: voxel 1 + 3 * (1 + 2 * 1) = 10
            int at = 352 + 10 * bits / 8;
            switch (type) {
                case 16 -> b.putFloat(at, (float) value);
                case 64 -> b.putDouble(at, value);
                default -> {
                    long v = (long) value;
                    switch (bits) {
                        case 8 -> b.put(at, (byte) v);
                        case 16 -> b.putShort(at, (short) v);
                        case 32 -> b.putInt(at, (int) v);
                        default -> b.putLong(at, v);
                    }
                }
            }
            VolumeStack stack = Nifti.read(file(b));
            assertEquals((float) value, stack.valueAt(1, 1, 1), order.toString());
            assertEquals(0, stack.valueAt(2, 1, 1));
        }
    }

    @Test
    void slopeAndInterceptApplyAndASlopeOfZeroMeansNone() throws Exception {
        ByteBuffer b = header(4, 16, ByteOrder.LITTLE_ENDIAN).putShort(352, (short) 100);
        b.putFloat(112, 2).putFloat(116, -1024);
        assertEquals(-824, Nifti.read(file(b)).valueAt(0, 0, 0));
        b.putFloat(112, 0);
        assertEquals(100, Nifti.read(file(b)).valueAt(0, 0, 0));
    }

    @Test
    void theQformIsUsedWhenThereIsNoSform() throws Exception {
        ByteBuffer b = header(4, 16, ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 0);
        // quaternion (0, 0, 0, 1): a half turn about z, so RAS x and y run backwards, which is +x and +y in LPS
        b.putShort(252, (short) 1).putFloat(264, 1).putFloat(268, 7);
        Geometry g = Nifti.read(file(b)).geometry().orElseThrow();
        assertEquals(2, g.columnStep().x(), 1e-9);
        assertEquals(3, g.rowStep().y(), 1e-9);
        assertEquals(4, g.sliceStep().z(), 1e-9);
        assertEquals(-7, g.origin().x(), 1e-9);
    }

    @Test
    void voxelSizesAloneStillGiveMillimetres() throws Exception {
        ByteBuffer b = header(4, 16, ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 0);
        // unit 3 is the micrometre
        b.put(123, (byte) 3).putFloat(80, 2000).putFloat(84, 3000).putFloat(88, 4000);
        assertEquals(24, Nifti.read(file(b)).geometry().orElseThrow().voxelVolumeMm3(), 1e-6);
    }

    @Test
    void aHeaderWithoutSizesHasNoPlace() throws Exception {
        ByteBuffer b = header(4, 16, ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 0);
        b.putFloat(80, 0);
        assertEquals(Optional.empty(), Nifti.read(file(b)).geometry());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.nii", "v.nii.gz"})
    void aWrittenVolumeIsReadBackUnchanged(String name) throws Exception {
        // oblique, left-handed, uneven spacing
        double c = Math.cos(0.3);
        double s = Math.sin(0.3);
        Geometry g = new Geometry(
                4, 3, 2, new Vec3(-7, 8, 9), new Vec3(0.5 * c, 0.5 * s, 0), new Vec3(-s, c, 0), new Vec3(0, 0, -2));
        short[] voxels = new short[24];
        for (int i = 0; i < 24; i++) {
            voxels[i] = (short) (i * 100 - 1000);
        }
        Path file = dir.resolve(name);
        Nifti.write(file, VolumeStack.ofShorts(g, voxels, ValueUnit.HOUNSFIELD));
        VolumeStack back = Nifti.read(file, ValueUnit.HOUNSFIELD);
        for (int i = 0; i < 24; i++) {
            assertEquals(voxels[i], back.toFloats()[i]);
        }
        assertSame(g, back.geometry().orElseThrow());
        // the qform says the same as the sform
        byte[] bytes = Files.readAllBytes(dir.resolve(name.endsWith("gz") ? plainCopy(file) : file));
        bytes[254] = 0;
        assertSame(
                g,
                Nifti.read(Files.write(dir.resolve("q.nii"), bytes)).geometry().orElseThrow());
    }

    private Path plainCopy(Path gz) throws Exception {
        Path plain = dir.resolve("plain.nii");
        Nifti.write(plain, Nifti.read(gz));
        return plain;
    }

    private static void assertSame(Geometry expected, Geometry actual) {
        for (int[] p : new int[][] {{0, 0, 0}, {3, 0, 0}, {0, 2, 0}, {0, 0, 1}}) {
            Vec3 d = expected.toPatient(p[0], p[1], p[2]).minus(actual.toPatient(p[0], p[1], p[2]));
            assertTrue(d.length() < 1e-5, expected + " but was " + actual);
        }
    }

    @Test
    void floatsAndMasksAreReadBackUnchanged() throws Exception {
        Geometry g = Geometry.axial(2, 2, 2, 1, 1, 1);
        float[] values = {0, 0.125f, -3, 4, 5, 6, 7, 8.5f};
        Nifti.write(dir.resolve("f.nii.gz"), VolumeStack.ofFloats(g, values, ValueUnit.RAW));
        assertArrayEquals(values, Nifti.read(dir.resolve("f.nii.gz")).toFloats());
        byte[] mask = {0, 1, 1, 0, 0, 0, 1, 0};
        Nifti.write(dir.resolve("m.nii.gz"), Mask.of(g, mask));
        assertArrayEquals(mask, Nifti.readMask(dir.resolve("m.nii.gz")).toArray());
    }

    private void assertProblem(String code, ByteBuffer b) throws IOException {
        Path file = file(b);
        assertEquals(code, assertThrows(Problem.class, () -> Nifti.read(file)).code());
    }

    @Test
    void hostileHeadersEndInAProblem() throws Exception {
        assertProblem("nifti.header", header(4, 16, ByteOrder.LITTLE_ENDIAN).putInt(0, 347));
        assertProblem("nifti.pair", header(4, 16, ByteOrder.LITTLE_ENDIAN).put(345, (byte) 'i'));
        assertProblem("nifti.type", header(4, 16, ByteOrder.LITTLE_ENDIAN).putShort(70, (short) 32));
        assertProblem("nifti.damaged", header(4, 16, ByteOrder.LITTLE_ENDIAN).putShort(42, (short) -3));
        assertProblem("nifti.damaged", header(4, 16, ByteOrder.LITTLE_ENDIAN).putShort(40, (short) 9));
        assertProblem("nifti.damaged", header(4, 16, ByteOrder.LITTLE_ENDIAN).putFloat(108, Float.NaN));
        assertProblem("nifti.damaged", header(4, 16, ByteOrder.LITTLE_ENDIAN).putFloat(108, -5));
        assertProblem("nifti.truncated", header(4, 16, ByteOrder.LITTLE_ENDIAN).putShort(46, (short) 3));
        ByteBuffer huge = header(64, 64, ByteOrder.LITTLE_ENDIAN);
        huge.putShort(42, Short.MAX_VALUE).putShort(44, Short.MAX_VALUE).putShort(46, Short.MAX_VALUE);
        assertProblem("nifti.damaged", huge);
        huge.putShort(48, Short.MAX_VALUE).putShort(50, Short.MAX_VALUE).putShort(40, (short) 7);
        assertProblem("nifti.dimensions", huge);
        assertProblem(
                "nifti.dimensions",
                header(4, 16, ByteOrder.LITTLE_ENDIAN).putShort(40, (short) 4).putShort(48, (short) 2));
    }

    @Test
    void truncatedCompressionAndShortFilesEndInAProblem() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(packed)) {
            gz.write(header(4, 16, ByteOrder.LITTLE_ENDIAN).array());
        }
        byte[] bytes = packed.toByteArray();
        for (int length = 0; length < bytes.length - 8; length += 7) {
            Path file = Files.write(dir.resolve("t.nii.gz"), java.util.Arrays.copyOf(bytes, length));
            assertThrows(Problem.class, () -> Nifti.read(file), "first " + length + " bytes");
        }
        assertEquals(
                "file.unreadable",
                assertThrows(Problem.class, () -> Nifti.read(dir.resolve("absent.nii")))
                        .code());
    }

    @Test
    @Tag("realdata")
    void aRealPatientHasTheVoxelsAndVolumeOfTheTable() throws Exception {
        Path data = SharedData.find("mandible-ct-openkbp");
        String[] row = Files.readAllLines(data.resolve("cases.csv")).stream()
                .map(line -> line.split(","))
                .filter(cells -> cells[1].equals("pt_24"))
                .findFirst()
                .orElseThrow();
        Mask mask = Nifti.readMask(data.resolve("pt_24/Mandible.nii.gz"));
        VolumeStack ct = Nifti.read(data.resolve("pt_24/ct.nii.gz"), ValueUnit.HOUNSFIELD);
        assertEquals(Long.parseLong(row[2]), mask.count());
        assertEquals(Double.parseDouble(row[6]), mask.volumeCm3(), 0.01);
        assertEquals(mask.geometry(), ct.geometry().orElseThrow());
        float max = -Float.MAX_VALUE;
        for (float v : ct.toFloats()) {
            max = Math.max(max, v);
        }
        assertEquals(Float.parseFloat(row[7]), max);
    }
}
