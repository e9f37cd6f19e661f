package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.io.TiffDecoder;
import ij.process.ShortProcessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;

class ImportKindsTest {
    private static final VolumeStack BALL = Phantoms.ball(
                    Geometry.axial(16, 12, 10, 0.5, 0.75, 2), new Vec3(4, 4, 9), 3)
            .stack();

    @TempDir
    Path dir;

    private ImportReport imported(Path... inputs) throws Problem {
        try (var archives = new UnpackedArchives(dir.resolve("cache"))) {
            return new Importer(archives).read(List.of(inputs), Progress.NONE);
        }
    }

    @Test
    void anNrrdVolumeIsASeriesOfItsSlices() throws Exception {
        byte[] header = """
                NRRD0004
                type: short
                dimension: 3
                sizes: 3 2 4
                space: left-posterior-superior
                space directions: (2,0,0) (0,2,0) (0,0,5)
                space origin: (0,0,0)
                encoding: raw
                endian: little

                """.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(header.length + 2 * 24).order(ByteOrder.LITTLE_ENDIAN);
        file.put(header);
        for (short n = 0; n < 24; n++) {
            file.putShort(n);
        }
        Path whole = Files.write(dir.resolve("v.nrrd"), file.array());
        assertEquals(List.of(), imported(whole).skipped());
        Series series = imported(whole).series().get(0);
        assertEquals(
                "3x2x4 NRRD", series.columns() + "x" + series.rows() + "x" + series.slices() + " " + series.source());
        assertEquals(5, series.geometry().orElseThrow().sliceSpacingMm(), 1e-9);
        try (LoadedStack stack = new SeriesLoader(1 << 20, Runnable::run).openOnDemand(series)) {
            assertEquals(6 * 2 + 3 + 1, ((GreySlice) stack.slice(2)).valueAt(1, 1));
        }
        Path cut = Files.write(dir.resolve("cut.nrrd"), Arrays.copyOf(file.array(), header.length + 40));
        assertEquals("nrrd.damaged", imported(cut).skipped().get(0).code());
    }

    @Test
    void aStackOfImagejIsASeriesOfItsPagesWithAllSixteenBits() throws Exception {
        var pages = new ImageStack(4, 3);
        for (int page = 0; page < 5; page++) {
            short[] values = new short[12];
            Arrays.fill(values, (short) (1000 * page + 60000 * (page / 4)));
            pages.addSlice("", new ShortProcessor(4, 3, values, null));
        }
        Path file = dir.resolve("s.tif");
        assertTrue(new FileSaver(new ImagePlus("s", pages)).saveAsTiffStack(file.toString()));
        Series series = imported(file).series().get(0);
        assertEquals(5, series.slices());
        assertEquals(16, series.bitsStored());
        try (LoadedStack stack = new SeriesLoader(1 << 20, Runnable::run).openOnDemand(series)) {
            assertEquals(3000, ((GreySlice) stack.slice(3)).valueAt(2, 1));
            assertEquals(64000, ((GreySlice) stack.slice(4)).valueAt(0, 0));
        }
        byte[] bytes = Files.readAllBytes(file);
        int first = new TiffDecoder(dir + "/", "s.tif").getTiffInfo()[0].offset;
        Path cut = Files.write(dir.resolve("cut.tif"), Arrays.copyOf(bytes, first + 3 * 24 + 7));
        assertEquals(3, imported(cut).series().get(0).slices(), "whole pages of 24 bytes stay");
    }

