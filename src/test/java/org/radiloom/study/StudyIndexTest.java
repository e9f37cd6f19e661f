package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.Tag;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.fixtures.ZipFixture;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;

class StudyIndexTest {
    private static final VolumeStack BALL = Phantoms.ball(
                    Geometry.axial(16, 12, 10, 0.5, 0.75, 2), new Vec3(4, 4, 9), 3)
            .stack();

    @TempDir
    Path dir;

    private Path cache = Path.of("");
    private Path data = Path.of("");
    private Path head = Path.of("");
    private Path film = Path.of("");
    private Path zip = Path.of("");

    @BeforeEach
    void writeStudies() throws Exception {
        cache = dir.resolve("home/cache");
        data = dir.resolve("home/data");
        head = dir.resolve("source/head");
        DicomSeriesFixture.ct(BALL).patient("张^伟").writeTo(head);
        film = dir.resolve("source/more");
        DicomSeriesFixture.ct(BALL).series(2).modality("MR").patient("张^伟").writeTo(film);
        Path packed = dir.resolve("packed");
        DicomSeriesFixture.ct(BALL)
                .series(3)
                .patient("Zip^Ped")
                .changed((k, d) -> d.string(Tag.STUDY_INSTANCE_UID, "2.25.99"))
                .writeTo(packed);
        zip = new ZipFixture().folder(packed).writeTo(dir.resolve("source/packed.zip"));
    }

