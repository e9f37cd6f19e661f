package org.radiloom.infer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.radiloom.job.Progress;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.anomaly.Known;
import org.radiloom.problem.Problem;

/**
 * Looks slice by slice for what is unlike normal pictures of the same organ in the same modality.
 *
 * <p>Safe to call from any thread but the engine's; runs queue up on the engine's one thread.
 */
public final class AnomalyScanner implements AutoCloseable {
    /** Pictures that go through the network at once. */
    private static final int BATCH = 16;

    private final EngineRoom room;
    private final ModelPackage model;
    private final AnomalyTask task;
    private final String sha256;
    private final String device;
    private final AnomalyNetwork network;
    private final AnomalyPreparation preparation;

    AnomalyScanner(
            EngineRoom room,
            ModelPackage model,
            String sha256,
            String device,
            AnomalyNetwork network,
            Map<String, FrameSegmenter> segmenters)
            throws Problem {
        this.room = room;
        this.model = model;
        this.task = model.card().anomaly();
        this.sha256 = sha256;
        this.device = device;
        this.network = network;
        this.preparation = new AnomalyPreparation(task.side(), segmenters);
    }

    /**
     * Verifies a package, and loads it onto the best device.
     *
     * @param regions the packages that the card's domains name as their region models, by id
     * @throws Problem {@code model.changed}, {@code model.missing}, {@code model.card}, {@code model.task}
     */
    public static AnomalyScanner open(EngineRoom room, ModelPackage model, Map<String, ModelPackage> regions)
            throws Problem {
        String sha256 = model.verifyWeights();
        AnomalyTask task = model.card().anomaly();
        String device = room.bestDevice().id();
        Map<String, FrameSegmenter> segmenters = new LinkedHashMap<>();
        try {
            for (AnomalyTask.Domain each : task.domains()) {
                String id = each.regionModel();
                ModelPackage region = regions.get(id);
                if (!id.isEmpty() && region == null) {
                    throw Problem.model(
                            "model.missing",
                            "The model '" + model.card().id() + "' needs the model '" + id + "'.",
                            "Install it beside.");
                }
                if (region != null && !segmenters.containsKey(id)) {
                    segmenters.put(id, FrameSegmenter.open(room, region));
                }
            }
            return new AnomalyScanner(
                    room, model, sha256, device, DetectorNetwork.open(room, device, model), segmenters);
        } catch (Problem | RuntimeException e) {
            segmenters.values().forEach(FrameSegmenter::close);
            throw e;
        }
    }

    public ModelCard card() {
        return model.card();
    }

    /**
     * Looks at all slices of a series; incomplete if cancelled after the first of them.
     *
     * @throws java.util.concurrent.CancellationException if cancelled before a slice was looked at
     * @throws Problem if a slice cannot be read
     */
    public AnomalyOutcome scan(AnomalyInput input, Progress progress) throws Problem {
        return scan(input, OptionalInt.empty(), progress);
    }

    /**
     * As {@link #scan(AnomalyInput, Progress)}, of one slice alone if {@code only} names one.
     *
     * @param only index in the series
     */
    public AnomalyOutcome scan(AnomalyInput input, OptionalInt only, Progress progress) throws Problem {
        Instant startedAt = Instant.now();
        progress.check();
        DomainChoice choice = DomainChoice.of(task, input, preparation, network);
        AnomalyTask.Domain domain = choice.domain();
        if (domain == null) {
            return new AnomalyOutcome.Refused(choice.sentence(), List.of());
        }
        int first = only.orElse(0);
        int end = only.isPresent() ? first + 1 : input.stack().slices();
        List<SliceAnomaly> seen = new ArrayList<>();
        progress.check();
        while (seen.size() < end - first && !progress.cancelled()) {
            seen.addAll(batch(input, first + seen.size(), end, domain, progress));
        }
        if (seen.stream().noneMatch(SliceAnomaly::scored)) {
            return new AnomalyOutcome.Refused(SeriesAnomaly.reason(seen), seen);
        }
        SeriesAnomaly series = SeriesAnomaly.of(domain, seen);
        return new AnomalyOutcome.Scored(
                finding(series, choice.sentence(), seen.size() == end - first, provenance(input, series, startedAt)));
    }

