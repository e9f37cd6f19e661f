package org.radiloom.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.radiloom.problem.Problem;

/**
 * What a model is, what it may be used on, what it learned from and how well it does: the content of {@code card.json}.
 *
 * @param id folder name of the package, lower case with dashes
 * @param version of this model, changed with every new set of weights
 * @param name for people
 * @param family the method, such as mandi
 * @param task such as segmentation
 * @param label what is found, for people; the name of the segment
 * @param segment what is found, coded
 * @param category the kind of thing it is, coded (DICOM segmented property category)
 * @param intendedUse one or two sentences
 * @param limits what it must not be used for, what it is known to do badly
 * @param bodyParts DICOM body part words that it was made for, such as HEAD; for people, files seldom say
 * @param minSlices fewer slices than this are refused
 * @param input what the network sees; holds the accepted modality and spacings
 * @param skip slices that need not be run
 * @param network the network's settings, read by the package that builds it
 * @param postProcessing how probabilities become a mask
 * @param plausibleVolumeCm3 volumes outside it carry a caution
 * @param data what it learned from
 * @param metrics figures on patients that took no part in training, by name
 * @param notes what was tried, what brought nothing, what the figures must be compared with
 * @param command the exact command that trained it
 */
public record ModelCard(
        String id,
        String version,
        String name,
        String family,
        String task,
        String label,
        CodedTerm segment,
        CodedTerm category,
        String intendedUse,
        List<String> limits,
        List<String> bodyParts,
        int minSlices,
        SegmentationInput input,
        SliceSkip skip,
        JsonNode network,
        PostProcessing postProcessing,
        PlausibleVolume plausibleVolumeCm3,
        Data data,
        Map<String, Metric> metrics,
        List<String> notes,
        String command) {
    /** Shown wherever a result of a model is shown. */
    public static final String NOT_FOR_DIAGNOSIS = "Research use only, not for diagnosis.";

    public ModelCard {
        limits = List.copyOf(limits);
        bodyParts = List.copyOf(bodyParts);
        notes = List.copyOf(notes);
        metrics = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(metrics));
        if (!id.matches("[a-z0-9][a-z0-9.-]*")) {
            throw new IllegalArgumentException("id '" + id + "' is not lower case letters, digits, dots and dashes");
        }
        if (minSlices < 1) {
            throw new IllegalArgumentException("minSlices " + minSlices);
        }
    }

    /**
     * The card with some fields replaced; objects are merged field by field, everything else is replaced whole.
     *
     * @param changes fields by name, as in {@code card.json}
     * @throws Problem {@code model.card} if the result is no card
     */
    public ModelCard with(JsonNode changes) throws Problem {
        return CardJson.changed(this, changes);
    }

    /** The same card without figures. */
    public ModelCard withoutMetrics() {
        return new ModelCard(
                id,
                version,
                name,
                family,
                task,
                label,
                segment,
                category,
                intendedUse,
                limits,
                bodyParts,
                minSlices,
                input,
                skip,
                network,
                postProcessing,
                plausibleVolumeCm3,
                data,
                Map.of(),
                notes,
                command);
    }

    /**
     * The data a model learned from.
     *
     * @param name of the data set
     * @param source where it comes from
     * @param licence under which it may be used
     * @param patients patients per part, such as train, val, test
     * @param splitFingerprint digest of which patient is in which part
     */
    public record Data(
            String name, String source, String licence, Map<String, Integer> patients, String splitFingerprint) {
        public Data {
            patients = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(patients));
        }
    }

    /**
     * One figure with its uncertainty.
     *
     * @param value mean over {@code n}
     * @param ci95 lower and upper end of the 95 % interval
     * @param n how many patients it rests on
     * @param split the part of the data it was measured on
     */
    public record Metric(double value, List<Double> ci95, int n, String split) {
        public Metric {
            ci95 = List.copyOf(ci95);
        }
    }
}
