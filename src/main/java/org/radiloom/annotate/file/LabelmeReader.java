package org.radiloom.annotate.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

/** Reads a {@link LabelmeFolder}: shapes of one label become one segment, later shapes lie over earlier ones. */
final class LabelmeReader {
    /** Names under which annotators draw holes: what such a shape covers belongs to nothing. */
    private static final Set<String> BACKGROUND =
            Set.of("_background_", "__background__", "background", "_ignore_", "__ignore__");

    private final Path folder;
    private final Geometry grid;
    private final String name;
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> leftOut = new HashSet<>();
    private long shapesLeftOut;

    LabelmeReader(Path folder, Geometry grid) {
        this.folder = folder;
        this.grid = grid;
        this.name = String.valueOf(folder.getFileName());
    }

    Imported read() throws Problem {
        List<Path> files = new ArrayList<>();
        List<JsonNode> trees = new ArrayList<>();
        for (Path file : FolderFiles.list(folder, "json")) {
            String each = String.valueOf(file.getFileName());
            ObjectNode tree = GridJson.parse(FolderFiles.read(file), each);
            if (tree.path("shapes").isArray()) {
                files.add(file);
                // pictures inside of the file are not needed, and large
                tree.remove("imageData");
                trees.add(tree);
            }
        }
        if (files.isEmpty()) {
            throw Problem.input(
                    "labelme.none", name + " holds no labelme file.", "Choose the folder that holds the JSON files.");
        }
        JsonNode own = LabelmeFolder.own(trees.get(0)).orElse(null);
        Geometry g = own == null ? grid : GridJson.grid(own, name);
        var drawn = new NamedShapes(g, name);
        if (own != null) {
            GridJson.segments(own, name).forEach(drawn::know);
        }
        int[] places = places(files, trees, g);
        for (int n = 0; n < files.size(); n++) {
            String file = String.valueOf(files.get(n).getFileName());
            checkSize(trees.get(n), g, file);
            for (JsonNode shape : trees.get(n).path("shapes")) {
                draw(shape, places[n], drawn, g, file);
            }
        }
        if (shapesLeftOut > 0) {
            warnings.add(shapesLeftOut + " shapes of " + name + " enclose nothing and were left out ("
                    + String.join(", ", leftOut.stream().sorted().toList()) + ").");
        }
        return OntoGrid.bring(drawn.done(warnings), grid, name);
    }

    /** The slice of each file, 0-based: as the file says, in order where there are as many, else by the number in its name. */
    private int[] places(List<Path> files, List<JsonNode> trees, Geometry g) throws Problem {
        int[] places = new int[files.size()];
        Set<Integer> taken = new HashSet<>();
        boolean said = trees.stream().allMatch(t -> LabelmeFolder.own(t).isPresent());
        boolean fromZero = files.stream().anyMatch(f -> FolderFiles.number(f) == 0);
        boolean ordered = files.size() == g.slices();
        for (int n = 0; n < places.length; n++) {
            if (said) {
                places[n] = trees.get(n).path(LabelmeFolder.OWN).path("slice").asInt() - 1;
            } else {
                places[n] = ordered ? n : FolderFiles.number(files.get(n)) - (fromZero ? 0 : 1);
            }
            if (places[n] < 0 || places[n] >= g.slices() || !taken.add(places[n])) {
                throw Problem.input(
                        "labelme.slices",
                        name + " does not say to which slice " + files.get(n).getFileName() + " belongs.",
                        "Give the files the numbers of their slices, beginning with 1.");
            }
        }
        if (!said && !ordered) {
            warnings.add(name + " has " + files.size() + " files for " + g.slices()
                    + " slices: the numbers in their names were taken for those of the slices.");
        }
        return places;
    }

    private static void checkSize(JsonNode tree, Geometry g, String file) throws Problem {
        int width = tree.path("imageWidth").asInt(g.columns());
        int height = tree.path("imageHeight").asInt(g.rows());
        if (width != g.columns() || height != g.rows()) {
            throw Problem.input(
                    "labelme.size",
                    file + " has " + width + " × " + height + " pixels for images of " + g.columns() + " × " + g.rows()
                            + ".",
                    "Choose the folder that belongs to these images.");
        }
    }

    private void draw(JsonNode json, int k, NamedShapes drawn, Geometry g, String file) throws Problem {
        LabelmeShape shape = LabelmeShape.of(json, file);
        if (!shape.area()) {
            shapesLeftOut++;
            leftOut.add(shape.type());
            return;
        }
        boolean hole = BACKGROUND.contains(shape.label().toLowerCase(Locale.ROOT));
        int label = hole ? 0 : drawn.label(shape.label(), shape.group());
        drawn.paint(k, shape.pixels(g.columns(), g.rows(), file), label);
    }
}
