package org.radiloom.dicom.seg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.imaging.Geometry;

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

    @ParameterizedTest
    @EnumSource
    void pydicomSeesTheSameVoxelsOfEveryKind(SegmentationEncoding encoding) throws Exception {
        Geometry g = Geometry.axial(511, 3, 4, 0.5, 0.5, 1);
        byte[][] labels = SegPhantom.labels(g);
        for (boolean placed : new boolean[] {true, false}) {
            Path file = folder.resolve(encoding + "-" + placed + ".dcm");
            SourceSeries source = placed ? SegPhantom.ct(g) : SegPhantom.film(g);
            SegmentationWriter.write(file, SegPhantom.content(g, labels), source, encoding, SegFixture.HEADER);
            // the slice of a frame comes from the image that it names
            String script = """
                    import sys, pydicom, numpy
                    d = pydicom.dcmread(sys.argv[1])
                    a = d.pixel_array
                    v = numpy.zeros((4, 3, 511), numpy.uint8)
                    for f, p in enumerate(d.PerFrameFunctionalGroupsSequence):
                        s = p.DerivationImageSequence[0].SourceImageSequence[0]
                        k = s.ReferencedFrameNumber - 1 if 'ReferencedFrameNumber' in s else int(s.ReferencedSOPInstanceUID[9:])
                        if d.SegmentationType == 'LABELMAP':
                            v[k] = a[f]
                        else:
                            v[k][a[f] != 0] = p.SegmentIdentificationSequence[0].ReferencedSegmentNumber
                    open(sys.argv[2], 'wb').write(v.tobytes())
                    for s in d.SegmentSequence:
                        print(s.SegmentNumber, s.SegmentLabel, s.SegmentAlgorithmType)
                    print(d.PatientName)
                    """;
            Path voxels = folder.resolve("voxels");
            Output output = run(PYTHON, "-X", "utf8", "-c", script, file.toString(), voxels.toString());
            assertEquals(0, output.exit, output.text);
            assertEquals(
                    List.of("1 Mandible MANUAL", "2 左下颌管 SEMIAUTOMATIC", "3 Tooth AUTOMATIC", "Müller^Anna"),
                    output.text.strip().lines().toList());
            var ours = new ByteArrayOutputStream();
            for (byte[] slice : labels) {
                ours.writeBytes(slice);
            }
            assertArrayEquals(ours.toByteArray(), Files.readAllBytes(voxels));
        }
    }

    @ParameterizedTest
    @EnumSource
    void dciodvfyAndDcmtkAcceptEveryKind(SegmentationEncoding encoding) throws Exception {
        Geometry g = Geometry.axial(13, 9, 4, 0.5, 0.5, 1);
        for (boolean placed : new boolean[] {true, false}) {
            Path file = folder.resolve(encoding + "-" + placed + ".dcm");
            SourceSeries source = placed ? SegPhantom.ct(g) : SegPhantom.film(g);
            var content = SegPhantom.content(g, SegPhantom.labels(g));
            SegmentationWriter.write(file, content, source, encoding, SegFixture.HEADER);
            Output output = run("dciodvfy", "-new", "-filename", file.toString());
            if (encoding == SegmentationEncoding.LABELMAP) {
                // label maps are younger than the program: it finds nothing wrong but that it does not know them
                List<String> errors = output.text
                        .lines()
                        .filter(line -> line.startsWith("Error"))
                        .map(line -> line.toLowerCase(Locale.ROOT))
                        .toList();
                assertEquals(List.of("error - information object not found"), errors, output.text);
            } else {
                assertEquals(0, output.exit, output.text);
                assertTrue(output.text.contains("Segmentation"), output.text);
            }
            Output dump = run("dcmdump", "+W", folder.toString(), file.toString());
            assertEquals(0, dump.exit, dump.text);
            byte[] pixels = DicomFile.read(file, ReadOptions.STRICT)
                    .dataset()
                    .bytes(org.radiloom.dicom.Tag.PIXEL_DATA)
                    .orElseThrow();
            assertArrayEquals(pixels, Files.readAllBytes(folder.resolve(file.getFileName() + ".0.raw")));
        }
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
