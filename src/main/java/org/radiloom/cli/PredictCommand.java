package org.radiloom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.VolumeSegmenter;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import org.radiloom.review.Eligibility;
import org.radiloom.review.FindingsJson;
import org.radiloom.review.ReviewFinding;
import org.radiloom.review.SeriesInputs;
import org.radiloom.study.LoadedStack;
import org.radiloom.study.Series;
import org.radiloom.study.SeriesLoader;
import org.radiloom.train.CandidatePackage;
import org.radiloom.train.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code radiloom predict}: one model on one input, raw outputs. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Runs one model on one series and writes probabilities, mask and provenance.")
final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "ID|DIR", description = "Model, package or run folder.")
    private String model = "";

    @Option(names = "--in", required = true, paramLabel = "PATH", description = "DICOM folder or NIfTI file.")
    private Path in = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the outputs go.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Problem {
        Path folder = Path.of(model);
        ModelPackage chosen = RunFolder.isOne(folder)
                ? CandidatePackage.of(RunFolder.open(folder), "best")
                : ModelRegistry.installed().find(model);
        try (var progress = new Reporting(spec.commandLine().getErr());
                var room = new EngineRoom()) {
            Series series = eligible(
                    chosen,
                    Inputs.read(List.of(in), progress).studies().stream()
                            .map(Inputs::declaredCt)
                            .flatMap(study -> study.series().stream())
                            .toList());
            SeriesLoader loader = SeriesLoader.withHalfTheMemory(Runnable::run);
            try (VolumeSegmenter segmenter = VolumeSegmenter.open(room, chosen);
                    LoadedStack stack = loader.openOnDemand(series)) {
                VolumeSegmenter.Outlined outlined = segmenter.outline(stack, SeriesInputs.of(series), progress);
                Files.createDirectories(out);
                Nifti.write(out.resolve("mask.nii.gz"), outlined.finding().mask());
                Nifti.write(
                        out.resolve("probability.nii.gz"),
                        VolumeStack.ofFloats(
                                outlined.probabilities().grid(),
                                outlined.probabilities().values(),
                                ValueUnit.RAW));
                String json = Printed.json(FindingsJson.finding(
                        new ReviewFinding(series, outlined.finding()), java.util.Map.of("nifti", "mask.nii.gz")));
                Files.writeString(out.resolve("prediction.json"), json + "\n");
                spec.commandLine().getOut().println(json);
            }
        } catch (IOException e) {
            throw Problem.input("file.unwritable", out + " cannot be written.", "Choose another folder.", e);
        }
        return ExitCode.DONE;
    }

    /** The eligible series with the most slices. */
    private static Series eligible(ModelPackage model, List<Series> all) throws Problem {
        List<Series> bySize = all.stream()
                .sorted(java.util.Comparator.comparingInt(Series::slices).reversed())
                .toList();
        for (Series series : bySize) {
            if (Eligibility.objection(model.card(), series).isEmpty()) {
                return series;
            }
        }
        Optional<String> why = Eligibility.objection(model.card(), bySize.getFirst());
        throw Problem.model(
                "model.ineligible",
                "The model '" + model.card().id() + "' was not run. " + why.orElse(""),
                "Choose a series that the model is made for.");
    }
}
