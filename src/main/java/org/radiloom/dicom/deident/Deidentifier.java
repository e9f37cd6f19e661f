package org.radiloom.dicom.deident;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomElement;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.Dictionary;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;

/**
 * Writes a file anew without identities. Source: DICOM PS3.15, annex E: Basic Application Level Confidentiality Profile, with
 * the options of {@link DeidentificationSettings}.
 *
 * <p>A file is written beside its place, read back and searched for what named somebody in the original; only if nothing is
 * found does it go where it belongs.
 */
public final class Deidentifier {
    /**
     * A file that was written.
     *
     * @param name relative to the folder of the results
     * @param masked whether pixels were blackened
     * @param warnings what a person should look at
     */
    public record Written(Path name, boolean masked, List<String> warnings, ActionCounts actions) {
        public Written {
            warnings = List.copyOf(warnings);
        }
    }

    /** PDF, CDA and other documents in a DICOM envelope (PS3.3 A.45). */
    private static final String DOCUMENTS = "1.2.840.10008.5.1.4.1.1.104.";

    private static final String DIRECTORY = "1.2.840.10008.1.3.10";
    /** Lines of writing that are told of a picture. */
    private static final int MOST_LINES = 20;

    private static final int ISSUER_OF_PATIENT_ID = 0x00100021;
    private static final int OVERLAY_BIT_POSITION = 0x60000102;
    private static final int RECOGNIZABLE_VISUAL_FEATURES = 0x00280302;

    private final DeidentificationSettings settings;
    private final Path out;
    private final Set<Path> taken = new HashSet<>();

    /** @param out folder of the results */
    public Deidentifier(DeidentificationSettings settings, Path out) {
        this.settings = settings;
        this.out = out;
    }

    /** Whether a problem means that the file is none to be de-identified, and nothing is lost without it. */
    public static boolean leavesOut(Problem problem) {
        return problem.code().equals("deident.directory") || problem.code().equals("dicom.not-dicom");
    }

    /**
     * De-identifies a file.
     *
     * @throws Problem if it cannot be read, cannot be cleaned, or an identifier is left; nothing is in the folder then
     */
    public Written deidentify(Path path) throws Problem {
        DicomFile file = DicomFile.read(path, ReadOptions.LENIENT);
        check(file);
        DicomDataset original = file.dataset();
        Optional<DicomImage> image = image(file);
        List<String> warnings = new ArrayList<>();
        Optional<PixelMask> mask = image.isPresent() ? mask(file) : Optional.empty();
        checkWriting(file, mask.isPresent(), image.isPresent(), warnings);
        var counts = new ActionCounts();
        var search = new IdentifierSearch(Identifiers.of(original, settings.retained()));
        var cleaner = new AttributeCleaner(settings, patient(original), search, counts);
        DicomDataset cleaned = cleaner.marked(cleaner.cleaned(original), mask.isPresent());
        Path name = name(original);
        boolean rewritten = image.isPresent()
                && !image.get().real()
                && (mask.isPresent() || drawnIntoPixels(original) || bigEndian(file));
        folder(out);
        if (rewritten) {
            try (var pixels = MaskedPixels.of(path.toString(), image.get(), mask.orElse(PixelMask.NONE), out)) {
                write(file, pixels.in(cleaned), TransferSyntax.EXPLICIT_LITTLE, name, search);
            }
        } else {
            boolean coded = original.element(Tag.PIXEL_DATA).orElse(null) instanceof DicomElement.Fragments;
            write(
                    file,
                    cleaned,
                    coded ? TransferSyntax.of(file.transferSyntax().uid()) : TransferSyntax.EXPLICIT_LITTLE,
                    name,
                    search);
        }
        if (settings.mask().isPresent() && mask.isPresent()) {
            settings.masks().remember(Scanner.of(original), mask.get());
        }
        if (image.isPresent() && mayCarryWriting(original)) {
            lookForWriting(name, warnings);
        }
        return new Written(name, mask.isPresent(), warnings, counts);
    }

    private static void check(DicomFile file) throws Problem {
        String name = file.path().toString();
        DicomDataset dataset = file.dataset();
        String kind = dataset.string(Tag.SOP_CLASS_UID)
                .or(() -> file.meta().string(Tag.MEDIA_STORAGE_SOP_CLASS_UID))
                .orElse("");
        if (kind.equals(DIRECTORY)) {
            throw Problem.input("deident.directory", name + " is a directory of files.", "Leave it out.");
        }
        if (file.cutShort()) {
            throw Problem.input(
                    "deident.truncated", name + " ends too early.", "Copy the file again from where it came.");
        }
        if (dataset.string(Tag.SOP_CLASS_UID).isEmpty()
                || dataset.string(Tag.SOP_INSTANCE_UID).isEmpty()) {
            throw Problem.input(
                    "deident.nameless", name + " does not say what it is.", "Export the study again from its archive.");
        }
        if (kind.startsWith(DOCUMENTS) || dataset.contains(0x00420011)) {
            throw Problem.input(
                    "deident.document", name + " holds a document, whose words cannot be cleaned.", "Leave it out.");
        }
    }

    private static Optional<DicomImage> image(DicomFile file) throws Problem {
        boolean pixels = file.dataset().contains(Tag.PIXEL_DATA)
                || file.dataset().contains(Tag.FLOAT_PIXEL_DATA)
                || file.dataset().contains(Tag.DOUBLE_FLOAT_PIXEL_DATA);
        return pixels ? Optional.of(file.image()) : Optional.empty();
    }

