package org.radiloom.train.crossvalidation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.RunFolder;
import org.radiloom.train.Split;
import org.radiloom.train.TrainWorker;
import org.radiloom.train.classify.RunPredictor;
import org.radiloom.train.loop.TrainEnd;
import org.radiloom.train.run.RunControl;
import org.radiloom.train.run.RunSession;

/** Folds that are trained in this process, one after the other. */
public final class TrainedFolds implements FoldWork {
    private final FoldPlan plan;
    private final RunControl control;
    private final RunSession.Listener listener;
    private final BiConsumer<FoldResult, Boolean> told;

    /**
     * @param control may stop the fold under way with a checkpoint
     * @param listener told every event of every fold
     * @param told every finished fold, and whether it was finished before
     */
    public TrainedFolds(
            FoldPlan plan, RunControl control, RunSession.Listener listener, BiConsumer<FoldResult, Boolean> told) {
        this.plan = plan;
        this.control = control;
        this.listener = listener;
        this.told = told;
    }

    @Override
    public boolean train(Map<String, String> changes, Path run, boolean resume) throws Problem {
        if (control.stopping()) {
            return false;
        }
        TrainEnd end = new TrainWorker(control, listener)
                .run(new TrainWorker.Order(
                        plan.preset(), plan.profile(), changes, plan.manifest(), run, resume, plan.command()));
        return end.reason() != TrainEnd.Reason.STOPPED;
    }

    @Override
    public Answers answers(Path run) throws Problem {
        RunFolder folder = RunFolder.open(run);
        Manifest manifest = Manifest.read(plan.manifest());
        Map<String, Split.Line> parts = Split.parse(folder.splitLines());
        // without a validation part nothing is best
        boolean asked = Files.isDirectory(folder.checkpoint(plan.checkpoint()));
        try (RunPredictor predictor = RunPredictor.open(folder, asked ? plan.checkpoint() : "last")) {
            // what was learned from says nothing about temperatures
            List<ManifestEntry> unseen =
                    folder.readConfig().data().learnFromVal() ? List.of() : of(manifest, parts, Split.Part.VAL);
            return new Answers(
                    predictor.classes(manifest),
                    predictor.answers(manifest, unseen, Progress.NONE),
                    predictor.answers(manifest, of(manifest, parts, Split.Part.TEST), Progress.NONE));
        }
    }

    private static List<ManifestEntry> of(Manifest manifest, Map<String, Split.Line> parts, Split.Part part) {
        List<ManifestEntry> entries = new ArrayList<>();
        for (ManifestEntry entry : manifest.entries()) {
            Split.Line line = parts.get(entry.sampleId());
            if (line != null && line.part() == part) {
                entries.add(entry);
            }
        }
        return entries;
    }

    @Override
    public void finished(FoldResult fold, boolean kept) {
        told.accept(fold, kept);
    }
}
