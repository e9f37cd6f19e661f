package org.radiloom.train.care;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.problem.Problem;
import org.radiloom.train.classify.CareSettings;
import org.radiloom.train.classify.ClassificationObjective;
import org.radiloom.train.classify.ClassifierPart;
import org.radiloom.train.loop.Callback;
import org.radiloom.train.loop.LossTerm;
import org.radiloom.train.loop.StepContext;

/**
 * CARE: L = (1 − α)·CE + α·(mean attention loss of the samples of rare classes that have a box), from its start epoch on;
 * before that cross entropy alone.
 *
 * <p>Samples leave the mean whose box is lost, whose map is flat or not finite, or that were blended with another one;
 * without any left the term is 0.
 */
public final class CarePart implements ClassifierPart, Callback {
    private final CareSettings settings;
    private final Classifier network;
    private final CareLoss loss;
    private final Set<Integer> classes;
    private long flat;
    private long notFinite;

    /**
     * @param counts training samples of each class
     * @throws Problem {@code care.cam} if the network has no class activation map in closed form
     */
    public CarePart(CareSettings settings, Classifier network, List<Long> counts) throws Problem {
        this.settings = settings;
        this.network = network;
        this.loss = new CareLoss(
                (float) settings.tau(),
                (float) settings.kappa(),
                settings.useInner(),
                settings.useOuter(),
                settings.detachWeights());
        this.classes = attended(settings, counts);
        if (network.camWeights().isEmpty()) {
            throw Problem.usage(
                    "care.cam",
                    "CARE cannot tell where a " + network.spec().body()
                            + " with this head looks: its class activation map has no closed form.",
                    "Use a head that averages the maps (classifier.head=gap), or care.enabled=false.");
        }
    }

    /**
     * The classes whose samples are attended to: all, those that the settings name, or those that are rare.
     *
     * @param counts training samples of each class
     */
    public static Set<Integer> attended(CareSettings settings, List<Long> counts) {
        long most = counts.stream().mapToLong(n -> n).max().orElse(0);
        Set<Integer> classes = new TreeSet<>(settings.rareClasses());
        boolean all = settings.applyTo().equals("all");
        if (all || classes.isEmpty()) {
            for (int c = 0; c < counts.size(); c++) {
                if (all || counts.get(c) <= settings.rareShare() * most) {
                    classes.add(c);
                }
            }
        }
        return classes;
    }

    @Override
    public String name() {
        return "care";
    }

    @Override
    public List<LossTerm> terms() {
        return List.of(LossTerm.of(name(), settings.alpha(), this::compute));
    }

    @Override
    public List<Callback> callbacks() {
        return List.of(this);
    }

    @Override
    public Optional<NDArray> crossEntropyShare(StepContext context) {
        return hasStarted(context)
                ? Optional.of(context.manager().create(new float[] {(float) (1 - settings.alpha())}))
                : Optional.empty();
    }

    private boolean hasStarted(StepContext context) {
        return context.moment().epoch() >= settings.startEpoch();
    }

    private NDArray compute(StepContext context) {
        NDArray map = context.output(ClassificationObjective.MAP);
        NDManager manager = map.getManager();
        List<Integer> samples = hasStarted(context) ? samples(context) : List.of();
        if (samples.isEmpty()) {
            return manager.create(0f);
        }
        NDArray activation;
        try (NDArray weights = network.camWeights().orElseThrow()) {
            weights.attach(manager);
            activation = loss.activation(
                    CareLoss.rows(map, samples),
                    weights,
                    CareLoss.rows(context.target(ClassificationObjective.LABEL), samples));
        }
        List<Integer> usable = usable(activation);
        if (usable.isEmpty()) {
            return manager.create(0f);
        }
        NDArray inside = CareLoss.rows(context.target(ClassificationObjective.INSIDE), samples);
        return loss.perSample(CareLoss.rows(activation, usable), CareLoss.rows(inside, usable))
                .mean();
    }

    /** Of an attended class, with a box that the crop has left something of, and not blended with another sample. */
    private List<Integer> samples(StepContext context) {
        float[] labels = context.batch().target(ClassificationObjective.LABEL).values();
        float[] hasBox = context.batch().target(ClassificationObjective.HAS_BOX).values();
        FloatTensor inside = context.batch().target(ClassificationObjective.INSIDE);
        List<Integer> samples = new ArrayList<>();
        for (int n = 0; n < labels.length; n++) {
            if (hasBox[n] > 0
                    && classes.contains((int) labels[n])
                    && !context.isMixed(n)
                    && anyInside(inside.values(), n, inside.values().length / labels.length)) {
                samples.add(n);
            }
        }
        return samples;
    }

    private static boolean anyInside(float[] inside, int sample, int area) {
        for (int at = sample * area; at < (sample + 1) * area; at++) {
            if (inside[at] > 0) {
                return true;
            }
        }
        return false;
    }

    /** The rows of the activation that say anything; the others are counted. */
    private List<Integer> usable(NDArray activation) {
        float[] values = activation.stopGradient().toFloatArray();
        int samples = Math.toIntExact(activation.getShape().get(0));
        int area = values.length / samples;
        List<Integer> usable = new ArrayList<>();
        for (int n = 0; n < samples; n++) {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            boolean finite = true;
            for (int at = n * area; at < (n + 1) * area; at++) {
                finite &= Float.isFinite(values[at]);
                least = Math.min(least, values[at]);
                most = Math.max(most, values[at]);
            }
            if (!finite) {
                notFinite++;
            } else if (most <= least) {
                flat++;
            } else {
                usable.add(n);
            }
        }
        return usable;
    }

    /** How many samples were left out because their map was the same everywhere, since the start of the run. */
    public long flatMaps() {
        return flat;
    }

    /** How many samples were left out because their map held no finite numbers, since the start of the run. */
    public long mapsNotFinite() {
        return notFinite;
    }

    @Override
    public void save(ObjectNode into) {
        into.put("flatMaps", flat).put("mapsNotFinite", notFinite);
    }

    @Override
    public void restore(ObjectNode from) {
        flat = from.path("flatMaps").asLong();
        notFinite = from.path("mapsNotFinite").asLong();
    }
}
