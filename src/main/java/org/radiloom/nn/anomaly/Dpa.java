package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.radiloom.nn.BiasConv;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Layout;
import org.radiloom.nn.Parameters;
import org.radiloom.nn.Scalars;
import org.radiloom.problem.Problem;

/**
 * Deep perceptual autoencoder: a residual autoencoder without norms that is to reconstruct what a VGG network sees, more
 * than the pixels. Shvetsova et al. 2021, Anomaly Detection in Medical Imaging With Deep Perceptual Autoencoders
 * (arXiv:2006.13265); widths and the share of the pixels as in the code that came with MADDR.
 *
 * <p>Groups {@code encoder, decoder, heads, features}.
 */
final class Dpa extends NetworkDetector {
    private static final int PUBLISHED = 16;

    /**
     * Share of the usual start of the last convolution: without norms the sum of all blocks begins at several times the range of
     * pictures, and short runs end before that is unlearned.
     */
    private static final double CALM = 0.02;

    private final BiasConv stem;
    private final List<PreActivation> down = new ArrayList<>();
    private final FlatLayer toLatent;
    private final FlatLayer fromLatent;
    private final List<PreActivation> up = new ArrayList<>();
    private final BiasConv last;
    private final PerceptualLoss perceptual;

    /** Channels by level, from the full size down to 4×4. */
    private static List<Integer> widths(DetectorSpec spec) {
        int first = spec.width() == 0 ? PUBLISHED : spec.width();
        int levels = spec.halvings();
        List<Integer> widths = new ArrayList<>(List.of(first));
        for (int level = 1; level <= levels; level++) {
            widths.add(level == levels && levels >= 4 ? 4 * first : 2 * first);
        }
        return widths;
    }

    Dpa(DetectorSpec spec, NDManager manager, Parameters p) throws Problem {
        super(spec, manager, p, spec.latent());
        List<Integer> widths = widths(spec);
        int first = widths.getFirst();
        int deepest = widths.getLast();
        stem = PreActivation.conv(p, "encoder.stem", 1, first, 3);
        down.add(new PreActivation(p, "encoder.level0.block1", first, first, PreActivation.Size.SAME));
        down.add(new PreActivation(p, "encoder.level0.block2", first, first, PreActivation.Size.SAME));
        for (int level = 1; level < widths.size(); level++) {
            String name = "encoder.level" + level;
            int out = widths.get(level);
            down.add(new PreActivation(p, name + ".block1", widths.get(level - 1), out, PreActivation.Size.HALVED));
            down.add(new PreActivation(p, name + ".block2", out, out, PreActivation.Size.SAME));
        }
        toLatent = FlatLayer.down(
                p, "encoder.latent", deepest, spec.latent(), PreActivation.deviation(spec.latent(), 4), true);
        fromLatent =
                FlatLayer.up(p, "decoder.latent", spec.latent(), deepest, PreActivation.deviation(deepest, 4), deepest);
        for (int level = widths.size() - 1; level > 0; level--) {
            String name = "decoder.level" + (level - 1);
            int out = widths.get(level - 1);
            up.add(new PreActivation(p, name + ".block1", widths.get(level), out, PreActivation.Size.DOUBLED));
            up.add(new PreActivation(p, name + ".block2", out, out, PreActivation.Size.SAME));
        }
        last = new BiasConv(p, "decoder.last", first, 1, 3, 1, CALM * PreActivation.deviation(1, 3));
        perceptual = new PerceptualLoss(p, spec.features(), spec.constraints());
    }

    /** (B, 1, S, S), channels-last, stays open → z (B, D). */
    NDArray encode(NDArray x) {
        NDArray y = stem.apply(x);
        for (PreActivation block : down) {
            y = block.apply(y);
        }
        y = Leaky.after(y);
        return Convs.after(y, toLatent.down(y));
    }

    /** z (B, D), stays open → (B, 1, S, S). */
    NDArray decode(NDArray z) {
        NDArray y;
        try (NDArray active = Leaky.of(z)) {
            y = fromLatent.up(active);
        }
        for (PreActivation block : up) {
            y = block.apply(y);
        }
        y = Leaky.after(y);
        return Convs.after(y, last.apply(y));
    }

    @Override
    Seen see(NDArray x) {
        NDArray z = encode(x);
        NDArray y = decode(z);
        PerceptualLoss.Compared compared = perceptual.compare(x, y);
        NDArray pixels = x.sub(y).abs().mean(new int[] {3}).mean(new int[] {2}).mean(new int[] {1});
        return new Seen(
                compared.distance().add(Scalars.times(pixels, spec().losses().dpaPixels())), compared.map(), y, z);
    }

    @Override
    public List<Round> rounds() {
        SequencedMap<String, Double> losses = new LinkedHashMap<>();
        losses.put("perceptual", 1.0);
        losses.put("pixels", spec().losses().dpaPixels());
        Round whole = new Round(
                "autoencoder", Round.Stage.LAST, withHeads("encoder", "decoder"), 1, losses, true, this::learn);
        return perceptual.learns() ? List.of(perceptual.round(), whole) : List.of(whole);
    }

    private Map<String, NDArray> learn(Round.Step step) {
        NDArray x = Layout.channelsLast(step.x());
        NDArray z = encode(x);
        NDArray y = decode(z);
        return Map.of(
                Round.LATENT,
                z,
                "perceptual",
                perceptual.distance(x, y).mean(),
                "pixels",
                x.sub(y).abs().mean());
    }

    @Override
    public void measure(Iterable<Normals> normals) {
        perceptual.measure(normals);
    }
}
