package org.radiloom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.radiloom.dicom.ConfidentialityOption;
import org.radiloom.dicom.deident.DeidentificationKey;
import org.radiloom.dicom.deident.DeidentificationSettings;
import org.radiloom.dicom.deident.Deidentifier;
import org.radiloom.dicom.deident.PixelMask;
import org.radiloom.dicom.deident.ScannerMasks;
import org.radiloom.home.Home;
import org.radiloom.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes DICOM files anew without identities; one bad file never stops the rest. */
@Command(
        name = "deidentify",
        mixinStandardHelpOptions = true,
        description = {
            "Writes DICOM files anew without identities (DICOM PS3.15, Basic Profile) and looks whether any is left.",
            "Files with writing in their pixels need a mask, which is kept for the scanner."
        })
final class DeidentifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders; folders are read recursively.")
    private List<Path> paths;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the new files go.")
    private Path out;

    @Option(
            names = "--retain",
            split = ",",
            paramLabel = "WHAT",
            description = "What stays: dates or shifted-dates, uids, device, institution, patient.")
    private List<String> retain = new ArrayList<>();

    @Option(
            names = "--mask",
            paramLabel = "X,Y,W,H",
            description = "Blacken a box of pixels in every frame; may be given more than once.")
    private List<String> boxes = new ArrayList<>();

    @Option(
            names = "--fan",
            paramLabel = "X,Y,R0,R1,A0,A1",
            description = "Blacken all outside of a sector: apex, radii in pixels, angles in degrees (0 points down).")
    private Optional<String> fan = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Secret for new UIDs and names, made if it is not there; without it every run has its own.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where masks are kept; without it the user's own folder.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws Problem {
        Set<ConfidentialityOption> retained = retained();
        Optional<PixelMask> mask = mask();
        List<Path> files = FilesUnder.paths(paths);
        checkPlace();
        var settings = new DeidentificationSettings(
                retained,
                key.isPresent() ? DeidentificationKey.in(key.get()) : DeidentificationKey.random(),
                mask,
                new ScannerMasks(data.orElseGet(() -> Home.standard().data())));
        var report = new DeidentificationReport(settings, files.size());
        PrintWriter err = spec.commandLine().getErr();
        try (var progress = new Reporting(err)) {
            var deidentifier = new Deidentifier(settings, out);
            for (int n = 0; n < files.size(); n++) {
                if (progress.cancelled()) {
                    throw new CancellationException();
                }
                progress.report((double) n / files.size(), "file " + (n + 1) + " of " + files.size());
                try {
                    report.written(deidentifier.deidentify(files.get(n)));
                } catch (Problem problem) {
                    report.failed(n, files.get(n), problem);
                    if (!Deidentifier.leavesOut(problem)) {
                        err.println("radiloom: " + problem.sentence());
                    }
                }
            }
        }
        report.write(out);
        spec.commandLine().getOut().print(json ? report.json() : report.text(out));
        spec.commandLine().getOut().flush();
        return report.exitCode();
    }

    /** Results among the originals would be taken for originals, and a secret among the results would go with them. */
    private void checkPlace() {
        Path place = out.toAbsolutePath().normalize();
        for (Path path : paths) {
            if (place.startsWith(path.toAbsolutePath().normalize())) {
                throw new ParameterException(
                        spec.commandLine(), "--out lies within " + path + "; choose another folder");
            }
        }
        if (key.isPresent() && key.get().toAbsolutePath().normalize().startsWith(place)) {
            throw new ParameterException(spec.commandLine(), "--key lies within --out; choose another folder");
        }
    }

    private Set<ConfidentialityOption> retained() {
        Set<ConfidentialityOption> retained = EnumSet.noneOf(ConfidentialityOption.class);
        for (String word : retain) {
            retained.add(
                    switch (word.strip()) {
                        case "dates" -> ConfidentialityOption.DATES;
                        case "shifted-dates" -> ConfidentialityOption.SHIFTED_DATES;
                        case "uids" -> ConfidentialityOption.UIDS;
                        case "device" -> ConfidentialityOption.DEVICE;
                        case "institution" -> ConfidentialityOption.INSTITUTION;
                        case "patient" -> ConfidentialityOption.PATIENT;
                        default ->
                            throw new ParameterException(
                                    spec.commandLine(),
                                    "--retain knows dates, shifted-dates, uids, device, institution and patient, not "
                                            + word);
                    });
        }
        if (retained.contains(ConfidentialityOption.DATES) && retained.contains(ConfidentialityOption.SHIFTED_DATES)) {
            throw new ParameterException(spec.commandLine(), "--retain takes dates or shifted-dates, not both");
        }
        return retained;
    }

    private Optional<PixelMask> mask() {
        List<PixelMask.Box> all = new ArrayList<>();
        for (String text : boxes) {
            double[] n = numbers("--mask", text, 4);
            if (n[2] < 1 || n[3] < 1) {
                throw new ParameterException(spec.commandLine(), "--mask " + text + " holds no pixel");
            }
            all.add(new PixelMask.Box((int) n[0], (int) n[1], (int) n[2], (int) n[3]));
        }
        Optional<PixelMask.Fan> sector = fan.map(text -> {
            double[] n = numbers("--fan", text, 6);
            if (n[3] <= n[2] || n[5] <= n[4]) {
                throw new ParameterException(spec.commandLine(), "--fan " + text + " holds no pixel");
            }
            return new PixelMask.Fan(n[0], n[1], n[2], n[3], n[4], n[5]);
        });
        var mask = new PixelMask(all, sector);
        return mask.isEmpty() ? Optional.empty() : Optional.of(mask);
    }

    private double[] numbers(String option, String text, int count) {
        String[] parts = text.split(",", -1);
        try {
            double[] numbers = new double[parts.length];
            for (int n = 0; n < parts.length; n++) {
                numbers[n] = Double.parseDouble(parts[n].strip());
            }
            if (parts.length == count) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), option + " takes numbers, not " + text, e);
        }
        throw new ParameterException(spec.commandLine(), option + " takes " + count + " numbers, not " + text);
    }
}
