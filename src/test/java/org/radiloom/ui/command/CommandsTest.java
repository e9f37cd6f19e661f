package org.radiloom.ui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.ui.words.Words;

class CommandsTest {
    private static final List<Words> ENGLISH = List.of(Words.in(Locale.ENGLISH));

    private final Commands commands = new Commands();
    private final List<String> ran = new ArrayList<>();
    private boolean series;

    private Command invert() {
        return Command.of("view.invert", Category.IMAGE)
                .keys("I")
                .when(() -> series, "why.no.series")
                .does(() -> ran.add("invert"));
    }

    private final Command folder = Command.of("open.folder", Category.FILES).keys("Ctrl+O");
    private final Command next = Command.of("slice.next", Category.SLICES).keys("Down", "Right");

    private void registerAll() {
        List.of(invert(), folder, next).forEach(commands::register);
    }

    @Test
    void keysAreReadAsTheyAreWritten() {
        for (String text : List.of("I", "Ctrl+O", "Ctrl+Alt+Shift+F5", "Shift++", "+", "PgDn", "[", "Alt+Enter")) {
            assertEquals(text, Keys.of(text).toString());
        }
        assertEquals(new Keys("O", true, true, false), Keys.of("Ctrl+Shift+o"));
        for (String wrong : List.of("", "Ctrl+", "Hyper+O", "O O")) {
            assertEquals(Optional.empty(), Keys.parse(wrong), wrong);
        }
    }

    @Test
    void keysThatWriteAreKeptFromFields() {
        for (String text : List.of("I", "Shift+N", "Space", "Left", "Enter")) {
            assertTrue(Keys.of(text).types(), text);
        }
        for (String text : List.of("Ctrl+I", "Alt+Left", "F5", "F11")) {
            assertFalse(Keys.of(text).types(), text);
        }
    }

    @Test
    void aCommandRunsOnlyWhenItCan() {
        registerAll();
        assertFalse(commands.run("view.invert"));
        series = true;
        assertTrue(commands.run("view.invert"));
        assertEquals(List.of("invert"), ran);
    }

    @Test
    void aKeyThatIsTakenIsRefusedWithTheNameOfTheOther() {
        registerAll();
        var thief = Command.of("view.info", Category.IMAGE).keys("Ctrl+I", "I");
        var refused = assertThrows(IllegalArgumentException.class, () -> commands.register(thief));
        assertTrue(String.valueOf(refused.getMessage()).contains("view.invert"), "names the other");
        assertEquals(Optional.empty(), commands.find("view.info"));
        assertEquals(Optional.of(folder), commands.assign(next, Keys.of("Ctrl+O")));
        assertEquals(List.of(Keys.of("Down"), Keys.of("Right")), commands.keys(next));
        assertThrows(IllegalArgumentException.class, () -> commands.register(invert()), "one id, two commands");
    }

    @Test
    void aReaderGivesAKeyTakesItBackAndResets() {
        registerAll();
        assertEquals(Optional.empty(), commands.assign(next, Keys.of("J")));
        assertEquals(Optional.of(next), commands.find(Keys.of("J")));
        assertEquals(Optional.empty(), commands.find(Keys.of("Down")), "the old keys are free");
        assertEquals(Optional.empty(), commands.assign(folder, Keys.of("Down")));
        assertEquals(Optional.of(folder), commands.reset(next), "its first key went to another meanwhile");
        commands.unassign(folder);
        assertEquals(List.of(), commands.keys(folder));
        assertEquals(Optional.empty(), commands.reset(next));
        assertFalse(commands.changed(next));
        assertTrue(commands.changed(folder));
        commands.resetAll();
        assertEquals(Optional.of(folder), commands.find(Keys.of("Ctrl+O")));
        assertEquals(Map.of(), commands.changes());
    }

    @Test
    void whatWasChangedComesBackAndWinsOverTheKeysOfLaterCommands() {
        commands.restore(Map.of("open.folder", List.of(Keys.of("I")), "gone.command", List.of(Keys.of("Q"))));
        registerAll();
        assertEquals(Optional.of(folder), commands.find(Keys.of("I")));
        assertEquals(
                List.of(), commands.keys(commands.find("view.invert").orElseThrow()), "the reader gave its key away");
        assertEquals(Optional.empty(), commands.find(Keys.of("Q")));
        assertTrue(commands.changes().containsKey("gone.command"), "another version may know it");
    }

    @Test
    void tooltipsNameTheKeyOfTheMoment() {
        registerAll();
        assertEquals("Open a folder with studies (Ctrl+O)", commands.tooltip("open.folder", ENGLISH.getFirst()));
        commands.assign(folder, Keys.of("F9"));
        assertEquals("Open a folder with studies (F9)", commands.tooltip("open.folder", ENGLISH.getFirst()));
        commands.unassign(folder);
        assertEquals("Open a folder with studies", commands.tooltip("open.folder", ENGLISH.getFirst()));
    }

    @Test
    void theSearchFindsNamesInitialsKeysAndIds() {
        registerAll();
        assertEquals(3, commands.search(" ", ENGLISH).size());
        for (String typed : List.of("invert", "Black", "ibw", "view.inv", "inv wh")) {
            assertEquals(
                    "view.invert", commands.search(typed, ENGLISH).getFirst().id(), typed);
        }
        assertEquals(folder, commands.search("ctrl+o", ENGLISH).getFirst());
        assertEquals(next, commands.search("slices", ENGLISH).getFirst(), "a category");
        assertEquals(List.of(), commands.search("xyzzy", ENGLISH));
    }
}
