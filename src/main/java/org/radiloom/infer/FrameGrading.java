package org.radiloom.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Polygon;
import org.radiloom.model.GradingTask;
import org.radiloom.model.PictureView;
import org.radiloom.problem.Problem;

/**
 * Grades one frame after the other of one input.
 *
 * @param segmenter finds the region; null where whole frames are looked at
 * @param declared numbers that are used, by name, in the variant's order
 */
record FrameGrading(
        GradingTask task,
        GradingTask.Variant variant,
        PatchGrader grader,
        @Nullable FrameSegmenter segmenter,
        GradeInput input,
        Map<String, Double> declared) {
    private static final String ORGAN = "liver";

    /** What one frame shows; a frame that cannot be graded has its reason. */
    FrameGrade grade(int k) throws Problem {
        return grade(k, input.frame(k));
    }

    /** The same of a frame that is decoded already. */
    FrameGrade grade(int k, Frame frame) throws Problem {
        Optional<String> objection = unlike(k, frame);
        if (objection.isPresent()) {
            return refused(k, objection.get(), Optional.empty(), 0);
        }
        RegionFinder.Found found = region(k, frame);
        if (found.region().isEmpty() && segmenter != null) {
            return refused(k, found.why(), Optional.empty(), 0);
        }
        double coloured = coloured(frame, found);
        if (coloured > task.envelope().maxColour()) {
            String where = segmenter == null ? "in the frame" : "over the " + ORGAN;
            return refused(
                    k,
                    String.format(
                            Locale.ROOT,
                            "There is colour %s (%.0f %% of its pixels), as in colour Doppler; the model is for grey frames.",
                            where,
                            100 * coloured),
                    found.region(),
                    0);
        }
        return task.inPatches() ? inPatches(k, frame, found) : inOne(k, frame, found);
    }

    /** What a picture shows that someone has cut to be a patch: no region is looked for, nothing refused. */
    FrameGrade patch(Frame frame) throws Problem {
        return graded(
                0,
                frame,
                List.of(PictureCut.whole(frame)),
                new RegionFinder.Found(Optional.empty(), new byte[0], ""),
                0);
    }

    private Optional<String> unlike(int k, Frame frame) {
        if (frame.columns() < task.envelope().minColumns()
                || frame.rows() < task.envelope().minRows()) {
            return Optional.of("The frame has " + frame.columns() + " x " + frame.rows()
                    + " pixels; the model needs at least " + task.envelope().minColumns() + " x "
                    + task.envelope().minRows() + ".");
        }
        // whoever draws a liver says what the picture is
        boolean known = input.ultrasound() || input.regions().containsKey(k);
        return known ? Optional.empty() : UltrasoundLook.objection(frame);
    }

    /** Where to look: drawn by the reader, or found; nothing where whole frames are looked at. */
    private RegionFinder.Found region(int k, Frame frame) throws Problem {
        Polygon drawn = input.regions().get(k);
        if (segmenter == null) {
            return new RegionFinder.Found(Optional.empty(), new byte[0], "");
        }
        return drawn != null
                ? RegionFinder.drawn(drawn, frame.columns(), frame.rows())
                : new RegionFinder(task.region(), ORGAN).find(segmenter.outline(frame));
    }

    private static double coloured(Frame frame, RegionFinder.Found found) {
        long all = 0;
        long coloured = 0;
        boolean whole = found.region().isEmpty();
        for (int at = 0; at < frame.coloured().length; at++) {
            if (whole || found.inside()[at] != 0) {
                all++;
                coloured += frame.coloured()[at];
            }
        }
        return all == 0 ? 0 : (double) coloured / all;
    }

    private FrameGrade inPatches(int k, Frame frame, RegionFinder.Found found) throws Problem {
        PatchGrid grid = PatchGrid.of(frame, found.inside(), task.patches(), input.mmPerPixel());
        int usable = grid.patches().size();
        if (usable < task.patches().least()) {
            return refused(
                    k,
                    "Only " + usable + " patches of the " + ORGAN + " can be used (" + grid.leftOut()
                            + " show vessels, shadow, white or coloured pixels); at least "
                            + task.patches().least() + " are needed.",
                    found.region(),
                    grid.leftOut());
        }
        return graded(k, frame, grid.patches(), found, grid.leftOut());
    }

    private FrameGrade inOne(int k, Frame frame, RegionFinder.Found found) throws Problem {
        PictureCut whole = PictureCut.whole(frame);
        PictureCut cut =
                switch (task.picture().crop()) {
                    case REGION ->
                        PictureCut.around(
                                found.inside(),
                                frame.columns(),
                                frame.rows(),
                                task.picture().regionMargin());
                    case SECTOR -> input.sectors().getOrDefault(k, whole);
                    case WHOLE, PATCH -> whole;
                };
        return graded(k, frame, List.of(cut), found, 0);
    }

    private FrameGrade graded(int k, Frame frame, List<PictureCut> cuts, RegionFinder.Found found, int leftOut)
            throws Problem {
        float[] logits = grader.logits(inputs(frame, cuts, found.inside()), cuts.size(), numbers());
        int classes = task.classes().size();
        List<PatchGrade> patches = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (int n = 0; n < cuts.size(); n++) {
            double[] p = Softmax.of(logits, n * classes, classes, variant.temperature());
            PictureCut cut = cuts.get(n);
            rows.add(p);
            patches.add(new PatchGrade(cut.column(), cut.row(), cut.width(), cut.height(), Softmax.list(p)));
        }
        List<Double> together = Softmax.list(task.aggregation().patches().of(rows));
        return new FrameGrade(k, Optional.empty(), together, found.region(), patches, leftOut);
    }

    private float[] inputs(Frame frame, List<PictureCut> cuts, byte[] inside) throws Problem {
        PictureView view = task.picture();
        int one = view.channels() * view.side() * view.side();
        float[] inputs = new float[cuts.size() * one];
        for (int n = 0; n < cuts.size(); n++) {
            System.arraycopy(input(frame, cuts.get(n), inside), 0, inputs, n * one, one);
        }
        return inputs;
    }

    /** The network input of one part of a frame. */
    float[] input(Frame frame, PictureCut cut, byte[] inside) throws Problem {
        return cut.input(frame, task.picture(), inside.length == 0 ? null : inside);
    }

    /** The declared numbers in the variant's order. */
    double[] numbers() {
        return variant.declared().stream()
                .mapToDouble(name -> declared.getOrDefault(name, Double.NaN))
                .toArray();
    }

    private static FrameGrade refused(int k, String why, Optional<FrameRegion> region, int leftOut) {
        return new FrameGrade(k, Optional.of(why), List.of(), region, List.of(), leftOut);
    }
}
