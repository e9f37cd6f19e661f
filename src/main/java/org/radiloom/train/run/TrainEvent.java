package org.radiloom.train.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a training run tells: one JSON object per line, on standard output with {@code --events json} and always
 * in the run folder's {@code events.jsonl}. The key {@code event} says which kind it is; {@code at} (UTC, ISO 8601) is
 * added when it is written. Readers must ignore keys and kinds that they do not know; a key without a value is left out.
 *
 * <p>Epochs and steps count from 1; a {@code step} is one batch. No event holds a patient's name or id.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainEvent.Plan.class, name = "plan"),
    @JsonSubTypes.Type(value = TrainEvent.Stage.class, name = "stage"),
    @JsonSubTypes.Type(value = TrainEvent.Epoch.class, name = "epoch"),
    @JsonSubTypes.Type(value = TrainEvent.Step.class, name = "progress"),
    @JsonSubTypes.Type(value = TrainEvent.Metrics.class, name = "metrics"),
    @JsonSubTypes.Type(value = TrainEvent.Sample.class, name = "sample"),
    @JsonSubTypes.Type(value = TrainEvent.Saved.class, name = "checkpoint"),
    @JsonSubTypes.Type(value = TrainEvent.Warning.class, name = "warning"),
    @JsonSubTypes.Type(value = TrainEvent.Done.class, name = "done"),
    @JsonSubTypes.Type(value = TrainEvent.Failed.class, name = "failed")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface TrainEvent {
    /**
     * Once per process, when data and network stand and before the first step.
     *
     * @param preset name of the stored configuration
     * @param parameters numbers that the network learns
     * @param data counts by name, such as {@code trainSamples}, {@code valSamples} and {@code positiveSlices}
     * @param epochs most epochs of the whole run
     * @param startEpoch the epoch that comes first: 1, or another after {@code --resume}
     * @param batches of the first epoch
     * @param batchSize samples of a full batch
     * @param split SHA-256 of the split's lines
     * @param engine name and version
     * @param threads of the engine
     * @param pid of the training process
     * @param run absolute path of the run folder
     * @param processor what computes, in words
     */
    record Plan(
            String preset,
            long parameters,
            Map<String, Long> data,
            int epochs,
            int startEpoch,
            int batches,
            int batchSize,
            String split,
            String engine,
            int threads,
            long pid,
            String run,
            String processor)
            implements TrainEvent {
        public Plan {
            data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }
    }

    /**
     * What follows belongs to another part of the run, with epochs of its own from 1; only in runs of more than one part.
     *
     * @param stage {@code pretext}, in which an encoder learns without labels, or {@code segmentation}
     * @param epochs most epochs of this part
     */
    record Stage(String stage, int epochs) implements TrainEvent {}

    /**
     * An epoch begins.
     *
     * @param of most epochs of the run
     * @param lr learning rate of its first step
     * @param batches of this epoch
     */
    record Epoch(int epoch, int of, double lr, int batches) implements TrainEvent {}

    /**
     * How far the run is: about one a second while it computes, and one at every pause and resumption.
     *
     * @param step batches of this epoch that are done
     * @param of batches of this epoch
     * @param imagesPerSecond since the last such event; 0 while nothing was computed
     * @param lr learning rate now
     * @param loss mean over this epoch so far; absent before the first finite one
     * @param secondsLeft estimate for the whole run, validation included; absent before there is one
     * @param busyShare share of the time that the engine computed instead of waiting for data, 0 to 1
     * @param paused whether the run waits for {@code resume}
     */
    record Step(
            int epoch,
            int step,
            int of,
            double imagesPerSecond,
            double lr,
            @Nullable Double loss,
            @Nullable Double secondsLeft,
            @Nullable Double busyShare,
            boolean paused)
            implements TrainEvent {}

    /**
     * An epoch in figures; the same as its line in {@code metrics.csv}.
     *
     * @param trainLoss mean over the epoch
     * @param losses mean of each term of the loss before its weight, by name
     * @param figures of the validation patients by name, such as {@code valDice}; empty when the epoch was not validated
     * @param monitor which figure chooses the best epoch; absent when there is nothing to validate on
     * @param best whether this is the best epoch so far
     * @param seconds of the whole epoch, validation included
     * @param processorSeconds that the process used meanwhile
     * @param skipped batches left out because they were not finite
     */
    record Metrics(
            int epoch,
            double lr,
            double trainLoss,
            Map<String, Double> losses,
            double gradientNorm,
            Map<String, Double> figures,
            @Nullable String monitor,
            boolean best,
            double seconds,
            double processorSeconds,
            double samplesPerSecond,
            int skipped)
            implements TrainEvent {
        public Metrics {
            losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
            figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        }
    }

    /**
     * A picture of one fixed validation slice was written: the image with the outline of the reference and of what the
     * network finds now.
     *
     * @param index from 1; the same index shows the same slice in every epoch
     * @param file below the run folder, with forward slashes
     */
    record Sample(int epoch, int index, String file) implements TrainEvent {}

    /**
     * A checkpoint was saved.
     *
     * @param epoch whole epochs in it
     * @param batch batches of the next epoch in it; 0 between epochs
     * @param step optimiser steps in it
     * @param names {@code last}, or {@code last} and {@code best}
     */
    record Saved(int epoch, int batch, long step, List<String> names) implements TrainEvent {
        public Saved {
            names = List.copyOf(names);
        }
    }

    /**
     * Something odd that does not end the run.
     *
     * @param code stable dotted name, such as {@code train.skipped}
     */
    record Warning(String code, String message) implements TrainEvent {}

    /** Why a run ended in order. */
    enum Outcome {
        /** All epochs are done. */
        @JsonProperty("finished")
        FINISHED,
        /** The validation result had stopped getting better. */
        @JsonProperty("early")
        EARLY,
        /** Asked to stop; a checkpoint was saved and {@code --resume} goes on from it. */
        @JsonProperty("stopped")
        STOPPED
    }

    /**
     * The last event of a run that ended in order.
     *
     * @param epochs whole epochs done
     * @param bestEpoch 0 when none was validated
     * @param best the monitored figure of that epoch; absent when none was validated
     * @param monitor name of that figure; absent when there is nothing to validate on
     */
    record Done(
            Outcome outcome,
            int epochs,
            int bestEpoch,
            @Nullable Double best,
            @Nullable String monitor) implements TrainEvent {}

    /**
     * The last event of a run that could not go on.
     *
     * @param code stable dotted name
     * @param kind {@code usage} (the request), {@code input} (data, disk, memory), {@code model}, or {@code defect} (ours)
     * @param message what happened, to which file
     * @param remedy what to do next
     * @param retry settings with which another attempt has better prospects, by dotted key; absent when there are none
     */
    record Failed(
            String code,
            String kind,
            String message,
            String remedy,
            @Nullable Map<String, String> retry) implements TrainEvent {
        public Failed {
            retry = retry == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(retry));
        }
    }

    /** As JSON, without {@code at}; the caller owns the tree. */
    default ObjectNode json() {
        return Codec.MAPPER.valueToTree(this);
    }

    /** Understands one line; empty if it is no event of a kind known here, which a reader skips. */
    static Optional<TrainEvent> parse(String line) {
        try {
            return Optional.ofNullable(Codec.MAPPER.readValue(line, TrainEvent.class));
        } catch (JsonProcessingException e) {
            // a newer program may tell more than this one knows
            return Optional.empty();
        }
    }

    /** How events become JSON and back. */
    final class Codec {
        private static final ObjectMapper MAPPER = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        private Codec() {}
    }
}