    private Optional<PixelMask> mask(DicomFile file) throws Problem {
        Optional<PixelMask> given = settings.mask();
        Optional<PixelMask> mask = given.isPresent() ? given : settings.masks().find(Scanner.of(file.dataset()));
        return mask.filter(m -> !m.isEmpty());
    }

    private static void checkWriting(DicomFile file, boolean masked, boolean image, List<String> warnings)
            throws Problem {
        DicomDataset dataset = file.dataset();
        String burned = dataset.string(Tag.BURNED_IN_ANNOTATION).orElse("");
        if (image && !masked && burned.equals("YES")) {
            throw Problem.input(
                    "deident.burned-in",
                    file.path() + " says that writing is burned into its pixels.",
                    "Give a mask (--mask, --fan).");
        }
        if (image && !masked && !burned.equals("NO") && mayCarryWriting(dataset)) {
            warnings.add("pixels may carry writing and were not masked");
        }
        if (dataset.string(RECOGNIZABLE_VISUAL_FEATURES).orElse("").equals("YES")) {
            warnings.add("a face may be recognized");
        }
    }

    /** A second look, at the pixels as they were written. */
    private void lookForWriting(Path name, List<String> warnings) {
        try {
            DicomImage written =
                    DicomFile.read(out.resolve(name), ReadOptions.LENIENT).image();
            BurnedInWriting.in(written).stream()
                    .limit(MOST_LINES)
                    .forEach(box -> warnings.add("there seems to be writing at %d,%d,%d,%d"
                            .formatted(box.x(), box.y(), box.width(), box.height())));
        } catch (Problem unreadable) {
            warnings.add("pixels cannot be decoded and were not looked at");
        }
    }

    private static boolean mayCarryWriting(DicomDataset dataset) {
        return switch (dataset.string(Tag.MODALITY).orElse("")) {
            case "US", "OT", "SC", "XA", "RF", "ES", "XC", "DX", "CR", "MG", "OP", "GM" -> true;
            default -> false;
        };
    }

    /** Retired overlays lie in bits of the pixels that hold no grey. Source: DICOM PS3.5 (2004), 8.1.2. */
    private static boolean drawnIntoPixels(DicomDataset dataset) {
        for (int group = 0; group <= 0x1E; group += 2) {
            if (dataset.integer(OVERLAY_BIT_POSITION + (group << 16)).orElse(0) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Pixels of more than 16 bits are not in the order that their representation tells. */
    private static boolean bigEndian(DicomFile file) {
        return file.transferSyntax().order().bigEndian();
    }

    /** What tells one patient from another; where nothing does, each study is a patient of its own. */
    private static String patient(DicomDataset dataset) {
        Optional<String> id = dataset.string(Tag.PATIENT_ID);
        if (id.isPresent()) {
            return id.get() + "\0" + dataset.string(ISSUER_OF_PATIENT_ID).orElse("");
        }
        return dataset.string(Tag.PATIENT_NAME)
                .or(() -> dataset.string(Tag.STUDY_INSTANCE_UID))
                .or(() -> dataset.string(Tag.SOP_INSTANCE_UID))
                .orElse("");
    }

    /** Different files may claim to be the same object; each is kept. */
    private Path name(DicomDataset original) {
        Path name = name(original, "");
        for (int n = 2; !taken.add(name); n++) {
            name = name(original, "-" + n);
        }
        return name;
    }

    private Path name(DicomDataset original, String suffix) {
        DeidentificationKey key = settings.key();
        return Path.of(
                key.pseudonym(patient(original)),
                "study-" + key.fileName(original.string(Tag.STUDY_INSTANCE_UID).orElse(""), 4),
                "series-"
                        + key.fileName(original.string(Tag.SERIES_INSTANCE_UID).orElse(""), 4),
                key.fileName(original.string(Tag.SOP_INSTANCE_UID).orElse(""), 8) + suffix + ".dcm");
    }

    private void write(DicomFile file, DicomDataset cleaned, TransferSyntax syntax, Path name, IdentifierSearch search)
            throws Problem {
        Path place = out.resolve(name);
        Path beside = out.resolve(".radiloom-" + place.getFileName() + ".part");
        try {
            DicomWriter.write(beside, cleaned, syntax);
            check(file, beside, name, search);
            OwnFile.folders(Objects.requireNonNull(place.getParent(), "a name of several folders"));
            Files.move(beside, place, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException e) {
                beside.toFile().deleteOnExit();
            }
        }
    }

    private static void check(DicomFile original, Path written, Path name, IdentifierSearch search) throws Problem {
        Optional<IdentifierSearch.Residual> residual =
                search.find(DicomFile.read(written, ReadOptions.LENIENT), name.toString());
        if (residual.isPresent()) {
            int place = residual.get().place();
            throw Problem.input(
                    "deident.residual",
                    original.path() + " was not written: the value of "
                            + keyword(residual.get().source())
                            + " is still in "
                            + (place == 0 ? "the name of the file" : keyword(place)) + ".",
                    "Remove it from there, or leave the file out.");
        }
    }

    private static String keyword(int tag) {
        return Dictionary.entry(tag).map(Dictionary.Entry::keyword).orElse("an attribute") + " " + Tag.format(tag);
    }

    private static void folder(Path folder) throws Problem {
        try {
            OwnFile.folders(folder);
        } catch (IOException e) {
            throw Problem.input("deident.unwritable", folder + " cannot be made.", "Choose another folder.", e);
        }
    }

    private Problem unwritable(IOException e) {
        return Problem.input("deident.unwritable", out + " cannot be written.", "Choose another folder.", e);
    }
}
