package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.JawSources;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;

class DataCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aSoundSetIsDoneAndAFaultyOneTellsAllItsFaults() throws IOException, Problem {
        Path manifest = JawSources.write(folder, JawSources.Kind.NRRD);
        CommandLineRun sound = CommandLineRun.of("data", "check", manifest.toString(), "--json");
        assertEquals(ExitCode.DONE, sound.code(), sound.err());
        assertEquals(
                "{\"samples\":4,\"patients\":4,\"errors\":0,\"warnings\":0,\"problems\":[]}",
                sound.out().strip());
        Files.delete(folder.resolve("ct0.nrrd"));
        Files.delete(folder.resolve("mask3.nrrd"));
        CommandLineRun faulty = CommandLineRun.of("data", "check", manifest.toString(), "--json");
        assertEquals(ExitCode.INPUT, faulty.code());
        assertEquals(List.of(1, 4), lines(faulty));
    }

    private static List<Integer> lines(CommandLineRun run) throws JsonProcessingException {
        return run.json()
                .path("problems")
                .valueStream()
                .map(p -> p.path("line").asInt())
                .toList();
    }

    @Test
    void aManifestIsConvertedAndDividedWhateverItsForm() throws IOException, Problem {
        Path manifest = JawSources.write(folder, JawSources.Kind.NIFTI);
        String csv = folder.resolve("m.csv").toString();
        CommandLineRun converted = CommandLineRun.of("data", "convert", manifest.toString(), "--out", csv);
        assertEquals(ExitCode.DONE, converted.code(), converted.err());
        assertEquals(
                CommandLineRun.of("data", "split", manifest.toString()).out(),
                CommandLineRun.of("data", "split", csv).out());
        assertTrue(
                CommandLineRun.of("data", "split", csv, "--unit", "SLICE").out().contains("\"split\":\"test\""));
    }

    @Test
    void regionsBecomeMasksInAnotherFolderThatStillFindsTheImages() throws IOException, Problem {
        Path set = Files.createDirectories(folder.resolve("set"));
        Files.writeString(set.resolve("m.jsonl"), """
                {"header": {"task": "classification", "classes": ["a", "b"]}}
                {"sample_id": "1", "patient_id": "p1", "path": "1.png", "label": 1, "region_path": "r/1.png"}
                {"sample_id": "2", "patient_id": "p2", "path": "2.png", "label": 0}
                """);
        Path out = Files.createDirectories(folder.resolve("elsewhere")).resolve("liver.jsonl");
        CommandLineRun run = CommandLineRun.of(
                "data", "convert", set.resolve("m.jsonl").toString(), "--out", out.toString(), "--regions-as", "liver");
        assertEquals(ExitCode.DONE, run.code(), run.err());
        assertTrue(run.err().contains("1 samples without a region"), run.err());
        Manifest liver = Manifest.read(out);
        assertEquals(List.of("background", "liver"), liver.classes());
        assertEquals(1, liver.entries().size());
        assertEquals("r/1.png", liver.entries().getFirst().maskPath());
        assertNull(liver.entries().getFirst().label());
        assertEquals(
                set.resolve("1.png"), liver.resolve(liver.entries().getFirst().path()));
    }

    @Test
    void patientsKnownToBeOnePersonBecomeOne() throws IOException, Problem {
        Path set = folder.resolve("m.jsonl");
        Files.writeString(set, """
                {"sample_id": "1", "patient_id": "a", "path": "1.png"}
                {"sample_id": "2", "patient_id": "b", "path": "2.png"}
                {"sample_id": "3", "patient_id": "c", "path": "3.png"}
                """);
        String out = folder.resolve("joined.jsonl").toString();
        CommandLineRun run =
                CommandLineRun.of("data", "convert", set.toString(), "--out", out, "--same-patient", "a=c");
        assertEquals(ExitCode.DONE, run.code(), run.err());
        assertEquals(
                List.of("a", "b", "a"),
                Manifest.read(Path.of(out)).entries().stream()
                        .map(e -> e.patientId())
                        .toList());
        CommandLineRun wrong =
                CommandLineRun.of("data", "convert", set.toString(), "--out", out, "--same-patient", "a=x");
        assertEquals(ExitCode.USAGE, wrong.code());
        assertTrue(wrong.err().contains("no patient x"), wrong.err());
    }
}
