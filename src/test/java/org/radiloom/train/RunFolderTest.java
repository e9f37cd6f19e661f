package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;

class RunFolderTest {
    @TempDir
    private Path folder;

    @Test
    void figuresThatNoCheckpointHoldsAreForgotten() throws IOException, Problem {
        Path table = folder.resolve("metrics.csv");
        // killed while writing the line of epoch 3, whose checkpoint was not written
        Files.writeString(table, "epoch,lr\n1,0.5\n2,0.5\n3,0");
        new RunFolder(folder).keepMetrics(1);
        assertEquals(List.of("epoch,lr", "1,0.5"), Files.readAllLines(table));
    }

    @Test
    void aRunKnowsWhereItsDataAre() throws Problem {
        RunFolder run = new RunFolder(folder);
        run.keepSource(folder.resolve("data/../manifest.jsonl"));
        assertEquals(folder.resolve("manifest.jsonl").toAbsolutePath(), run.source());
    }
}
