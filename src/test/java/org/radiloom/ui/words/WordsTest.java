package org.radiloom.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

class WordsTest {
    private static final Path SOURCES = Path.of("src/main/java/org/radiloom/ui");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[a-z]+)+)\"");
    private static final Path RESOURCES = Path.of("src/main/resources/org/radiloom/ui");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");
    private static final Words ENGLISH = Words.in(Locale.ENGLISH);

    @Test
    void everyKeyInTheSourceHasWordsAndEveryWordIsUsed() throws IOException {
        Set<String> known = new TreeSet<>(ResourceBundle.getBundle("org.radiloom.ui.messages", Locale.ROOT)
                .keySet());
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
        unused.removeIf(key -> key.startsWith("said."));
        assertEquals(Set.of(), missing, "keys without words");
        assertEquals(Set.of(), unused, "words that nobody uses");
    }

    @Test
    void theLanguagesHaveTheSameKeysWithTheSameArguments() throws IOException {
        Map<String, String> english = file("messages.properties");
        Map<String, String> chinese = file("messages_zh_CN.properties");
        Set<String> onlyEnglish = new TreeSet<>(english.keySet());
        onlyEnglish.removeAll(chinese.keySet());
        Set<String> onlyChinese = new TreeSet<>(chinese.keySet());
        onlyChinese.removeAll(english.keySet());
        assertEquals(Set.of(), onlyEnglish, "keys without Chinese words");
        assertEquals(Set.of(), onlyChinese, "keys without English words");
        english.forEach((key, words) -> {
            int arguments = new MessageFormat(words, Locale.ENGLISH).getFormatsByArgumentIndex().length;
            assertEquals(places(words), places(chinese.getOrDefault(key, "")), key);
            assertEquals(
                    arguments,
                    new MessageFormat(chinese.getOrDefault(key, ""), Locale.SIMPLIFIED_CHINESE)
                            .getFormatsByArgumentIndex()
                            .length,
                    key);
        });
    }

    private static Set<String> places(String words) {
        return PLACE.matcher(words).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The keys and words of a file in its own order; says which key is there twice. */
    private static Map<String, String> file(String name) throws IOException {
        var all = new TreeMap<String, String>();
        for (String line : Files.readAllLines(RESOURCES.resolve(name))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int at = line.indexOf('=');
                String key = line.substring(0, at);
                assertNull(all.put(key, line.substring(at + 1)), () -> key + " is there twice in " + name);
            }
        }
        return all;
    }

    @Test
    void chineseIsChineseWhateverTheSystemSpeaksAndEnglishIsEnglish() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
            assertEquals("Studies", Words.in(Language.ENGLISH).of("browser.title"));
            assertEquals("检查", Words.in(Locale.getDefault()).of("browser.title"));
            Locale.setDefault(Locale.GERMANY);
            assertEquals("检查", Words.in(Language.CHINESE).of("browser.title"));
            assertEquals("1.5", Words.in(Locale.getDefault()).number(1.5, 1), "no other language has words here");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theLanguageChangesOnTheWay() {
        Words words = Words.in(Language.ENGLISH);
        var heard = new ArrayList<Language>();
        words.onChange(() -> heard.add(words.language()));
        words.speak(Language.CHINESE);
        words.speak(Language.CHINESE);
        assertEquals("窗位 40  窗宽 400", words.of("viewport.window", "40", "400"));
        assertEquals(List.of(Language.CHINESE), heard);
    }

    @Test
    void wordsTeachTheKeyThatACommandHasAtThatMoment() throws IOException {
        Words words = Words.in(Language.ENGLISH);
        assertEquals("Close the comparison", words.of("anomaly.compare.close"));
        words.teach(id -> id.equals("anomaly.compare") ? "C" : "");
        String before = words.of("anomaly.compare.close");
        assertEquals("Close the comparison (C)", before);
        words.teach(id -> "Ctrl+$1");
        assertEquals("Close the comparison (Ctrl+$1)", words.again(before));
        words.speak(Language.CHINESE);
        assertEquals("关闭比较（Ctrl+$1）", words.again(before));
        Map<String, String> english = file("messages.properties");
        Pattern.compile("«([^»]*)»")
                .matcher(String.join("\n", english.values()))
                .results()
                .forEach(m -> assertTrue(english.containsKey("command." + m.group(1)), m.group()));
    }

    @Test
    void whatPartsBelowTheWindowSayIsSaidInChineseToo() {
        Words chinese = Words.in(Language.CHINESE);
        var problem = Problem.input(
                "dicom.truncated",
                "a (1).dcm ends at byte 10, but says it goes on to 20.",
                "Copy the file from its source again.");
        assertEquals("a (1).dcm 在第 10 字节处结束，但文件声明应到 20。请从来源重新复制该文件。", chinese.of(problem));
        assertEquals(problem.sentence(), ENGLISH.of(problem));
        assertEquals("切片 12 / 93", chinese.said("slice 12 of 93"));
        assertEquals("模型“m”需要模型“n”。", chinese.said("The model 'm' needs the model 'n'."));
        String unknown = "Something that nobody foresaw.";
        assertEquals(unknown, chinese.said(unknown));
        Words both = Words.in(Language.ENGLISH);
        String step = both.said("outlining");
        both.speak(Language.CHINESE);
        assertEquals("正在勾画", both.again(step));
    }

    @Test
    void everySentenceThatIsKnownByItsLettersIsSaidSomewhere() throws IOException {
        var code = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(file));
            }
        }
        String joined = code.toString().replaceAll("\"\\s*\\+\\s*\"", "");
        List<String> lost = new ArrayList<>();
        file("messages.properties").forEach((key, words) -> {
            if (key.startsWith("said.")) {
                ARGUMENT.splitAsStream(words.replace("''", "'"))
                        .filter(part -> part.length() > 3 && !joined.contains(part))
                        .forEach(part -> lost.add(key + ": " + part));
            }
        });
        assertEquals(List.of(), lost);
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
