package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.radiloom.nn.BiasConv;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Layout;
import org.radiloom.nn.Parameters;
import org.radiloom.nn.Scalars;
import org.radiloom.problem.Problem;

/**
 * f-AnoGAN: a generator learns against a critic to make normal pictures, then an encoder learns to find the latent of a
 * picture; what the generator cannot make is not normal. Schlegl et al. 2019 (Medical Image Analysis 54), the training
 * called izi_f; networks of Gulrajani et al. 2017.
 *
 * <p>Constraints act on what the encoder finds, in the second stage: before there is no latent of a picture. Groups {@code
 * generator, critic, encoder, heads}.
 */
final class Fanogan extends NetworkDetector {
    private static final int PUBLISHED = 64;
    private static final String GENERATOR = "generator";

    /** σ of the blur of the heat map, in pixels. */
    private static final double BLUR = 2;

    private final FlatLayer fromLatent;
    private final List<UpBlock> up = new ArrayList<>();
    private final MapNorm lastNorm;
    private final BiasConv last;
    private final Critic critic;
    private final BiasConv stem;
    private final List<DownBlock> down = new ArrayList<>();
    private final FlatLayer toLatent;

    /** Channels by level, from the full size down to 4×4: d, 2d, 4d, 8d, 8d at 64 pixels. */
    private static List<Integer> widths(DetectorSpec spec) {
        int dim = spec.width() == 0 ? PUBLISHED : spec.width();
        List<Integer> widths = new ArrayList<>();
        for (int level = 0; level < spec.halvings(); level++) {
            widths.add(dim * Math.min(8, 1 << level));
        }
        widths.add(widths.getLast());
        return widths;
    }

    Fanogan(DetectorSpec spec, NDManager manager, Parameters p) throws Problem {
        super(spec, manager, p, spec.latent());
        List<Integer> widths = widths(spec);
        int first = widths.getFirst();
        int deepest = widths.getLast();
        fromLatent = FlatLayer.up(
                p, GENERATOR + ".latent", spec.latent(), deepest, Math.sqrt(1.0 / spec.latent()), 16 * deepest);
        for (int level = widths.size() - 1; level > 0; level--) {
            up.add(new UpBlock(p, GENERATOR + ".level" + (level - 1), widths.get(level), widths.get(level - 1)));
        }
        lastNorm = new MapNorm.Batch(p, GENERATOR + ".last.norm", first, 0);
        last = new BiasConv(p, GENERATOR + ".last.conv", first, 1, 3, 1);
        critic = new Critic(p, widths);
        stem = new BiasConv(p, "encoder.stem", 1, first, 3, 1);
        for (int level = 1; level < widths.size(); level++) {
            down.add(new DownBlock(p, "encoder.level" + level, widths.get(level - 1), widths.get(level), false));
        }
        toLatent = FlatLayer.down(p, "encoder.latent", deepest, spec.latent(), Math.sqrt(1.0 / (16 * deepest)), true);
    }

    private NDArray generate(NDArray z, boolean training) {
        NDArray y = fromLatent.up(z);
        for (UpBlock block : up) {
            y = block.apply(y, training);
        }
        y = Convs.relu(Convs.after(y, lastNorm.apply(y, training)));
        y = Convs.after(y, last.apply(y));
        return Convs.after(y, y.tanh());
    }

    private NDArray encode(NDArray x, boolean training) {
        NDArray y = stem.apply(x);
        for (DownBlock block : down) {
            y = block.apply(y, training);
        }
        y = Convs.after(y, toLatent.down(y));
        return Convs.after(y, y.tanh());
    }

    @Override
    Seen see(NDArray x) {
        NDArray z = encode(x, false);
        NDArray y = generate(z, false);
        NDArray off = x.sub(y);
        NDArray features = critic.features(x).sub(critic.features(y));
        NDArray score = perSample(off.mul(off))
                .add(Scalars.times(
                        perSample(features.mul(features)), spec().losses().fanoganFeatures()));
        return new Seen(score, Blur.of(off.abs(), BLUR), y, z);
    }

    private static NDArray perSample(NDArray x) {
        return x.mean(new int[] {3}).mean(new int[] {2}).mean(new int[] {1});
    }

    @Override
    public Map<String, String> optimisers() {
        Map<String, String> second = new LinkedHashMap<>();
        withHeads("encoder").forEach(group -> second.put(group, "rmsprop"));
        return second;
    }

    @Override
    public List<Round> rounds() {
        SequencedMap<String, Double> judging = new LinkedHashMap<>();
        judging.put("critic", 1.0);
        judging.put("penalty", spec().losses().fanoganPenalty());
        SequencedMap<String, Double> generating = new LinkedHashMap<>();
        generating.put(GENERATOR, 1.0);
        SequencedMap<String, Double> finding = new LinkedHashMap<>();
        finding.put("pixels", 1.0);
        finding.put("features", spec().losses().fanoganFeatures());
        return List.of(
                new Round("critic", Round.Stage.FIRST, List.of(Critic.GROUP), 1, judging, false, this::judge),
                new Round(
                        GENERATOR,
                        Round.Stage.FIRST,
                        List.of(GENERATOR),
                        spec().losses().fanoganCriticSteps(),
                        generating,
                        false,
                        this::deceive),
                new Round("encoder", Round.Stage.LAST, withHeads("encoder"), 1, finding, true, this::find));
    }

    private NDArray drawn(Round.Step step, String purpose) {
        long batch = step.x().getShape().get(0);
        SplittableRandom random = step.random().apply(purpose);
        float[] values = new float[Math.toIntExact(batch * spec().latent())];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) random.nextGaussian();
        }
        return step.manager().create(values, new Shape(batch, spec().latent()));
    }

    private Map<String, NDArray> judge(Round.Step step) {
        NDArray x = Layout.channelsLast(step.x());
        // as published, the generator evens out the batch that it makes for the critic, though it learns nothing
        NDArray made =
                generate(drawn(step, "latent of the critic"), learns(GENERATOR)).stopGradient();
        SplittableRandom random = step.random().apply("between");
        float[] shares = new float[Math.toIntExact(x.getShape().get(0))];
        for (int at = 0; at < shares.length; at++) {
            shares[at] = (float) random.nextDouble();
        }
        NDArray penalty = critic.penalty(Critic.between(x, made, shares), step.recording());
        return Map.of("critic", critic.score(made).mean().sub(critic.score(x).mean()), "penalty", penalty);
    }

    private Map<String, NDArray> deceive(Round.Step step) {
        NDArray made = generate(drawn(step, "latent of the generator"), learns(GENERATOR));
        return Map.of(GENERATOR, critic.score(made).mean().neg());
    }

    private Map<String, NDArray> find(Round.Step step) {
        NDArray x = Layout.channelsLast(step.x());
        NDArray z = encode(x, learns("encoder"));
        NDArray y = generate(z, learns(GENERATOR));
        NDArray off = x.sub(y);
        NDArray features = critic.features(x).stopGradient().sub(critic.features(y));
        return Map.of(
                Round.LATENT,
                z,
                "pixels",
                off.mul(off).mean(),
                "features",
                features.mul(features).mean());
    }
}
