package org.radiloom.train.evaluation.classify;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is counted as one case. Intervals are always over patients. */
public enum ClassUnit {
    /** The probabilities of a patient's images are averaged; needs one class per patient. */
    PATIENT,
    /** Every image is a case. */
    IMAGE;

    /** Name in files and options, lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The unit of that name. */
    public static Optional<ClassUnit> named(String name) {
        return Arrays.stream(values()).filter(u -> u.label().equals(name)).findFirst();
    }
}
