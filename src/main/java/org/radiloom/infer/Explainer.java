package org.radiloom.infer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.problem.Problem;

/** Puts the maps of a frame's patches together at their places. */
final class Explainer {
    /** Upper end of the scale of activation: so many logits make any other class a hundred times less likely. */
    private static final double LOGITS = 5;

    private static final List<String> ICFD = List.of("feat1", "feat2", "reconstruction");
    private static final String INPUT = "input";

    private final FrameGrading grading;
    private final Canvas[] canvases;
    private final Map<String, Canvas> pictures = new LinkedHashMap<>();
    private final int predicted;
    private final int runnerUp;

    private Explainer(FrameGrading grading, GradeFinding finding, PictureCut bounds) {
        this.grading = grading;
        int classes = finding.classes().size();
        predicted = finding.classes().indexOf(finding.grade());
        runnerUp = finding.classes().indexOf(finding.runnerUp());
        // one for each class, and one for the distractor
        canvases = new Canvas[classes + 1];
        java.util.Arrays.setAll(canvases, c -> new Canvas(bounds));
        ICFD.forEach(name -> pictures.put(name, new Canvas(bounds)));
        pictures.put(INPUT, new Canvas(bounds));
    }

    static Optional<GradeExplanation> explain(FrameGrading grading, GradeFinding finding, FrameGrade graded)
            throws Problem {
        Frame frame = grading.input().frame(graded.frame());
        byte[] inside = graded.region()
                .map(region -> region.polygon().rasterised(frame.columns(), frame.rows()))
                .orElse(new byte[0]);
        List<PictureCut> cuts = graded.patches().stream().map(Explainer::cut).toList();
        Explainer explainer = new Explainer(grading, finding, bounds(cuts));
        for (PictureCut cut : cuts) {
            float[] input = grading.input(frame, cut, inside);
            Optional<PatchGrader.Maps> maps = grading.grader().maps(input, grading.numbers());
            if (maps.isEmpty()) {
                return Optional.empty();
            }
            explainer.add(cut, input, maps.get());
        }
        return Optional.of(explainer.explanation(graded.frame(), finding));
    }

    private static PictureCut cut(PatchGrade patch) {
        return new PictureCut((int) patch.column(), (int) patch.row(), (int) patch.width(), (int) patch.height());
    }

    private static PictureCut bounds(List<PictureCut> cuts) {
        int left = cuts.stream().mapToInt(PictureCut::column).min().orElse(0);
        int top = cuts.stream().mapToInt(PictureCut::row).min().orElse(0);
        int right = cuts.stream().mapToInt(c -> c.column() + c.width()).max().orElse(1);
        int bottom = cuts.stream().mapToInt(c -> c.row() + c.height()).max().orElse(1);
        return new PictureCut(left, top, right - left, bottom - top);
    }

    private void add(PictureCut cut, float[] input, PatchGrader.Maps maps) throws Problem {
        int places = maps.side() * maps.side();
        if (maps.weights().length > 0) {
            for (int c = 0; c < canvases.length - 1; c++) {
                canvases[c].add(cut, cut.spread(activation(maps, places, c), maps.side()));
            }
            canvases[canvases.length - 1].add(cut, cut.spread(distractor(maps, places), maps.side()));
        } else if (maps.evidence().length > 0) {
            for (int c = 0; c < canvases.length - 1; c++) {
                canvases[c].add(cut, cut.spread(positive(maps.evidence(), c * places, places), maps.side()));
            }
        }
        int side = grading.task().picture().side();
        for (Map.Entry<String, Canvas> each : pictures.entrySet()) {
            float[] values = each.getKey().equals(INPUT)
                    ? java.util.Arrays.copyOf(input, side * side)
                    : maps.pictures().get(each.getKey());
            if (values != null) {
                each.getValue().add(cut, cut.spread(values, side));
            }
        }
    }

