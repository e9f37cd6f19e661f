package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Layout;
import org.radiloom.nn.ParameterMemory;
import org.radiloom.nn.Parameters;
import org.radiloom.nn.Scalars;
import org.radiloom.problem.Problem;

/**
 * GANomaly: a picture is encoded, decoded and encoded once more; a normal one has the same latent twice. A discriminator
 * tells pictures from reconstructions. Akcay, Atapour-Abarghouei and Breckon 2018 (arXiv:1805.06725).
 *
 * <p>Groups {@code encoder, decoder, recoder, discriminator, heads}.
 */
final class Ganomaly extends NetworkDetector {
    private static final int PUBLISHED = 64;
    private static final double DEVIATION = 0.02;
    private static final String DISCRIMINATOR = "discriminator";
    private static final String RECONSTRUCTION = "reconstruction";

    /** A discriminator whose loss is below this has won and teaches nothing more. */
    private static final double WON = 1e-5;

    private final Parameters arrays;
    private final StridedEncoder encoder;
    private final FlatLayer fromLatent;
    private final List<MapNorm> norms = new ArrayList<>();
    private final List<Doubling> doublings = new ArrayList<>();
    private final StridedEncoder recoder;
    private final StridedEncoder discriminator;

    Ganomaly(DetectorSpec spec, NDManager manager, Parameters p) throws Problem {
        super(spec, manager, p, spec.latent());
        arrays = p;
        List<Integer> widths = widths(spec);
        encoder = new StridedEncoder(p, "encoder", widths, spec.latent(), DEVIATION);
        fromLatent = FlatLayer.up(p, "decoder.latent", spec.latent(), widths.getLast(), DEVIATION, 0);
        for (int level = widths.size() - 1; level >= 0; level--) {
            norms.add(new MapNorm.Batch(p, "decoder.level" + level + ".norm", widths.get(level), DEVIATION));
            int out = level == 0 ? 1 : widths.get(level - 1);
            doublings.add(new Doubling(p, "decoder.level" + level + ".conv", widths.get(level), out, DEVIATION));
        }
        recoder = new StridedEncoder(p, "recoder", widths, spec.latent(), DEVIATION);
        discriminator = new StridedEncoder(p, DISCRIMINATOR, widths, 1, DEVIATION);
    }

    /** Channels by level, from half the side down to 4×4. */
    private static List<Integer> widths(DetectorSpec spec) {
        List<Integer> widths = new ArrayList<>();
        for (int level = 0; level < spec.halvings(); level++) {
            widths.add((spec.width() == 0 ? PUBLISHED : spec.width()) << level);
        }
        return widths;
    }

    private NDArray decode(NDArray z, boolean training) {
        NDArray y = fromLatent.up(z);
        for (int at = 0; at < doublings.size(); at++) {
            y = Convs.relu(Convs.after(y, norms.get(at).apply(y, training)));
            y = Convs.after(y, doublings.get(at).apply(y));
        }
        return Convs.after(y, y.tanh());
    }

    @Override
    Seen see(NDArray x) {
        NDArray z = encoder.apply(x, false);
        NDArray y = decode(z, false);
        NDArray again = recoder.apply(y, false);
        NDArray off = z.sub(again);
        return new Seen(off.mul(off).mean(new int[] {1}), x.sub(y).abs(), y, z);
    }

    @Override
    public List<Round> rounds() {
        SequencedMap<String, Double> generating = new LinkedHashMap<>();
        generating.put("adversarial", spec().losses().ganomalyAdversarial());
        generating.put("pixels", spec().losses().ganomalyPixels());
        generating.put("code", spec().losses().ganomalyCode());
        SequencedMap<String, Double> telling = new LinkedHashMap<>();
        telling.put(DISCRIMINATOR, 1.0);
        return List.of(
                new Round(
                        "generator",
                        Round.Stage.LAST,
                        withHeads("encoder", "decoder", "recoder"),
                        1,
                        generating,
                        true,
                        this::generate),
                new Round(DISCRIMINATOR, Round.Stage.LAST, List.of(DISCRIMINATOR), 1, telling, false, this::tellApart));
    }

    private Map<String, NDArray> generate(Round.Step step) {
        NDArray x = Layout.channelsLast(step.x());
        NDArray z = encoder.apply(x, learns("encoder"));
        NDArray y = decode(z, learns("decoder"));
        NDArray again = recoder.apply(y, learns("recoder"));
        // as published, the discriminator evens out batches in this round too, though it learns nothing
        boolean training = learns(DISCRIMINATOR);
        NDArray real = discriminator.features(x, training).stopGradient();
        NDArray made = discriminator.features(y, training);
        return Map.of(
                Round.LATENT,
                z,
                RECONSTRUCTION,
                y,
                "adversarial",
                meanSquare(real.sub(made)),
                "pixels",
                x.sub(y).abs().mean(),
                "code",
                meanSquare(z.sub(again)));
    }

    private static NDArray meanSquare(NDArray difference) {
        return difference.mul(difference).mean();
    }

    private Map<String, NDArray> tellApart(Round.Step step) {
        NDArray x = Layout.channelsLast(step.x());
        NDArray made = step.earlier().apply(RECONSTRUCTION).stopGradient();
        boolean training = learns(DISCRIMINATOR);
        NDArray real = discriminator.apply(x, training);
        NDArray fake = discriminator.apply(made, training);
        // −log σ(s) = softplus(−s), −log(1 − σ(s)) = softplus(s)
        NDArray sum = real.neg()
                .getNDArrayInternal()
                .softPlus()
                .mean()
                .add(fake.getNDArrayInternal().softPlus().mean());
        return Map.of(DISCRIMINATOR, Scalars.times(sum, 0.5));
    }

    /** A discriminator that has won starts anew. */
    @Override
    public void learned(Map<String, Double> losses, Optional<NDArray> latent, long moment) {
        super.learned(losses, latent, moment);
        Double loss = losses.get(DISCRIMINATOR);
        if (loss != null && loss < WON) {
            restart(moment);
        }
    }

    private void restart(long moment) {
        try (NDManager scope = manager().newSubManager()) {
            Parameters fresh = new Parameters(scope, moment);
            @SuppressWarnings("UnusedVariable") // made for its arrays
            StridedEncoder made = new StridedEncoder(fresh, DISCRIMINATOR, widths(spec()), 1, DEVIATION);
            fresh.trained().forEach((name, array) -> {
                ParameterMemory from = ParameterMemory.of(array);
                float[] values = new float[from.length()];
                from.get(0, values, values.length);
                ParameterMemory.of(Objects.requireNonNull(arrays.trained().get(name)))
                        .put(0, values, values.length);
            });
        }
    }
}
