package org.radiloom.train.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/**
 * The right to train into a folder: held by one process, given back by the system when that process ends in whatever
 * way.
 *
 * <p>Two witnesses: the process named in {@code process.json}, and a lock of the operating system on {@code run.lock}
 * for two that start in the same moment. File systems without locks leave the first one.
 */
public final class RunLease implements AutoCloseable {
    static final String FILE = "run.lock";

    private final @Nullable FileChannel channel;

    private RunLease(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, which must exist.
     *
     * @throws Problem {@code run.busy} if another process is at work in it; {@code run.folder} if it cannot be written
     */
    public static RunLease take(Path run) throws Problem {
        Optional<RunStatus> other = RunStatus.of(run);
        if (other.isPresent() && other.get().state().live()) {
            throw busy(
                    run, "process " + other.get().pid() + " on " + other.get().host());
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(run.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw DiskProblems.unwritable("The run folder", run, e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw busy(run, "another process");
            }
        } catch (OverlappingFileLockException e) {
            throw busy(run, "this process");
        } catch (IOException e) {
            // a file system without locks: process.json alone must do
            return new RunLease(channel);
        }
        return new RunLease(channel);
    }

    private static Problem busy(Path run, String who) {
        return Problem.usage(
                "run.busy",
                "In the folder " + run + " a training is at work (" + who + ").",
                "Watch it with --watch, stop it first, or choose another folder.");
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
