package org.radiloom.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.TrainEvent;

/** A process that trains and says a line after every checkpoint, until it is done or killed. */
final class KilledRun {
    private KilledRun() {}

    /** @param args data set folder, run folder, new or resume, then settings KEY=VALUE */
    public static void main(String[] args) throws Problem {
        Map<String, String> changes = new LinkedHashMap<>();
        for (int at = 3; at < args.length; at++) {
            String[] change = args[at].split("=", 2);
            changes.put(change[0], change[1]);
        }
        Trainer.train(
                new Trainer.Task(
                        RunConfig.of("mandi/micro", changes),
                        Path.of(args[0]).resolve("manifest.jsonl"),
                        Path.of(args[1]),
                        "radiloom train",
                        args[2].equals("resume")),
                event -> {
                    if (event instanceof TrainEvent.Saved) {
                        System.out.println("saved");
                    }
                },
                Progress.NONE);
        System.out.println("done");
    }
}
