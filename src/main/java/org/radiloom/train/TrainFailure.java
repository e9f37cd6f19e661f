package org.radiloom.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.DiskProblems;
import org.radiloom.train.run.TrainEvent;

/**
 * Why a run could not go on, in words that help.
 *
 * @param problem what a user can mend; empty for a defect of ours
 * @param event the last event of the run
 */
record TrainFailure(Optional<Problem> problem, TrainEvent.Failed event) {
    private static final int LEAST_BATCH = 2;

    /**
     * Understands what was thrown.
     *
     * @param config of the run, if it got that far
     */
    static TrainFailure of(Throwable thrown, Optional<RunConfig> config, Path run) {
        return switch (thrown) {
            case Problem problem -> of(problem, diverged(problem, config));
            // the constructor takes no null
            case UncheckedIOException e ->
                of(DiskProblems.unwritable("The run", run, Objects.requireNonNull(e.getCause())), null);
            case OutOfMemoryError e ->
                of(heap(config, e), config.map(TrainFailure::smaller).orElse(null));
            default -> {
                Throwable cause = thrown.getCause();
                if (config.isPresent() && (engineMemory(thrown) || cause != null && engineMemory(cause))) {
                    Map<String, String> retry = smaller(config.get());
                    yield of(engine(config.get(), retry, thrown), retry);
                }
                if (cause instanceof Problem || cause instanceof OutOfMemoryError || cause instanceof IOException) {
                    yield of(cause instanceof IOException e ? new UncheckedIOException(e) : cause, config, run);
                }
                yield new TrainFailure(
                        Optional.empty(),
                        new TrainEvent.Failed(
                                "defect",
                                "defect",
                                "Radiloom failed unexpectedly: " + thrown + ".",
                                "Report this with the last lines of the run's events.jsonl; --resume goes on from the"
                                        + " last checkpoint.",
                                null));
            }
        };
    }

    private static TrainFailure of(Problem problem, @Nullable Map<String, String> retry) {
        return new TrainFailure(
                Optional.of(problem),
                new TrainEvent.Failed(
                        problem.code(),
                        problem.kind().name().toLowerCase(Locale.ROOT),
                        String.valueOf(problem.getMessage()),
                        problem.remedy(),
                        retry));
    }

    /** The words with which PyTorch, the system's allocator and C++ say that there is no memory. */
    private static boolean engineMemory(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of(
                        "can't allocate memory",
                        "cannot allocate memory",
                        "not enough memory",
                        "out of memory",
                        "bad_alloc",
                        "bad allocation")
                .anyMatch(text::contains);
    }

    private static Problem engine(RunConfig config, Map<String, String> retry, Throwable cause) {
        StringBuilder words = new StringBuilder();
        retry.forEach(
                (key, value) -> words.append(" --set ").append(key).append('=').append(value));
        int crop = config.sampling().crop();
        return Problem.input(
                "engine.memory",
                "There is not enough memory for batches of " + config.train().batch() + " pieces of " + crop + " x "
                        + crop + " pixels.",
                "Close other programs, or lower train.batch or sampling.crop: start a new run with" + words + ".",
                cause);
    }

    private static Problem heap(Optional<RunConfig> config, OutOfMemoryError e) {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        return Problem.input(
                "train.heap",
                "The data do not fit into the " + heap + " MiB that Java may use.",
                "Start with RADILOOM_OPTS=-Xmx" + 2 * heap + "m"
                        + (config.isPresent() ? ", or lower train.batch or train.loaderThreads." : "."),
                e);
    }

    /** Half the batch and twice the accumulation: the same steps with less memory; then a smaller piece. */
    private static Map<String, String> smaller(RunConfig config) {
        Map<String, String> retry = new LinkedHashMap<>();
        int batch = config.train().batch();
        if (batch / 2 >= LEAST_BATCH) {
            retry.put("train.batch", Integer.toString(batch / 2));
            retry.put("train.accumulate", Integer.toString(2 * config.train().accumulate()));
        } else {
            int multiple = config.input().strideMultiple();
            int crop = Math.max(multiple, config.sampling().crop() / 2 / multiple * multiple);
            retry.put("sampling.crop", Integer.toString(crop));
        }
        return retry;
    }

    private static @Nullable Map<String, String> diverged(Problem problem, Optional<RunConfig> config) {
        return problem.code().equals("train.diverged") && config.isPresent()
                ? Map.of("optim.lr", Double.toString(config.get().optim().lr() / 10))
                : null;
    }
}
