package org.radiloom.train.anomaly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.radiloom.job.Progress;
import org.radiloom.nn.anomaly.Detector;
import org.radiloom.train.loop.Monitor;

/** Judges a detector between epochs. */
public interface DetectorValidation {
    /** Says nothing. */
    DetectorValidation NONE = new DetectorValidation() {
        @Override
        public List<String> figures() {
            return List.of();
        }

        @Override
        public Optional<Monitor> monitor() {
            return Optional.empty();
        }

        @Override
        public SequencedMap<String, Double> run(Detector network, Progress progress) {
            return new LinkedHashMap<>();
        }
    };

    /** Names of what it tells, in order; empty if there is nothing to judge on. */
    List<String> figures();

    /** Which figure decides; empty exactly if there are none. */
    Optional<Monitor> monitor();

    /** A value for every name of {@link #figures}; gradient recording is off. */
    SequencedMap<String, Double> run(Detector network, Progress progress);
}
