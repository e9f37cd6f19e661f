package org.radiloom.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.study.ImportReport;
import org.radiloom.study.Importer;
import org.radiloom.study.Series;
import org.radiloom.study.Study;

/** Studies named on the command line. */
final class Inputs {
    /** Files that a study folder may well hold and that no reader misses. */
    private static final Set<String> HARMLESS = Set.of(
            "study.unknown-format",
            "study.no-image",
            "study.segmentation",
            "study.duplicate",
            "study.archive",
            "study.blank",
            "dicom.not-dicom");

    private Inputs() {}

    /**
     * Reads the headers of everything below {@code paths}.
     *
     * @throws Problem if a path does not exist or there is no series in any of them; the message gives the first reason
     */
    static ImportReport read(List<Path> paths, Progress progress) throws Problem {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw Problem.input("input.missing", path + " does not exist.", "Check the path.");
            }
        }
        ImportReport report = new Importer().read(paths, progress);
        if (report.series().isEmpty()) {
            List<ImportReport.Skipped> damaged = damaged(report);
            String why = damaged.isEmpty()
                    ? report.skipped().isEmpty()
                            ? ""
                            : " " + report.skipped().getFirst().reason()
                    : " " + damaged.getFirst().reason();
            throw Problem.input(
                    "input.no-study",
                    paths.getFirst() + " holds no image that can be read." + why,
                    "Choose a folder with DICOM images, or a NIfTI file.");
        }
        return report;
    }

    /** The files that were left out and should not have been. */
    static List<ImportReport.Skipped> damaged(ImportReport report) {
        return report.skipped().stream()
                .filter(each -> !HARMLESS.contains(each.code()) || callsItselfDicom(each))
                .toList();
    }

    /** A text beside the images is no loss; a file named like an image that is none has been damaged. */
    private static boolean callsItselfDicom(ImportReport.Skipped skipped) {
        String name = String.valueOf(skipped.file().getFileName()).toLowerCase(Locale.ROOT);
        boolean none =
                skipped.code().equals("dicom.not-dicom") || skipped.code().equals("study.blank");
        return none && (name.endsWith(".dcm") || name.endsWith(".dicom"));
    }

    /** The same study; series whose files cannot say their modality are declared to be CT. */
    static Study declaredCt(Study study) {
        return with(
                study,
                series -> series.source().volume() && series.modality().isEmpty() ? series.declaredCt() : series);
    }

    /** The same study with its series changed. */
    static Study with(Study study, UnaryOperator<Series> change) {
        return new Study(
                study.uid(),
                study.patientName(),
                study.patientId(),
                study.date(),
                study.description(),
                study.accessionNumber(),
                study.series().stream().map(change).toList());
    }
}
