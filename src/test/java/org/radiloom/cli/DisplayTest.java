package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private static boolean onLinux(Map<String, String> environment, Map<String, String> properties) {
        return Display.present(environment, name -> name.equals("os.name") ? "Linux" : properties.get(name));
    }

    @Test
    void linuxHasADisplayIfX11OrWaylandIsNamed() {
        assertTrue(onLinux(Map.of("DISPLAY", ":0"), Map.of()));
        assertTrue(onLinux(Map.of("WAYLAND_DISPLAY", "wayland-0"), Map.of()));
        assertFalse(onLinux(Map.of("DISPLAY", ""), Map.of()));
        assertFalse(onLinux(Map.of(), Map.of()));
    }

    @Test
    void aHeadlessPlatformThatWasAskedForIsADisplay() {
        assertTrue(onLinux(Map.of(), Map.of("glass.platform", "Monocle")));
    }

    @Test
    void otherSystemsAlwaysHaveOne() {
        assertTrue(Display.present(Map.of(), name -> name.equals("os.name") ? "Windows 11" : null));
    }

    @Test
    void aWordThatIsNeitherCommandNorFileIsAUsageMistake() {
        CommandLineRun run = CommandLineRun.of("reviw");
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("reviw is neither a command nor a file or folder"), run.err());
    }
}