    @Test
    void everyKindOfJunkIsALineWithItsReason() throws Exception {
        Path folder = Files.createDirectories(dir.resolve("junk"));
        List<Path> good = DicomSeriesFixture.ct(BALL).writeTo(dir.resolve("good"));
        byte[] whole = Files.readAllBytes(good.get(0));
        Files.write(folder.resolve("1 nothing"), new byte[0]);
        Files.write(folder.resolve("2 cut in the header.dcm"), Arrays.copyOf(whole, 303));
        Files.write(folder.resolve("3 cut in the pixels.dcm"), Arrays.copyOf(whole, whole.length - 100));
        Files.writeString(folder.resolve("4 text.txt"), "not an image");
        Files.write(folder.resolve("5 noise.png"), new byte[] {1, 2, 3, 4});
        Files.write(folder.resolve("6 noise.nii.gz"), new byte[] {0x1F, (byte) 0x8B, 3, 4});
        Files.write(folder.resolve("7 noise.nrrd"), new byte[] {'N', 'R', 'R', 'D'});
        Files.write(folder.resolve("8 noise.tif"), new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 1});
        Files.write(folder.resolve("9 wrong VR.dcm"), wrongRepresentation(whole));
        DicomWriter.write(
                folder.resolve("A report.dcm"),
                DicomDataset.builder()
                        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.88.11")
                        .string(Tag.SOP_INSTANCE_UID, "2.25.1")
                        .build(),
                TransferSyntax.EXPLICIT_LITTLE);
        ImportReport report = imported(folder);
        assertEquals(List.of(), report.series());
        assertEquals(
                List.of(
                        "study.blank",
                        "study.cut",
                        "study.cut",
                        "dicom.not-dicom",
                        "picture.damaged",
                        "nifti.truncated",
                        "nrrd.truncated",
                        "picture.damaged",
                        "study.no-image",
                        "study.no-image"),
                report.skipped().stream().map(ImportReport.Skipped::code).toList());
        for (ImportReport.Skipped row : report.skipped()) {
            assertTrue(row.reason().startsWith(String.valueOf(row.file().getFileName())), row.reason());
            assertTrue(!row.reason().contains(folder.toString()), row.reason());
        }
    }

    /** The representation of Rows (0028,0010), US, becomes that of a text. */
    private static byte[] wrongRepresentation(byte[] file) {
        byte[] changed = file.clone();
        for (int at = 132; at + 8 < file.length; at++) {
            if (file[at] == 0x28
                    && file[at + 1] == 0
                    && file[at + 2] == 0x10
                    && file[at + 3] == 0
                    && file[at + 4] == 'U') {
                changed[at + 4] = 'L';
                changed[at + 5] = 'O';
                return changed;
            }
        }
        throw new IllegalArgumentException("no rows");
    }

    @Test
    void aDicomdirInAFolderTellsWhatTheFolderDoesNotHold() throws Exception {
        Path disc = dir.resolve("disc");
        List<Path> files = DicomSeriesFixture.ct(BALL).writeTo(disc.resolve("images"));
        DicomDataset there = DicomDataset.builder()
                .string(
                        Tag.REFERENCED_FILE_ID,
                        "IMAGES",
                        files.get(0).getFileName().toString().toUpperCase(java.util.Locale.ROOT))
                .build();
        DicomDataset gone = DicomDataset.builder()
                .string(Tag.REFERENCED_FILE_ID, "IMAGES", "GONE")
                .build();
        DicomWriter.write(
                disc.resolve("DICOMDIR"),
                DicomDataset.builder()
                        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.1.3.10")
                        .string(Tag.SOP_INSTANCE_UID, "2.25.2")
                        .items(Tag.DIRECTORY_RECORD_SEQUENCE, there, gone)
                        .build(),
                TransferSyntax.EXPLICIT_LITTLE);
        ImportReport report = imported(disc);
        assertEquals(10, report.series().get(0).slices());
        assertEquals(
                List.of("study.not-there"),
                report.skipped().stream().map(ImportReport.Skipped::code).toList());
    }

    @Test
    void seriesComeWhileTheRestIsStillLookedForAndGrowAcrossFolders() throws Exception {
        Path top = dir.resolve("tree");
        for (int n = 1; n <= 12; n++) {
            DicomSeriesFixture.ct(BALL).series(n).writeTo(top.resolve("s%02d".formatted(n)));
        }
        // half of one more series lies in the first folder, half in the last
        DicomSeriesFixture.ct(BALL).series(20).without(5, 6, 7, 8, 9).writeTo(top.resolve("s01"));
        DicomSeriesFixture.ct(BALL).series(20).without(0, 1, 2, 3, 4).writeTo(top.resolve("s12"));
        List<List<String>> news = new ArrayList<>();
        Set<Series> seen = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        ImportReport report;
        try (var archives = new UnpackedArchives(dir.resolve("cache"))) {
            report = new Importer(archives)
                    .read(
                            List.of(top),
                            Progress.NONE,
                            study -> news.add(study.series().stream()
                                    .filter(seen::add)
                                    .map(s -> s.seriesUid()
                                                    .substring(s.seriesUid().lastIndexOf('.') + 1) + ":" + s.slices())
                                    .toList()));
        }
        assertEquals(13, report.series().size());
        assertEquals(List.of("1:10", "2:10", "20:5"), news.get(0));
        assertTrue(news.size() >= 3, news.toString());
        List<String> all = news.stream().flatMap(List::stream).toList();
        assertEquals(14, all.size(), all.toString());
        assertEquals("20:10", all.get(13));
        assertEquals(
                news.get(0).size() + all.size() - 3,
                all.size(),
                "series that did not change are not made again: " + all);
        assertEquals(
                new HashSet<>(report.series()),
                seen.stream().filter(report.series()::contains).collect(Collectors.toSet()));
    }

    @Test
    void progressNeverGoesBackAndComesAtMostTenTimesASecond() throws Exception {
        Path top = dir.resolve("tree");
        for (int n = 1; n <= 30; n++) {
            DicomSeriesFixture.ct(BALL).series(n).writeTo(top.resolve("a%d/b/c%d".formatted(n % 5, n)));
        }
        List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
        Progress listening = new Progress() {
            @Override
            public void report(double fraction, String what) {
                fractions.add(fraction);
            }

            @Override
            public boolean cancelled() {
                // a slow disk: the scan takes long enough to have something to tell
                java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
                return false;
            }
        };
        long start = System.nanoTime();
        try (var archives = new UnpackedArchives(dir.resolve("cache"))) {
            new Importer(archives).read(List.of(top), listening);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(fractions.size() >= 2, fractions.toString());
        assertTrue(fractions.size() <= 1 + 10 * seconds, fractions.size() + " in " + seconds + " s");
        for (int n = 1; n < fractions.size(); n++) {
            assertTrue(fractions.get(n) >= fractions.get(n - 1), fractions.toString());
        }
        assertTrue(fractions.getLast() > 0.4 && fractions.getLast() <= 1, fractions.toString());
    }

    @Test
    void afterACancelNobodyWorksOnTheImportAnyMore() throws Exception {
        for (int n = 1; n <= 20; n++) {
            DicomSeriesFixture.ct(BALL).series(n).writeTo(dir.resolve("s" + n));
        }
        long[] cancelledAt = {0};
        var calls = new java.util.concurrent.atomic.AtomicInteger();
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String what) {}

            @Override
            public boolean cancelled() {
                java.util.concurrent.locks.LockSupport.parkNanos(500_000);
                boolean now = calls.incrementAndGet() > 60;
                if (now && cancelledAt[0] == 0) {
                    cancelledAt[0] = System.nanoTime();
                }
                return now;
            }
        };
        try (var archives = new UnpackedArchives(dir.resolve("cache"))) {
            assertThrows(CancellationException.class, () -> new Importer(archives).read(List.of(dir), progress));
        }
        assertTrue(System.nanoTime() - cancelledAt[0] < 500_000_000, "cancel took effect within half a second");
        int after = calls.get();
        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        assertEquals(after, calls.get(), "nobody asks whether the import is cancelled: nobody works on it");
    }
}
