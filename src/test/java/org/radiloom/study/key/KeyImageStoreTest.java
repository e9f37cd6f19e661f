package org.radiloom.study.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;
import org.radiloom.study.measure.ImageKey;

class KeyImageStoreTest {
    private static final String SERIES = "1.2.840.99.7";

    @TempDir
    Path data;

    @Test
    void whatIsMarkedIsThereAfterARestartAndItsFileNamesNobody() throws Exception {
        Set<ImageKey> marked = Set.of(new ImageKey("1.2.3", 0), new ImageKey("1.2.4", 17));
        new KeyImageStore(data).save(SERIES, marked);
        var again = new KeyImageStore(data);
        assertEquals(marked, again.load(SERIES));
        assertEquals(Set.of(), again.load("1.2.840.99.8"));
        assertFalse(again.file(SERIES).toString().contains(SERIES));
    }

    @Test
    void takingTheLastMarkAwayStaysTaken() throws Exception {
        var store = new KeyImageStore(data);
        store.save(SERIES, Set.of(new ImageKey("1.2.3", 0)));
        store.save(SERIES, Set.of());
        assertEquals(Set.of(), store.load(SERIES));
    }

    @Test
    void aDamagedFileIsSetAsideAndNotOverwritten() throws Exception {
        var store = new KeyImageStore(data);
        store.save(SERIES, Set.of(new ImageKey("1.2.3", 0)));
        Path file = store.file(SERIES);
        Files.writeString(file, "{\"keyImages\": [{\"fra");
        Problem problem = assertThrows(Problem.class, () -> store.load(SERIES));
        assertEquals("keyimage.damaged", problem.code());
        assertFalse(Files.exists(file));
        store.save(SERIES, Set.of());
        try (var left = Files.list(file.getParent())) {
            assertTrue(left.anyMatch(f -> f.toString().contains(".damaged-")));
        }
    }
}
