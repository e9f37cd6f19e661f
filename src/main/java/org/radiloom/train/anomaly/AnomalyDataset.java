package org.radiloom.train.anomaly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.radiloom.infer.AnomalyView;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.anomaly.Detectors;
import org.radiloom.nn.anomaly.Greys;
import org.radiloom.train.Augmenter;
import org.radiloom.train.BalancedSampler;
import org.radiloom.train.RunConfig;
import org.radiloom.train.loop.Batch;
import org.radiloom.train.loop.BatchOrder;
import org.radiloom.train.loop.Dataset;
import org.radiloom.train.loop.Seeds;

/**
 * What a detector learns from: normal pictures, cut at random from squares that are larger than the network input, with the
 * numbers of their organ and modality.
 *
 * <p>What an epoch holds, its order and every random change depend only on the seed, the epoch and the sample, never on
 * threads.
 */
public final class AnomalyDataset implements Dataset {
    private static final int ORDER = 1;
    private static final int CHANGE = 2;

    private final List<AnomalySample> samples;
    private final DomainTable domains;
    private final RunConfig config;
    private final Augmenter augmenter;

    /** @param samples at least two */
    public AnomalyDataset(List<AnomalySample> samples, DomainTable domains, RunConfig config) {
        this.samples = List.copyOf(samples);
        this.domains = domains;
        this.config = config;
        this.augmenter = new Augmenter(anywhere(config), config.anomaly().side(), true);
    }

    /** The augmentation, with shifts as far as the square goes. */
    private static RunConfig.Augment anywhere(RunConfig config) {
        RunConfig.Augment a = config.augment();
        int side = config.anomaly().side();
        double shift = (AnomalyView.square(side) - side) / 2.0 + a.translatePx();
        return new RunConfig.Augment(
                a.set(),
                a.flip(),
                a.flipVertical(),
                a.onGrid(),
                a.rotateDegrees(),
                a.scaleMin(),
                a.scaleMax(),
                a.aspectJitter(),
                a.set().equals("none") ? 0 : shift,
                a.elasticPx(),
                a.elasticSpacingPx(),
                a.gain(),
                a.brightness(),
                a.contrast(),
                a.gammaMin(),
                a.gammaMax(),
                a.noise());
    }

    /**
     * The batches of an epoch, in order; the last one may be smaller, and is left out if it would hold one sample only
     * (the centre constraint and batch norm need two).
     */
    @Override
    public List<Order> epoch(int epoch) {
        SplittableRandom random = new SplittableRandom(Seeds.of(config.run().seed(), ORDER, epoch));
        int each = config.sampling().samplesPerEpoch();
        int wanted = each > 0 ? each : samples.size();
        List<AnomalySample> items = new ArrayList<>();
        if (config.anomaly().draw().equals("balanced")) {
            BalancedSampler<AnomalySample> sampler = new BalancedSampler<>(
                    List.copyOf(domains.grouped(samples, AnomalySample::domain).values()));
            for (int n = 0; n < wanted; n++) {
                items.add(sampler.next(random));
            }
        } else {
            while (items.size() < wanted) {
                List<AnomalySample> round = new ArrayList<>(samples);
                for (int n = round.size() - 1; n > 0; n--) {
                    java.util.Collections.swap(round, n, random.nextInt(n + 1));
                }
                items.addAll(round.subList(0, Math.min(round.size(), wanted - items.size())));
            }
        }
        List<Order> orders = new ArrayList<>();
        int batch = config.train().batch();
        for (int from = 0; from < items.size(); from += batch) {
            List<AnomalySample> part = List.copyOf(items.subList(from, Math.min(items.size(), from + batch)));
            if (part.size() > 1) {
                orders.add(new Order(epoch, from, part));
            }
        }
        return orders;
    }

    /** A batch that is still to be made. */
    public final class Order implements BatchOrder {
        private final int epoch;
        private final int from;
        private final List<AnomalySample> items;

        private Order(int epoch, int from, List<AnomalySample> items) {
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
            int side = config.anomaly().side();
            int square = AnomalyView.square(side);
            int n = items.size();
            float[] pictures = new float[n * side * side];
            float[] organs = new float[n];
            float[] modalities = new float[n];
            float[] regions = new float[n * side * side];
            double middle = (square - 1) / 2.0;
            for (int at = 0; at < n; at++) {
                AnomalySample sample = items.get(at);
                SplittableRandom random = new SplittableRandom(
                        Seeds.of(config.run().seed(), CHANGE, epoch, from + at, Seeds.of(sample.sampleId())));
                augmenter.cut(
                        new Augmenter.Picture(sample.values(), sample.lookedValues(), 1, square, square),
                        middle,
                        middle,
                        random,
                        pictures,
                        at * side * side,
                        regions,
                        at * side * side);
                organs[at] = domains.organ(sample.domain().organ());
                modalities[at] = domains.modality(sample.domain().modality());
            }
            for (int at = 0; at < pictures.length; at++) {
                pictures[at] = 2 * pictures[at] - 1;
            }
            for (int at = 0; at < n; at++) {
                Greys.apply(config.anomaly().grey(), pictures, at * side * side, side * side);
            }
            SequencedMap<String, FloatTensor> targets = new LinkedHashMap<>();
            targets.put(AnomalyObjective.ORGAN, new FloatTensor(new long[] {n}, organs));
            targets.put(AnomalyObjective.MODALITY, new FloatTensor(new long[] {n}, modalities));
            if (config.anomaly().method().equals(Detectors.PATCH_MEMORY)) {
                targets.put(AnomalyObjective.REGION, new FloatTensor(new long[] {n, side, side}, regions));
            }
            return new Batch(new FloatTensor(new long[] {n, 1, side, side}, pictures), targets);
        }
    }
}