    /** What the next few slices show; fewer if cancelled on the way. */
    private List<SliceAnomaly> batch(
            AnomalyInput input, int first, int end, AnomalyTask.Domain domain, Progress progress) throws Problem {
        List<AnomalyPreparation.Prepared> some = new ArrayList<>();
        for (int k = first; k < end && some.size() < BATCH && !progress.cancelled(); k++) {
            some.add(preparation.of(input, k, domain));
            progress.report((k + 1.0) / end, "slice " + (k + 1) + " of " + end);
        }
        return looked(some, first, domain);
    }

    /**
     * Looks at a single picture that is decoded already and known to be of a domain.
     *
     * @param hounsfield whether its greys are Hounsfield units
     * @param region where to look, 1 inside, row by row; searched if empty and the domain asks for one
     */
    public SliceAnomaly look(Frame frame, boolean hounsfield, AnomalyTask.Domain domain, Optional<byte[]> region)
            throws Problem {
        return looked(List.of(preparation.of(frame, hounsfield, domain, region)), 0, domain)
                .getFirst();
    }

    /** @param first index of the first of them in the series */
    private List<SliceAnomaly> looked(List<AnomalyPreparation.Prepared> some, int first, AnomalyTask.Domain domain)
            throws Problem {
        List<AnomalyPreparation.Prepared> seen =
                some.stream().filter(each -> each.view() != null).toList();
        int plane = task.side() * task.side();
        float[] inputs = new float[seen.size() * plane];
        for (int n = 0; n < seen.size(); n++) {
            System.arraycopy(seen.get(n).input(), 0, inputs, n * plane, plane);
        }
        Known known = Known.of(
                task.organs().indexOf(domain.organ()),
                task.modalities().indexOf(domain.modality()),
                seen.stream().map(AnomalyPreparation.Prepared::region).toList());
        Optional<AnomalyReading> reading = seen.isEmpty()
                ? Optional.empty()
                : Optional.of(new AnomalyReading(task, domain, network.look(inputs, seen.size(), known)));
        List<SliceAnomaly> all = new ArrayList<>();
        int n = 0;
        for (int at = 0; at < some.size(); at++) {
            AnomalyPreparation.Prepared each = some.get(at);
            all.add(
                    each.view() == null
                            ? SliceAnomaly.refused(first + at, each.why())
                            : reading.orElseThrow().slice(first + at, n++, each));
        }
        return all;
    }

    private AnomalyFinding finding(SeriesAnomaly series, String basis, boolean complete, Provenance provenance) {
        AnomalyTask.Domain domain = series.domain();
        SliceAnomaly suspect = series.suspect();
        return new AnomalyFinding(
                UUID.randomUUID().toString(),
                task.label(),
                task.method(),
                domain.organ(),
                domain.modality(),
                basis,
                series.warning(),
                series.organs(),
                series.modalities(),
                series.perSlice(),
                suspect.slice(),
                suspect.score(),
                suspect.percentile(),
                domain.threshold(),
                suspect.above(),
                domain.thresholdRule(),
                domain.normals(),
                series.above(),
                series.aboveByChance(),
                domain.scale(),
                series.caution(),
                complete,
                provenance);
    }

    private Provenance provenance(AnomalyInput input, SeriesAnomaly series, Instant startedAt) throws Problem {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("method", task.method());
        parameters.put("organ", series.domain().organ());
        parameters.put("modality", series.domain().modality());
        parameters.put("threshold", series.domain().threshold());
        FrameSegmenter segmenter = preparation.segmenters().get(series.domain().regionModel());
        if (segmenter != null) {
            parameters.put("regionModel", segmenter.card().id());
            parameters.put("regionModelVersion", segmenter.card().version());
            parameters.put("regionModelSha256", segmenter.sha256());
        }
        parameters.put("regionsDrawn", input.regions().size());
        parameters.put("slicesLookedAt", series.perSlice().size());
        parameters.put("slices", input.stack().slices());
        double seconds = Duration.between(startedAt, Instant.now()).toMillis() / 1000.0;
        return new Provenance(
                model.card().id(),
                model.card().version(),
                sha256,
                room.engine(),
                device,
                input.sources(),
                parameters,
                startedAt,
                seconds);
    }

    @Override
    public void close() {
        network.close();
        preparation.segmenters().values().forEach(FrameSegmenter::close);
    }
}
