package org.radiloom.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.radiloom.problem.Problem;

/** The model packages in one folder, one subfolder each; read anew at every call, so that new packages appear. */
public final class ModelRegistry {
    /** System property that names the models folder; without it {@code models} in the working directory is used. */
    public static final String PROPERTY = "radiloom.models";

    private final Path folder;

    public ModelRegistry(Path folder) {
        this.folder = folder;
    }

    /** The registry that this installation is set up with. */
    public static ModelRegistry installed() {
        return new ModelRegistry(Path.of(System.getProperty(PROPERTY, "models")));
    }

    public Path folder() {
        return folder;
    }

    /** Everything found; a package that cannot be read is reported and does not hide the others. */
    public Listing list() {
        var packages = new ArrayList<ModelPackage>();
        var problems = new ArrayList<Problem>();
        for (Path candidate : candidates()) {
            try {
                packages.add(ModelPackage.open(candidate));
            } catch (Problem problem) {
                problems.add(problem);
            }
        }
        return new Listing(packages, problems);
    }

    private List<Path> candidates() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(child -> Files.isRegularFile(child.resolve("card.json")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Finds a package by its id, or by the path of its folder.
     *
     * @throws Problem {@code model.missing}, naming what is there
     */
    public ModelPackage find(String idOrFolder) throws Problem {
        Listing listing = list();
        for (ModelPackage candidate : listing.packages()) {
            if (candidate.card().id().equals(idOrFolder)) {
                return candidate;
            }
        }
        if (Files.isDirectory(Path.of(idOrFolder))) {
            return ModelPackage.open(Path.of(idOrFolder));
        }
        // a broken package of that name says more than "not there"
        if (Files.isRegularFile(folder.resolve(idOrFolder).resolve("card.json"))) {
            return ModelPackage.open(folder.resolve(idOrFolder));
        }
        List<String> known =
                listing.packages().stream().map(each -> each.card().id()).toList();
        throw Problem.model(
                "model.missing",
                "There is no model '" + idOrFolder + "' in " + folder + ".",
                known.isEmpty() ? "No model is installed there." : "Installed: " + String.join(", ", known) + ".");
    }

    /**
     * Finds the package that another one needs: in the folder where that lies, else where models are installed.
     *
     * @throws Problem {@code model.missing}
     */
    public static ModelPackage beside(ModelPackage model, String id) throws Problem {
        Path home = model.folder().toAbsolutePath().normalize().getParent();
        if (home != null && Files.isRegularFile(home.resolve(id).resolve("card.json"))) {
            return ModelPackage.open(home.resolve(id));
        }
        return installed().find(id);
    }

    /**
     * What a look into the folder gave.
     *
     * @param packages readable packages, by folder name
     * @param problems packages that cannot be read
     */
    public record Listing(List<ModelPackage> packages, List<Problem> problems) {
        public Listing {
            packages = List.copyOf(packages);
            problems = List.copyOf(problems);
        }
    }
}
