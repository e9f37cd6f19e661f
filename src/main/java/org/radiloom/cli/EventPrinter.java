package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.radiloom.train.run.RunSession;
import org.radiloom.train.run.TrainEvent;

/**
 * Prints the events of a run on a thread of its own: a reader that has gone or does not read cannot hold up the run. What
 * does not fit into the queue is not printed; the run folder has it.
 */
final class EventPrinter implements RunSession.Listener, AutoCloseable {
    private static final int WAITING = 1000;
    private static final long PATIENCE_SECONDS = 5;

    private final PrintWriter to;
    private final BiFunction<TrainEvent, ObjectNode, Optional<String>> form;
    private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(WAITING);
    private final Thread thread = new Thread(this::print, "radiloom-events");

    private EventPrinter(PrintWriter to, BiFunction<TrainEvent, ObjectNode, Optional<String>> form) {
        this.to = to;
        this.form = form;
        thread.setDaemon(true);
        thread.start();
    }

    /** One JSON object per line. */
    static EventPrinter json(PrintWriter to) {
        return new EventPrinter(to, (event, json) -> Optional.of(json.toString()));
    }

    /** Sentences; only now and then one about progress. How it failed is left to whoever ends the command. */
    static EventPrinter text(PrintWriter to) {
        EventWords words = new EventWords();
        return new EventPrinter(
                to, (event, json) -> event instanceof TrainEvent.Failed ? Optional.empty() : words.of(event));
    }

    @Override
    public void told(TrainEvent event, ObjectNode json) {
        form.apply(event, json).ifPresent(line -> lines.offer(Optional.of(line)));
    }

    private void print() {
        try {
            for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) {
                to.println(line.get());
                if (to.checkError()) {
                    // nobody reads any more
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a little for what is not printed yet. */
    @Override
    public void close() {
        try {
            if (lines.offer(Optional.empty(), 1, TimeUnit.SECONDS)) {
                thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
