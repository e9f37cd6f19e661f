package org.radiloom.annotate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.radiloom.problem.Problem;

/**
 * What the work on all cases took, from their journals, which may be open meanwhile. Cases have the names of their files, which say
 * nothing of patients.
 *
 * @param rows by the first step, the oldest first
 * @param unread journals that are of another version, or damaged from their beginning on
 */
public record EffortTable(List<Row> rows, List<Path> unread) {
    private static final String END = ".journal";

    /**
     * One case.
     *
     * @param journal name of the file without its end
     */
    public record Row(String journal, Effort effort) {}

    public EffortTable {
        rows = List.copyOf(rows);
        unread = List.copyOf(unread);
    }

    /**
     * Reads the journals of a folder; one without steps is left out.
     *
     * @throws Problem if the folder cannot be read
     */
    public static EffortTable of(Path folder) throws Problem {
        List<Row> rows = new ArrayList<>();
        List<Path> unread = new ArrayList<>();
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(END)).sorted().toList()) {
                try {
                    Effort effort = effort(file);
                    String name = String.valueOf(file.getFileName());
                    if (effort.first().isPresent()) {
                        rows.add(new Row(name.substring(0, name.length() - END.length()), effort));
                    }
                } catch (IOException e) {
                    unread.add(file);
                }
            }
        } catch (IOException e) {
            throw Problem.input(
                    "annotate.folder",
                    "The corrections in " + folder + " cannot be read.",
                    "Check that the folder can be opened.",
                    e);
        }
        rows.sort((a, b) ->
                a.effort.first().orElseThrow().compareTo(b.effort.first().orElseThrow()));
        return new EffortTable(rows, unread);
    }

    private static Effort effort(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer start = ByteBuffer.allocate((int) Math.min(channel.size(), JournalHead.most()));
            JournalReader.fill(channel, start, 0);
            var tally = new Effort.Tally();
            LabelMap grid = LabelMap.empty(JournalHead.grid(start.array()));
            var reader = new JournalReader(channel, JournalHead.length(start.array()), grid);
            for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                tally.count(next);
            }
            return tally.effort();
        }
    }

    /** A table with a line of names and one for each case; lines end with CR and LF (RFC 4180). */
    public String csv() {
        return Stream.concat(
                        Stream.of("case," + Effort.CSV_HEAD),
                        rows.stream().map(row -> row.journal + "," + row.effort.toCsv()))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
