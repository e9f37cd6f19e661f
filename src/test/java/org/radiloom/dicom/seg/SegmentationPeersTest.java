package org.radiloom.dicom.seg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Independent programs read what we write; docs/how-to/peers.md names their packages. */
@Tag("peers")
class SegmentationPeersTest {
    /** Debian's own interpreter: another python3 may come first on the path and know no pydicom. */
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;

    @Test
    void dciodvfyFindsNoErrorInASegmentation() throws Exception {
        Output output = run("dciodvfy", "-new", "-filename", seg().toString());
        assertEquals(0, output.exit, output.text);
        assertTrue(output.text.contains("Segmentation"), output.text);
    }

    @Test
    void dciodvfyFindsNoErrorInACtSeries() throws Exception {
        Path slice = SegFixture.writeCt(folder.resolve("ct")).get(2);
        Output output = run("dciodvfy", "-new", "-filename", slice.toString());
        assertEquals(0, output.exit, output.text);
        assertTrue(output.text.contains("CTImage"), output.text);
    }

    @Test
    void dcmtkReadsTheSegmentCodes() throws Exception {
        Output output = run("dcm2xml", seg().toString());
        assertEquals(0, output.exit, output.text);
        assertTrue(output.text.contains("91609006"), output.text);
        assertTrue(output.text.contains(">AUTOMATIC<"), output.text);
    }

    @Test
    void pydicomSeesTheSamePixelsAndCodes() throws Exception {
        String script = """
                import sys, pydicom
                d = pydicom.dcmread(sys.argv[1])
                s = d.SegmentSequence[0]
                t = s.SegmentedPropertyTypeCodeSequence[0]
                print(t.CodeValue, t.CodingSchemeDesignator, t.CodeMeaning, s.SegmentAlgorithmName, d.PatientID)
                a = d.pixel_array
                print(a.shape)
                print(all(int(a[f, j, i]) == (1 if (i * j + k) % 3 == 0 else 0)
                          for f, k in enumerate((1, 2, 4)) for j in range(9) for i in range(13)))
                """;
        Output output = run(PYTHON, "-c", script, seg().toString());
        assertEquals(0, output.exit, output.text);
        assertEquals(
                List.of("91609006 SCT Mandible mandible-ct PHANTOM-1", "(3, 9, 13)", "True"),
                output.text.strip().lines().toList());
    }

    private Path seg() throws Exception {
        return SegFixture.writeSeg(folder.resolve("seg.dcm"), SegFixture.writeCt(folder.resolve("ct")));
    }

    private record Output(int exit, String text) {}

    private static Output run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
