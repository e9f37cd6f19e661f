package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.fixtures.ZipFixture;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;

class ZipImportTest {
    @TempDir
    Path dir;

    private Path cache = Path.of("");
    private Path study = Path.of("");

    @BeforeEach
    void writeAStudy() throws Exception {
        cache = dir.resolve("cache");
        study = dir.resolve("study");
        DicomSeriesFixture.ct(Phantoms.ball(Geometry.axial(16, 12, 10, 0.5, 0.75, 2), new Vec3(4, 4, 9), 3)
                        .stack())
                .writeTo(study.resolve("CT"));
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> codes(ImportReport report) {
        return report.skipped().stream().map(ImportReport.Skipped::code).toList();
    }

    @Test
    void anArchiveIsReadLikeAFolderAndItsPiecesAreCalledAfterIt() throws Exception {
        Path zip = new ZipFixture()
                .folder(study)
                .with("CT/notes.txt", "nothing to see".getBytes(StandardCharsets.UTF_8))
                .writeTo(dir.resolve("study.zip"));
        try (var archives = new UnpackedArchives(cache)) {
            ImportReport report = new Importer(archives).read(List.of(zip), Progress.NONE);
            assertEquals(10, report.series().get(0).slices());
            assertEquals(List.of("dicom.not-dicom"), codes(report));
            assertEquals(Path.of(zip + "/CT/notes.txt"), report.skipped().get(0).file());
            assertEquals(
                    "notes.txt is not a DICOM file.", report.skipped().get(0).reason());
            Path unpacked = report.series().get(0).images().get(0).file();
            assertTrue(unpacked.startsWith(cache));
            assertEquals(zip, archives.archiveOf(unpacked).orElseThrow());
            assertTrue(archives.archiveOf(zip).isEmpty());
            // a second time nothing is unpacked again, and the series are the same ones
            ImportReport again = new Importer(archives).read(List.of(zip), Progress.NONE);
            assertEquals(unpacked, again.series().get(0).images().get(0).file());
        }
        assertEquals(List.of(), filesBelow(cache));
    }

    @Test
    void noEntryLandsOutsideTheFolder() throws Exception {
        byte[] bytes = {1, 2, 3};
        Path zip = new ZipFixture()
                .with("../evil.txt", bytes)
                .with("CT/../../../evil.txt", bytes)
                .with("/radiloom-evil.txt", bytes)
                .with("..\\evil.txt", bytes)
                .with("C:evil.txt", bytes)
                .with("CT/..", bytes)
                .with("tab\tname", bytes)
                .with("fine.txt", bytes)
                .writeTo(dir.resolve("slip.zip"));
        try (var archives = new UnpackedArchives(cache)) {
            ImportReport report = new Importer(archives).read(List.of(zip), Progress.NONE);
            assertEquals(
                    List.of("zip.path", "zip.path", "zip.path", "zip.path", "zip.path", "zip.path", "zip.path"),
                    codes(report).subList(0, 7));
            assertEquals("dicom.not-dicom", codes(report).get(7));
            assertTrue(report.skipped().stream().allMatch(s -> s.file().startsWith(dir)));
        }
        assertEquals(
                List.of(),
                filesBelow(dir).stream()
                        .filter(f -> f.toString().contains("evil"))
                        .toList());
        assertFalse(Files.exists(Path.of("/radiloom-evil.txt")));
    }

    @Test
    void whatGrowsFarBeyondItsPackedSizeIsRefusedAndTheRestIsRead() throws Exception {
        // 200 MiB of zeros pack to 0.2 MB: a ratio of 1028, where 64 MiB may be had at any ratio
        Path zip = new ZipFixture().zeros("bomb.dcm", 200L << 20).folder(study).writeTo(dir.resolve("bomb.zip"));
        try (var archives = new UnpackedArchives(cache)) {
            ImportReport report = new Importer(archives).read(List.of(zip), Progress.NONE);
            assertEquals(List.of("zip.bomb"), codes(report));
            assertEquals(10, report.series().get(0).slices());
            assertTrue(filesBelow(cache).stream().noneMatch(f -> f.endsWith("bomb.dcm")));
        }
    }

    @Test
    void manySmallEntriesTogetherDoNotPassTheLimitEither() throws Exception {
        var fixture = new ZipFixture();
        for (int n = 0; n < 4; n++) {
            fixture.zeros(n + ".dcm", 3000);
        }
        Path zip = fixture.writeTo(dir.resolve("many.zip"));
        Path target = Files.createDirectories(dir.resolve("out"));
        List<ImportReport.Skipped> skipped = new ArrayList<>();
        new ZipContents(zip, new ZipContents.Limits(10, 7000, 0, 1000, 1 << 20))
                .unpack(target, skipped, new ScanProgress(Progress.NONE), 0, 1);
        assertEquals(
                List.of("zip.bomb", "zip.bomb"),
                skipped.stream().map(ImportReport.Skipped::code).toList());
        assertEquals(2, filesBelow(target).size());
        Problem tooMany = assertThrows(
                Problem.class, () -> new ZipContents(zip, new ZipContents.Limits(3, 7000, 0, 1000, 1 << 20))
                        .unpack(target, skipped, new ScanProgress(Progress.NONE), 0, 1));
        assertEquals("zip.limit", tooMany.code());
    }

    @Test
    void archivesInArchivesAndDamagedOnesAreNamed() throws Exception {
        Path inner = new ZipFixture().folder(study).writeTo(dir.resolve("inner.zip"));
        Path outer =
                new ZipFixture().with("inner.zip", Files.readAllBytes(inner)).writeTo(dir.resolve("outer.zip"));
        Path broken = Files.write(dir.resolve("broken.zip"), new byte[] {'P', 'K', 3, 4, 0});
        try (var archives = new UnpackedArchives(cache)) {
            assertEquals(
                    List.of("study.archive", "zip.damaged"),
                    codes(new Importer(archives).read(List.of(outer, broken), Progress.NONE)));
            // in a folder an archive is named, not followed
            assertEquals(
                    3,
                    codes(new Importer(archives).read(List.of(dir), Progress.NONE)).stream()
                            .filter("study.archive"::equals)
                            .count());
        }
    }

    @Test
    void aCancelledImportLeavesNothingOfTheArchive() throws Exception {
        Path zip = new ZipFixture().folder(study).writeTo(dir.resolve("study.zip"));
        AtomicInteger asked = new AtomicInteger();
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String what) {}

            @Override
            public boolean cancelled() {
                return asked.incrementAndGet() > 12;
            }
        };
        try (var archives = new UnpackedArchives(cache)) {
            assertThrows(CancellationException.class, () -> new Importer(archives).read(List.of(zip), cancelled));
            assertEquals(
                    List.of(),
                    filesBelow(cache).stream()
                            .filter(f -> !f.endsWith("in-use"))
                            .toList());
        }
    }

    @Test
    void whatAProgramThatDiedLeftIsRemovedByTheNextOneButNotWhatIsInUse() throws Exception {
        Path dead = Files.createDirectories(cache.resolve("unpacked/window-1/1/a.zip"));
        Files.writeString(dead.resolve("left"), "x");
        Files.writeString(cache.resolve("unpacked/window-1/in-use"), "");
        Path zip = new ZipFixture().folder(study).writeTo(dir.resolve("study.zip"));
        try (var first = new UnpackedArchives(cache);
                var second = new UnpackedArchives(cache)) {
            Path used = new Importer(first)
                    .read(List.of(zip), Progress.NONE)
                    .series()
                    .get(0)
                    .images()
                    .get(0)
                    .file();
            assertFalse(Files.exists(dead));
            second.sweep();
            assertTrue(Files.exists(used));
        }
    }
}
