package org.radiloom.train.classify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.radiloom.nn.FloatTensor;
import org.radiloom.train.BalancedSampler;
import org.radiloom.train.CropMap;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.RunConfig;
import org.radiloom.train.loop.Batch;
import org.radiloom.train.loop.BatchOrder;
import org.radiloom.train.loop.Dataset;
import org.radiloom.train.loop.Seeds;

/**
 * What a classifier learns from: every sample once an epoch (or as many patches of it as asked for), or classes drawn equally
 * often.
 *
 * <p>What an epoch holds, its order and every random change depend only on the seed, the epoch and the sample, never on
 * threads.
 */
public final class ClassificationDataset implements Dataset {
    private static final int ORDER = 1;
    private static final int CHANGE = 2;

    private final List<PictureSample> samples;
    private final RunConfig config;
    private final PictureCutter cutter;
    private final boolean withBoxes;

    /** @param withBoxes whether batches show where the boxes are */
    public ClassificationDataset(List<PictureSample> samples, RunConfig config, boolean withBoxes) {
        this.samples = List.copyOf(samples);
        this.config = config;
        this.cutter = new PictureCutter(config.picture(), config.augment());
        this.withBoxes = withBoxes;
    }

    /** Samples of each class. */
    public static List<Long> counts(List<PictureSample> samples, int classes) {
        long[] counts = new long[classes];
        samples.forEach(sample -> counts[sample.label()]++);
        return java.util.Arrays.stream(counts).boxed().toList();
    }

    /**
     * The batches of an epoch, in order; the last one may be smaller, and is left out if it would hold one sample only
     * (batch norm needs two).
     */
    @Override
    public List<Order> epoch(int epoch) {
        SplittableRandom random = new SplittableRandom(Seeds.of(config.run().seed(), ORDER, epoch));
        List<PictureSample> items = new ArrayList<>();
        int each = config.picture().inPatches() ? config.picture().patch().perSample() : 1;
        int wanted =
                config.sampling().samplesPerEpoch() > 0 ? config.sampling().samplesPerEpoch() : each * samples.size();
        if (config.imbalance().method().equals("balancedSampler")) {
            BalancedSampler<PictureSample> sampler = new BalancedSampler<>(byClass());
            for (int n = 0; n < wanted; n++) {
                items.add(sampler.next(random));
            }
        } else {
            while (items.size() < wanted) {
                List<PictureSample> round = new ArrayList<>(samples);
                shuffle(round, random);
                items.addAll(round.subList(0, Math.min(round.size(), wanted - items.size())));
            }
        }
        List<Order> orders = new ArrayList<>();
        int batch = config.train().batch();
        for (int from = 0; from < items.size(); from += batch) {
            List<PictureSample> part = List.copyOf(items.subList(from, Math.min(items.size(), from + batch)));
            if (part.size() > 1) {
                orders.add(new Order(epoch, from, part));
            }
        }
        return orders;
    }

    private List<List<PictureSample>> byClass() {
        List<List<PictureSample>> byClass = new ArrayList<>();
        for (int c = 0; c < config.classifier().classes(); c++) {
            int label = c;
            byClass.add(samples.stream().filter(s -> s.label() == label).toList());
        }
        return byClass;
    }

    private static void shuffle(List<PictureSample> items, SplittableRandom random) {
        for (int n = items.size() - 1; n > 0; n--) {
            java.util.Collections.swap(items, n, random.nextInt(n + 1));
        }
    }

    /** Pixels whose centre lies in the box; at least one, so that a thin box is not lost. */
    private static void fill(float[] inside, int offset, ManifestEntry.Box box, int side) {
        int left = Math.clamp(Math.round(box.x0()), 0, side - 1);
        int top = Math.clamp(Math.round(box.y0()), 0, side - 1);
        int right = Math.clamp(Math.round(box.x1()), left + 1, side);
        int bottom = Math.clamp(Math.round(box.y1()), top + 1, side);
        for (int y = top; y < bottom; y++) {
            java.util.Arrays.fill(inside, offset + y * side + left, offset + y * side + right, 1);
        }
    }

    /** A batch that is still to be made. */
    public final class Order implements BatchOrder {
        private final int epoch;
        private final int from;
        private final List<PictureSample> items;

        private Order(int epoch, int from, List<PictureSample> items) {
            this.epoch = epoch;
            this.from = from;
            this.items = items;
        }

        @Override
        public int size() {
            return items.size();
        }

        /** Cuts and changes the samples. */
        @Override
        public Batch make() {
            int side = config.picture().side();
            int channels = config.picture().planes();
            int n = items.size();
            int numbers = config.picture().declared().size();
            float[] images = new float[n * channels * side * side];
            float[] labels = new float[n];
            float[] declared = new float[n * numbers];
            float[] inside = new float[withBoxes ? n * side * side : 0];
            float[] hasBox = new float[withBoxes ? n : 0];
            for (int at = 0; at < n; at++) {
                PictureSample sample = items.get(at);
                SplittableRandom random = new SplittableRandom(
                        Seeds.of(config.run().seed(), CHANGE, epoch, from + at, Seeds.of(sample.sampleId())));
                int places = sample.places().size();
                PictureSample.Place place = sample.places().get(places == 1 ? 0 : random.nextInt(places));
                CropMap map = cutter.changed(sample, place, random, images, at * channels * side * side);
                labels[at] = sample.label();
                for (int d = 0; d < numbers; d++) {
                    declared[at * numbers + d] = sample.declared().get(d);
                }
                if (withBoxes) {
                    List<ManifestEntry.Box> boxes = map.boxes(sample.boxes(), side);
                    for (ManifestEntry.Box box : boxes) {
                        fill(inside, at * side * side, box, side);
                    }
                    hasBox[at] = boxes.isEmpty() ? 0 : 1;
                }
            }
            SequencedMap<String, FloatTensor> targets = new LinkedHashMap<>();
            targets.put(ClassificationObjective.LABEL, new FloatTensor(new long[] {n}, labels));
            if (numbers > 0) {
                targets.put(ClassificationObjective.DECLARED, new FloatTensor(new long[] {n, numbers}, declared));
            }
            if (withBoxes) {
                targets.put(ClassificationObjective.INSIDE, new FloatTensor(new long[] {n, 1, side, side}, inside));
                targets.put(ClassificationObjective.HAS_BOX, new FloatTensor(new long[] {n}, hasBox));
            }
            return new Batch(new FloatTensor(new long[] {n, channels, side, side}, images), targets);
        }
    }
}
