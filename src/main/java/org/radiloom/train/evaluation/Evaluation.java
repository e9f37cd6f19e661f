package org.radiloom.train.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * A segmentation model judged on reference masks.
 *
 * @param scores one per volume, at least one
 */
public record Evaluation(About about, List<VolumeScore> scores) {
    public Evaluation {
        scores = List.copyOf(scores);
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("an evaluation without a volume");
        }
    }

    /**
     * What was judged on what.
     *
     * @param model id on the card
     * @param run the training run's folder and preset, when the model is one's checkpoint
     * @param sha256 of the weights
     * @param data the manifest
     * @param split part of the manifest: train, val, test or all
     * @param background name of class 0
     * @param foreground name of class 1
     * @param marginMm how far from the structure probabilities were judged
     * @param lengths what distances and the margin are counted in
     */
    public record About(
            String model,
            Optional<Run> run,
            String sha256,
            String data,
            String split,
            String background,
            String foreground,
            double marginMm,
            Lengths lengths) {}

    /** What distances are counted in. */
    public enum Lengths {
        /** Voxels that lie in a patient, and pictures that say how large their pixels are. */
        MM("Mm", "mm"),
        /** Pictures that do not: every pixel is 1 x 1. */
        PIXELS("Px", "px");

        private final String suffix;
        private final String unit;

        Lengths(String suffix, String unit) {
            this.suffix = suffix;
            this.unit = unit;
        }

        /** Name of a figure in evaluation files. */
        public String key(Figure figure) {
            return key(figure.key());
        }

        /** A name that ends in Mm, with the ending of this unit. */
        public String key(String inMm) {
            return inMm.endsWith(MM.suffix) ? inMm.substring(0, inMm.length() - 2) + suffix : inMm;
        }

        /** Short, for people. */
        public String unit() {
            return unit;
        }
    }

    /**
     * Where the weights came from.
     *
     * @param name of the run folder
     * @param checkpoint best or last
     */
    public record Run(String name, String preset, String checkpoint) {}

    /** Name of the run, or of the model when it is none. */
    public String name() {
        return about.run().map(Run::name).orElse(about.model());
    }
}
