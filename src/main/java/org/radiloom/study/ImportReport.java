package org.radiloom.study;

import java.nio.file.Path;
import java.util.List;
import org.radiloom.problem.Problem;

/**
 * What an import found, and every file that it left out.
 *
 * @param files how many files were looked at
 */
public record ImportReport(List<Study> studies, List<Skipped> skipped, int files) {
    public ImportReport {
        studies = List.copyOf(studies);
        skipped = List.copyOf(skipped);
    }

    /**
     * A file that is not part of any series.
     *
     * @param code the problem's stable name
     * @param reason one sentence for people
     */
    public record Skipped(Path file, String code, String reason) {
        static Skipped because(Path file, Problem problem) {
            // the file has a column of its own; a long path in the sentence would hide the reason
            String name = String.valueOf(file.getFileName());
            return new Skipped(file, problem.code(), problem.getMessage().replace(file.toString(), name));
        }

        /** The same; a file that was unpacked is called after its archive. */
        Skipped within(UnpackedArchives archives) {
            return archives.nameInArchive(file)
                    .map(named -> new Skipped(named, code, reason))
                    .orElse(this);
        }
    }

    /** All series of all studies. */
    public List<Series> series() {
        return studies.stream().flatMap(s -> s.series().stream()).toList();
    }

    @Override
    public String toString() {
        return "ImportReport[" + studies.size() + " studies, " + skipped.size() + " of " + files + " files skipped]";
    }
}
