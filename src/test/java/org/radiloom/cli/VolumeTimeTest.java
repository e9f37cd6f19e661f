package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.SharedData;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Resampler;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.WorkerCommand;

/** How long a user waits for the shipped model on 100 slices of 512 x 512, program start and files included. */
@Tag("realdata")
@Tag("slow")
class VolumeTimeTest {
    private static final double SECONDS = 60;

    @TempDir
    private Path folder;

    /** A real case, sampled on the grid of a clinical scan: pixels of 0.98 mm, slices of 2.5 mm. */
    private static VolumeStack volume() throws Problem {
        VolumeStack source = Nifti.read(SharedData.find("mandible-ct-openkbp/pt_100/ct.nii.gz"), ValueUnit.HOUNSFIELD);
        Geometry grid = source.geometry().orElseThrow();
        Vec3 low = grid.toPatient(0, 0, 0);
        Vec3 high = grid.toPatient(grid.columns() - 1, grid.rows() - 1, grid.slices() - 1);
        Geometry fine = new Geometry(
                512,
                512,
                100,
                new Vec3(
                        (low.x() + high.x()) / 2 - 250,
                        (low.y() + high.y()) / 2 - 250,
                        Math.max(low.z(), high.z()) - 250),
                new Vec3(0.98, 0, 0),
                new Vec3(0, 0.98, 0),
                new Vec3(0, 0, 2.5));
        float[] values = Resampler.of(source).onto(fine, -1024);
        short[] hu = new short[values.length];
        for (int at = 0; at < hu.length; at++) {
            hu[at] = (short) Math.round(values[at]);
        }
        return VolumeStack.ofShorts(fine, hu, ValueUnit.HOUNSFIELD);
    }

    @Test
    void aHundredSlicesAreDoneWithinAMinute() throws Problem, IOException, InterruptedException {
        Path series = folder.resolve("series");
        DicomSeriesFixture.ct(volume()).writeTo(series);
        Path out = folder.resolve("out");
        WorkerCommand radiloom = WorkerCommand.likeThisProcess();
        List<String> command = new ArrayList<>(radiloom.program());
        command.addAll(List.of("predict", "--model", "models/mandible-ct"));
        command.addAll(List.of("--in", series.toString(), "--out", out.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(radiloom.environment());
        long from = System.nanoTime();
        assertEquals(0, builder.start().waitFor());
        double seconds = (System.nanoTime() - from) / 1e9;
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                JsonNode parameters =
                        JsonMapper.builder().build().readTree(file.toFile()).findValue("parameters");
                System.out.printf("%.1f s, %s%n", seconds, parameters);
            }
        }
        assertTrue(seconds <= SECONDS, seconds + " s");
    }
}
