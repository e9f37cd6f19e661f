package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.Tag;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.MandiblePhantom;

class DeidentifyCommandTest {
    private static final String NAME = "Fixture^Liver";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeStudy() throws Exception {
        DicomSeriesFixture.ultrasoundFilm(in().resolve(NAME).resolve("film.dcm"), 24, 16, 3);
    }

    private Path in() {
        return folder.resolve("in");
    }

    private CommandLineRun run(Path out, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "deidentify",
                in().toString(),
                "--out",
                out.toString(),
                "--data",
                folder.resolve("data").toString()));
        all.addAll(List.of(more));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFolderIsWrittenAnewAndTheReportNamesNobody() throws Exception {
        Path out = folder.resolve("out");
        CommandLineRun run = run(out, "--mask", "0,0,24,2", "--json");
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        JsonNode json = run.json();
        assertEquals(1, json.path("written").asInt());
        assertEquals(1, json.path("masked").asInt());
        assertTrue(
                json.path("actions")
                        .toString()
                        .contains(
                                "{\"tag\":\"(0010,0030)\",\"name\":\"PatientBirthDate\",\"action\":\"EMPTIED\",\"count\":1}"),
                json.path("actions").toString());
        List<Path> files = files(out);
        assertEquals(2, files.size());
        assertTrue(files.contains(Path.of("deidentification.json")));
        String report = Files.readString(out.resolve("deidentification.json"));
        for (String gone : List.of("Fixture", "FIX-1", "19700101", "2.25.7001", "film.dcm")) {
            assertFalse(report.contains(gone), gone);
            for (Path file : files) {
                assertFalse(
                        Files.readString(out.resolve(file), StandardCharsets.ISO_8859_1)
                                .contains(gone),
                        gone);
                assertFalse(file.toString().contains(gone), gone);
            }
        }
    }

    @Test
    void oneKeyGivesTheSameFilesAndAnotherOtherOnes() throws Exception {
        String key = folder.resolve("key").toString();
        assertEquals(0, run(folder.resolve("a"), "--key", key).code());
        assertEquals(0, run(folder.resolve("b"), "--key", key).code());
        assertEquals(0, run(folder.resolve("c")).code());
        List<Path> names = files(folder.resolve("a"));
        assertEquals(names, files(folder.resolve("b")));
        assertFalse(names.equals(files(folder.resolve("c"))));
        for (Path name : names) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("a").resolve(name),
                            folder.resolve("b").resolve(name)));
        }
    }

    @Test
    void oneBadFileNeverStopsTheRest() throws Exception {
        Files.writeString(in().resolve("notes.txt"), "no image");
        DicomSeriesFixture.ct(MandiblePhantom.make().stack())
                .changed((k, d) -> {
                    if (k == 0) {
                        d.string(Tag.BURNED_IN_ANNOTATION, "YES");
                    }
                })
                .without(IntStream.range(2, MandiblePhantom.GRID.slices())
                        .boxed()
                        .toArray(Integer[]::new))
                .writeTo(in().resolve("ct"));
        CommandLineRun run = run(folder.resolve("out"), "--json");
        assertEquals(5, run.code());
        JsonNode json = run.json();
        assertEquals(2, json.path("written").asInt());
        assertEquals(
                "deident.burned-in", json.path("failed").path(0).path("code").asText());
        assertEquals(
                "dicom.not-dicom", json.path("leftOut").path(0).path("code").asText());
        assertTrue(run.err().contains("burned into its pixels"), run.err());
        assertEquals(1, json.path("warnings").size(), "the film was not masked");
        assertFalse(
                Files.readString(folder.resolve("out/deidentification.json")).contains(in().toString()));
    }

    @Test
    void whatCannotBeUnderstoodIsAUsageError() {
        Path out = folder.resolve("out");
        for (String[] wrong : new String[][] {
            {"--retain", "names"},
            {"--retain", "dates,shifted-dates"},
            {"--mask", "1,2,3"},
            {"--mask", "1,2,3,0"},
            {"--mask", "a,b,c,d"},
            {"--fan", "1,2,9,3,0,10"},
            {"--key", out.resolve("key").toString()}
        }) {
            assertEquals(2, run(out, wrong).code(), String.join(" ", wrong));
        }
        assertEquals(2, run(in().resolve("out")).code(), "out within in");
        assertFalse(Files.exists(out));
    }

    @Test
    void nothingToDoIsAnInputError() throws Exception {
        Files.delete(in().resolve(NAME).resolve("film.dcm"));
        Files.writeString(in().resolve("notes.txt"), "no image");
        assertEquals(3, run(folder.resolve("out")).code());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void aSecretThatIsNoneIsTold() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "hello");
        CommandLineRun run = run(folder.resolve("out"), "--key", key.toString());
        assertEquals(3, run.code());
        assertTrue(run.err().contains("holds no key"), run.err());
    }
}
