package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.dicom.Vr;
import org.radiloom.problem.Problem;

class InfoCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path image;
    private Path notes;

    @BeforeEach
    void aFolderWithAnImageAndNotes() throws Problem, IOException {
        DicomDataset dataset = DicomDataset.builder()
                .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .string(Tag.SOP_INSTANCE_UID, "1.2.3")
                .string(Tag.MODALITY, "CT")
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.ROWS, 1)
                .integer(Tag.COLUMNS, 4)
                .integer(Tag.BITS_ALLOCATED, 8)
                .integer(Tag.BITS_STORED, 8)
                .decimal(Tag.RESCALE_SLOPE, 2)
                .bytes(Tag.PIXEL_DATA, Vr.OB, new byte[] {1, 2, 3, 8})
                .build();
        image = folder.resolve("image.dcm");
        DicomWriter.write(image, dataset, TransferSyntax.EXPLICIT_LITTLE);
        notes = Files.writeString(Files.createDirectory(folder.resolve("sub")).resolve("notes.txt"), "Read me first.");
    }

    private static List<JsonNode> lines(CommandLineRun run) throws IOException {
        return run.out().lines().map(InfoCommandTest::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The shape is fixed for other programs; the mean of 1, 2, 3 and 8 is 3.5, whatever the rescale. */
    @Test
    void aLineSaysWhatAFileHolds() throws IOException {
        CommandLineRun run = CommandLineRun.of("info", image.toString(), "--pixels", "--json");
        assertEquals(ExitCode.DONE, run.code());
        JsonNode expected = JSON.createObjectNode()
                .put("file", image.toString())
                .put("ok", true)
                .put("transferSyntax", "1.2.840.10008.1.2.1")
                .put("sopClass", "1.2.840.10008.5.1.4.1.1.2")
                .put("modality", "CT")
                .put("rows", 1)
                .put("columns", 4)
                .put("frames", 1)
                .put("samples", 1)
                .put("photometric", "MONOCHROME2")
                .put("bitsStored", 8)
                .set(
                        "pixels",
                        JSON.createObjectNode().put("min", 1).put("max", 8).put("mean", 3.5));
        assertEquals(List.of(expected), lines(run));
    }

    @Test
    void aFolderIsReadToItsDepthAndOneBadFileStopsNothing() throws IOException {
        CommandLineRun run = CommandLineRun.of("info", folder.toString(), "--json");
        assertEquals(ExitCode.PARTLY, run.code());
        List<JsonNode> lines = lines(run);
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).get("ok").asBoolean());
        assertEquals("dicom.not-dicom", lines.get(1).get("code").asText());
        assertTrue(lines.get(1).get("message").asText().contains(notes.toString()));
    }

    @Test
    void whereNothingCanBeReadTheInputIsToBlame() {
        assertEquals(
                ExitCode.INPUT,
                CommandLineRun.of("info", notes.toString(), "--json").code());
        assertEquals(
                ExitCode.INPUT,
                CommandLineRun.of("info", folder + "/none", "--json").code());
    }

    @Test
    void peopleGetASentence() {
        CommandLineRun run = CommandLineRun.of("info", image.toString(), "--pixels");
        assertEquals(image + ": CT, 4x1, 1 frame(s), MONOCHROME2, values 1 to 8, mean 3.5000\n", run.out());
    }
}
