package org.radiloom.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.problem.Problem;

/** The files that a DICOMDIR lists. Source: DICOM PS3.3 F.3, PS3.10 section 8. */
final class DicomDirectory {
    private DicomDirectory() {}

    static boolean named(Path file) {
        return String.valueOf(file.getFileName()).toUpperCase(Locale.ROOT).equals("DICOMDIR");
    }

    /**
     * The listed files that lie below the directory's folder; names that lead elsewhere are not followed.
     *
     * @param skipped takes the listed files that are not there
     */
    static List<Path> files(Path directory, List<ImportReport.Skipped> skipped) throws Problem {
        DicomDataset d = DicomFile.read(directory, ReadOptions.LENIENT).dataset();
        Path folder = directory.toAbsolutePath().normalize().getParent();
        List<Path> files = new ArrayList<>();
        for (DicomDataset record : d.items(Tag.DIRECTORY_RECORD_SEQUENCE)) {
            List<String> parts = record.strings(Tag.REFERENCED_FILE_ID);
            if (folder != null && !parts.isEmpty()) {
                Path file = find(folder, parts);
                if (file.startsWith(folder) && Files.isRegularFile(file)) {
                    files.add(file);
                } else {
                    skipped.add(ImportReport.Skipped.because(file, StudyProblems.notThere(file)));
                }
            }
        }
        return files;
    }

    /** Media are often copied with names in small letters, which PS3.10 8.2 does not know. */
    private static Path find(Path folder, List<String> parts) {
        String name = String.join("/", parts);
        Path file = folder.resolve(name).normalize();
        if (Files.exists(file)) {
            return file;
        }
        Path lower = folder.resolve(name.toLowerCase(Locale.ROOT)).normalize();
        return Files.exists(lower) ? lower : file;
    }
}
