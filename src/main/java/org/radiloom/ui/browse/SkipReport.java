package org.radiloom.ui.browse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.radiloom.ui.words.Words;

/** The list of files that were not opened, as a file of its own. */
public final class SkipReport {
    private SkipReport() {}

    /**
     * The bytes of a report.
     *
     * @param name of the file that it is written to: CSV (RFC 4180) if it ends in ".csv", else plain text; UTF-8 both
     */
    public static byte[] of(List<SkippedFile> files, String name, Words words) {
        boolean csv = name.toLowerCase(Locale.ROOT).endsWith(".csv");
        return (csv ? csv(files, words) : text(files, words)).getBytes(StandardCharsets.UTF_8);
    }

    private static String csv(List<SkippedFile> files, Words words) {
        // the mark at the beginning tells spreadsheets that this is UTF-8
        var lines = new StringBuilder("\uFEFF");
        line(lines, words.of("skipped.file"), words.of("skipped.reason"));
        files.forEach(f -> line(lines, f.file(), f.reason()));
        return lines.toString();
    }

    private static void line(StringBuilder into, String file, String reason) {
        into.append(cell(file)).append(',').append(cell(reason)).append("\r\n");
    }

    /** A name that begins like a formula must not become one in a spreadsheet. */
    private static String cell(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t".indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }

    private static String text(List<SkippedFile> files, Words words) {
        var lines = new StringBuilder(words.of("skipped.title", files.size())).append("\n\n");
        files.forEach(
                f -> lines.append(f.file()).append("\n    ").append(f.reason()).append('\n'));
        return lines.toString();
    }
}
