package org.radiloom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.radiloom.dicom.seg.CtSeriesHeader;
import org.radiloom.dicom.seg.CtSeriesWriter;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.study.Importer;
import org.radiloom.study.LoadedStack;
import org.radiloom.study.Series;
import org.radiloom.study.SeriesLoader;

/**
 * Import speed on a generated CT series of 100 slices of 512 x 512, warm, one thread: medians of five rounds.
 *
 * @param filesPerSecond files whose headers were read and sorted
 * @param decodeMbPerSecond pixels read and decoded by transfer syntax, 10^6 bytes
 * @param firstImageMs from naming the folder to holding the pixels of the middle slice
 */
record ImportBench(double filesPerSecond, Map<String, Double> decodeMbPerSecond, double firstImageMs) {
    private static final int SLICES = 100;
    private static final int SIDE = 512;
    private static final int ROUNDS = 5;

    static ImportBench run(PrintWriter err) throws Problem {
        try {
            Path folder = Files.createTempDirectory("radiloom-bench");
            try {
                err.println("measuring: import");
                err.flush();
                write(folder);
                return measure(folder);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw Problem.input("bench.temporary", "The temporary folder cannot be used.", "Free some space in it.", e);
        }
    }

    private static void write(Path folder) throws Problem {
        var random = new Random(1);
        short[] hu = new short[SIDE * SIDE * SLICES];
        for (int at = 0; at < hu.length; at++) {
            hu[at] = (short) (random.nextInt(200) - 50);
        }
        VolumeStack stack =
                VolumeStack.ofShorts(Geometry.axial(SIDE, SIDE, SLICES, 0.7, 0.7, 1.5), hu, ValueUnit.HOUNSFIELD);
        var header = new CtSeriesHeader(
                "Bench",
                "bench",
                "Bench",
                "Noise",
                "",
                "Generated",
                "Nobody",
                "bench",
                LocalDateTime.now(ZoneId.systemDefault()));
        CtSeriesWriter.write(stack, folder, header);
    }

    private static ImportBench measure(Path folder) throws Problem {
        double[] index = new double[ROUNDS];
        double[] first = new double[ROUNDS];
        double[] decode = new double[ROUNDS];
        SeriesLoader loader = SeriesLoader.withHalfTheMemory(Runnable::run);
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            Series series =
                    new Importer().read(List.of(folder), Progress.NONE).series().getFirst();
            index[round] = seconds(start);
            try (LoadedStack stack = loader.openOnDemand(series)) {
                stack.slice(SLICES / 2);
                first[round] = seconds(start);
                long reading = System.nanoTime();
                for (int k = 0; k < SLICES; k++) {
                    if (k != SLICES / 2) {
                        stack.slice(k);
                    }
                }
                decode[round] = seconds(reading);
            }
        }
        double megabytes = 2.0 * SIDE * SIDE * (SLICES - 1) / 1e6;
        return new ImportBench(
                SLICES / median(index),
                Map.of("1.2.840.10008.1.2.1", megabytes / median(decode)),
                1000 * median(first));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
