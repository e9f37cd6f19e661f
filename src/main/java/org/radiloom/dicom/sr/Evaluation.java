package org.radiloom.dicom.sr;

import java.util.List;
import java.util.Optional;

/**
 * A judgement that is no number.
 *
 * @param name what was judged
 * @param code the judgement, if there is a term for it
 * @param text the judgement in words; empty where there is a term
 * @param properties numbers about it, such as its probability
 */
public record Evaluation(Code name, Optional<Code> code, String text, List<NumericMeasurement> properties) {
    public Evaluation {
        properties = List.copyOf(properties);
        if (code.isPresent() != text.isEmpty()) {
            throw new IllegalArgumentException("a judgement is either a term or words");
        }
    }

    /** A term and numbers about it. */
    public static Evaluation of(Code name, Code code, NumericMeasurement... properties) {
        return new Evaluation(name, Optional.of(code), "", List.of(properties));
    }

    /** Words. */
    public static Evaluation of(Code name, String text) {
        return new Evaluation(name, Optional.empty(), text, List.of());
    }
}
