package org.radiloom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiloom.dicom.seg.CtSeriesHeader;
import org.radiloom.dicom.seg.CtSeriesWriter;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code radiloom data convert}: a CT volume in NIfTI as a DICOM series, values and places unchanged; a manifest as CSV or
 * JSON lines, with the same columns.
 */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description =
                "Writes a CT volume in NIfTI (Hounsfield units) as a DICOM CT series, or a manifest in its other form.")
final class DataConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Volume, .nii or .nii.gz; or manifest, .jsonl or .csv.")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR|FILE",
            description = "Folder for the DICOM files; or the manifest to write, .csv or .jsonl.")
    private Path out = Path.of("");

    @Option(
            names = "--slices",
            paramLabel = "FROM-TO",
            description = "Only these slices, counted from 1 at the feet, both included.")
    private Optional<String> slices = Optional.empty();

    @Option(names = "--patient", paramLabel = "ID", defaultValue = "anonymous", description = "Pseudonym.")
    private String patient = "";

    @Option(names = "--description", paramLabel = "TEXT", defaultValue = "CT", description = "Series description.")
    private String description = "";

    @Option(names = "--body-part", paramLabel = "WORD", defaultValue = "", description = "Body part examined.")
    private String bodyPart = "";

    @Option(
            names = "--deidentification",
            paramLabel = "TEXT",
            defaultValue = "NIfTI holds no identity",
            description = "How the identity of the patient was removed.")
    private String deidentification = "";

    @Option(
            names = "--regions-as",
            paramLabel = "STRUCTURE",
            description =
                    "Of a manifest: makes the regions to analyse the masks to learn, and calls what is inside so.")
    private Optional<String> regionsAs = Optional.empty();

    @Option(
            names = "--same-patient",
            paramLabel = "ID=ID",
            description = "Of a manifest: these patients are one person; may be given several times.")
    private List<String> samePatients = List.of();

    @Override
    public Integer call() throws Problem {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".jsonl") || name.endsWith(".csv")) {
            return convertManifest();
        }
        VolumeStack upright = upright(Nifti.read(file, ValueUnit.HOUNSFIELD));
        VolumeStack chosen = slices.isEmpty() ? upright : cropped(upright, slices.get());
        var header = new CtSeriesHeader(
                patient + "^",
                patient,
                description,
                description,
                bodyPart,
                "Converted from NIfTI " + file.getFileName(),
                deidentification,
                RadiloomCommand.Version.current(),
                LocalDateTime.now());
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw Problem.input("file.unwritable", out + " cannot be made.", "Choose another folder.", e);
        }
        CtSeriesWriter.write(chosen, out, header);
        spec.commandLine().getOut().println("wrote " + chosen.slices() + " slices to " + out);
        return ExitCode.DONE;
    }

    private Integer convertManifest() throws Problem {
        String target = String.valueOf(out.getFileName());
        if (!target.endsWith(".csv") && !target.endsWith(".jsonl")) {
            throw new ParameterException(spec.commandLine(), "--out wants the name of a .csv or .jsonl file");
        }
        Manifest source = Manifest.read(file)
                .withSamePatients(
                        samePatients.stream().map(s -> List.of(s.split("="))).toList());
        Manifest manifest = regionsAs.isPresent() ? source.ofRegions(regionsAs.get()) : source;
        manifest.write(out);
        int left = source.entries().size() - manifest.entries().size();
        if (left > 0) {
            spec.commandLine().getErr().println(left + " samples without a region are left out.");
        }
        spec.commandLine().getOut().println("wrote " + manifest.entries().size() + " samples to " + out);
        return ExitCode.DONE;
    }

    private VolumeStack cropped(VolumeStack stack, String range) throws Problem {
        if (!range.matches("\\d{1,6}-\\d{1,6}")) {
            throw new ParameterException(spec.commandLine(), "--slices wants FROM-TO, such as 20-80");
        }
        int from = Integer.parseInt(range.substring(0, range.indexOf('-')));
        int to = Integer.parseInt(range.substring(range.indexOf('-') + 1));
        if (from < 1 || to < from || to > stack.slices()) {
            throw Problem.usage(
                    "data.slices",
                    "The volume has slices 1 to " + stack.slices() + ", not " + range + ".",
                    "Choose a part of them.");
        }
        var kept = new ArrayList<GreySlice>();
        for (int k = from - 1; k < to; k++) {
            kept.add(stack.slice(k));
        }
        Geometry grid = stack.geometry().orElseThrow();
        return VolumeStack.of(
                kept,
                Optional.of(grid.crop(0, 0, from - 1, grid.columns(), grid.rows(), kept.size())),
                ValueUnit.HOUNSFIELD);
    }

    /** The same voxels, axes reversed where needed so that columns run to the left, rows to the back, slices up. */
    private VolumeStack upright(VolumeStack stack) throws Problem {
        Geometry g = stack.geometry()
                .orElseThrow(() -> Problem.input(
                        "data.place", file + " does not say where its voxels lie.", "Add an affine to the file."));
        boolean i = g.columnStep().x() < 0;
        boolean j = g.rowStep().y() < 0;
        boolean k = g.sliceStep().z() < 0;
        Geometry turned = new Geometry(
                g.columns(),
                g.rows(),
                g.slices(),
                g.toPatient(i ? g.columns() - 1 : 0, j ? g.rows() - 1 : 0, k ? g.slices() - 1 : 0),
                signed(g.columnStep(), i),
                signed(g.rowStep(), j),
                signed(g.sliceStep(), k));
        float[] values = new float[Math.toIntExact(g.voxels())];
        int at = 0;
        for (int z = 0; z < g.slices(); z++) {
            Slice slice = stack.slice(k ? g.slices() - 1 - z : z);
            for (int y = 0; y < g.rows(); y++) {
                for (int x = 0; x < g.columns(); x++) {
                    values[at++] = ((GreySlice) slice).valueAt(i ? g.columns() - 1 - x : x, j ? g.rows() - 1 - y : y);
                }
            }
        }
        return VolumeStack.ofFloats(turned, values, ValueUnit.HOUNSFIELD);
    }

    private static Vec3 signed(Vec3 step, boolean reversed) {
        return reversed ? step.times(-1) : step;
    }
}
