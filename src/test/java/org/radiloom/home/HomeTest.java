package org.radiloom.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private static final Path USER = Path.of("/home/ada");

    @Test
    void linuxFollowsTheBaseDirectories() {
        Home home = Home.of(Map.of("XDG_DATA_HOME", "/srv/data", "XDG_CACHE_HOME", "relative"), "Linux", USER);
        assertEquals(Path.of("/home/ada/.config/radiloom"), home.config());
        assertEquals(Path.of("/srv/data/radiloom"), home.data());
        assertEquals(Path.of("/home/ada/.cache/radiloom"), home.cache(), "a relative path is ignored");
    }

    @Test
    void oneVariablePutsEverythingIntoOneFolder() {
        Home home = Home.of(Map.of(Home.VARIABLE, "/media/stick"), "Linux", USER);
        assertEquals(
                new Home(Path.of("/media/stick/config"), Path.of("/media/stick/data"), Path.of("/media/stick/cache")),
                home);
    }

    @Test
    void aFileIsReplacedWholeAndReadableByItsOwnerOnly(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a").resolve("b.json");
        OwnFile.write(file, new byte[] {1});
        OwnFile.write(file, new byte[] {2, 3});
        assertEquals(2, Files.size(file));
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        }
        try (var left = Files.list(file.getParent())) {
            assertEquals(List.of(file), left.toList(), "nothing but the file");
        }
    }

    @Test
    void aFolderInTheWayIsAnErrorAndLeavesNothingBehind(@TempDir Path folder) throws IOException {
        Path taken = folder.resolve("taken");
        Files.createDirectories(taken.resolve("inside"));
        assertThrows(IOException.class, () -> OwnFile.write(taken, new byte[] {1}));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(taken), left.toList());
        }
    }
}
