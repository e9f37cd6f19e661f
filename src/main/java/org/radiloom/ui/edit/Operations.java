package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.tool.EditPlane;
import org.radiloom.annotate.tool.GrowFromSeeds;
import org.radiloom.annotate.tool.MaskChange;
import org.radiloom.annotate.tool.SliceInterpolation;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.job.Progress;
import org.radiloom.job.Work;
import org.radiloom.problem.Problem;

/**
 * Operations on the segment that tools paint. They work on a copy, away from the window, while the annotator goes on painting;
 * what comes back is one step with the voxels that the operation changed, or a preview. They leave other segments as they are.
 */
public final class Operations {
    /** Voxels around the seeds that may be filled. */
    private static final int MARGIN = 6;

    /** More are too many for the memory of a small machine. */
    private static final long MOST = 16_000_000;

    private final EditModel model;

    Operations(EditModel model) {
        this.model = model;
    }

    private boolean ready(EditCase on) {
        if (!on.paintable()) {
            model.refuse(on.segment().isPresent() ? "correct.refused.locked" : "correct.refused.none");
            return false;
        }
        on.cancelPreview();
        return true;
    }

    /** Does something to the segment that tools paint. */
    public void run(EditCase on, Operation what) {
        if (ready(on)) {
            int label = on.label();
            EditOptions how = model.options();
            LabelMap now = on.map().copy();
            change(on, what.step(), label, 0, progress -> {
                Mask before = now.mask(label);
                return MaskChange.between(before, what.of(before, how));
            });
        }
    }

    /** Puts the segment that tools paint together with another one; what is added is taken from that. */
    public void combine(EditCase on, Combination how, int other) {
        LabelMap now = on.map().copy();
        combine(on, how, other, () -> now.mask(other));
    }

    /** Puts the segment that tools paint together with a mask on the same grid; what is added lies where no segment is. */
    public void combine(EditCase on, Combination how, Mask other) {
        combine(on, how, 0, () -> other);
    }

    private void combine(EditCase on, Combination how, int from, Supplier<Mask> other) {
        if (ready(on)) {
            int label = on.label();
            LabelMap now = on.map().copy();
            change(on, how.step(), label, from, progress -> {
                Mask before = now.mask(label);
                return MaskChange.between(before, how.of(before, other.get()));
            });
        }
    }

    private void change(EditCase on, String step, int label, int from, Work<MaskChange> work) {
        model.background()
                .submit(
                        step,
                        work,
                        found -> on.whenIdle(() -> {
                            boolean free = on.editor()
                                    .segment(label)
                                    .filter(s -> !s.locked())
                                    .isPresent();
                            if (!model.holds(on)) {
                                return;
                            }
                            if (!free) {
                                model.refuse("correct.refused.locked");
                            } else if (!on.edit(step, canvas -> found.apply(canvas, label, from))) {
                                model.refuse("correct.refused.same");
                            }
                        }));
    }

    // ---- previews ----

    /** Shows what the slices between those that have been drawn would hold. */
    public void interpolate(EditCase on) {
        if (!ready(on)) {
            return;
        }
        int label = on.label();
        LabelMap now = on.map().copy();
        String step = "interpolate";
        model.background()
                .submit(
                        step,
                        progress -> free(SliceInterpolation.preview(now, label), now),
                        found -> preview(on, new Preview(step, label, found, false), "correct.refused.between"));
    }

    /** Only what no segment holds. */
    private static NavigableMap<Integer, boolean[]> free(NavigableMap<Integer, boolean[]> slices, LabelMap now) {
        byte[] labels = new byte[now.sliceSize()];
        slices.forEach((k, inside) -> {
            now.copySlice(k, labels);
            for (int at = 0; at < inside.length; at++) {
                inside[at] &= labels[at] == 0;
            }
        });
        return slices;
    }

