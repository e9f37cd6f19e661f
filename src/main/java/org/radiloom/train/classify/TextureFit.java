package org.radiloom.train.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.imaging.texture.TextureFeatures;
import org.radiloom.job.Progress;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.classify.TextureClassifier;

/**
 * What a texture model learns from samples.
 *
 * <p>A patient is one case: the mean of the features of all its patches, as neighbouring frames are near copies. Features
 * are divided by their deviation over single patches, not over patients: what varies much within a patient is heard less.
 */
public final class TextureFit {
    private static final double LEAST = 1e-6;
    private static final double LEAST_RATIO = 1e-3;

    private final List<Patient> patients;
    private final double[] mean;
    private final double[] scale;

    private record Patient(int truth, double[] features, double[] logs) {}

    private TextureFit(List<Patient> patients, double[] mean, double[] scale) {
        this.patients = patients;
        this.mean = mean;
        this.scale = scale;
    }

    /** Looks at all patches of all samples; at least one sample. */
    public static TextureFit of(List<PictureSample> samples, PictureCutter cutter, Progress progress) {
        Map<String, List<PictureSample>> byPatient = new LinkedHashMap<>();
        samples.forEach(s ->
                byPatient.computeIfAbsent(s.patientId(), p -> new ArrayList<>()).add(s));
        List<double[]> patches = new ArrayList<>();
        List<Patient> patients = new ArrayList<>();
        for (List<PictureSample> images : byPatient.values()) {
            List<double[]> own = new ArrayList<>();
            for (PictureSample image : images) {
                progress.check();
                own.addAll(features(image, cutter));
            }
            patches.addAll(own);
            patients.add(new Patient(images.getFirst().label(), mean(own), mean(logs(images))));
        }
        return new TextureFit(
                patients, mean(patients.stream().map(Patient::features).toList()), deviation(patches));
    }

    private static List<double[]> features(PictureSample image, PictureCutter cutter) {
        int side = cutter.side();
        List<double[]> rows = new ArrayList<>();
        float[] patch = new float[side * side];
        for (PictureSample.Place place : image.places()) {
            cutter.plain(image, place, patch, 0);
            rows.add(TextureFeatures.of(patch, side));
        }
        return rows;
    }

    private static List<double[]> logs(List<PictureSample> images) {
        return images.stream()
                .map(image -> image.declared().stream()
                        .mapToDouble(v -> Math.log(Math.max(v, LEAST_RATIO)))
                        .toArray())
                .toList();
    }

    /** The arrays of a {@link TextureClassifier} for so many classes. */
    public Map<String, FloatTensor> arrays(int classes, TextureSettings settings) {
        double[][] z = patients.stream().map(p -> scaled(p.features)).toArray(double[][]::new);
        int[] truth = patients.stream().mapToInt(Patient::truth).toArray();
        OrderedFit fit = OrderedFit.of(z, truth, classes, settings.penalty());
        Map<String, FloatTensor> arrays = new LinkedHashMap<>();
        put(arrays, TextureClassifier.WEIGHT, fit.weight());
        put(arrays, TextureClassifier.BIAS, fit.bias());
        put(arrays, TextureClassifier.MEAN, mean);
        put(arrays, TextureClassifier.SCALE, scale);
        int numbers = patients.getFirst().logs.length;
        if (numbers > 0) {
            densities(arrays, numbers, classes, settings.shrinkage());
        }
        return arrays;
    }

    private void densities(Map<String, FloatTensor> arrays, int numbers, int classes, double shrinkage) {
        double[] means = new double[numbers * classes];
        double[] deviations = new double[numbers * classes];
        double[] low = new double[numbers];
        double[] high = new double[numbers];
        for (int n = 0; n < numbers; n++) {
            int number = n;
            double[] all = patients.stream().mapToDouble(p -> p.logs[number]).toArray();
            double overall = Arrays.stream(all).average().orElseThrow();
            double[] variances = new double[classes];
            double within = 0;
            for (int c = 0; c < classes; c++) {
                int k = c;
                double[] own = patients.stream()
                        .filter(p -> p.truth == k)
                        .mapToDouble(p -> p.logs[number])
                        .toArray();
                double centre = Arrays.stream(own).average().orElse(overall);
                double squares =
                        Arrays.stream(own).map(v -> (v - centre) * (v - centre)).sum();
                means[n * classes + c] = centre;
                variances[c] = own.length == 0 ? Double.NaN : squares / own.length;
                within += squares / patients.size();
            }
            for (int c = 0; c < classes; c++) {
                double own = Double.isNaN(variances[c]) ? within : variances[c];
                deviations[n * classes + c] = Math.max(LEAST, Math.sqrt((1 - shrinkage) * own + shrinkage * within));
            }
            double[] centres = Arrays.copyOfRange(means, n * classes, (n + 1) * classes);
            low[n] = Arrays.stream(centres).min().orElseThrow() - Math.sqrt(within);
            high[n] = Arrays.stream(centres).max().orElseThrow() + Math.sqrt(within);
        }
        put(arrays, TextureClassifier.DECLARED_MEAN, means);
        put(arrays, TextureClassifier.DECLARED_DEVIATION, deviations);
        put(arrays, TextureClassifier.DECLARED_LOW, low);
        put(arrays, TextureClassifier.DECLARED_HIGH, high);
    }

    private double[] scaled(double[] features) {
        double[] z = features.clone();
        for (int f = 0; f < z.length; f++) {
            z[f] = (z[f] - mean[f]) / scale[f];
        }
        return z;
    }

    private static double[] mean(List<double[]> rows) {
        double[] mean = new double[rows.getFirst().length];
        for (double[] row : rows) {
            for (int f = 0; f < mean.length; f++) {
                mean[f] += row[f] / rows.size();
            }
        }
        return mean;
    }

    private static double[] deviation(List<double[]> rows) {
        double[] mean = mean(rows);
        double[] deviation = new double[mean.length];
        for (double[] row : rows) {
            for (int f = 0; f < mean.length; f++) {
                deviation[f] += (row[f] - mean[f]) * (row[f] - mean[f]) / rows.size();
            }
        }
        for (int f = 0; f < mean.length; f++) {
            deviation[f] = Math.max(LEAST, Math.sqrt(deviation[f]));
        }
        return deviation;
    }

    private static void put(Map<String, FloatTensor> arrays, String name, double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        arrays.put(name, new FloatTensor(new long[] {floats.length}, floats));
    }
}
