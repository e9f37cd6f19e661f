package org.radiloom.train.icfd;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.icfd.IcfdClassifier;
import org.radiloom.nn.icfd.IcfdLosses;
import org.radiloom.train.classify.ClassificationObjective;
import org.radiloom.train.classify.ClassifierPart;
import org.radiloom.train.classify.IcfdSettings;
import org.radiloom.train.loop.LossTerm;
import org.radiloom.train.loop.StepContext;

/**
 * The losses of the two decouplers, L = λ1·L_c + λ2·L_s + λ3·(the classifier's): Huang et al., MICCAI 2024.
 *
 * <p>In two stages the decouplers learn alone at first, and are frozen while the classifier learns.
 */
public final class IcfdPart implements ClassifierPart {
    /** Name of the term L_c. */
    public static final String RECONSTRUCTION = "reconstruction";

    /** Name of the term L_s. */
    public static final String LABELS = "labels";

    private final IcfdSettings settings;
    private final Classifier network;

    /** @param network behind decouplers */
    public IcfdPart(IcfdSettings settings, Classifier network) {
        if (!network.groups().contains(IcfdClassifier.GROUP)) {
            throw new IllegalArgumentException("a network without decouplers");
        }
        this.settings = settings;
        this.network = network;
    }

    @Override
    public String name() {
        return "icfd";
    }

    @Override
    public List<LossTerm> terms() {
        List<LossTerm> terms = new ArrayList<>();
        if (settings.reconstructionWeight() > 0) {
            terms.add(LossTerm.of(RECONSTRUCTION, settings.reconstructionWeight(), this::reconstruction));
        }
        if (settings.labelWeight() > 0) {
            terms.add(LossTerm.of(LABELS, settings.labelWeight(), this::labels));
        }
        return terms;
    }

    private NDArray reconstruction(StepContext context) {
        return IcfdLosses.reconstruction(
                context.output(ClassificationObjective.X),
                context.output(IcfdClassifier.RECONSTRUCTION),
                settings.xi());
    }

    private NDArray labels(StepContext context) {
        NDArray scores = context.output(IcfdClassifier.CLASS_SCORES);
        NDArray truth = IcfdLosses.oneHot(
                context.target(ClassificationObjective.LABEL), network.spec().classes());
        return settings.labelLoss().equals("ce")
                ? IcfdLosses.labelsExclusive(scores, truth)
                : IcfdLosses.labels(scores, truth);
    }

    /** None while the decouplers learn alone, else λ3. */
    @Override
    public Optional<NDArray> crossEntropyShare(StepContext context) {
        double share = learnsAlone(context.moment().epoch()) ? 0 : settings.classifierWeight();
        return share == 1 ? Optional.empty() : Optional.of(context.manager().create(new float[] {(float) share}));
    }

    @Override
    public Set<String> frozen(int epoch) {
        if (!settings.inTwoStages()) {
            return Set.of();
        }
        if (!learnsAlone(epoch)) {
            return Set.of(IcfdClassifier.GROUP);
        }
        Set<String> classifier = new LinkedHashSet<>(network.groups());
        classifier.remove(IcfdClassifier.GROUP);
        return classifier;
    }

    private boolean learnsAlone(int epoch) {
        return settings.inTwoStages() && epoch < settings.pretrainEpochs();
    }
}
