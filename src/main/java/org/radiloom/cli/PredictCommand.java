package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.FrameOutline;
import org.radiloom.infer.VolumeSegmenter;
import org.radiloom.job.Progress;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.model.SegmentationTask;
import org.radiloom.problem.Problem;
import org.radiloom.review.AnomalyFiles;
import org.radiloom.review.Eligibility;
import org.radiloom.review.FindingsJson;
import org.radiloom.review.PictureMask;
import org.radiloom.review.Review;
import org.radiloom.review.ReviewFinding;
import org.radiloom.review.SeriesInputs;
import org.radiloom.study.LoadedStack;
import org.radiloom.study.Series;
import org.radiloom.study.SeriesLoader;
import org.radiloom.train.CandidatePackage;
import org.radiloom.train.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code radiloom predict}: one model on one input, raw outputs. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Runs one model on one series and writes its raw answer with provenance.")
final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "ID|DIR", description = "Model, package or run folder.")
    private String model = "";

    @Option(
            names = "--in",
            required = true,
            paramLabel = "PATH",
            description = "DICOM file or folder, NIfTI file or picture.")
    private Path in = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the outputs go.")
    private Path out = Path.of("");

    @Mixin
    private ReaderOptions reader = new ReaderOptions();

    @Override
    public Integer call() throws Problem {
        Path folder = Path.of(model);
        ModelPackage chosen = RunFolder.isOne(folder)
                ? CandidatePackage.of(RunFolder.open(folder), "best")
                : ModelRegistry.installed().find(model);
        try (var progress = new Reporting(spec.commandLine().getErr());
                var room = new EngineRoom()) {
            List<Series> all = Inputs.read(List.of(in), progress).studies().stream()
                    .map(Inputs::declaredCt)
                    .map(reader::declared)
                    .flatMap(study -> study.series().stream())
                    .sorted(Comparator.comparingInt(Series::slices).reversed())
                    .toList();
            Files.createDirectories(out);
            String json =
                    switch (chosen.card().task()) {
                        case SegmentationTask task ->
                            task.ofPictures()
                                    ? outline(room, chosen, all.getFirst())
                                    : volume(room, chosen, eligible(chosen, all), progress);
                        case GradingTask task -> grade(room, chosen, eligible(chosen, all), progress);
                        case AnomalyTask task -> anomaly(room, chosen, eligible(chosen, all), progress);
                    };
            Files.writeString(out.resolve("prediction.json"), json + "\n");
            spec.commandLine().getOut().println(json);
        } catch (IOException e) {
            throw Problem.input("file.unwritable", out + " cannot be written.", "Choose another folder.", e);
        }
        return ExitCode.DONE;
    }

    private String volume(EngineRoom room, ModelPackage chosen, Series series, Progress progress) throws Problem {
        SeriesLoader loader = SeriesLoader.withHalfTheMemory(Runnable::run);
        try (VolumeSegmenter segmenter = VolumeSegmenter.open(room, chosen);
                LoadedStack stack = loader.openOnDemand(series)) {
            VolumeSegmenter.Outlined outlined = segmenter.outline(stack, SeriesInputs.of(series), progress);
            Nifti.write(out.resolve("mask.nii.gz"), outlined.finding().mask());
            Nifti.write(
                    out.resolve("probability.nii.gz"),
                    VolumeStack.ofFloats(
                            outlined.probabilities().grid(),
                            outlined.probabilities().values(),
                            ValueUnit.RAW));
            return Printed.json(FindingsJson.finding(
                    new ReviewFinding(series, outlined.finding()), Map.of("nifti", "mask.nii.gz")));
        }
    }

    /** The first frame; the probability in 255ths, before any piece is left out. */
    private String outline(EngineRoom room, ModelPackage chosen, Series series) throws Problem {
        try (var review = new Review(room, SeriesLoader.withHalfTheMemory(Runnable::run))) {
            FrameOutline outline = review.outline(series, chosen, 0);
            Geometry grid = Geometry.axial(outline.columns(), outline.rows(), 1, 1, 1, 1);
            PictureMask.write(
                    out.resolve("mask.png"), Mask.of(grid, outline.inside().clone()));
            int[] pixels = new int[outline.probabilities().length];
            long inside = 0;
            for (int at = 0; at < pixels.length; at++) {
                pixels[at] = 0x010101 * Math.round(255 * outline.probabilities()[at]);
                inside += outline.inside()[at];
            }
            PictureFile.writePng(out.resolve("probability.png"), pixels, outline.columns(), outline.rows());
            ObjectNode node = Printed.MAPPER.createObjectNode();
            node.put("model", chosen.card().id());
            node.put("sha256", chosen.verifyWeights());
            node.put("kind", "outline");
            node.put("columns", outline.columns());
            node.put("rows", outline.rows());
            node.put("shareOfFrame", (double) inside / pixels.length);
            return Printed.json(node);
        }
    }

    private String grade(EngineRoom room, ModelPackage chosen, Series series, Progress progress) throws Problem {
        try (var review = new Review(room, SeriesLoader.withHalfTheMemory(Runnable::run))) {
            ReviewFinding found = review.run(series, chosen, reader.stated(), progress, partial -> {});
            return Printed.json(FindingsJson.finding(found, Map.of()));
        }
    }

    private String anomaly(EngineRoom room, ModelPackage chosen, Series series, Progress progress) throws Problem {
        SeriesLoader loader = SeriesLoader.withHalfTheMemory(Runnable::run);
        try (var review = new Review(room, loader)) {
            ReviewFinding found = review.run(series, chosen, reader.stated(), progress, partial -> {});
            Map<String, String> files = found.finding() instanceof AnomalyFinding anomaly
                    ? AnomalyFiles.write(out, "anomaly", series, anomaly, loader)
                    : Map.of();
            return Printed.json(FindingsJson.finding(found, files));
        }
    }

    /** The eligible series with the most slices. */
    private static Series eligible(ModelPackage model, List<Series> bySize) throws Problem {
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
