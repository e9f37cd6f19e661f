package org.radiloom.infer;

import java.util.Locale;
import java.util.Optional;
import org.radiloom.imaging.Components;
import org.radiloom.imaging.Contour;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.HoleFill;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Neighbours;
import org.radiloom.imaging.Polygon;
import org.radiloom.model.RegionRule;

/** From the probabilities of a frame to the one region that a grading looks at: the largest piece that is plausible. */
final class RegionFinder {
    /** Pieces beyond this rank are specks in all but name. */
    private static final int LOOKED_AT = 4;
    /** How far the line may stray from the pixels' edges. */
    private static final double TOLERANCE = 1;

    private final RegionRule rule;
    private final String organ;

    /** @param organ what to call the region, such as liver */
    RegionFinder(RegionRule rule, String organ) {
        this.rule = rule;
        this.organ = organ;
    }

    /** Either a region with its pixels, or why there is none, one sentence for people. */
    record Found(Optional<FrameRegion> region, byte[] inside, String why) {
        private static Found none(String why) {
            return new Found(Optional.empty(), new byte[0], why);
        }
    }

    Found find(FrameOutline outline) {
        Geometry grid = Geometry.axial(outline.columns(), outline.rows(), 1, 1, 1, 1);
        Components pieces = Components.of(Mask.of(grid, outline.inside().clone()), Neighbours.FOUR);
        if (pieces.count() == 0) {
            return Found.none("No " + organ + " was found.");
        }
        String why = "";
        for (int n = 0; n < Math.min(LOOKED_AT, pieces.count()); n++) {
            byte[] inside = HoleFill.slices(pieces.part(n)).toArray();
            Optional<Polygon> line = Contour.around(inside, outline.columns(), outline.rows(), TOLERANCE);
            if (line.isEmpty() || line.get().size() < 3) {
                continue;
            }
            // what is shown and stored is what is looked at
            byte[] enclosed = line.get().rasterised(outline.columns(), outline.rows());
            FrameRegion region = region(line.get(), enclosed, outline);
            String objection = objection(region, enclosed, outline);
            if (objection.isEmpty()) {
                return new Found(Optional.of(region), enclosed, "");
            }
            why = why.isEmpty() ? objection : why;
        }
        return Found.none(why.isEmpty() ? "No " + organ + " was found." : why);
    }

    /** A region that a reader drew. */
    static Found drawn(Polygon polygon, int columns, int rows) {
        byte[] inside = polygon.rasterised(columns, rows);
        long pixels = count(inside);
        if (polygon.size() < 3 || pixels == 0) {
            return Found.none("The drawn region holds no pixel of the frame.");
        }
        return new Found(Optional.of(new FrameRegion(polygon, true, (double) pixels / inside.length, 1)), inside, "");
    }

    private static FrameRegion region(Polygon line, byte[] enclosed, FrameOutline outline) {
        double sum = 0;
        for (int at = 0; at < enclosed.length; at++) {
            sum += enclosed[at] * outline.probabilities()[at];
        }
        long pixels = Math.max(1, count(enclosed));
        return new FrameRegion(line, false, (double) pixels / enclosed.length, sum / pixels);
    }

    private String objection(FrameRegion region, byte[] enclosed, FrameOutline outline) {
        if (region.shareOfFrame() < rule.minShareOfFrame()) {
            return String.format(
                    Locale.ROOT,
                    "Too little %s is in sight: %.1f %% of the frame, at least %.1f %% are needed.",
                    organ,
                    100 * region.shareOfFrame(),
                    100 * rule.minShareOfFrame());
        }
        if (region.probability() < rule.minProbability()) {
            return String.format(
                    Locale.ROOT,
                    "No %s was found with confidence: mean probability %.2f, at least %.2f is needed.",
                    organ,
                    region.probability(),
                    rule.minProbability());
        }
        PictureCut box = PictureCut.around(enclosed, outline.columns(), outline.rows(), 0);
        double fill = count(enclosed) / ((double) box.width() * box.height());
        if (fill < rule.minFill()) {
            return String.format(
                    Locale.ROOT,
                    "What was found has not the shape of a %s: it fills %.0f %% of its bounds.",
                    organ,
                    100 * fill);
        }
        return "";
    }

    private static long count(byte[] inside) {
        long n = 0;
        for (byte b : inside) {
            n += b;
        }
        return n;
    }
}
