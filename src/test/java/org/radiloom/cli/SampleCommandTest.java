package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class SampleCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theMandiblesFindingsLieInTheFolderItselfAndTheOthersBelow() throws IOException {
        CommandLineRun run = CommandLineRun.of("sample", "--out", folder.toString());
        assertEquals(0, run.code(), run.err());
        assertKind("segmentation", folder);
        assertKind("grades", folder.resolve("steatosis-us"));
        assertKind("anomaly", folder.resolve("anomaly-universal"));
        assertTrue(run.out().indexOf("Mandible") < run.out().indexOf("Fatty liver"), run.out());
        assertTrue(run.out().indexOf("Fatty liver") < run.out().indexOf("Anomaly"), run.out());
    }

    private static void assertKind(String kind, Path where) throws IOException {
        String findings = Files.readString(where.resolve("findings.json"));
        assertEquals(
                kind, Printed.MAPPER.readTree(findings).at("/findings/0/kind").asText(), findings);
    }
}
