package org.radiloom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.seg.CtSeriesHeader;
import org.radiloom.dicom.seg.CtSeriesWriter;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;

/** Slices coded by independent programs come back voxel by voxel; docs/how-to/peers.md names their packages. */
@Tag("peers")
class CodecPeersTest {
    private static final int COLUMNS = 131;
    private static final int ROWS = 97;

    @TempDir
    private Path folder;

    private Path plain = Path.of("");
    private final short[] voxels = new short[COLUMNS * ROWS];

    /** A disc of noisy tissue with bright spots in air: runs, edges, noise and negative values. */
    @BeforeEach
    void writeSlice() throws Exception {
        Random random = new Random(4);
        for (int at = 0; at < voxels.length; at++) {
            double x = at % COLUMNS - 65;
            double y = at / COLUMNS - 48;
            boolean body = x * x / 3600 + y * y / 1600 < 1;
            boolean bone = body && (int) (x + 70) % 20 < 4;
            voxels[at] = (short) (body ? 40 + random.nextGaussian(0, 15) + (bone ? 900 : 0) : -1000);
        }
        plain = CtSeriesWriter.write(
                        VolumeStack.ofShorts(
                                Geometry.axial(COLUMNS, ROWS, 1, 1, 1, 1), voxels.clone(), ValueUnit.HOUNSFIELD),
                        folder,
                        new CtSeriesHeader(
                                "Phantom",
                                "1",
                                "Test",
                                "Disc",
                                "HEAD",
                                "Made by a test",
                                "No identity",
                                "0.1.0",
                                LocalDateTime.of(2026, 11, 20, 9, 0)))
                .getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rle", "--jpeg", "--jpegls", "--j2k"})
    void whatGdcmCodesComesBack(String coding) throws Exception {
        comesBack("gdcmconv", coding, plain.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void everyPredictorOfDcmtkComesBack(int predictor) throws Exception {
        comesBack("dcmcjpeg", "+el", "+sv", Integer.toString(predictor), plain.toString());
    }

    @Test
    void dcmtkJpegLsComesBack() throws Exception {
        comesBack("dcmcjpls", "+el", plain.toString());
    }

    @Test
    void dcmtkRleComesBack() throws Exception {
        comesBack("dcmcrle", plain.toString());
    }

    @Test
    void nearLosslessJpegLsStaysWithinItsError() throws Exception {
        RawFrame frame = coded("gdcmconv", "--jpegls", "--lossy", "-e", "3", plain.toString());
        for (int at = 0; at < voxels.length; at++) {
            assertEquals(voxels[at], frame.sample(at), 3);
        }
    }

    private void comesBack(String... command) throws Exception {
        assertArrayEquals(voxels, (short[]) coded(command).data());
    }

    /** Runs the command with the coded file as its last argument and decodes that file. */
    private RawFrame coded(String... command) throws Exception {
        Path coded = folder.resolve("coded.dcm");
        String[] all = java.util.Arrays.copyOf(command, command.length + 1);
        all[command.length] = coded.toString();
        run(all);
        DicomFile file = DicomFile.read(coded, ReadOptions.LENIENT);
        return file.image().rawFrame(0);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        assertEquals(true, Files.exists(Path.of(command[command.length - 1])));
    }
}
