package org.radiloom.train.classify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.SharedData;
import org.radiloom.imaging.texture.TextureFeatures;
import org.radiloom.job.Progress;
import org.radiloom.metric.Roc;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.classify.TextureClassifier;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.RunConfig;
import org.radiloom.train.Split;

@Tag("realdata")
class TextureRealDataTest {
    private static final int FOLDS = 5;

    /** Guards both ways: texture tells fatty from normal livers, and nothing tells the four grades as a leak would. */
    @Test
    void patientsKeptOutAreToldApartAsFarAsTextureGoes() throws Problem {
        Path file = SharedData.find("fatty-liver-us-byra/manifest.jsonl");
        Manifest manifest = Manifest.read(file);
        RunConfig config = RunConfig.of("fatty/texture", Map.of());
        PictureReader reader = new PictureReader(manifest, config.picture(), 4);
        PictureCutter cutter = new PictureCutter(config.picture(), config.augment());
        Map<String, List<PictureSample>> byPatient = new HashMap<>();
        Map<String, Integer> foldOf = new HashMap<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            Split split = Split.fold(manifest, FOLDS, fold, 1, Split.Unit.PATIENT);
            for (ManifestEntry entry : split.entries(manifest, Split.Part.TEST)) {
                foldOf.put(entry.patientId(), fold);
                byPatient
                        .computeIfAbsent(entry.patientId(), p -> new ArrayList<>())
                        .add(reader.read(entry, false));
            }
        }
        List<Double> fat = new ArrayList<>();
        List<Boolean> abnormal = new ArrayList<>();
        int right = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            List<PictureSample> training = byPatient.entrySet().stream()
                    .filter(each -> foldOf.getOrDefault(each.getKey(), -1) != out)
                    .flatMap(each -> each.getValue().stream())
                    .toList();
            Map<String, FloatTensor> arrays =
                    TextureFit.of(training, cutter, Progress.NONE).arrays(4, config.texture());
            for (Map.Entry<String, List<PictureSample>> each : byPatient.entrySet()) {
                if (foldOf.getOrDefault(each.getKey(), -1) == out) {
                    double score = score(each.getValue(), cutter, arrays);
                    int truth = each.getValue().getFirst().label();
                    fat.add(score);
                    abnormal.add(truth > 0);
                    right += named(score, arrays) == truth ? 1 : 0;
                }
            }
        }
        double auc = auc(fat, abnormal);
        assertTrue(auc > 0.8 && auc < 0.98, "AUC " + auc);
        assertTrue(right < 0.85 * fat.size(), right + " right: look for a leak");
        assertTrue(right > 0.38 * fat.size(), right + " right: no better than naming all mild");
    }

    private static double score(List<PictureSample> images, PictureCutter cutter, Map<String, FloatTensor> arrays) {
        float[] weight = values(arrays, TextureClassifier.WEIGHT);
        float[] mean = values(arrays, TextureClassifier.MEAN);
        float[] scale = values(arrays, TextureClassifier.SCALE);
        double sum = 0;
        float[] patch = new float[cutter.side() * cutter.side()];
        for (PictureSample image : images) {
            cutter.plain(image, image.places().getFirst(), patch, 0);
            double[] features = TextureFeatures.of(patch, cutter.side());
            for (int f = 0; f < features.length; f++) {
                sum += weight[f] * (features[f] - mean[f]) / scale[f] / images.size();
            }
        }
        return sum;
    }

    private static int named(double score, Map<String, FloatTensor> arrays) {
        float[] bias = values(arrays, TextureClassifier.BIAS);
        int best = 0;
        for (int c = 1; c < bias.length; c++) {
            best = c * score + bias[c] > best * score + bias[best] ? c : best;
        }
        return best;
    }

    private static float[] values(Map<String, FloatTensor> arrays, String name) {
        FloatTensor tensor = arrays.get(name);
        if (tensor == null) {
            throw new AssertionError(name);
        }
        return tensor.values();
    }

    private static double auc(List<Double> scores, List<Boolean> positive) {
        boolean[] truth = new boolean[positive.size()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = positive.get(i);
        }
        return Roc.auc(scores.stream().mapToDouble(s -> s).toArray(), truth);
    }
}
