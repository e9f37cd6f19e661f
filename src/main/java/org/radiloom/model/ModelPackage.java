package org.radiloom.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.radiloom.problem.Problem;

/**
 * A folder with a model: {@code card.json}, {@code CARD.md}, {@code weights.safetensors}, {@code SHA256SUMS} and, where
 * there is one, {@code sample/} with {@code input/} (a study) and what the model finds in it: {@code expected.nii.gz} (a
 * mask on its grid), {@code expected.png} (a mask of a picture) or {@code expected.json} (a grade or a
 * score).
 */
public final class ModelPackage {
    private static final String CARD = "card.json";
    private static final String TEXT = "CARD.md";
    private static final String WEIGHTS = "weights.safetensors";

    private final Path folder;
    private final ModelCard card;

    private ModelPackage(Path folder, ModelCard card) {
        this.folder = folder;
        this.card = card;
    }

    /**
     * Reads the card of the package in {@code folder}; nothing is verified yet.
     *
     * @throws Problem {@code model.missing} if there is no package, {@code model.card} if its card is broken
     */
    public static ModelPackage open(Path folder) throws Problem {
        if (!Files.isRegularFile(folder.resolve(CARD))) {
            throw Problem.model(
                    "model.missing",
                    "There is no model package in " + folder + ".",
                    "Name a folder with a " + CARD + ", or a model that 'radiloom models list' shows.");
        }
        return new ModelPackage(folder, CardJson.read(folder.resolve(CARD)));
    }

    /**
     * Makes a package: copies the weights, writes the card in both forms and the checksums of everything in the folder.
     *
     * @param folder created if needed; a sample that is already there is kept and listed
     */
    public static ModelPackage write(Path folder, ModelCard card, Path weights) throws Problem {
        try {
            Files.createDirectories(folder);
            Path target = folder.resolve(WEIGHTS);
            if (!weights.toAbsolutePath()
                    .normalize()
                    .equals(target.toAbsolutePath().normalize())) {
                Files.copy(weights, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(folder.resolve(CARD), CardJson.write(card));
            Files.writeString(folder.resolve(TEXT), CardText.of(card));
            Checksums.write(folder);
        } catch (IOException e) {
            throw Problem.input(
                    "model.write",
                    "The model package " + folder + " cannot be written: " + e.getMessage() + ".",
                    "Choose another folder.",
                    e);
        }
        return open(folder);
    }

    public Path folder() {
        return folder;
    }

    public ModelCard card() {
        return card;
    }

    public Path weights() {
        return folder.resolve(WEIGHTS);
    }

    /**
     * Checks the card and the weights against {@code SHA256SUMS}; to be called before every load.
     *
     * @return SHA-256 of the weights, lower-case hex
     * @throws Problem {@code model.changed} or {@code model.missing}
     */
    public String verifyWeights() throws Problem {
        Checksums sums = Checksums.read(folder);
        sums.verify(CARD);
        return sums.verify(WEIGHTS);
    }

    /**
     * Checks every listed file.
     *
     * @return how many files were checked
     * @throws Problem {@code model.changed} or {@code model.missing}, naming the first file that differs
     */
    public int verifyAll() throws Problem {
        verifyWeights();
        Checksums sums = Checksums.read(folder);
        for (String path : sums.paths()) {
            sums.verify(path);
        }
        return sums.paths().size();
    }

    /** The input and expected output that every installation must reproduce, if the package has one. */
    public Optional<Sample> sample() {
        Path home = folder.resolve("sample");
        Path input = home.resolve("input");
        Path expected = home.resolve(expectedName());
        return Files.isDirectory(input) && Files.isRegularFile(expected)
                ? Optional.of(new Sample(input, expected))
                : Optional.empty();
    }

    /** Name of the file in {@code sample/} that holds what the model finds there. */
    public String expectedName() {
        return switch (card.task()) {
            case SegmentationTask task -> task.ofPictures() ? "expected.png" : "expected.nii.gz";
            case GradingTask task -> "expected.json";
            case AnomalyTask task -> "expected.json";
        };
    }

    /**
     * A reproducible case.
     *
     * @param input folder with a study, or with a picture
     * @param expected what is found in it: a mask on the series' grid (NIfTI, or PNG of a picture), or a grade or score (JSON)
     */
    public record Sample(Path input, Path expected) {}
}
