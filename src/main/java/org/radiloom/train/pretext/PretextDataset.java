package org.radiloom.train.pretext;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.radiloom.model.InputNorm;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.PretextNet;
import org.radiloom.train.loop.Batch;
import org.radiloom.train.loop.BatchOrder;
import org.radiloom.train.loop.Dataset;
import org.radiloom.train.loop.Seeds;

/**
 * Slices turned by a multiple of 90 degrees and made noisy, with the turn and the clean picture as targets.
 *
 * <p>What an epoch holds, its order and every random change depend only on the seed, the epoch and the slice, never on
 * threads.
 */
public final class PretextDataset implements Dataset {
    /** Target (B, 4): 1 at the turn, else 0. */
    static final String TURN = "turn";
    /** Target (B, C, side, side): the turned picture in [0, 1] without noise. */
    static final String CLEAN = "clean";

    private static final long ORDER = Seeds.of("pretext order");
    private static final long CHANGE = Seeds.of("pretext change");

    private final List<SliceSource> sources;
    private final List<Item> items = new ArrayList<>();
    private final PretextSettings settings;
    private final Form form;
    private final long seed;

    /**
     * What the network is shown.
     *
     * @param channels C
     * @param side of the square
     * @param norm applied to the noisy picture last of all
     */
    public record Form(int channels, int side, InputNorm norm) {
        int length() {
            return channels * side * side;
        }
    }

    private record Item(int source, int slice) {}

    /** @param stride every n-th slice of each source takes part */
    public PretextDataset(
            List<? extends SliceSource> sources, int stride, PretextSettings settings, Form form, long seed) {
        this.sources = List.copyOf(sources);
        this.settings = settings;
        this.form = form;
        this.seed = seed;
        for (int s = 0; s < sources.size(); s++) {
            for (int slice = 0; slice < sources.get(s).slices(); slice += stride) {
                items.add(new Item(s, slice));
            }
        }
    }

    /** How many slices there are to draw from. */
    public int size() {
        return items.size();
    }

    @Override
    public List<Order> epoch(int epoch) {
        List<Item> shuffled = new ArrayList<>(items);
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, ORDER, epoch));
        for (int n = shuffled.size() - 1; n > 0; n--) {
            java.util.Collections.swap(shuffled, n, random.nextInt(n + 1));
        }
        int wanted = settings.slicesPerEpoch() > 0 ? settings.slicesPerEpoch() : shuffled.size();
        List<Turned> drawn = new ArrayList<>();
        for (int n = 0; n < wanted && !shuffled.isEmpty(); n++) {
            drawn.add(new Turned(shuffled.get(n % shuffled.size()), random.nextInt(PretextNet.TURNS), n));
        }
        return orders(epoch, drawn);
    }

    /** Every slice in every turn, always the same: what an encoder is judged on. */
    List<Order> everyTurn() {
        List<Turned> all = new ArrayList<>();
        for (Item item : items) {
            for (int turn = 0; turn < PretextNet.TURNS; turn++) {
                all.add(new Turned(item, turn, all.size()));
            }
        }
        return orders(-1, all);
    }

    private List<Order> orders(int epoch, List<Turned> all) {
        List<Order> orders = new ArrayList<>();
        for (int from = 0; from < all.size(); from += settings.batch()) {
            List<Turned> part = all.subList(from, Math.min(all.size(), from + settings.batch()));
            // batch norm needs two
            if (part.size() > 1) {
                orders.add(new Order(epoch, List.copyOf(part)));
            }
        }
        return orders;
    }

    private record Turned(Item item, int turn, int place) {}

    /** A batch that is still to be made. */
    public final class Order implements BatchOrder {
        private final int epoch;
        private final List<Turned> part;

        private Order(int epoch, List<Turned> part) {
            this.epoch = epoch;
            this.part = part;
        }

        @Override
        public int size() {
            return part.size();
        }

        @Override
        public Batch make() {
            float[] noisy = new float[size() * form.length()];
            float[] clean = new float[noisy.length];
            float[] turns = new float[size() * PretextNet.TURNS];
            float[] upright = new float[form.length()];
            for (int n = 0; n < size(); n++) {
                Turned sample = part.get(n);
                SliceSource source = sources.get(sample.item.source);
                SplittableRandom random = new SplittableRandom(
                        Seeds.of(seed, CHANGE, epoch, sample.place, Seeds.of(source.name()), sample.item.slice));
                source.cut(sample.item.slice, random, upright, 0);
                turn(upright, sample.turn, clean, n * form.length());
                addNoise(clean, noisy, n * form.length(), random);
                turns[n * PretextNet.TURNS + sample.turn] = 1;
            }
            form.norm.apply(noisy, 0, size(), form.channels, form.side * form.side);
            long[] shape = {size(), form.channels, form.side, form.side};
            LinkedHashMap<String, FloatTensor> targets = new LinkedHashMap<>();
            targets.put(TURN, new FloatTensor(new long[] {size(), PretextNet.TURNS}, turns));
            targets.put(CLEAN, new FloatTensor(shape, clean));
            return new Batch(new FloatTensor(shape, noisy), targets);
        }
    }

    private void addNoise(float[] clean, float[] noisy, int from, SplittableRandom random) {
        for (int at = from; at < from + form.length(); at++) {
            float value = clean[at] + (float) (settings.noise() * random.nextGaussian());
            noisy[at] = Math.clamp(value, 0f, 1f);
        }
    }

    /** Turns each channel by {@code turns} times 90 degrees, counter-clockwise as seen with rows running down. */
    private void turn(float[] from, int turns, float[] into, int offset) {
        int side = form.side;
        for (int c = 0; c < form.channels; c++) {
            int base = c * side * side;
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    int source =
                            switch (turns) {
                                case 0 -> row * side + column;
                                case 1 -> column * side + (side - 1 - row);
                                case 2 -> (side - 1 - row) * side + (side - 1 - column);
                                default -> (side - 1 - column) * side + row;
                            };
                    into[offset + base + row * side + column] = from[base + source];
                }
            }
        }
    }
}
