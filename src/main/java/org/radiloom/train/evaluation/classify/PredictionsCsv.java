package org.radiloom.train.evaluation.classify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.radiloom.problem.Problem;

/**
 * Predictions as a table that any program can write: {@code id,patient,repeat,fold,truth,p_CLASS…} and, where a
 * temperature was fitted, {@code raw_CLASS…} with the probabilities before it. The classes are named by the columns, in
 * order of their index; {@code truth} is a class name or index. {@code repeat} and {@code fold} may be missing (0).
 *
 * <p>No value may hold a comma, a quote or a line end.
 */
public final class PredictionsCsv {
    private static final String CALIBRATED = "p_";
    private static final String RAW = "raw_";

    private PredictionsCsv() {}

    /** Whether a name is that of such a table. */
    public static boolean isOne(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /** The table's lines, header first. */
    public static List<String> lines(List<String> classes, List<ClassPrediction> predictions) {
        List<String> lines = new ArrayList<>();
        lines.add("id,patient,repeat,fold,truth"
                + classes.stream().map(c -> "," + CALIBRATED + plain(c)).collect(Collectors.joining())
                + classes.stream().map(c -> "," + RAW + plain(c)).collect(Collectors.joining()));
        for (ClassPrediction each : predictions) {
            lines.add(String.join(
                            ",",
                            plain(each.id()),
                            plain(each.patient()),
                            String.valueOf(each.repeat()),
                            String.valueOf(each.fold()),
                            plain(classes.get(each.truth())))
                    + numbers(each.probabilities())
                    + numbers(each.uncalibrated()));
        }
        return lines;
    }

    private static String plain(String value) {
        return value.replaceAll("[,\"\r\n]", "_");
    }

    private static String numbers(List<Double> values) {
        return values.stream().map(v -> String.format(Locale.ROOT, ",%.9g", v)).collect(Collectors.joining());
    }

    /**
     * Reads a table; it is judged by patient when every patient has one class, else by image.
     *
     * @throws Problem {@code predictions.unreadable}, or {@code predictions.line} naming what cannot be understood
     */
    public static ClassEvaluation read(Path file) throws Problem {
        List<String> lines;
        try {
            lines = Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
        } catch (IOException e) {
            throw Problem.input(
                    "predictions.unreadable", "The predictions " + file + " cannot be read.", "Check the name.", e);
        }
        if (lines.size() < 2) {
            throw Problem.input("predictions.empty", "The file " + file + " holds no prediction.", "Add lines.");
        }
        Columns columns = Columns.of(lines.getFirst(), file);
        List<ClassPrediction> predictions = new ArrayList<>();
        for (int at = 1; at < lines.size(); at++) {
            predictions.add(columns.prediction(lines.get(at), at + 1, file));
        }
        Path folder = file.toAbsolutePath().getParent();
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        return new ClassEvaluation(
                new ClassEvaluation.About(
                        name.equals("predictions") && folder != null ? String.valueOf(folder.getFileName()) : name,
                        Optional.empty(),
                        "",
                        file.toString(),
                        "out of fold",
                        columns.classes,
                        ClassEvaluation.naturalUnit(predictions)),
                predictions);
    }

    private record Columns(List<String> names, List<String> classes) {
        static Columns of(String header, Path file) throws Problem {
            List<String> names =
                    List.of(header.split(",", -1)).stream().map(String::strip).toList();
            List<String> classes = names.stream()
                    .filter(n -> n.startsWith(CALIBRATED))
                    .map(n -> n.substring(CALIBRATED.length()))
                    .toList();
            if (classes.size() < 2 || !names.containsAll(List.of("id", "patient", "truth"))) {
                throw Problem.input(
                        "predictions.columns",
                        "The file " + file + " is not a table of predictions.",
                        "Give it the columns id, patient, truth and a column p_CLASS for every class.");
            }
            return new Columns(names, classes);
        }

        ClassPrediction prediction(String line, int number, Path file) throws Problem {
            String[] cells = line.split(",", -1);
            try {
                Map<String, String> row = new HashMap<>();
                for (int at = 0; at < names.size(); at++) {
                    row.put(names.get(at), cells[at].strip());
                }
                List<Double> probabilities = numbers(row, CALIBRATED);
                return new ClassPrediction(
                        row.getOrDefault("id", ""),
                        row.getOrDefault("patient", ""),
                        Integer.parseInt(row.getOrDefault("repeat", "0")),
                        Integer.parseInt(row.getOrDefault("fold", "0")),
                        truth(row.getOrDefault("truth", "")),
                        probabilities,
                        names.contains(RAW + classes.getFirst()) ? numbers(row, RAW) : probabilities);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw Problem.input(
                        "predictions.line",
                        "Line " + number + " of " + file + " is not understood: " + e.getMessage() + ".",
                        "Give every column a value; probabilities are 0 to 1 and sum to 1.",
                        e);
            }
        }

        private List<Double> numbers(Map<String, String> row, String prefix) {
            return classes.stream()
                    .map(c -> Double.valueOf(row.getOrDefault(prefix + c, "")))
                    .toList();
        }

        private int truth(String cell) {
            int named = classes.indexOf(cell);
            return named >= 0 ? named : Integer.parseInt(cell);
        }
    }
}
