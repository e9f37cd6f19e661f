package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.ConfidentialityOption;
import org.radiloom.dicom.deident.ActionCounts;
import org.radiloom.dicom.deident.DeidentificationSettings;
import org.radiloom.dicom.deident.Deidentifier;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;

/** What {@code deidentify} did: which attributes, how often; no value of an original anywhere. */
final class DeidentificationReport {
    /** Name of the report in the folder of the results. */
    static final String FILE = "deidentification.json";

    private record Failure(int number, Path file, Problem problem) {}

    private record Warning(Path name, String text) {}

    private final DeidentificationSettings settings;
    private final int files;
    private final ActionCounts actions = new ActionCounts();
    private final List<Failure> failures = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private int written;
    private int masked;

    DeidentificationReport(DeidentificationSettings settings, int files) {
        this.settings = settings;
        this.files = files;
    }

    void written(Deidentifier.Written file) {
        written++;
        masked += file.masked() ? 1 : 0;
        actions.addAll(file.actions());
        file.warnings().forEach(text -> warnings.add(new Warning(file.name(), text)));
    }

    /** @param number place among all files, from 0 */
    void failed(int number, Path file, Problem problem) {
        failures.add(new Failure(number + 1, file, problem));
    }

    private List<Failure> failures(boolean leftOut) {
        return failures.stream()
                .filter(f -> Deidentifier.leavesOut(f.problem()) == leftOut)
                .toList();
    }

    int exitCode() {
        if (written == 0) {
            return ExitCode.INPUT;
        }
        return failures(false).isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
    }

    /** For those who ran it: failures with their paths. */
    String json() {
        return Printed.json(tree(true)) + System.lineSeparator();
    }

    /** Leaves the report beside the results; names of the originals, which may name patients, are numbers there. */
    void write(Path out) throws Problem {
        if (written == 0) {
            return;
        }
        try {
            OwnFile.write(out.resolve(FILE), Printed.json(tree(false)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Problem.input("deident.unwritable", out + " cannot be written.", "Choose another folder.", e);
        }
    }

    private ObjectNode tree(boolean paths) {
        ObjectNode tree = Printed.MAPPER
                .createObjectNode()
                .put("profile", "DICOM PS3.15 Basic Application Level Confidentiality Profile")
                .put("edition", "2026d")
                .put("files", files)
                .put("written", written)
                .put("masked", masked);
        ArrayNode retained = tree.putArray("retained");
        for (ConfidentialityOption option : ConfidentialityOption.values()) {
            if (settings.retained().contains(option)) {
                retained.addObject().put("code", option.code()).put("meaning", option.meaning());
            }
        }
        list(tree.putArray("leftOut"), failures(true), paths);
        list(tree.putArray("failed"), failures(false), paths);
        ArrayNode looked = tree.putArray("warnings");
        warnings.forEach(w -> looked.addObject()
                .put("name", w.name().toString().replace('\\', '/'))
                .put("message", w.text()));
        ArrayNode done = tree.putArray("actions");
        actions.lines().forEach(line -> done.addObject()
                .put("tag", line.tag())
                .put("name", line.name())
                .put("action", line.action().name())
                .put("count", line.count()));
        return tree;
    }

    private static void list(ArrayNode into, List<Failure> failures, boolean paths) {
        for (Failure failure : failures) {
            ObjectNode entry = into.addObject();
            if (paths) {
                entry.put("file", failure.file().toString());
            } else {
                entry.put("number", failure.number());
            }
            entry.put("code", failure.problem().code());
            if (paths) {
                entry.put("message", failure.problem().sentence());
            }
        }
    }

    /** For people. */
    String text(Path out) {
        var text = new StringBuilder();
        text.append(written)
                .append(" of ")
                .append(files)
                .append(" files are in ")
                .append(out);
        if (masked > 0) {
            text.append(", ").append(masked).append(" of them masked");
        }
        text.append('.').append(System.lineSeparator());
        count(failures(true).size(), " left out: no DICOM images or reports.").ifPresent(text::append);
        count(failures(false).size(), " failed and not written.").ifPresent(text::append);
        count(warnings.size(), " to be looked at: pixels may carry writing, or a face; see " + FILE + ".")
                .ifPresent(text::append);
        return text.toString();
    }

    private static Optional<String> count(int n, String words) {
        return n == 0 ? Optional.empty() : Optional.of(n + words + System.lineSeparator());
    }
}
