package org.radiloom.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.radiloom.dicom.seg.CtSeriesHeader;
import org.radiloom.dicom.seg.CtSeriesWriter;
import org.radiloom.home.Home;
import org.radiloom.problem.Problem;

/**
 * What a new process with the real window measured on a CT of 1,000 slices, made for it and removed afterwards.
 *
 * @param values by name, as the window printed them; empty when there is a reason
 * @param reason why nothing was measured, for people; empty when it was
 */
record WindowFigures(Map<String, Double> values, String reason) {
    static final int SLICES = 1000;

    private static final long PATIENCE_S = 300;
    /** The window is in sight when its first frame is drawn, by the clock of the system, in ms. */
    private static final String WINDOW_AT = "windowAtMs";

    /**
     * Opens a window of its own and measures it.
     *
     * @param slices of the series, 1,000 for figures that can be compared
     */
    static WindowFigures measured(int slices, PrintWriter err) throws Problem {
        if (!Display.present()) {
            return new WindowFigures(Map.of(), "there is no display");
        }
        try {
            Path folder = Files.createTempDirectory("radiloom-bench");
            try {
                Path series = Files.createDirectory(folder.resolve("ct"));
                say(err, "a CT of " + slices + " slices is written");
                write(slices, series);
                say(err, "the window opens it");
                return inNewProcess(series, folder, ownOptions());
            } finally {
                ImportBench.remove(folder);
            }
        } catch (IOException e) {
            throw Problem.input("bench.temporary", "The temporary folder cannot be used.", "Free some space in it.", e);
        }
    }

    /** Writes a made-up CT to a folder that exists. */
    static void write(int slices, Path series) throws Problem {
        var now = LocalDateTime.now(ZoneId.systemDefault());
        var header = new CtSeriesHeader("Bench", "bench", "Bench", "Body", "", "Generated", "Nobody", "bench", now);
        CtSeriesWriter.write(new BodyCt(slices), series, header);
    }

    private static void say(PrintWriter err, String step) {
        err.println("measuring: " + step);
        err.flush();
    }

    /**
     * Opens a window of its own on a series.
     *
     * @param folder for what the window writes
     * @param options of its Java
     */
    static WindowFigures inNewProcess(Path series, Path folder, List<String> options) throws IOException {
        Path errors = folder.resolve("errors.txt");
        var builder = new ProcessBuilder(command(series, options)).redirectError(errors.toFile());
        // neither the reader's windows nor the reader's settings have a part in this
        builder.environment().put(Home.VARIABLE, folder.resolve("home").toString());
        Map<String, Double> values = new LinkedHashMap<>();
        long start = System.currentTimeMillis();
        Process process = builder.start();
        String failed = "";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int at = line.indexOf('=');
                if (line.startsWith("failed=")) {
                    failed = line.substring(at + 1);
                } else if (line.startsWith(WINDOW_AT)) {
                    values.put("startToWindowMs", Double.parseDouble(line.substring(at + 1)) - start);
                } else if (at > 0 && line.matches("[A-Za-z0-9]+=[0-9.]+")) {
                    values.put(line.substring(0, at), Double.parseDouble(line.substring(at + 1)));
                }
            }
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                failed = failed.isEmpty() ? "the window ended too early" + lastLine(errors) : failed;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed = "interrupted";
        } finally {
            process.destroyForcibly();
        }
        return new WindowFigures(values, failed);
    }

    private static String lastLine(Path errors) throws IOException {
        List<String> lines = Files.readAllLines(errors);
        return lines.isEmpty() ? "" : ": " + lines.getLast();
    }

    /** The options that this process was started with. */
    private static List<String> ownOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> !a.startsWith("-agent") && !a.startsWith("-javaagent"))
                .toList();
    }

    /** The same Java with the same class path as this process. */
    private static List<String> command(Path series, List<String> options) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.radiloom.Radiloom"));
        words.addAll(List.of("diagnostics", "--window", series.toString()));
        return words;
    }
}
