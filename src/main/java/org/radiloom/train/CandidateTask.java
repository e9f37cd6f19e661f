package org.radiloom.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.radiloom.imaging.Window;
import org.radiloom.infer.AnomalyView;
import org.radiloom.model.Aggregation;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.CardTask;
import org.radiloom.model.CodedTerm;
import org.radiloom.model.FrameEnvelope;
import org.radiloom.model.GradingTask;
import org.radiloom.model.PlausibleVolume;
import org.radiloom.model.PostProcessing;
import org.radiloom.model.RegionRule;
import org.radiloom.model.SegmentationTask;
import org.radiloom.model.SliceSkip;
import org.radiloom.train.anomaly.DomainCalibration;

/**
 * What a run's card says of its task: from the configuration and what is known of the data. Words of a better kind are for
 * whoever promotes a candidate.
 *
 * @param intendedUse a sentence
 * @param network as the package that builds it reads it
 */
record CandidateTask(String intendedUse, List<String> bodyParts, CardTask task, JsonNode network) {
    private static final CodedTerm ANATOMY = new CodedTerm("SCT", "123037004", "Anatomical Structure");

    /** Codes of structures that the program has names for. */
    private static final Map<String, CodedTerm> STRUCTURES = Map.of(
            "mandible", new CodedTerm("SCT", "91609006", "Mandible"),
            "liver", new CodedTerm("SCT", "10200004", "Liver"),
            "lung", new CodedTerm("SCT", "39607008", "Lung"));

    /** DICOM body part words that speak of an organ. */
    private static final Map<String, List<String>> BODY_PARTS =
            Map.of("liver", List.of("LIVER", "ABDOMEN"), "lung", List.of("LUNG", "CHEST"));

    /** What the map of a detector holds. */
    private static final Map<String, String> MAP_UNITS = Map.of(
            "dpa", "relative difference of features",
            "memae", "squared difference",
            "ganomaly", "absolute difference",
            "fanogan", "absolute difference",
            "patch-memory", "distance of features");

    static CandidateTask of(RunConfig config, DataFacts data, ClassCalibration calibration) {
        if (config.learnsClasses()) {
            return grading(config, data, calibration);
        }
        List<String> classes = data.classes();
        String structure = classes.size() == 2 ? classes.get(1) : data.organ().isEmpty() ? "mandible" : data.organ();
        return structure.toLowerCase(Locale.ROOT).equals("mandible") && !data.pictures()
                ? mandible(config)
                : structure(config, data, structure);
    }

    private static CandidateTask mandible(RunConfig config) {
        return new CandidateTask(
                "Outlines the lower jaw in CT of the head and neck.",
                List.of("HEAD", "HEADNECK", "NECK", "JAW"),
                new SegmentationTask(
                        "Mandible",
                        STRUCTURES.getOrDefault("mandible", ANATOMY),
                        ANATOMY,
                        8,
                        config.input(),
                        0,
                        SliceSkip.boneless(),
                        PostProcessing.mandible(),
                        PlausibleVolume.mandible()),
                Json.MAPPER.valueToTree(config.model()));
    }

    private static CandidateTask structure(RunConfig config, DataFacts data, String structure) {
        String name = titled(structure);
        String modality = data.modality(config.input().modality());
        return new CandidateTask(
                "Outlines what the data call '" + structure + "' in " + modality
                        + (data.pictures() ? " pictures." : "."),
                parts(data),
                new SegmentationTask(
                        name,
                        STRUCTURES.getOrDefault(
                                structure.toLowerCase(Locale.ROOT), new CodedTerm("99RADILOOM", slug(structure), name)),
                        ANATOMY,
                        1,
                        config.input().of(modality),
                        data.pictures() ? config.sampling().crop() : 0,
                        SliceSkip.NONE,
                        new PostProcessing(0.5, true, 0, 0.5, 0, true),
                        PlausibleVolume.ANY),
                Json.MAPPER.valueToTree(config.model()));
    }

