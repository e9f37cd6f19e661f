package org.radiloom.nn.anomaly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.radiloom.imaging.texture.RegionFeatures;
import org.radiloom.metric.Percentile;

/**
 * Remembers what pixels inside an organ look like in normal pictures, wherever they are: {@link RegionFeatures},
 * standardised, of pixels drawn by chance.
 *
 * <p>A pixel of another picture is as far off as the mean distance to the five nearest remembered ones, smoothed, times the
 * square root of its depth (the edge of an organ always looks odd, and what matters seldom lies on it), divided by what that
 * is worth in normal pictures: its standard deviation there. To this half of what the pixel stands out by is added, divided
 * alike. The score is the 95th percentile over the region.
 */
final class RegionBank implements PatchBank {
    private static final int NUMBERS = RegionFeatures.COUNT;
    private static final double STANDING_OUT = 0.5;
    private static final double LEAST = 1e-6;
    private static final double PERCENT = 95;
    /** Pixels that one task compares; bounds memory. */
    private static final int CHUNK = 256;

    private final Standard standard;
    private final float[] rows;
    private final int count;
    private final double farScale;
    private final double contrastScale;
    private final NearestRows nearest;

    /**
     * @param rows room for so many rows of numbers, standardised
     * @param count how many of them there are
     */
    private RegionBank(Standard standard, float[] rows, int count, double farScale, double contrastScale) {
        this.standard = standard;
        this.rows = rows;
        this.count = count;
        this.farScale = farScale;
        this.contrastScale = contrastScale;
        // an empty bank still has a row of zeros to be far from
        this.nearest = new NearestRows(rows, 0, Math.max(1, count), NUMBERS);
    }

    static Map<String, Integer> sizes(int memory) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("mean", NUMBERS);
        sizes.put("scale", NUMBERS);
        sizes.put("rows", memory * NUMBERS);
        sizes.put("count", 1);
        sizes.put("units", 2);
        return sizes;
    }

    static RegionBank of(Function<String, float[]> arrays) {
        float[] units = arrays.apply("units");
        return new RegionBank(
                new Standard(arrays.apply("mean"), arrays.apply("scale")),
                arrays.apply("rows"),
                Math.round(arrays.apply("count")[0]),
                units[0],
                units[1]);
    }

    static RegionBank fit(List<Normal> pictures, int side, int memory) {
        List<RegionFeatures> seen = pictures.parallelStream()
                .map(p -> new RegionFeatures(p.values(), p.region(), side))
                .toList();
        List<float[]> numbers = seen.stream().map(RegionFeatures::numbers).toList();
        Standard standard = Standard.of(numbers, NUMBERS, LEAST);
        float[] all = new float[numbers.stream().mapToInt(n -> n.length).sum()];
        int at = 0;
        for (float[] each : numbers) {
            System.arraycopy(standard.apply(each), 0, all, at, each.length);
            at += each.length;
        }
        int[] kept = Chosen.of(all.length / NUMBERS, memory);
        float[] rows = new float[memory * NUMBERS];
        for (int n = 0; n < kept.length; n++) {
            System.arraycopy(all, kept[n] * NUMBERS, rows, n * NUMBERS, NUMBERS);
        }
        RegionBank bare = new RegionBank(standard, rows, kept.length, 1, 1);
        List<Double> far = new ArrayList<>();
        List<Double> contrast = new ArrayList<>();
        for (RegionFeatures each : seen) {
            for (double value : bare.far(each)) {
                far.add(value);
            }
            for (double value : each.contrast()) {
                contrast.add(value);
            }
        }
        return new RegionBank(standard, rows, kept.length, deviation(far), deviation(contrast));
    }

    private static double deviation(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
        double variance = values.stream()
                .mapToDouble(v -> (v - mean) * (v - mean))
                .average()
                .orElse(1);
        return Math.max(LEAST, Math.sqrt(variance));
    }

    /** How far off each pixel is. */
    private double[] far(RegionFeatures picture) {
        float[] query = standard.apply(picture.numbers());
        int n = picture.pixels();
        double[] far = new double[n];
        IntStream.range(0, (n + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            float[] scratch = new float[nearest.rows()];
            for (int at = chunk * CHUNK; at < Math.min(n, (chunk + 1) * CHUNK); at++) {
                far[at] = nearest.find(query, at * NUMBERS, -1, scratch).mean();
            }
        });
        double[] smooth = picture.smoothed(far);
        double[] depth = picture.depth();
        for (int at = 0; at < n; at++) {
            smooth[at] *= Math.sqrt(depth[at]) / farScale;
        }
        return smooth;
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
        arrays.put("count", new float[] {count});
        arrays.put("units", new float[] {(float) farScale, (float) contrastScale});
        return arrays;
    }

    @Override
    public Seen see(float[] picture, byte[] region, int side) {
        RegionFeatures seen = new RegionFeatures(picture, region, side);
        if (seen.pixels() == 0) {
            return new Seen(0, new float[side * side]);
        }
        double[] values = far(seen);
        double[] contrast = seen.contrast();
        for (int at = 0; at < values.length; at++) {
            values[at] += STANDING_OUT * contrast[at] / contrastScale;
        }
        float[] map = seen.back(values);
        for (int at = 0; at < map.length; at++) {
            map[at] = region[at] == 0 ? 0 : map[at];
        }
        return new Seen(Percentile.of(values, PERCENT), map);
    }
}
