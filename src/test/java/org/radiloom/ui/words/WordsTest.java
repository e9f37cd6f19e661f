package org.radiloom.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Path SOURCES = Path.of("src/main/java/org/radiloom/ui");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[a-z]+)+)\"");
    private static final Words ENGLISH = Words.in(Locale.ENGLISH);

    @Test
    void everyKeyInTheSourceHasWordsAndEveryWordIsUsed() throws IOException {
        Set<String> known = new TreeSet<>(
                ResourceBundle.getBundle("org.radiloom.ui.messages").keySet());
        Set<String> groups =
                known.stream().map(k -> k.substring(0, k.indexOf('.'))).collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                LITERAL.matcher(Files.readString(file))
                        .results()
                        .map(m -> m.group(1))
                        .filter(key ->
                                groups.contains(key.substring(0, key.indexOf('.'))) || known.contains("command." + key))
                        .forEach(used::add);
            }
        }
        // the name of a command is found by its id
        Set<String> ids =
                used.stream().filter(id -> known.contains("command." + id)).collect(Collectors.toSet());
        ids.forEach(id -> used.add("command." + id));
        used.removeIf(id -> ids.contains(id) && !known.contains(id));
        Set<String> missing = new TreeSet<>(used);
        missing.removeAll(known);
        Set<String> unused = new TreeSet<>(known);
        unused.removeAll(used);
        assertEquals(Set.of(), missing, "keys without words");
        assertEquals(Set.of(), unused, "words that nobody uses");
    }

    @Test
    void countsReadWell() {
        assertEquals("1 file skipped", ENGLISH.of("browser.skipped", 1));
        assertEquals("12 files skipped", ENGLISH.of("browser.skipped", 12));
    }

    @Test
    void numbersCarryNoSeparators() {
        assertEquals("2000", ENGLISH.number(2000, 0));
        assertEquals("-1023.5", ENGLISH.number(-1023.5, 1));
    }
}