    private Map<String, String> hashes() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dir.resolve("source"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] digest = digest(Files.readAllBytes(file));
                all.put(file.toString(), HexFormat.of().formatHex(digest) + Files.getLastModifiedTime(file));
            }
        }
        return all;
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens all three as a window does. */
    private void openAll(StudyIndex index, RecentPlaces recent, UnpackedArchives archives) throws Problem {
        int second = 0;
        for (Path place : List.of(head, film, zip)) {
            new Importer(archives).read(List.of(place), Progress.NONE).studies().forEach(index::put);
            recent.opened(List.of(place), Instant.ofEpochSecond(1_800_000_000L + second++));
        }
    }

    private static List<List<Path>> oldestFirst(RecentPlaces recent) {
        return recent.all().reversed().stream().map(RecentPlaces.Place::paths).toList();
    }

    @Test
    void aStudyIsKnownWithItsSeriesAndTheFilesToOpen() throws Exception {
        try (var archives = new UnpackedArchives(cache);
                var index = StudyIndex.in(cache, archives)) {
            openAll(index, new RecentPlaces(data), archives);
            List<KnownStudy> studies = index.studies();
            assertEquals(
                    List.of("Zip, Ped", "张, 伟"),
                    studies.stream().map(KnownStudy::patientName).sorted().toList());
            KnownStudy packed = studies.stream()
                    .filter(s -> s.patientName().equals("Zip, Ped"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(List.of(zip), packed.firstFiles());
            assertEquals(List.of(zip), index.sources(packed.uid()));
            KnownStudy scans =
                    studies.stream().filter(s -> !s.equals(packed)).findFirst().orElseThrow();
            assertEquals(List.of("CT", "MR"), scans.modalities());
            assertEquals(20, scans.images());
            assertEquals(2, scans.firstFiles().size());
            assertEquals(20, index.sources(scans.uid()).size());
            assertTrue(scans.present());
            Files.delete(scans.firstFiles().getLast());
            assertFalse(scans.present());
            assertFalse(scans.toString().contains("张"));
        }
    }

    @Test
    void anIndexThatWasDeletedIsMadeAgainFromWhatWasOpenedAndNoFileIsTouched() throws Exception {
        Map<String, String> before = hashes();
        List<KnownStudy> known;
        try (var archives = new UnpackedArchives(cache);
                var index = StudyIndex.in(cache, archives)) {
            openAll(index, new RecentPlaces(data), archives);
            known = index.studies();
            assertEquals(2, known.size());
        }
        try (Stream<Path> files = Files.walk(cache)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
        assertFalse(Files.exists(cache));
        var recent = new RecentPlaces(data);
        try (var archives = new UnpackedArchives(cache);
                var index = StudyIndex.in(cache, archives)) {
            assertTrue(index.lost());
            assertEquals(List.of(), index.studies());
            index.rebuild(oldestFirst(recent), new Importer(archives), Progress.NONE);
            assertEquals(known, index.studies());
            assertFalse(index.lost());
        }
        try (var archives = new UnpackedArchives(cache);
                var index = StudyIndex.in(cache, archives)) {
            assertEquals(known, index.studies());
            assertFalse(index.lost());
        }
        assertEquals(before, hashes());
    }

    @Test
    void aDamagedIndexIsSetAsideAndAnEmptyOneTakesItsPlace() throws Exception {
        try (var archives = new UnpackedArchives(cache);
                var index = StudyIndex.in(cache, archives)) {
            openAll(index, new RecentPlaces(data), archives);
        }
        Path file = cache.resolve("index/studies-1.db");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 20, Math.min(bytes.length, 6000), (byte) 0x5A);
        Files.write(file, bytes);
        try (var archives = new UnpackedArchives(cache);
                var index = StudyIndex.in(cache, archives)) {
            assertTrue(index.lost());
            assertEquals(List.of(), index.studies());
            assertTrue(Files.exists(cache.resolve("index/studies-1.damaged")));
            index.rebuild(oldestFirst(new RecentPlaces(data)), new Importer(archives), Progress.NONE);
            assertEquals(2, index.studies().size());
        }
    }

    @Test
    void twoWindowsShareOneIndexAlsoWhileOneMakesItAgain() throws Exception {
        try (var archives = new UnpackedArchives(cache);
                var first = StudyIndex.in(cache, archives);
                var second = StudyIndex.in(cache, archives)) {
            var recent = new RecentPlaces(data);
            openAll(first, recent, archives);
            assertEquals(first.studies(), second.studies());
            second.rebuild(oldestFirst(recent), new Importer(archives), Progress.NONE);
            openAll(first, recent, archives);
            assertEquals(2, first.studies().size());
            assertEquals(2, second.studies().size());
        }
    }

    @Test
    void oneFileOfASeriesDoesNotMakeTheIndexForgetTheOthers() throws Exception {
        try (var archives = new UnpackedArchives(cache);
                var index = StudyIndex.in(cache, archives)) {
            openAll(index, new RecentPlaces(data), archives);
            List<KnownStudy> known = index.studies();
            Path one;
            try (Stream<Path> files = Files.list(head)) {
                one = files.findFirst().orElseThrow();
            }
            new Importer(archives).read(List.of(one), Progress.NONE).studies().forEach(index::put);
            assertEquals(known, index.studies());
        }
    }

    @Test
    void aThumbnailIsKeptAsLongAsItsFilesStayAsTheyAre() throws Exception {
        try (var archives = new UnpackedArchives(cache);
                var index = StudyIndex.in(cache, archives)) {
            Study study = new Importer(archives)
                    .read(List.of(head), Progress.NONE)
                    .studies()
                    .get(0);
            String id = study.series().get(0).id();
            int[] argb = {0xFF000000, 0x12345678, -1};
            index.putThumbnail(id, argb);
            assertEquals(Optional.empty(), index.thumbnail(id), "a series that is not known has none");
            index.put(study);
            index.putThumbnail(id, argb);
            index.put(study);
            assertArrayEquals(argb, index.thumbnail(id).orElseThrow());
            Files.setLastModifiedTime(
                    study.series().get(0).images().get(0).file(),
                    java.nio.file.attribute.FileTime.fromMillis(1_000_000));
            index.put(study);
            assertEquals(Optional.empty(), index.thumbnail(id));
            index.forget(study.uid());
            assertEquals(List.of(), index.studies());
        }
    }

    @Test
    void nobodyElseMayReadTheIndexOrTheListOfPlaces() throws Exception {
        try (var archives = new UnpackedArchives(cache);
                var index = StudyIndex.in(cache, archives)) {
            openAll(index, new RecentPlaces(data), archives);
            for (Path file : List.of(cache.resolve("index/studies-1.db"), data.resolve("recent.json"))) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void thePlacesAreListedTheLatestFirstAndEachOnce() throws Exception {
        var recent = new RecentPlaces(data);
        recent.opened(List.of(head), Instant.ofEpochSecond(100));
        recent.opened(List.of(film), Instant.ofEpochSecond(200));
        recent.opened(List.of(head), Instant.ofEpochSecond(300));
        assertEquals(
                List.of(
                        new RecentPlaces.Place(List.of(head), Instant.ofEpochSecond(300)),
                        new RecentPlaces.Place(List.of(film), Instant.ofEpochSecond(200))),
                new RecentPlaces(data).all());
        Files.writeString(data.resolve("recent.json"), "{ not json");
        assertEquals(List.of(), new RecentPlaces(data).all());
        assertTrue(Files.exists(data.resolve("recent.json.damaged")));
    }
}