    /** What speaks for a class: ReLU(sum over k of W_ck A_k), logits. Zhou et al. 2016, arXiv:1512.04150. */
    private float[] activation(PatchGrader.Maps maps, int places, int c) {
        float[] sum = new float[places];
        int channels = maps.features().length / places;
        for (int k = 0; k < channels; k++) {
            float w = maps.weights()[c * channels + k];
            for (int at = 0; at < places; at++) {
                sum[at] += w * maps.features()[k * places + at];
            }
        }
        return positive(sum, 0, places);
    }

    private static float[] positive(float[] values, int from, int count) {
        float[] positive = new float[count];
        for (int at = 0; at < count; at++) {
            positive[at] = Math.max(0, values[from + at]);
        }
        return positive;
    }

    /** What speaks for the runner-up against the predicted class: sum over k of ReLU((W_dk - W_yk) A_k), logits. */
    private float[] distractor(PatchGrader.Maps maps, int places) {
        float[] sum = new float[places];
        int channels = maps.features().length / places;
        for (int k = 0; k < channels; k++) {
            float w = maps.weights()[runnerUp * channels + k] - maps.weights()[predicted * channels + k];
            for (int at = 0; at < places; at++) {
                sum[at] += Math.max(0, w * maps.features()[k * places + at]);
            }
        }
        return sum;
    }

    private GradeExplanation explanation(int frame, GradeFinding finding) {
        Map<String, GradeExplanation.Plane> activation = new LinkedHashMap<>();
        for (int c = 0; c < canvases.length - 1; c++) {
            if (canvases[c].used()) {
                activation.put(finding.classes().get(c), canvases[c].plane(LOGITS));
            }
        }
        Canvas last = canvases[canvases.length - 1];
        Map<String, GradeExplanation.Plane> seen = new LinkedHashMap<>();
        pictures.forEach((name, canvas) -> {
            if (canvas.used()) {
                seen.put(name, canvas.plane(1));
            }
        });
        return new GradeExplanation(
                frame,
                finding.classes(),
                activation,
                finding.runnerUp(),
                last.used() ? Optional.of(last.plane(LOGITS)) : Optional.empty(),
                icfd(seen));
    }

    private static Optional<GradeExplanation.Icfd> icfd(Map<String, GradeExplanation.Plane> seen) {
        GradeExplanation.Plane specific = seen.get("feat1");
        GradeExplanation.Plane common = seen.get("feat2");
        GradeExplanation.Plane rebuilt = seen.get("reconstruction");
        GradeExplanation.Plane input = seen.get(INPUT);
        return specific == null || common == null || rebuilt == null || input == null
                ? Optional.empty()
                : Optional.of(new GradeExplanation.Icfd(specific, common, rebuilt, input));
    }

    /** Pixels of a part of a frame, to which patches are added. */
    private static final class Canvas {
        private final PictureCut bounds;
        private final float[] sums;
        private final int[] counts;

        Canvas(PictureCut bounds) {
            this.bounds = bounds;
            sums = new float[bounds.width() * bounds.height()];
            counts = new int[sums.length];
        }

        void add(PictureCut cut, float[] values) {
            for (int at = 0; at < values.length; at++) {
                int to = cut.column()
                        - bounds.column()
                        + at % cut.width()
                        + bounds.width() * (cut.row() - bounds.row() + at / cut.width());
                sums[to] += values[at];
                counts[to]++;
            }
        }

        boolean used() {
            for (int n : counts) {
                if (n > 0) {
                    return true;
                }
            }
            return false;
        }

        GradeExplanation.Plane plane(double high) {
            float[] values = new float[sums.length];
            for (int at = 0; at < values.length; at++) {
                values[at] = counts[at] == 0 ? Float.NaN : sums[at] / counts[at];
            }
            return new GradeExplanation.Plane(
                    values,
                    bounds.width(),
                    bounds.height(),
                    bounds.column(),
                    bounds.row(),
                    bounds.width(),
                    bounds.height(),
                    0,
                    high);
        }
    }
}
