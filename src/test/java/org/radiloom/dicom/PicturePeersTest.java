package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiloom.imaging.ColourSlice;

/** The fixtures of grey and colour as dcmtk shows them; docs/how-to/peers.md names its package. */
@org.junit.jupiter.api.Tag("peers")
class PicturePeersTest {
    @TempDir
    private Path folder;

    /**
     * dcmtk has no tables for presentation in images, and takes the presentation shape for part of a print job; 3.6.7 reads
     * LINEAR_EXACT as LINEAR, and rounds values after a rescale to halves.
     */
    static Stream<GreyPipelineTest.Fixture> greys() throws IOException {
        return GreyPipelineTest.fixtures()
                .filter(f -> !f.is().containsKey("presentation") && !f.is().containsKey("shape"))
                .filter(f -> !f.text("name", "").equals("linear-exact")
                        && !f.text("name", "").equals("half-units"));
    }

    private static byte[] afterHeader(Path pnm) throws IOException {
        byte[] file = Files.readAllBytes(pnm);
        int at = 0;
        for (int lines = 0; lines < 3; at++) {
            lines += file[at] == '\n' ? 1 : 0;
        }
        return Arrays.copyOfRange(file, at, file.length);
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("greys")
    void greyIsThatOfDcmtk(GreyPipelineTest.Fixture f) throws Exception {
        DicomDataset d = GreyPipelineTest.image(f)
                .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7")
                .string(Tag.SOP_INSTANCE_UID, "2.25.7004.1")
                .build();
        Path in = folder.resolve("grey.dcm");
        Path out = folder.resolve("grey.pgm");
        DicomWriter.write(in, d, TransferSyntax.EXPLICIT_LITTLE);
        int choice = Integer.parseInt(f.text("choice", "0"));
        int windows = f.numbers("centres").length;
        run(
                "dcm2pnm",
                "+op",
                choice < windows ? "+Wi" : "+Wl",
                String.valueOf(choice < windows ? choice + 1 : choice - windows + 1),
                in.toString(),
                out.toString());
        byte[] seen = afterHeader(out);
        int[] drawn =
                GreyPipelineTest.draw(DicomFile.read(in, ReadOptions.LENIENT).image(), choice);
        assertEquals(seen.length, drawn.length);
        for (int n = 0; n < seen.length; n++) {
            // dcmtk cuts where we round
            assertEquals(seen[n] & 0xFF, drawn[n] & 0xFF, 1, "stored " + f.numbers("stored")[n]);
        }
    }

    /** Files that dcmtk reads (no JPEG 2000, no segmented palettes, no YBR_PARTIAL) and whose stream says what the file says. */
    static Stream<String> colours() throws IOException {
        return ColourMatrixTest.files()
                .map(l -> l.substring(0, l.indexOf(' ')))
                .filter(n -> !n.startsWith("j2k")
                        && !n.contains("called")
                        && !n.endsWith("partial-422")
                        && !n.endsWith("segmented"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("colours")
    void colourIsThatOfDcmtk(String name) throws Exception {
        Path in = folder.resolve("colour.dcm");
        Path out = folder.resolve("colour.ppm");
        Files.write(in, ColourMatrixTest.bytes(name + ".dcm"));
        run(name.startsWith("ls") ? "dcml2pnm" : "dcmj2pnm", "+op", in.toString(), out.toString());
        byte[] seen = afterHeader(out);
        ColourSlice slice = assertInstanceOf(
                ColourSlice.class,
                DicomFile.read(in, ReadOptions.LENIENT).image().slice(0));
        assertEquals(seen.length, 3 * slice.columns() * slice.rows());
        for (int at = 0; at < seen.length; at++) {
            int rgb = slice.rgbAt(at / 3 % slice.columns(), at / 3 / slice.columns());
            int ours = rgb >> (16 - 8 * (at % 3)) & 0xFF;
            assertTrue(Math.abs(ours - (seen[at] & 0xFF)) <= 3, name + " at " + at + ": " + ours + ", " + seen[at]);
        }
    }
}
