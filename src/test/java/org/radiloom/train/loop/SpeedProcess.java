package org.radiloom.train.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.radiloom.train.run.WorkerCommand;

/** One side of the speed comparison, a process that answers one line with one line of JSON. */
final class SpeedProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    private SpeedProcess(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_") || name.equals("GLIBC_TUNABLES"));
        builder.environment().putAll(environment);
        process = builder.start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Ours, started in the way in which training workers are.
     *
     * @param options of Java, which count more than the worker's own
     */
    static SpeedProcess ours(String... options) throws IOException {
        WorkerCommand worker = WorkerCommand.likeThisProcess();
        List<String> command = new ArrayList<>(worker.program());
        // Linux shares processors between sessions first: both sides must be in the same one
        command.removeIf(word -> word.endsWith("/setsid"));
        command.set(command.size() - 1, SpeedWorker.class.getName());
        command.addAll(command.indexOf("-cp"), List.of(options));
        return new SpeedProcess(command, worker.environment());
    }

    /** Debian's Python with its PyTorch, whose waiting threads do not spin either. */
    static SpeedProcess python(Path script) throws IOException {
        return new SpeedProcess(List.of("/usr/bin/python3", script.toString()), Map.of("OMP_WAIT_POLICY", "passive"));
    }

    JsonNode ask(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("the other side ended at '" + line + "'");
        }
        return JSON.readTree(answer);
    }

    /** Ends it: its input ends. */
    @Override
    public void close() throws IOException {
        in.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
