package org.radiloom.train.anomaly;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.radiloom.imaging.Components;
import org.radiloom.imaging.DistanceTransform;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Neighbours;
import org.radiloom.train.evaluation.anomaly.Localisation;

/**
 * The pixels of a picture that a map is judged on, and what can be said of the picture without looking at anything that
 * matters.
 *
 * <p>A map is judged where the network looked and, if there is a region, inside it; on every n-th column and row of a large
 * picture, so that no more than 40 000 pixels are ranked.
 */
final class PictureShortcuts {
    private static final int MOST_PIXELS = 40_000;

    private final AnomalyPicture picture;
    private final int[] pixels;

    PictureShortcuts(AnomalyPicture picture) {
        this.picture = picture;
        byte[] seen = picture.view().seen();
        byte[] region = picture.region();
        int count = 0;
        for (int at = 0; at < seen.length; at++) {
            seen[at] = (byte) (seen[at] == 1 && (region.length == 0 || region[at] == 1) ? 1 : 0);
            count += seen[at];
        }
        int step = (int) Math.ceil(Math.sqrt((double) count / MOST_PIXELS));
        int columns = picture.view().columns();
        int[] taken = new int[count];
        int n = 0;
        for (int at = 0; at < seen.length; at++) {
            if (seen[at] == 1 && (step <= 1 || at % columns % step == 0 && at / columns % step == 0)) {
                taken[n++] = at;
            }
        }
        this.pixels = java.util.Arrays.copyOf(taken, n);
    }

    /**
     * How well a map over the frame shows the lesions; empty if there is none in sight, or nothing else.
     *
     * @param map row by row
     */
    Optional<Localisation> localisation(float[] map) {
        if (picture.lesion().length == 0) {
            return Optional.empty();
        }
        int[] numbers = lesions();
        float[] values = new float[pixels.length];
        int[] lesion = new int[pixels.length];
        boolean some = false;
        boolean other = false;
        for (int at = 0; at < pixels.length; at++) {
            values[at] = map[pixels[at]];
            lesion[at] = numbers[pixels[at]];
            some |= lesion[at] > 0;
            other |= lesion[at] == 0;
        }
        return some && other ? Optional.of(Localisation.of(values, compact(lesion))) : Optional.empty();
    }

    /** Number of the lesion that each pixel of the frame belongs to, from 1. */
    private int[] lesions() {
        Components parts = Components.of(mask(picture.lesion()), Neighbours.EIGHTEEN);
        int[] numbers = new int[picture.lesion().length];
        for (int n = 0; n < parts.count(); n++) {
            byte[] part = parts.part(n).toArray();
            for (int at = 0; at < part.length; at++) {
                if (part[at] != 0) {
                    numbers[at] = n + 1;
                }
            }
        }
        return numbers;
    }

    /** The same without numbers that no pixel has: parts of a lesion may lie outside the region. */
    private static int[] compact(int[] lesion) {
        int[] fresh = new int[java.util.Arrays.stream(lesion).max().orElse(0) + 1];
        int next = 0;
        int[] renamed = new int[lesion.length];
        for (int at = 0; at < lesion.length; at++) {
            if (lesion[at] > 0) {
                if (fresh[lesion[at]] == 0) {
                    fresh[lesion[at]] = ++next;
                }
                renamed[at] = fresh[lesion[at]];
            }
        }
        return renamed;
    }

    private Mask mask(byte[] inside) {
        return Mask.of(Geometry.axial(picture.view().columns(), picture.view().rows(), 1, 1, 1, 1), inside);
    }

    /** How well the distance to the region's edge shows the lesions; it knows nothing of the pixels. */
    Optional<Localisation> centrePrior() {
        return picture.region().length == 0 || picture.lesion().length == 0
                ? Optional.empty()
                : localisation(DistanceTransform.toBackground(mask(picture.region())));
    }

    /** Scores that look at nothing that matters; larger is taken for less normal. */
    Map<String, Double> scores() {
        double sum = 0;
        double squares = 0;
        for (int at : pixels) {
            double grey = picture.window().brightness(picture.values()[at]);
            sum += grey;
            squares += grey * grey;
        }
        double mean = sum / pixels.length;
        SequencedMap<String, Double> scores = new LinkedHashMap<>();
        scores.put(
                "imageArea", (double) picture.view().columns() * picture.view().rows());
        if (picture.region().length > 0) {
            double inside = 0;
            for (byte one : picture.region()) {
                inside += one;
            }
            scores.put("regionArea", inside);
        }
        scores.put("darkness", -mean);
        scores.put("lowContrast", -Math.sqrt(Math.max(0, squares / pixels.length - mean * mean)));
        return scores;
    }
}
