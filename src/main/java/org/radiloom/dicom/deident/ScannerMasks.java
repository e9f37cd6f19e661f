package org.radiloom.dicom.deident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;

/** The mask last used for each scanner: a small JSON file for each in the folder {@code masks} of the user's data. */
public final class ScannerMasks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /** @param data the user's data folder */
    public ScannerMasks(Path data) {
        this.folder = data.resolve("masks");
    }

    private Path file(Scanner scanner) {
        return folder.resolve(scanner.id() + ".json");
    }

    /**
     * The mask of a scanner.
     *
     * @throws Problem {@code deident.mask} if its file cannot be read
     */
    public Optional<PixelMask> find(Scanner scanner) throws Problem {
        Path file = file(scanner);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(file));
            List<PixelMask.Box> boxes = new ArrayList<>();
            for (JsonNode box : tree.path("boxes")) {
                boxes.add(new PixelMask.Box(whole(box, 0), whole(box, 1), whole(box, 2), whole(box, 3)));
            }
            JsonNode fan = tree.path("fan");
            Optional<PixelMask.Fan> sector = fan.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(new PixelMask.Fan(
                            number(fan, 0),
                            number(fan, 1),
                            number(fan, 2),
                            number(fan, 3),
                            number(fan, 4),
                            number(fan, 5)));
            return Optional.of(new PixelMask(boxes, sector));
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static int whole(JsonNode list, int at) throws IOException {
        return (int) number(list, at);
    }

    private static double number(JsonNode list, int at) throws IOException {
        if (!list.path(at).isNumber()) {
            throw new IOException("a number is missing");
        }
        return list.path(at).asDouble();
    }

    private static Problem damaged(Path file, IOException cause) {
        return Problem.input("deident.mask", file + " holds no mask.", "Delete it and give the mask again.", cause);
    }

    /**
     * Keeps a mask for the next images of this scanner.
     *
     * @throws Problem {@code deident.mask} if it cannot be written
     */
    public void remember(Scanner scanner, PixelMask mask) throws Problem {
        ObjectNode tree = JSON.createObjectNode()
                .put("manufacturer", scanner.manufacturer())
                .put("model", scanner.model())
                .put("software", scanner.software())
                .put("rows", scanner.rows())
                .put("columns", scanner.columns())
                .put("stationHash", scanner.station());
        ArrayNode boxes = tree.putArray("boxes");
        mask.boxes().forEach(box -> boxes.addArray()
                .add(box.x())
                .add(box.y())
                .add(box.width())
                .add(box.height()));
        mask.fan().ifPresent(fan -> tree.putArray("fan")
                .add(fan.apexX())
                .add(fan.apexY())
                .add(fan.innerRadius())
                .add(fan.outerRadius())
                .add(fan.fromDegrees())
                .add(fan.toDegrees()));
        try {
            OwnFile.write(file(scanner), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
        } catch (IOException e) {
            throw Problem.input(
                    "deident.mask", folder + " cannot be written.", "Make it writable, or name another folder.", e);
        }
    }
}