    /** Shows how the segments would grow towards each other from what has been painted. */
    public void growFromSeeds(EditCase on) {
        if (!ready(on)) {
            return;
        }
        LabelMap seeds = on.map().copy();
        List<Integer> growing = on.segments().stream()
                .filter(s -> !s.locked())
                .map(Segment::label)
                .toList();
        long painted =
                on.segments().stream().filter(s -> seeds.count(s.label()) > 0).count();
        if (painted < 2) {
            model.refuse("correct.refused.seeds");
            return;
        }
        if (on.images().unit() == ValueUnit.COLOUR) {
            model.refuse("correct.refused.colour");
            return;
        }
        GrowFromSeeds.Box box = GrowFromSeeds.Box.around(seeds, MARGIN);
        if ((long) box.columns() * box.rows() * box.slices() > MOST) {
            model.refuse("correct.refused.apart");
            return;
        }
        int label = on.label();
        String step = "seeds";
        ImageStack images = on.images();
        model.background().submit(step, progress -> grown(seeds, images, box, progress), found -> {
            List<Preview> others = new ArrayList<>();
            found.forEach((each, slices) -> {
                if (each != label && growing.contains(each)) {
                    others.add(new Preview(step, each, slices, false));
                }
            });
            preview(
                    on,
                    new Preview(step, label, found.getOrDefault(label, new TreeMap<>()), false, others),
                    "correct.refused.same");
        });
    }

    /** The voxels that each label would get. */
    private static Map<Integer, NavigableMap<Integer, boolean[]>> grown(
            LabelMap seeds, ImageStack images, GrowFromSeeds.Box box, Progress progress) throws Problem {
        byte[] labels = GrowFromSeeds.labels(seeds, images, box, progress);
        Map<Integer, NavigableMap<Integer, boolean[]>> grown = new TreeMap<>();
        int columns = seeds.geometry().columns();
        int plane = box.columns() * box.rows();
        for (int at = 0; at < labels.length; at++) {
            int i = box.i() + at % box.columns();
            int j = box.j() + at / box.columns() % box.rows();
            int k = box.k() + at / plane;
            if (seeds.label(i, j, k) == 0) {
                grown.computeIfAbsent(labels[at] & 0xFF, label -> new TreeMap<>())
                        .computeIfAbsent(k, slice -> new boolean[seeds.sliceSize()])[i + columns * j] = true;
            }
        }
        return grown;
    }

    private void preview(EditCase on, Preview found, String otherwise) {
        boolean any =
                found.parts().anyMatch(part -> part.slices().values().stream().anyMatch(Operations::any));
        if (any) {
            model.show(on, found);
        } else {
            model.refuse(otherwise);
        }
    }

    private static boolean any(boolean[] inside) {
        for (boolean each : inside) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    // ---- erasing ----

    /** Erases the segment that tools paint on one plane. */
    public void clear(EditCase on, EditPlane plane) {
        if (ready(on)) {
            int label = on.label();
            Geometry g = on.grid();
            boolean any = on.edit("clearslice", canvas -> {
                for (int y = 0; y < plane.height(g); y++) {
                    for (int x = 0; x < plane.width(g); x++) {
                        int i = plane.i(x, y);
                        int j = plane.j(x, y);
                        int k = plane.k(x, y);
                        if (canvas.label(i, j, k) == label) {
                            canvas.set(i, j, k, 0);
                        }
                    }
                }
            });
            if (!any) {
                model.refuse("correct.refused.same");
            }
        }
    }

    /** Erases the segment that tools paint; the segment itself stays. */
    public void clear(EditCase on) {
        if (ready(on)) {
            int label = on.label();
            Map<Integer, BitSet> taken = new TreeMap<>();
            byte[] slice = new byte[on.map().sliceSize()];
            for (int k = 0; k < on.grid().slices(); k++) {
                if (!on.map().isEmpty(k)) {
                    on.map().copySlice(k, slice);
                    for (int at = 0; at < slice.length; at++) {
                        if (slice[at] == (byte) label) {
                            taken.computeIfAbsent(k, key -> new BitSet()).set(at);
                        }
                    }
                }
            }
            if (!on.edit("clearsegment", canvas -> new MaskChange(Map.of(), taken).apply(canvas, label, 0))) {
                model.refuse("correct.refused.same");
            }
        }
    }
}
