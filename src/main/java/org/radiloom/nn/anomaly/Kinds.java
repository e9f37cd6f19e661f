package org.radiloom.nn.anomaly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.radiloom.imaging.texture.PlaceFeatures;

/**
 * Tells by a few remembered pictures of each kind, an organ in a modality, of which kind a picture is.
 *
 * @param kinds what there is room for
 * @param counts examples of each kind
 * @param examples ({@link PlaceFeatures} of whole pictures), kind by kind
 * @param unit mean squared distance of such a picture from the nearest other one of its kind
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Kinds(List<MemorySpec> kinds, int side, int[] counts, float[] examples, double unit) {
    private static final String EXAMPLES = "kinds.examples";
    private static final String COUNTS = "kinds.counts";
    private static final String UNIT = "kinds.unit";
    private static final int NUMBERS = PlaceFeatures.PLACES * PlaceFeatures.COUNT;
    private static final int EACH = 32;
    private static final double LEAST_UNIT = 1e-3;

    static Map<String, Integer> sizes(List<MemorySpec> kinds) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put(EXAMPLES, NUMBERS * kinds.stream().mapToInt(Kinds::room).sum());
        sizes.put(COUNTS, kinds.size());
        sizes.put(UNIT, 1);
        return sizes;
    }

    private static int room(MemorySpec kind) {
        return Math.min(EACH, kind.pictures());
    }

    static Kinds of(List<MemorySpec> kinds, int side, Function<String, float[]> arrays) {
        float[] stored = arrays.apply(COUNTS);
        int[] counts = new int[stored.length];
        for (int n = 0; n < counts.length; n++) {
            counts[n] = Math.round(stored[n]);
        }
        return new Kinds(kinds, side, counts, arrays.apply(EXAMPLES), Math.max(LEAST_UNIT, arrays.apply(UNIT)[0]));
    }

    /** @param byKind the pictures of each kind; may be none */
    static Kinds fit(List<MemorySpec> kinds, int side, List<List<PatchBank.Normal>> byKind) {
        float[] examples =
                new float[NUMBERS * kinds.stream().mapToInt(Kinds::room).sum()];
        int[] counts = new int[kinds.size()];
        double sum = 0;
        int counted = 0;
        int first = 0;
        for (int n = 0; n < counts.length; n++) {
            List<PatchBank.Normal> pictures = byKind.get(n);
            for (int chosen : Chosen.of(pictures.size(), room(kinds.get(n)))) {
                PatchBank.Normal picture = pictures.get(chosen);
                float[] numbers = numbers(picture.values(), picture.region(), side);
                System.arraycopy(numbers, 0, examples, (first + counts[n]++) * NUMBERS, NUMBERS);
            }
            for (int one = first; one < first + counts[n] && counts[n] > 1; one++) {
                double nearest = Double.POSITIVE_INFINITY;
                for (int other = first; other < first + counts[n]; other++) {
                    nearest = other == one ? nearest : Math.min(nearest, square(examples, one, examples, other));
                }
                sum += nearest;
                counted++;
            }
            first += room(kinds.get(n));
        }
        return new Kinds(kinds, side, counts, examples, counted == 0 ? 1 : Math.max(LEAST_UNIT, sum / counted));
    }

    Map<String, float[]> arrays() {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        arrays.put(EXAMPLES, examples);
        float[] stored = new float[counts.length];
        for (int n = 0; n < stored.length; n++) {
            stored[n] = counts[n];
        }
        arrays.put(COUNTS, stored);
        arrays.put(UNIT, new float[] {(float) unit});
        return arrays;
    }

    /**
     * Probability of each kind: in proportion to exp(-d² / 2u²), d from the nearest example, u² the unit; 0 of kinds without
     * any.
     */
    double[] likely(float[] picture, byte[] region) {
        float[] numbers = numbers(picture, region, side);
        double[] likely = new double[counts.length];
        double least = Double.POSITIVE_INFINITY;
        int first = 0;
        for (int n = 0; n < likely.length; n++) {
            likely[n] = Double.POSITIVE_INFINITY;
            for (int one = first; one < first + counts[n]; one++) {
                likely[n] = Math.min(likely[n], square(examples, one, numbers, 0));
            }
            first += room(kinds.get(n));
            least = Math.min(least, likely[n]);
        }
        double sum = 0;
        for (int n = 0; n < likely.length; n++) {
            likely[n] = counts[n] == 0 ? 0 : Math.exp((least - likely[n]) / (2 * unit));
            sum += likely[n];
        }
        for (int n = 0; n < likely.length && sum > 0; n++) {
            likely[n] /= sum;
        }
        return likely;
    }

    private static float[] numbers(float[] picture, byte[] region, int side) {
        double[] values = PlaceFeatures.of(picture, region, side);
        float[] numbers = new float[values.length];
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = (float) values[at];
        }
        return numbers;
    }

    private static double square(float[] a, int one, float[] b, int other) {
        double sum = 0;
        for (int f = 0; f < NUMBERS; f++) {
            double d = a[one * NUMBERS + f] - b[other * NUMBERS + f];
            sum += d * d;
        }
        return sum;
    }
}
