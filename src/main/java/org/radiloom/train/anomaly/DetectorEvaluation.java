package org.radiloom.train.anomaly;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.job.Progress;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.Weights;
import org.radiloom.nn.anomaly.Detector;
import org.radiloom.nn.anomaly.DetectorSpec;
import org.radiloom.nn.anomaly.Detectors;
import org.radiloom.nn.anomaly.Known;
import org.radiloom.nn.anomaly.Look;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.evaluation.anomaly.AnomalyItem;

/**
 * Runs a model of anomalies on the samples of a manifest; where a model looks at a region, it is told the sample's. Belongs to
 * one thread, on which gradient recording must be off.
 */
public final class DetectorEvaluation implements AutoCloseable {
    /** Bounds memory, not results. */
    private static final int AT_ONCE = 16;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final AnomalyTask task;
    private final Detector network;
    private final AnomalyReader reader;
    private final boolean baselines;
    private final List<AnomalyItem> items = new ArrayList<>();
    private int skipped;

    private DetectorEvaluation(AnomalyTask task, Detector network, AnomalyReader reader, boolean baselines) {
        this.task = task;
        this.network = network;
        this.reader = reader;
        this.baselines = baselines;
    }

    /**
     * Loads a model.
     *
     * @param baselines whether scores and maps that look at nothing that matters are judged beside it
     * @throws Problem if it is none of anomalies, or cannot be built
     */
    public static DetectorEvaluation open(ModelPackage model, Manifest manifest, boolean baselines) throws Problem {
        AnomalyTask task = model.card().anomaly();
        DetectorSpec spec;
        try {
            spec = MAPPER.treeToValue(model.card().network(), DetectorSpec.class);
        } catch (JsonProcessingException e) {
            throw Problem.model(
                    "model.network",
                    "The network of the model '" + model.card().id() + "' is not understood.",
                    "Use the version of Radiloom that it was made for.",
                    e);
        }
        Detector network = Detectors.create(spec, Device.cpu(), 0);
        try {
            Weights.load(network.parameters(), network.buffers(), model.weights());
            network.prepareForInference();
            return new DetectorEvaluation(
                    task,
                    network,
                    new AnomalyReader(manifest, task.side(), DetectorEvaluation.margins(task)),
                    baselines);
        } catch (Problem | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Of the modalities in which the model looks at a region. */
    private static Map<String, Double> margins(AnomalyTask task) {
        Map<String, Double> margins = new java.util.LinkedHashMap<>();
        for (AnomalyTask.Domain domain : task.domains()) {
            if (!domain.regionModel().isEmpty()) {
                margins.put(domain.modality(), domain.regionMargin());
            }
        }
        return margins;
    }

    /**
     * Judges the samples that are known to be normal or abnormal.
     *
     * @throws Problem if a picture cannot be read
     */
    public void run(List<ManifestEntry> entries, Progress progress) throws Problem {
        List<AnomalyPicture> waiting = new ArrayList<>();
        int done = 0;
        for (ManifestEntry entry : entries) {
            progress.check();
            progress.report((double) done++ / entries.size(), entry.sampleId());
            if (entry.abnormal() == null || domain(DomainTable.name(entry)).isEmpty()) {
                skipped++;
                continue;
            }
            waiting.addAll(reader.read(entry));
            if (waiting.size() >= AT_ONCE) {
                judge(waiting);
                waiting.clear();
            }
        }
        judge(waiting);
    }

    /** Of the pictures that were judged. */
    public List<AnomalyItem> items() {
        return List.copyOf(items);
    }

    /** Samples of which the model knows no normal ones, or of which nobody says whether they are normal. */
    public int skipped() {
        return skipped;
    }

    private Optional<AnomalyTask.Domain> domain(DomainTable.Name name) {
        return task.domains().stream()
                .filter(d -> d.organ().equals(name.organ()) && d.modality().equals(name.modality()))
                .findFirst();
    }

    private void judge(List<AnomalyPicture> pictures) throws Problem {
        for (int from = 0; from < pictures.size(); from += AT_ONCE) {
            look(pictures.subList(from, Math.min(pictures.size(), from + AT_ONCE)));
        }
    }

    private void look(List<AnomalyPicture> pictures) throws Problem {
        int n = pictures.size();
        int plane = task.side() * task.side();
        float[] inputs = new float[n * plane];
        int[] organNumbers = new int[n];
        int[] modalityNumbers = new int[n];
        List<byte[]> looked = new ArrayList<>();
        for (int at = 0; at < n; at++) {
            AnomalyPicture picture = pictures.get(at);
            organNumbers[at] = task.organs().indexOf(picture.domain().organ());
            modalityNumbers[at] = task.modalities().indexOf(picture.domain().modality());
            looked.add(picture.looked());
            System.arraycopy(picture.view().input(picture.values(), picture.window()), 0, inputs, at * plane, plane);
        }
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray x = manager.create(inputs, new Shape(n, 1, task.side(), task.side()));
            Look look = network.look(x, Known.of(organNumbers, modalityNumbers, looked));
            float[] scores = look.score().toFloatArray();
            float[] maps = look.map().toFloatArray();
            List<String> organs = named(look.organ(), n, task.organs());
            List<String> modalities = named(look.modality(), n, task.modalities());
            for (int at = 0; at < n; at++) {
                float[] map = java.util.Arrays.copyOfRange(maps, at * plane, (at + 1) * plane);
                items.add(item(pictures.get(at), scores[at], map, organs.get(at), modalities.get(at)));
            }
        }
    }

    private AnomalyItem item(AnomalyPicture picture, double score, float[] map, String organ, String modality)
            throws Problem {
        PictureShortcuts shortcuts = new PictureShortcuts(picture);
        return new AnomalyItem(
                picture.sampleId(),
                picture.patientId(),
                picture.site(),
                picture.domain().organ(),
                picture.domain().modality(),
                Boolean.TRUE.equals(picture.abnormal()),
                score,
                domain(picture.domain()).orElseThrow().threshold(),
                organ,
                modality,
                picture.lesion().length == 0
                        ? Optional.empty()
                        : shortcuts.localisation(picture.view().back(map)),
                baselines ? shortcuts.scores() : Map.of(),
                baselines ? shortcuts.centrePrior() : Optional.empty());
    }

    /** The most probable name of each picture; empty without that head. */
    private static List<String> named(Optional<NDArray> probabilities, int n, List<String> names) {
        List<String> named = new ArrayList<>();
        float[] p = probabilities.map(NDArray::toFloatArray).orElseGet(() -> new float[0]);
        for (int at = 0; at < n; at++) {
            int best = 0;
            for (int k = 1; k < p.length / n; k++) {
                best = p[at * names.size() + k] > p[at * names.size() + best] ? k : best;
            }
            named.add(p.length == 0 ? "" : names.get(best));
        }
        return named;
    }

    @Override
    public void close() {
        network.close();
    }
}
