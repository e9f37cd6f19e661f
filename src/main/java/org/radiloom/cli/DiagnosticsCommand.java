package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.radiloom.infer.ComputeDevice;
import org.radiloom.infer.EngineRoom;
import org.radiloom.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code radiloom diagnostics}: machine, engine, devices and their self-tests, and how fast things go here. */
@Command(
        name = "diagnostics",
        mixinStandardHelpOptions = true,
        description = "Describes machine, engine and devices; with --bench measures them.")
final class DiagnosticsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--bench",
            description =
                    "Measure import, the window, rendering and inference too; takes two or three minutes and 600 MB in the folder for temporary files.")
    private boolean bench;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--window", hidden = true, description = "Measure the window on a series, in this process.")
    private @Nullable Path series;

    @ParentCommand
    private RadiloomCommand parent = new RadiloomCommand();

    @Override
    public Integer call() throws Problem {
        if (series != null) {
            parent.measureWindow(series);
            return ExitCode.DONE;
        }
        try (var room = new EngineRoom()) {
            ObjectNode tree = Printed.MAPPER.createObjectNode();
            tree.put("version", RadiloomCommand.Version.current());
            tree.put("jdk", System.getProperty("java.vm.vendor") + " " + Runtime.version());
            tree.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
            tree.put("processors", Runtime.getRuntime().availableProcessors());
            tree.put("heapMiB", Runtime.getRuntime().maxMemory() >> 20);
            tree.put("engine", room.engine());
            ArrayNode devices = tree.putArray("devices");
            boolean usable = false;
            for (ComputeDevice device : room.devices()) {
                devices.addObject().put("id", device.id()).put("selfTest", device.selfTest());
                usable |= device.usable();
            }
            if (bench) {
                tree.set("bench", new Benchmarks(room, spec.commandLine().getErr()).run());
            }
            print(tree);
            return usable ? ExitCode.DONE : ExitCode.DEFECT;
        }
    }

    private void print(ObjectNode tree) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Printed.json(tree));
            return;
        }
        tree.properties().forEach(each -> {
            if (each.getValue().isValueNode()) {
                out.println(each.getKey() + ": " + each.getValue().asText());
            } else {
                out.println(each.getKey() + ":");
                each.getValue()
                        .properties()
                        .forEach(inner -> out.println("  " + inner.getKey() + ": " + inner.getValue()));
                each.getValue().elements().forEachRemaining(inner -> {
                    if (inner.has("id")) {
                        out.println("  " + inner.path("id").asText() + ": "
                                + inner.path("selfTest").asText());
                    }
                });
            }
        });
    }
}
