package org.radiloom.dicom.deident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.fixtures.SharedData;
import org.radiloom.problem.Problem;

/** Files of other projects: each is de-identified or refused with a reason, and none with a surprise. */
@Tag("realdata")
class RealFilesTest {
    /** Reasons that are no fault of the cleaning. */
    private static final Set<String> REASONS = Set.of(
            "deident.directory",
            "deident.document",
            "deident.burned-in",
            "deident.truncated",
            "deident.nameless",
            "deident.residual",
            "dicom.not-dicom",
            "dicom.damaged",
            "dicom.limit",
            "dicom.truncated",
            "dicom.pixels.invalid");

    /** Larger ones take long to decode and hold nothing new. */
    private static final long MOST_BYTES = 200_000;

    @TempDir
    private Path out;

    @Test
    void eachIsCleanedOrRefusedWithAReason() throws IOException {
        Path root = SharedData.find("dicom-conformance");
        var settings = new DeidentificationSettings(
                Set.of(), DeidentificationKey.random(), Optional.empty(), new ScannerMasks(out.resolve("data")));
        var deidentifier = new Deidentifier(settings, out.resolve("clean"));
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, Integer> reasons = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        int written = 0;
        for (Path path : files) {
            try {
                Path name = deidentifier.deidentify(path).name();
                written++;
                String different = pixels(path, out.resolve("clean").resolve(name));
                if (!different.isEmpty()) {
                    wrong.add(root.relativize(path) + ": " + different);
                }
            } catch (Problem problem) {
                reasons.merge(problem.code(), 1, Integer::sum);
                if (!REASONS.contains(problem.code())) {
                    wrong.add(problem.sentence());
                }
                if (System.getProperty("radiloom.tell") != null) {
                    System.out.println(problem.code() + " " + problem.sentence());
                }
            }
        }
        System.out.println("de-identified " + written + " of " + files.size() + ", refused " + reasons);
        assertEquals(List.of(), wrong);
        assertTrue(written >= 300, written + " " + reasons);
        try (Stream<Path> left = Files.walk(out.resolve("clean"))) {
            assertEquals(
                    List.of(),
                    left.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".dcm"))
                            .toList());
        }
    }

    /** What the pixels of the two files differ in; empty if in nothing. */
    private static String pixels(Path before, Path after) throws Problem {
        DicomFile a = DicomFile.read(before, ReadOptions.LENIENT);
        DicomFile b = DicomFile.read(after, ReadOptions.LENIENT);
        DicomImage was;
        RawFrame last;
        try {
            was = a.image();
            if (was.real() || before.toFile().length() > MOST_BYTES) {
                return "";
            }
            last = was.rawFrame(was.frames() - 1);
        } catch (Problem unreadable) {
            return "";
        }
        DicomImage is = b.image();
        RawFrame lastAfter = is.rawFrame(was.frames() - 1);
        for (int at = 0; at < last.rows() * last.columns() * last.samples(); at++) {
            if (last.sample(at) != lastAfter.sample(at)) {
                return "sample " + at;
            }
        }
        return "";
    }
}
