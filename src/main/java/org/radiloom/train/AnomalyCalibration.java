package org.radiloom.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.nn.anomaly.MemorySpec;
import org.radiloom.problem.Problem;
import org.radiloom.train.anomaly.AnomalySample;
import org.radiloom.train.anomaly.DomainCalibration;
import org.radiloom.train.anomaly.DomainTable;
import org.radiloom.train.run.DiskProblems;

/**
 * What the validation part of a run says of a detector's scores and maps: {@code report/anomaly.json} of the run folder. The
 * epoch was chosen on the same part, so the figures flatter a little.
 *
 * @param table which organs and modalities the network knows, by their numbers
 * @param memories what is remembered of them
 * @param domains those that had normal samples enough
 */
record AnomalyCalibration(DomainTable table, List<MemorySpec> memories, List<Domain> domains) {
    /**
     * How scores are read of an organ in a modality.
     *
     * @param trained normal pictures that were learned from
     * @param cropped whether only a region of most of them was shown
     * @param minSide shorter side of the smallest of them, pixels
     */
    record Domain(DomainCalibration scores, int trained, boolean cropped, int minSide) {}

    // runs of before there were any do not name memories
    @SuppressWarnings("ConstantValue")
    AnomalyCalibration {
        memories = memories == null ? List.of() : List.copyOf(memories);
        domains = List.copyOf(domains);
    }

    static AnomalyCalibration of(
            DomainTable table,
            List<MemorySpec> memories,
            List<AnomalySample> training,
            List<DomainCalibration> calibrations) {
        List<Domain> domains = new ArrayList<>();
        for (DomainCalibration each : calibrations) {
            List<AnomalySample> mine = training.stream()
                    .filter(s -> s.domain().equals(each.domain()))
                    .toList();
            long cropped = mine.stream().filter(AnomalySample::cropped).count();
            domains.add(new Domain(
                    each,
                    mine.size(),
                    2 * cropped > mine.size(),
                    mine.stream().mapToInt(AnomalySample::frameSide).min().orElse(1)));
        }
        return new AnomalyCalibration(table, memories, domains);
    }

    /** @throws Problem {@code run.calibration} if the run has not come to its end */
    static AnomalyCalibration read(RunFolder run) throws Problem {
        if (!Files.exists(run.anomalyCalibration())) {
            throw Problem.model(
                    "run.calibration",
                    "The run " + run.root()
                            + " has no thresholds yet: they are chosen at its end, on its validation part.",
                    "Let it finish, with normal pictures in its validation part.");
        }
        try {
            return Json.MAPPER.treeToValue(Json.read(run.anomalyCalibration()), AnomalyCalibration.class);
        } catch (JsonProcessingException e) {
            throw Problem.input(
                    "run.calibration", "The file " + run.anomalyCalibration() + " is damaged.", "Restore it.", e);
        }
    }

    void write(RunFolder run) throws Problem {
        try {
            Durable.write(run.anomalyCalibration(), Json.pretty(Json.MAPPER.valueToTree(this)) + "\n");
        } catch (IOException e) {
            throw DiskProblems.unwritable("The thresholds", run.anomalyCalibration(), e);
        }
    }
}
