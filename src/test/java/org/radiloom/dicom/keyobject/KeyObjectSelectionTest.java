package org.radiloom.dicom.keyobject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.sr.Evidence;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.dicom.sr.SrDocument;
import org.radiloom.dicom.sr.SrFixture;
import org.radiloom.dicom.sr.SrReader;
import org.radiloom.dicom.sr.SrWriter;
import org.radiloom.problem.Problem;

class KeyObjectSelectionTest {
    private static final String FILM = "1.2.840.10008.5.1.4.1.1.3.1";
    private static final KeyObjectSelection SELECTION = new KeyObjectSelection(
            KeyObjectSelection.OF_INTEREST,
            "Key images 关键图像\nResearch use only, not for diagnosis",
            List.of(
                    SopReference.frame(FILM, "2.25.30", 4),
                    SopReference.of("1.2.840.10008.5.1.4.1.1.66.4", "2.25.31"),
                    SopReference.of(SrDocument.COMPREHENSIVE, "2.25.32")));

    @TempDir
    private Path folder;

    private static SrDocument document() {
        return new SrDocument(
                SrDocument.KEY_OBJECTS,
                "2.25.3001",
                "2.25.1",
                "2.25.3000",
                SrFixture.WHEN,
                false,
                "",
                List.of(),
                List.of(),
                List.of(
                        new Evidence("2.25.1", "2.25.2", FILM, "2.25.30"),
                        new Evidence("2.25.1", "2.25.3", "1.2.840.10008.5.1.4.1.1.66.4", "2.25.31"),
                        new Evidence("2.25.1", "2.25.4", SrDocument.COMPREHENSIVE, "2.25.32")),
                List.of(),
                SELECTION.tree());
    }

    private Path write() throws Problem {
        Path file = folder.resolve("ko.dcm");
        SrWriter.write(file, document(), SrFixture.series());
        return file;
    }

    @Test
    void aSelectionComesBackFieldByField() throws Problem {
        DicomFile file = DicomFile.read(write(), ReadOptions.STRICT);
        SrDocument back = SrReader.read(file);
        assertEquals(document(), back);
        assertEquals(Optional.of(SELECTION), KeyObjectSelection.of(back.root()));
        assertEquals(
                "KO", file.dataset().string(org.radiloom.dicom.Tag.MODALITY).orElseThrow());
    }

    @Test
    void aSelectionOfNothingIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new KeyObjectSelection(KeyObjectSelection.OF_INTEREST, "", List.of()));
    }

    @Test
    @Tag("peers")
    void dciodvfyFindsNoErrorAndDcmtkAndPydicomReadTheSame() throws Exception {
        String file = write().toString();
        Output verified = run("dciodvfy", "-new", "-filename", file);
        assertEquals(0, verified.exit, verified.text);
        assertTrue(verified.text.contains("KeyObjectSelectionDocument"), verified.text);
        Output dump = run("dsrdump", "+Pc", "+U8", file);
        assertEquals(0, dump.exit, dump.text);
        assertTrue(dump.text.contains("(113000,DCM,\"Of Interest\")"), dump.text);
        String script = """
                import sys, pydicom
                for i in pydicom.dcmread(sys.argv[1]).ContentSequence:
                    r = i.ReferencedSOPSequence[0] if 'ReferencedSOPSequence' in i else {}
                    print(i.ValueType, i.get('TextValue', '').replace('\\n', '|') or r.ReferencedSOPInstanceUID, r.get('ReferencedFrameNumber', '-'))
                """;
        Output read = run("/usr/bin/python3", "-X", "utf8", "-c", script, file);
        assertEquals(
                List.of(
                        "TEXT Key images 关键图像|Research use only, not for diagnosis -",
                        "IMAGE 2.25.30 4",
                        "IMAGE 2.25.31 -",
                        "COMPOSITE 2.25.32 -"),
                read.text.strip().lines().toList());
    }

    private record Output(int exit, String text) {}

    private static Output run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
