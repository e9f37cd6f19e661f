package org.radiloom.train.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.radiloom.job.Progress;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.anomaly.Detector;
import org.radiloom.nn.anomaly.LatentLosses;
import org.radiloom.nn.anomaly.Round;
import org.radiloom.train.loop.Batch;
import org.radiloom.train.loop.Callback;
import org.radiloom.train.loop.Dataset;
import org.radiloom.train.loop.LossTerm;
import org.radiloom.train.loop.Monitor;
import org.radiloom.train.loop.Objective;
import org.radiloom.train.loop.ParamGroup;
import org.radiloom.train.loop.Pass;
import org.radiloom.train.loop.StepContext;

/**
 * A detector that learns what normal pictures look like: each of its rounds is a pass, and the rounds that give a latent
 * get the constraints of MADDR as further terms.
 *
 * <p>Stages follow each other in one run by freezing: the groups that no round of an epoch's stage moves are frozen in it,
 * and passes of which all groups are frozen are left out. Statistics of features are taken between the stages, on one
 * epoch's pictures.
 *
 * <p>The input of a batch is (B, 1, S, S) in [-1, 1]; its targets are {@link #ORGAN}, {@link #MODALITY} and {@link #REGION}.
 */
public final class AnomalyObjective implements Objective {
    /** Target: (B), the organ's number as a float, from 0; -1 where unknown. */
    public static final String ORGAN = "organ";

    /** Target: (B), the modality's number, likewise. */
    public static final String MODALITY = "modality";

    /** Target: (B, S, S), 1 where a picture is looked at; may be left out. */
    public static final String REGION = "region";

    private static final String ORGAN_SCORES = "organScores";
    private static final String MODALITY_SCORES = "modalityScores";
    private static final String CENTRE = "centre";
    private static final String SPREAD = "centreSpread";

    private final Detector network;
    private final AnomalyPlan plan;
    private final Dataset training;
    private final DetectorValidation validation;
    private final List<Round> rounds;
    private final List<ParamGroup> groups;
    private final Map<String, Pass> passes = new LinkedHashMap<>();
    private Set<String> frozenNow = Set.of();

    /** @param training what the run learns from; statistics of features are taken on its pictures */
    public AnomalyObjective(Detector network, AnomalyPlan plan, Dataset training, DetectorValidation validation) {
        this.network = network;
        this.plan = plan;
        this.training = training;
        this.validation = validation;
        this.rounds = network.rounds();
        this.groups = groups(network);
        for (Round round : rounds) {
            passes.put(
                    round.name(), new Pass(round.name(), round.groups(), context -> run(round, context), terms(round)));
        }
    }

    private static List<ParamGroup> groups(Detector network) {
        List<ParamGroup> groups = new ArrayList<>();
        for (String group : network.groups()) {
            Set<String> members = new LinkedHashSet<>(network.parameters().keySet());
            members.removeIf(name -> !name.startsWith(group + "."));
            groups.add(new ParamGroup(group, members, false));
        }
        return List.copyOf(groups);
    }

    private List<LossTerm> terms(Round round) {
        List<LossTerm> terms = new ArrayList<>();
        round.losses().forEach((name, weight) -> terms.add(LossTerm.of(name, weight, context -> context.output(name))));
        if (!round.constrained()) {
            return terms;
        }
        MaddrTerms maddr = plan.terms();
        var spec = network.spec().constraints();
        if (spec.tellsOrgan()) {
            terms.add(LossTerm.of(ORGAN, maddr.organ(), context -> focal(context, ORGAN_SCORES, ORGAN)));
        }
        if (spec.tellsModality()) {
            terms.add(LossTerm.of(MODALITY, maddr.modality(), context -> focal(context, MODALITY_SCORES, MODALITY)));
        }
        if (spec.centre()) {
            terms.add(LossTerm.of(CENTRE, maddr.centre(), context -> context.output(CENTRE)));
            terms.add(LossTerm.of(SPREAD, 0, context -> context.output(SPREAD)));
        }
        return terms;
    }

