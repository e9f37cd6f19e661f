package org.radiloom.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.EngineThreads;
import org.radiloom.problem.Problem;

/**
 * The one long-lived thread on which models run, and the devices it can use.
 *
 * <p>Every new thread that runs a network leaves native memory behind, and gradients are recorded on every thread that
 * does not switch them off; so there is one, born with the first request, and callers wait for it. The engine starts
 * there too, never on the thread of a window.
 */
public final class EngineRoom implements AutoCloseable {
    private final AtomicReference<@Nullable Thread> engineThread = new AtomicReference<>();
    private final ExecutorService lane = Executors.newSingleThreadExecutor(work -> {
        Thread thread = EngineThreads.newThread("radiloom-engine", work);
        engineThread.set(thread);
        return thread;
    });
    private final int threads;
    private final AtomicReference<@Nullable List<ComputeDevice>> devices = new AtomicReference<>();

    /** An engine room that uses all processors for one operation. */
    public EngineRoom() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** @param threads processors that one operation may use, at least 1 */
    public EngineRoom(int threads) {
        this.threads = threads;
    }

    /** Engine, version and thread count; starts the engine. */
    public String engine() throws Problem {
        return call(EngineCompat::describe);
    }

    /**
     * The devices that models can run on, the best first; each graphics card has been compared with the processor on a
     * real network. The first call takes about a second, later ones nothing.
     */
    public List<ComputeDevice> devices() throws Problem {
        List<ComputeDevice> known = devices.get();
        if (known != null) {
            return known;
        }
        List<ComputeDevice> found = call(() -> {
            List<ComputeDevice> tested = new ArrayList<>();
            for (ComputeDevice each : DeviceCheck.all()) {
                tested.add(each);
            }
            return List.copyOf(tested);
        });
        devices.set(found);
        return found;
    }

    /** The first device that passed its self-test. */
    public ComputeDevice bestDevice() throws Problem {
        return devices().stream()
                .filter(ComputeDevice::usable)
                .findFirst()
                .orElseThrow(() -> Problem.model(
                        "infer.device",
                        "The inference engine fails its self-test on this machine.",
                        "Run 'radiloom diagnostics --json' for the details."));
    }

    /** Speed of a large matrix product in GFLOP/s, the best of a few runs. */
    public double matmulGflops() throws Problem {
        return call(DeviceCheck::matmulGflops);
    }

    /** Runs {@code work} on the engine's thread and waits for it. */
    <T> T call(Callable<T> work) throws Problem {
        if (Thread.currentThread().equals(engineThread.get())) {
            throw new IllegalStateException("the engine's thread cannot wait for itself");
        }
        Future<T> result = lane.submit(() -> {
            prepare();
            return work.call();
        });
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw rethrow(java.util.Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private boolean prepared;

    /** On the engine's thread only. */
    private void prepare() throws Problem {
        if (!prepared) {
            EngineCompat.setThreads(threads);
            prepared = true;
        }
    }

    private static Problem rethrow(Throwable thrown) {
        return switch (thrown) {
            case Problem problem -> problem;
            case RuntimeException e -> throw e;
            case OutOfMemoryError e ->
                Problem.input(
                        "infer.memory",
                        "The model needs more memory than is free.",
                        "Close other programs or studies and try again.",
                        e);
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        };
    }

    /** Lets the work under way finish and takes no more. */
    @Override
    public void close() {
        lane.shutdown();
    }
}
