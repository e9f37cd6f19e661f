package org.radiloom.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Grades what ultrasound frames show: from patches inside a region, or from the whole frame.
 *
 * @param label what is graded, for people, such as Fatty liver
 * @param modality DICOM modality that the model was made for
 * @param classes names in the order of the network's outputs, in words of readers
 * @param ordered whether the classes are listed in order of severity; sets of grades then have no gaps
 * @param picture what the network sees of a frame
 * @param regionModel id of the model that finds the region; empty for one that looks at whole frames
 * @param region what counts as a region
 * @param patches where patches lie and which are used; only read when patches are looked at
 * @param aggregation how patches become a frame and frames a study
 * @param variants at least one, the one to use when nothing is declared first
 * @param envelope frames that the model was made for
 */
public record GradingTask(
        String label,
        String modality,
        List<String> classes,
        boolean ordered,
        PictureView picture,
        String regionModel,
        RegionRule region,
        PatchRule patches,
        Aggregation aggregation,
        List<Variant> variants,
        FrameEnvelope envelope)
        implements CardTask {
    /** In {@code card.json}. */
    public static final String WORD = "grading";

    public GradingTask {
        classes = List.copyOf(classes);
        variants = List.copyOf(variants);
        if (classes.size() < 2 || variants.isEmpty()) {
            throw new IllegalArgumentException(classes.size() + " classes, " + variants.size() + " variants");
        }
        if (regionModel.isEmpty() && picture.needsRegion()) {
            throw new IllegalArgumentException("a region is looked at and no model finds it");
        }
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<String> dicomModalities() {
        return List.of(modality);
    }

    /** Whether a frame is looked at in patches, and not as one picture. */
    public boolean inPatches() {
        return picture.crop() == PictureView.Crop.PATCH;
    }

    /**
     * One way to use the model.
     *
     * <p>The card's {@code network} holds one network for all variants, or an object with one for each by
     * {@code name}; in the second case the names of weights begin with {@code name.}.
     *
     * @param name such as {@code image-only} or {@code index-declared}
     * @param declared names of the numbers that the reader states beside the picture, in the network's order; such as
     *     {@code hepatorenalIndex}
     * @param temperature logits are divided by it
     * @param coverage share of cases whose true class the set of grades is meant to hold, such as 0.9
     * @param setThreshold classes of at least this probability belong to the set
     * @param certainUpTo sets with more classes than this are reported as uncertain
     * @param reliability recall on validation patients by class, 0 to 1
     */
    public record Variant(
            String name,
            List<String> declared,
            double temperature,
            double coverage,
            double setThreshold,
            int certainUpTo,
            Map<String, Double> reliability) {
        public Variant {
            declared = List.copyOf(declared);
            reliability = Collections.unmodifiableMap(new LinkedHashMap<>(reliability));
            if (!(temperature > 0) || !(coverage > 0 && coverage <= 1) || certainUpTo < 1) {
                throw new IllegalArgumentException(
                        "temperature " + temperature + ", coverage " + coverage + ", certain up to " + certainUpTo);
            }
        }
    }
}
