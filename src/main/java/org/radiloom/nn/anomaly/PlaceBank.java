package org.radiloom.nn.anomaly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.radiloom.imaging.texture.PlaceFeatures;

/**
 * Remembers of each place of a picture what it looks like in normal ones: {@link PlaceFeatures}, standardised place by
 * place.
 *
 * <p>A place of another picture is as far off as the mean distance to the five nearest normal pictures there, divided by the
 * mean distance that those have from their own five nearest (as in the local outlier factor: Breunig et al., SIGMOD 2000):
 * where normal pictures differ, or are few of a kind, more is forgiven. 1 is as unlike as normal pictures are. The score is
 * the mean over the places in sight.
 */
final class PlaceBank implements PatchBank {
    private static final int NUMBERS = PlaceFeatures.COUNT;
    private static final int PLACES = PlaceFeatures.PLACES;
    private static final int GRID = PlaceFeatures.GRID;
    /** Of standardised numbers, as the next one. */
    private static final double LEAST_SCALE = 0.05;

    private static final float LEAST_OWN = 0.1f;

    private final Standard standard;
    private final float[] rows;
    private final float[] own;
    /** Room for so many pictures. */
    private final int room;

    private final int count;
    private final List<NearestRows> places = new ArrayList<>();

    /**
     * @param rows (places, room, numbers), standardised
     * @param own (places, room): mean distance to the five nearest others
     */
    private PlaceBank(Standard standard, float[] rows, float[] own, int room, int count) {
        this.standard = standard;
        this.rows = rows;
        this.own = own;
        this.room = room;
        this.count = count;
        for (int place = 0; place < PLACES; place++) {
            places.add(new NearestRows(rows, place * room * NUMBERS, count, NUMBERS));
        }
    }

    static Map<String, Integer> sizes(int rows) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("mean", PLACES * NUMBERS);
        sizes.put("scale", PLACES * NUMBERS);
        sizes.put("rows", PLACES * rows * NUMBERS);
        sizes.put("own", PLACES * rows);
        sizes.put("count", 1);
        return sizes;
    }

    static PlaceBank of(int rows, Function<String, float[]> arrays) {
        return new PlaceBank(
                new Standard(arrays.apply("mean"), arrays.apply("scale")),
                arrays.apply("rows"),
                arrays.apply("own"),
                rows,
                Math.round(arrays.apply("count")[0]));
    }

    static PlaceBank fit(List<Normal> pictures, int side, int rows) {
        List<float[]> features = pictures.parallelStream()
                .map(p -> features(p.values(), p.region(), side))
                .toList();
        Standard standard = Standard.of(features, PLACES * NUMBERS, LEAST_SCALE);
        int[] kept = Chosen.of(pictures.size(), rows);
        float[] all = new float[PLACES * rows * NUMBERS];
        for (int n = 0; n < kept.length; n++) {
            float[] one = standard.apply(features.get(kept[n]));
            for (int place = 0; place < PLACES; place++) {
                System.arraycopy(one, place * NUMBERS, all, (place * rows + n) * NUMBERS, NUMBERS);
            }
        }
        float[] own = new float[PLACES * rows];
        IntStream.range(0, PLACES).parallel().forEach(place -> {
            NearestRows nearest = new NearestRows(all, place * rows * NUMBERS, kept.length, NUMBERS);
            float[] scratch = new float[kept.length];
            for (int n = 0; n < kept.length; n++) {
                own[place * rows + n] = kept.length == 1
                        ? 1
                        : (float) nearest.find(all, (place * rows + n) * NUMBERS, n, scratch)
                                .mean();
            }
        });
        return new PlaceBank(standard, all, own, rows, kept.length);
    }

    private static float[] features(float[] picture, byte[] region, int side) {
        double[] values = PlaceFeatures.of(picture, region, side);
        float[] features = new float[values.length];
        for (int at = 0; at < values.length; at++) {
            features[at] = (float) values[at];
        }
        return features;
    }

    @Override
    public boolean empty() {
        return count == 0;
    }

    @Override
    public Map<String, float[]> arrays() {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        arrays.put("mean", standard.mean());
        arrays.put("scale", standard.scale());
        arrays.put("rows", rows);
        arrays.put("own", own);
        arrays.put("count", new float[] {count});
        return arrays;
    }

    @Override
    public Seen see(float[] picture, byte[] region, int side) {
        float[] query = standard.apply(features(picture, region, side));
        double[] far = new double[PLACES];
        float[] scratch = new float[count];
        for (int place = 0; place < PLACES; place++) {
            NearestRows.Found found = places.get(place).find(query, place * NUMBERS, -1, scratch);
            double usual = 0;
            for (int row : found.rows()) {
                usual += own[place * room + row] / found.rows().length;
            }
            far[place] = found.mean() / Math.max(LEAST_OWN, usual);
        }
        return new Seen(mean(far, shares(region, side)), map(far, region, side));
    }

    /** How much of each place is in sight. */
    private static double[] shares(byte[] region, int side) {
        double[] shares = new double[PLACES];
        for (int at = 0; at < region.length; at++) {
            shares[at / side * GRID / side * GRID + at % side * GRID / side] += region[at];
        }
        return shares;
    }

    private static double mean(double[] values, double[] shares) {
        double sum = 0;
        double all = 0;
        for (int place = 0; place < PLACES; place++) {
            sum += shares[place] * values[place];
            all += shares[place];
        }
        return all == 0 ? 0 : sum / all;
    }

    /** Bilinear between the middles of the places; the outermost go on to the edge. */
    private static float[] map(double[] values, byte[] region, int side) {
        float[] map = new float[side * side];
        for (int at = 0; at < map.length; at++) {
            if (region[at] != 0) {
                int row = at / side;
                double y = Math.clamp((row + 0.5) * GRID / side - 0.5, 0, GRID - 1);
                double x = Math.clamp((at % side + 0.5) * GRID / side - 0.5, 0, GRID - 1);
                int top = Math.min((int) y, GRID - 2);
                int left = Math.min((int) x, GRID - 2);
                double down = y - top;
                double across = x - left;
                int place = top * GRID + left;
                map[at] = (float) ((1 - down) * ((1 - across) * values[place] + across * values[place + 1])
                        + down * ((1 - across) * values[place + GRID] + across * values[place + GRID + 1]));
            }
        }
        return map;
    }
}
