package org.radiloom.train.pretext;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.radiloom.job.Progress;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.PretextNet;
import org.radiloom.nn.Scalars;
import org.radiloom.train.loop.Batch;
import org.radiloom.train.loop.BatchOrder;
import org.radiloom.train.loop.LossTerm;
import org.radiloom.train.loop.Monitor;
import org.radiloom.train.loop.Objective;
import org.radiloom.train.loop.ParamGroup;
import org.radiloom.train.loop.Pass;
import org.radiloom.train.loop.StepContext;

/**
 * An encoder that learns without labels: cross-entropy of four rotations and mean square error of the picture without noise.
 */
public final class PretextObjective implements Objective {
    /** Share of turned validation slices whose turn is told rightly; guessing gives a quarter. */
    public static final String ACCURACY = "valRotationAccuracy";

    private static final List<String> FIGURES = List.of(ACCURACY, "valRotationLoss", "valDenoisingLoss");
    private static final String TURN = "turn";
    private static final String PICTURE = "picture";

    private final PretextNet network;
    private final Optional<PretextDataset> validation;
    private final List<ParamGroup> groups;
    private final List<Pass> passes;

    /** @param validation slices of other patients; empty for none */
    public PretextObjective(PretextNet network, PretextSettings settings, Optional<PretextDataset> validation) {
        this.network = network;
        this.validation = validation.filter(set -> set.size() > 0);
        this.groups = List.of(new ParamGroup("all", network.parameters().keySet(), false));
        List<LossTerm> terms = new ArrayList<>();
        if (settings.rotationWeight() > 0) {
            terms.add(LossTerm.of(
                    "rotation",
                    settings.rotationWeight(),
                    context -> crossEntropy(context.output(TURN), context.target(PretextDataset.TURN))));
        }
        if (settings.denoisingWeight() > 0) {
            terms.add(LossTerm.of(
                    "denoising",
                    settings.denoisingWeight(),
                    context -> squareError(context.output(PICTURE), context.target(PretextDataset.CLEAN))));
        }
        this.passes = List.of(new Pass("pretext", List.of("all"), this::forward, terms));
    }

    private Map<String, NDArray> forward(StepContext context) {
        PretextNet.Answer answer = network.answer(context.input(), true);
        return Map.of(TURN, answer.turn(), PICTURE, answer.picture());
    }

    /** Mean over the batch of -log softmax at the true class. */
    private static NDArray crossEntropy(NDArray scores, NDArray oneHot) {
        // a divisor that is no float would make the loss a double
        return Scalars.over(
                scores.logSoftmax(1).mul(oneHot).sum(), -scores.getShape().get(0));
    }

    private static NDArray squareError(NDArray picture, NDArray clean) {
        NDArray difference = picture.sub(clean);
        return difference.mul(difference).mean();
    }

    @Override
    public NDManager manager() {
        return network.manager();
    }

    @Override
    public SequencedMap<String, NDArray> parameters() {
        return network.parameters();
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        return network.buffers();
    }

    @Override
    public List<ParamGroup> groups() {
        return groups;
    }

    /** Nothing is ever held back in this stage. */
    @Override
    public void freeze(Set<String> frozen) {
        if (!frozen.isEmpty()) {
            throw new IllegalArgumentException("no group of this objective can be frozen: " + frozen);
        }
    }

    @Override
    public List<Pass> passes(long step) {
        return passes;
    }

    @Override
    public List<String> figures() {
        return validation.isPresent() ? FIGURES : List.of();
    }

    @Override
    public Optional<Monitor> monitor() {
        return validation.map(set -> new Monitor(ACCURACY, true));
    }

    @Override
    public SequencedMap<String, Double> validate(Progress progress) {
        double right = 0;
        double rotation = 0;
        double denoising = 0;
        int samples = 0;
        for (BatchOrder order : validation.orElseThrow().everyTurn()) {
            progress.check();
            Batch batch = order.make();
            try (NDManager scope = network.manager().newSubManager()) {
                PretextNet.Answer answer = network.answer(array(scope, batch.input()), false);
                NDArray turn = array(scope, batch.target(PretextDataset.TURN));
                right += rightOnes(
                        answer.turn().toFloatArray(),
                        batch.target(PretextDataset.TURN).values());
                rotation += crossEntropy(answer.turn(), turn).getFloat() * batch.size();
                denoising += squareError(answer.picture(), array(scope, batch.target(PretextDataset.CLEAN)))
                                .getFloat()
                        * batch.size();
            }
            samples += batch.size();
        }
        LinkedHashMap<String, Double> figures = new LinkedHashMap<>();
        double[] values = {right, rotation, denoising};
        for (int at = 0; at < values.length; at++) {
            figures.put(FIGURES.get(at), values[at] / Math.max(1, samples));
        }
        return figures;
    }

    private static int rightOnes(float[] scores, float[] oneHot) {
        int right = 0;
        for (int from = 0; from < scores.length; from += PretextNet.TURNS) {
            int best = from;
            for (int at = from + 1; at < from + PretextNet.TURNS; at++) {
                best = scores[at] > scores[best] ? at : best;
            }
            right += oneHot[best] > 0 ? 1 : 0;
        }
        return right;
    }

    private static NDArray array(NDManager scope, FloatTensor tensor) {
        return scope.create(tensor.values(), new Shape(tensor.shape()));
    }
}