    private NDArray focal(StepContext context, String scores, String target) {
        return LatentLosses.focal(
                context.output(scores),
                context.target(target).toFloatArray(),
                plan.terms().gamma(),
                plan.terms().alpha());
    }

    private Map<String, NDArray> run(Round round, StepContext context) {
        Round.Step step = new Round.Step(
                context.input(),
                context.batch().input().values(),
                numbers(context.batch(), ORGAN),
                numbers(context.batch(), MODALITY),
                context.manager(),
                context::random,
                context::output,
                context.recording());
        Map<String, NDArray> outputs = new LinkedHashMap<>(round.work().run(step));
        if (round.constrained()) {
            NDArray z = outputs.get(Round.LATENT);
            if (z == null) {
                throw new IllegalStateException("the round " + round.name() + " gives no latent");
            }
            network.heads().organ(z).ifPresent(scores -> outputs.put(ORGAN_SCORES, scores));
            network.heads().modality(z).ifPresent(scores -> outputs.put(MODALITY_SCORES, scores));
            if (network.heads().centres()) {
                NDArray rest = network.heads().rest(z);
                outputs.put(CENTRE, LatentLosses.centre(rest, plan.terms().centreByDims()));
                outputs.put(SPREAD, LatentLosses.spread(rest));
            }
        }
        return outputs;
    }

    static float[] numbers(Batch batch, String target) {
        FloatTensor tensor = batch.targets().get(target);
        if (tensor != null) {
            return tensor.values();
        }
        float[] unknown = new float[batch.size()];
        Arrays.fill(unknown, -1);
        return unknown;
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

    @Override
    public Map<String, String> optimisers() {
        return network.optimisers();
    }

    @Override
    public void freeze(Set<String> frozen) {
        network.freeze(frozen);
        frozenNow = Set.copyOf(frozen);
    }

    /** All that no round of the epoch's stage moves. */
    @Override
    public Set<String> frozen(int epoch) {
        Round.Stage stage = plan.stage(epoch);
        Set<String> frozen = new LinkedHashSet<>(network.groups());
        rounds.stream().filter(round -> round.stage() == stage).forEach(round -> frozen.removeAll(round.groups()));
        return frozen;
    }

    @Override
    public List<Pass> passes(long step) {
        List<Pass> now = new ArrayList<>();
        for (Round round : rounds) {
            boolean moves = !frozenNow.containsAll(round.groups());
            Pass pass = passes.get(round.name());
            if (moves && pass != null && (step + 1) % round.every() == 0) {
                now.add(pass);
            }
        }
        return now;
    }

    @Override
    public List<Callback> callbacks() {
        return List.of(new Callback() {
            @Override
            public String name() {
                return "detector";
            }

            @Override
            public void beginEpoch(int epoch) {
                if (epoch == plan.featureEpochs()) {
                    network.measure(new NormalPictures(network.manager(), training.epoch(epoch)));
                }
            }

            @Override
            public void afterStep(StepContext context, org.radiloom.train.loop.StepFigures figures) {
                StepContext.Moment moment = context.moment();
                boolean constrained = figures.terms().keySet().stream().anyMatch(latentTerms()::contains);
                network.learned(
                        figures.terms(),
                        constrained ? Optional.of(context.output(Round.LATENT)) : Optional.empty(),
                        moment.seed() * 31 + moment.step());
            }
        });
    }

    /** Terms that are there exactly when a round gave a latent. */
    private Set<String> latentTerms() {
        Set<String> names = new LinkedHashSet<>();
        rounds.stream()
                .filter(Round::constrained)
                .forEach(round -> names.addAll(round.losses().keySet()));
        return names;
    }

    /** Not while only the network of the features or a generator learns: scores would say nothing. */
    @Override
    public boolean judges(int epoch) {
        return plan.stage(epoch) == Round.Stage.LAST;
    }

    @Override
    public List<String> figures() {
        return validation.figures();
    }

    @Override
    public Optional<Monitor> monitor() {
        return validation.monitor();
    }

    @Override
    public SequencedMap<String, Double> validate(Progress progress) {
        return validation.run(network, progress);
    }
}
