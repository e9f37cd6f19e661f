package org.radiloom.ui.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.ui.command.Keys;
import org.radiloom.ui.preference.WindowPlace.Area;
import org.radiloom.ui.words.Language;

class PreferencesTest {
    @TempDir
    Path folder;

    private Preferences read(SettingsFile file) {
        return new Preferences(file.read().settings(), Language.ENGLISH);
    }

    @Test
    void whatIsChosenIsThereAfterARestart() throws Exception {
        var file = new SettingsFile(folder.resolve("never made").resolve("settings.json"));
        Preferences chosen = read(file);
        assertEquals(Theme.DARK, chosen.theme());
        assertEquals(100, chosen.scalePercent());
        List<String> heard = new ArrayList<>();
        chosen.onChange(() -> heard.add("changed"));
        chosen.setLanguage(Language.CHINESE);
        chosen.setTheme(Theme.LIGHT);
        chosen.setTheme(Theme.LIGHT);
        chosen.setScalePercent(150);
        chosen.setPatientHidden(true);
        chosen.setAnnotator(" AB ");
        chosen.setWindow(new WindowPlace(10, 20, 1200, 800, true));
        chosen.setLayout("2x3");
        chosen.setShortcuts(Map.of("view.invert", List.of(Keys.of("Ctrl+I")), "view.fit", List.of()));
        assertEquals(8, heard.size(), "the second choice of the same colours changes nothing");
        file.write(chosen.settings());
        Preferences again = read(file);
        assertEquals(Language.CHINESE, again.language());
        assertEquals(Theme.LIGHT, again.theme());
        assertEquals(150, again.scalePercent());
        assertEquals("AB", again.annotator());
        assertTrue(again.patientHidden());
        assertEquals(Optional.of(new WindowPlace(10, 20, 1200, 800, true)), again.window());
        assertEquals(Optional.of("2x3"), again.layout());
        assertEquals(Map.of("view.invert", List.of(Keys.of("Ctrl+I")), "view.fit", List.of()), again.shortcuts());
        again.reset();
        assertEquals(Theme.DARK, again.theme());
        assertFalse(again.patientHidden());
        assertEquals("", again.annotator());
        assertEquals(2, again.shortcuts().size());
    }

    @Test
    void whatIsUnknownIsKeptAndWhatMakesNoSenseCountsAsNotChosen() throws Exception {
        Path path = folder.resolve("settings.json");
        Files.writeString(path, """
                {"theme": "mauve", "scalePercent": 900, "fromTheFuture": {"a": [1, 2]}, "language": 7,
                 "window": {"x": 0, "width": -5, "tab": "info"}, "shortcuts": {"view.fit": ["Hyper+Q", "Q"]}}""");
        var file = new SettingsFile(path);
        Preferences odd = read(file);
        assertEquals(Theme.DARK, odd.theme());
        assertEquals(200, odd.scalePercent());
        assertEquals(Language.ENGLISH, odd.language());
        assertEquals(Optional.empty(), odd.window());
        assertEquals(Map.of("view.fit", List.of(Keys.of("Q"))), odd.shortcuts());
        odd.setTheme(Theme.LIGHT);
        odd.setWindow(new WindowPlace(1, 2, 3, 4, false));
        file.write(odd.settings());
        assertEquals(2, file.read().settings().at("/fromTheFuture/a/1").asInt());
        assertEquals("info", file.read().settings().at("/window/tab").asText());
    }

    @Test
    void aDamagedFileIsSetAsideAndNothingInItIsLost() throws Exception {
        Path path = folder.resolve("settings.json");
        var file = new SettingsFile(path);
        for (String damaged : List.of("{\"theme\": \"li", "[1]", "")) {
            Files.writeString(path, damaged);
            SettingsFile.Held held = file.read();
            assertEquals(damaged, Files.readString(held.setAside().orElseThrow()));
            assertTrue(held.settings().isEmpty());
            assertFalse(Files.exists(path));
        }
        assertEquals(Optional.empty(), file.read().setAside(), "there is none now");
    }

    @Test
    void sizesStepThroughTheList() {
        var chosen = new Preferences(Language.ENGLISH);
        List<Integer> seen = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            chosen.stepScale(1);
            seen.add(chosen.scalePercent());
        }
        assertEquals(List.of(125, 150, 175, 200, 200), seen);
        chosen.setScalePercent(130);
        chosen.stepScale(-1);
        assertEquals(125, chosen.scalePercent());
    }

    @Test
    void theWindowComesBackOnAScreenThatIsThere() {
        var main = new Area(0, 40, 1920, 1040);
        var second = new Area(1920, 0, 2560, 1440);
        var place = new WindowPlace(2000, 100, 1600, 1000, false);
        assertEquals(place, place.on(List.of(main, second)), "nothing has changed");
        assertEquals(
                new WindowPlace(320, 80, 1600, 1000, false), place.on(List.of(main)), "the second monitor is gone");
        assertEquals(
                new WindowPlace(0, 40, 1920, 1040, true),
                new WindowPlace(-3000, -200, 5120, 2880, true).on(List.of(main)),
                "larger than what is left");
        assertEquals(
                new WindowPlace(1920, 100, 1000, 800, false),
                new WindowPlace(1700, 100, 1000, 800, false).on(List.of(main, second)),
                "across both: to the one with more of it");
    }
}
