package org.radiloom.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.radiloom.nn.FloatTensor;
import org.radiloom.train.loop.Batch;
import org.radiloom.train.loop.BatchOrder;
import org.radiloom.train.loop.Dataset;
import org.radiloom.train.loop.Seeds;

/**
 * The training samples: squares around the structure in every slice that shows it, and some from slices that do not.
 *
 * <p>What an epoch holds, its order and every random change depend only on the seed, the epoch and the sample, never on
 * threads.
 */
final class SliceDataset implements Dataset {
    private static final int ORDER = 1;
    private static final int CHANGE = 2;

    private final List<LabelledSlices> volumes;
    private final RunConfig config;
    private final Augmenter augmenter;
    private final List<Item> positives = new ArrayList<>();
    private final List<Item> near = new ArrayList<>();
    private final List<Item> far = new ArrayList<>();

    /** A slice of a volume, and where in it to look. */
    private record Item(int volume, int slice, Where where) {}

    private enum Where {
        STRUCTURE,
        ANYWHERE
    }

    SliceDataset(List<? extends LabelledSlices> volumes, RunConfig config) {
        this.volumes = List.copyOf(volumes);
        this.config = config;
        this.augmenter = new Augmenter(
                config.augment(), config.sampling().crop(), config.sampling().softTargets());
        for (int v = 0; v < volumes.size(); v++) {
            LabelledSlices volume = volumes.get(v);
            for (int k = 0; k < volume.slices(); k++) {
                if (volume.shows(k)) {
                    positives.add(new Item(v, k, Where.STRUCTURE));
                } else if (complete(volume)) {
                    far.add(new Item(v, k, Where.ANYWHERE));
                    if (volume.near(k)) {
                        near.add(new Item(v, k, Where.STRUCTURE));
                    }
                }
            }
        }
    }

    /** Whether the mask is high enough not to have been ended early; what lies beyond an early end is unknown. */
    private boolean complete(LabelledSlices sample) {
        return !(sample instanceof LabelledVolume volume)
                || volume.heightMm() >= config.sampling().completeFromMm();
    }

    /** Slices that show the structure. */
    int positives() {
        return positives.size();
    }

    /**
     * The batches of an epoch, in order; the last one may be smaller, and is left out if it would hold one sample only
     * (batch norm needs two).
     */
    @Override
    public List<Order> epoch(int epoch) {
        SplittableRandom random = new SplittableRandom(Seeds.of(config.run().seed(), ORDER, epoch));
        RunConfig.Sampling sampling = config.sampling();
        List<Item> items = new ArrayList<>();
        int wanted = sampling.samplesPerEpoch() > 0
                ? (int) Math.round(sampling.samplesPerEpoch() / (1 + sampling.negativesPerPositive()))
                : positives.size();
        long negatives = Math.round(wanted * sampling.negativesPerPositive());
        if (SegmentationBalance.drawsBalanced(config)) {
            BalancedSampler<Item> sampler = new BalancedSampler<>(List.of(far, positives));
            for (long n = 0; n < wanted + negatives; n++) {
                items.add(sampler.next(random));
            }
        } else {
            List<Item> shuffled = new ArrayList<>(positives);
            shuffle(shuffled, random);
            for (int n = 0; n < wanted; n++) {
                items.add(shuffled.get(n % shuffled.size()));
            }
            for (long n = 0; n < negatives && !far.isEmpty(); n++) {
                List<Item> from = !near.isEmpty() && random.nextDouble() < sampling.nearNegatives() ? near : far;
                items.add(from.get(random.nextInt(from.size())));
            }
        }
        shuffle(items, random);
        List<Order> orders = new ArrayList<>();
        int batch = config.train().batch();
        for (int from = 0; from < items.size(); from += batch) {
            List<Item> part = List.copyOf(items.subList(from, Math.min(items.size(), from + batch)));
            if (part.size() > 1) {
                orders.add(new Order(epoch, from, part));
            }
        }
        return orders;
    }

    /** A batch that is still to be made. */
    final class Order implements BatchOrder {
        private final int epoch;
        private final int from;
        private final List<Item> items;

        private Order(int epoch, int from, List<Item> items) {
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
            int crop = config.sampling().crop();
            int channels = config.input().channels();
            float[] images = new float[items.size() * channels * crop * crop];
            float[] masks = new float[items.size() * crop * crop];
            for (int n = 0; n < items.size(); n++) {
                Item item = items.get(n);
                LabelledSlices volume = volumes.get(item.volume);
                SplittableRandom random = new SplittableRandom(Seeds.of(
                        config.run().seed(), CHANGE, epoch, from + n, Seeds.of(volume.sampleId()), item.slice));
                Augmenter.Picture picture = picture(volume, item.slice);
                double[] centre = centre(volume, item.where, picture, random);
                augmenter.cut(
                        picture,
                        centre[0],
                        centre[1],
                        random,
                        images,
                        n * channels * crop * crop,
                        masks,
                        n * crop * crop);
            }
            config.input().norm().apply(images, 0, items.size(), channels, crop * crop);
            return Batch.of(
                    new FloatTensor(new long[] {items.size(), channels, crop, crop}, images),
                    SegmentationObjective.MASK,
                    new FloatTensor(new long[] {items.size(), 1, crop, crop}, masks));
        }
    }

    private static Augmenter.Picture picture(LabelledSlices volume, int slice) {
        int rows = volume.rows();
        int columns = volume.columns();
        float[] planes = new float[volume.channels() * rows * columns];
        float[] target = new float[rows * columns];
        volume.copyInput(slice, planes, 0);
        volume.copyTarget(slice, target, 0);
        return new Augmenter.Picture(planes, target, volume.channels(), rows, columns);
    }

    private double[] centre(LabelledSlices volume, Where where, Augmenter.Picture picture, SplittableRandom random) {
        int jitter = config.sampling().jitterPx();
        double x = 2 * random.nextDouble() - 1;
        double y = 2 * random.nextDouble() - 1;
        return switch (where) {
            case STRUCTURE -> new double[] {volume.middleColumn() + jitter * x, volume.middleRow() + jitter * y};
            case ANYWHERE -> new double[] {picture.columns() * (0.5 + 0.25 * x), picture.rows() * (0.5 + 0.25 * y)};
        };
    }

    private static void shuffle(List<Item> items, SplittableRandom random) {
        for (int n = items.size() - 1; n > 0; n--) {
            int with = random.nextInt(n + 1);
            Item swapped = items.get(n);
            items.set(n, items.get(with));
            items.set(with, swapped);
        }
    }
}
