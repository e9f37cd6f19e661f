package org.radiloom.train.classify;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;
import org.radiloom.train.adversarial.AdversarialPart;
import org.radiloom.train.care.CarePart;
import org.radiloom.train.care.LesionBoxes;
import org.radiloom.train.danil.DanilPart;
import org.radiloom.train.icfd.IcfdPart;

/** Which parts join a training, and where its boxes come from. */
public final class ClassifierParts {
    private ClassifierParts() {}

    /**
     * The parts that a configuration switches on, in the order in which their losses are listed.
     *
     * @param network what is trained; parts may call it, never own it
     * @param counts training samples of each class
     * @throws Problem if a part cannot work with that network or these data
     */
    public static List<ClassifierPart> of(RunConfig config, Classifier network, List<Long> counts) throws Problem {
        List<ClassifierPart> parts = new ArrayList<>();
        IcfdSettings icfd = config.icfd();
        if (icfd.enabled()) {
            parts.add(new IcfdPart(icfd, network));
        }
        if (config.at().enabled()) {
            parts.add(new AdversarialPart(
                    config.at(),
                    network,
                    icfd.enabled() ? icfd.classifierWeight() : 1,
                    icfd.enabled() && icfd.inTwoStages() ? icfd.pretrainEpochs() : 0));
        }
        if (config.danil().enabled()) {
            parts.add(new DanilPart(config.danil(), network));
        }
        if (config.care().enabled()) {
            parts.add(new CarePart(config.care(), network, counts));
        }
        return List.copyOf(parts);
    }

    /**
     * The training samples with the boxes that a part asks for; as they are if none does.
     *
     * @param counts training samples of each class
     * @throws Problem if a model that finds them cannot be used
     */
    public static List<PictureSample> boxed(RunConfig config, List<PictureSample> samples, List<Long> counts)
            throws Problem {
        if (!config.care().enabled()) {
            return samples;
        }
        try (LesionBoxes finder =
                LesionBoxes.of(config.care(), counts, config.run().threads())) {
            List<PictureSample> boxed = new ArrayList<>();
            for (PictureSample sample : samples) {
                boxed.add(sample.withBoxes(finder.boxes(sample)));
            }
            return boxed;
        }
    }
}
