package org.radiloom.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.radiloom.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what each file holds, or why it cannot be read: one line a file, in order of path. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Says what DICOM files hold, or why they cannot be read.")
final class InfoCommand implements Callable<Integer> {
    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders; folders are read recursively.")
    private List<Path> paths;

    @Option(names = "--pixels", description = "Decode all pixels and give their smallest, largest and mean value.")
    private boolean pixels;

    @Option(names = "--json", description = "Print JSON lines.")
    private boolean json;

    @Override
    public Integer call() throws Problem {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> files = FilesUnder.paths(paths);
        var failed = new AtomicInteger();
        files.parallelStream().map(file -> FileInfo.of(file, pixels)).forEachOrdered(info -> {
            if (!info.ok()) {
                failed.incrementAndGet();
            }
            out.println(json ? line(info) : info.sentence());
            out.flush();
        });
        if (failed.get() == 0) {
            return ExitCode.DONE;
        }
        return failed.get() == files.size() ? ExitCode.INPUT : ExitCode.PARTLY;
    }

    private static String line(FileInfo info) {
        try {
            return JSON.writeValueAsString(info);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
