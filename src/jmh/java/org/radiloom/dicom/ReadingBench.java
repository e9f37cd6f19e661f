package org.radiloom.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.radiloom.problem.Problem;

/**
 * Whole folders, one thread, warm page cache: 2000 files of about 10 KB and 1000 CT slices of 512 x 512.
 *
 * <p>The folders {@code small} and {@code ct} below the system property {@code radiloom.bench.dicom} are used; without it
 * they are made once in the folder for temporary files (550 MB).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 15)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class ReadingBench {
    private List<Path> small = List.of();
    private List<Path> ct = List.of();

    @Setup
    public void folders() throws IOException, Problem {
        String given = System.getProperty("radiloom.bench.dicom");
        Path root = given != null ? Path.of(given) : Path.of(System.getProperty("java.io.tmpdir"), "radiloom-bench");
        small = files(root.resolve("small"), 2000, 70);
        ct = files(root.resolve("ct"), 1000, 512);
    }

    private static List<Path> files(Path folder, int count, int size) throws IOException, Problem {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            for (int n = 0; n < count; n++) {
                DicomWriter.write(folder.resolve("%04d.dcm".formatted(n)), slice(n, size), TransferSyntax.EXPLICIT_LITTLE);
            }
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static DicomDataset slice(int n, int size) {
        byte[] pixels = new byte[2 * size * size];
        new Random(n).nextBytes(pixels);
        return DicomDataset.builder()
                .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .string(Tag.SOP_INSTANCE_UID, "1.2.3." + n)
                .string(Tag.MODALITY, "CT")
                .string(Tag.PATIENT_NAME, "Bench^Mark")
                .decimal(Tag.IMAGE_POSITION_PATIENT, 0, 0, n)
                .decimal(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 1, 0)
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.ROWS, size)
                .integer(Tag.COLUMNS, size)
                .decimal(Tag.PIXEL_SPACING, 0.5, 0.5)
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 16)
                .integer(Tag.HIGH_BIT, 15)
                .integer(Tag.PIXEL_REPRESENTATION, 1)
                .bytes(Tag.PIXEL_DATA, Vr.OW, pixels)
                .build();
    }

    @Benchmark
    public int parseSmallFilesWhole() throws Problem {
        return elements(small, ReadOptions.LENIENT);
    }

    @Benchmark
    public int indexSmallFiles() throws Problem {
        return elements(small, ReadOptions.HEADER);
    }

    @Benchmark
    public int indexCt() throws Problem {
        return elements(ct, ReadOptions.HEADER);
    }

    @Benchmark
    public long readAllPixelsOfCt() throws Problem {
        long sum = 0;
        for (Path path : ct) {
            sum += DicomFile.read(path, ReadOptions.LENIENT).image().rawFrame(0).sample(1000);
        }
        return sum;
    }

    private static int elements(List<Path> files, ReadOptions options) throws Problem {
        int sum = 0;
        for (Path path : files) {
            DicomDataset dataset = DicomFile.read(path, options).dataset();
            sum += dataset.size() + dataset.string(Tag.SOP_INSTANCE_UID).map(String::length).orElse(0);
        }
        return sum;
    }
}