    private static CandidateTask grading(RunConfig config, DataFacts data, ClassCalibration calibration) {
        List<String> classes = new ArrayList<>(data.classes());
        for (int c = classes.size(); c < config.classifier().classes(); c++) {
            classes.add("class " + c);
        }
        List<String> declared = config.picture().declared();
        String organ = data.organ().isEmpty() ? "picture" : data.organ();
        boolean whole = !config.picture().view().needsRegion();
        boolean fat = config.preset().startsWith("icfd/") || config.preset().startsWith("fatty/");
        int side = config.picture().side();
        GradingTask task = new GradingTask(
                fat ? "Fatty liver" : titled(organ) + " class",
                data.modality("US"),
                classes,
                data.header().path("ordered").asBoolean(fat),
                config.picture().view(),
                whole ? "" : slug(organ) + "-" + slug(data.modality("us")) + "-region",
                RegionRule.liver(),
                config.picture().rule(),
                new Aggregation(config.picture().pooling(), config.picture().pooling()),
                List.of(new GradingTask.Variant(
                        declared.isEmpty()
                                ? "image-only"
                                : declared.contains("hepatorenalIndex") ? "index-declared" : "declared",
                        declared,
                        calibration.temperature(),
                        ClassCalibration.COVERAGE,
                        calibration.setThreshold(),
                        Math.max(1, classes.size() / 2),
                        calibration.reliability(classes))),
                whole
                        ? new FrameEnvelope(
                                side, side, FrameEnvelope.abdominal().maxColour())
                        : FrameEnvelope.abdominal());
        return new CandidateTask(
                "Tells " + String.join(", ", classes) + " in " + data.modality("US") + " of the " + organ + ".",
                parts(data),
                task,
                Json.MAPPER.valueToTree(config.grading()));
    }

    static CandidateTask anomaly(RunConfig config, AnomalyCalibration calibration) {
        List<AnomalyTask.Domain> domains =
                calibration.domains().stream().map(d -> domain(config, d)).toList();
        return new CandidateTask(
                "Shows what looks unlike normal pictures of the "
                        + String.join(
                                ", ",
                                domains.stream().map(AnomalyTask.Domain::name).toList())
                        + ".",
                domains.stream().flatMap(d -> d.bodyParts().stream()).distinct().toList(),
                new AnomalyTask(
                        "Anomaly",
                        config.anomaly().method(),
                        config.anomaly().side(),
                        calibration.table().organs(),
                        calibration.table().modalities(),
                        domains),
                Json.MAPPER.valueToTree(AnomalyRecipe.spec(config, calibration.table(), calibration.memories())));
    }

    private static AnomalyTask.Domain domain(RunConfig config, AnomalyCalibration.Domain known) {
        DomainCalibration scores = known.scores();
        String organ = scores.domain().organ();
        String modality = scores.domain().modality();
        Window window = AnomalyView.hounsfield(organ);
        return new AnomalyTask.Domain(
                organ,
                modality,
                modality.equals("XR") ? List.of("CR", "DX") : List.of(modality),
                BODY_PARTS.getOrDefault(organ, List.of(organ.toUpperCase(Locale.ROOT))),
                known.cropped() ? slug(organ) + "-" + slug(modality) + "-region" : "",
                known.cropped() ? config.anomaly().regionMargin() : 0,
                known.minSide(),
                modality.equals("CT")
                        ? List.of(window.centre() - window.width() / 2, window.centre() + window.width() / 2)
                        : List.of(),
                scores.threshold().value(),
                scores.threshold().rule(),
                scores.normalScores(),
                scores.normals(),
                scores.largestKnown(),
                new AnomalyTask.MapScale(
                        scores.map().low(),
                        scores.map().threshold(),
                        scores.map().high(),
                        MAP_UNITS.getOrDefault(config.anomaly().method(), "difference")),
                "");
    }

    private static List<String> parts(DataFacts data) {
        return data.organ().isEmpty() ? List.of() : List.of(data.organ().toUpperCase(Locale.ROOT));
    }

    private static String slug(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String titled(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
