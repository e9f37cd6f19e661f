package org.radiloom.study;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.home.OwnFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the reader opened, the latest first. It cannot be made again, so it lies in the data folder; the index of studies can be
 * made from it. Safe for use from several threads; {@link #opened} and {@link #forget} write the disk.
 */
public final class RecentPlaces {
    private static final Logger log = LoggerFactory.getLogger(RecentPlaces.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 500;

    /** Files that were chosen together; of more only these are remembered. */
    private static final int MOST_FILES = 2000;

    /**
     * Something that was opened.
     *
     * @param paths a folder, an archive, or files that were chosen together; at least one
     */
    public record Place(List<Path> paths, Instant opened) {
        public Place {
            paths = List.copyOf(paths);
        }

        /** When only: folders are often called after patients. */
        @Override
        public String toString() {
            return "Place[" + opened + "]";
        }
    }

    private final Path file;
    private List<Place> places;

    /** @param data the folder of what the reader made */
    public RecentPlaces(Path data) {
        this.file = data.resolve("recent.json");
        this.places = read();
    }

    /** All, the latest first. */
    public synchronized List<Place> all() {
        return places;
    }

    /** Remembers that something has been opened. */
    public synchronized void opened(List<Path> paths, Instant when) {
        List<Path> whole = paths.stream()
                .limit(MOST_FILES)
                .map(p -> p.toAbsolutePath().normalize())
                .toList();
        if (whole.isEmpty()) {
            return;
        }
        List<Place> now = new ArrayList<>();
        now.add(new Place(whole, when.truncatedTo(ChronoUnit.SECONDS)));
        places.stream().filter(p -> !p.paths().equals(whole)).limit(MOST - 1).forEach(now::add);
        write(now);
    }

    /** Takes a place off the list; what lies there stays. */
    public synchronized void forget(Place place) {
        write(places.stream().filter(p -> !p.paths().equals(place.paths())).toList());
    }

    private void write(List<Place> now) {
        places = List.copyOf(now);
        ArrayNode all = JSON.createArrayNode();
        for (Place place : now) {
            ObjectNode node = all.addObject().put("opened", place.opened().toString());
            ArrayNode paths = node.putArray("paths");
            place.paths().forEach(p -> paths.add(p.toString()));
        }
        try {
            OwnFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        } catch (IOException e) {
            log.warn("what was opened cannot be remembered: {}", e.getClass().getSimpleName());
        }
    }

    private List<Place> read() {
        List<Place> found = new ArrayList<>();
        if (!Files.exists(file)) {
            return found;
        }
        try {
            for (JsonNode node : JSON.readTree(Files.readAllBytes(file))) {
                List<Path> paths = new ArrayList<>();
                node.path("paths").forEach(p -> paths.add(Path.of(p.asText())));
                if (!paths.isEmpty()) {
                    found.add(new Place(paths, Instant.parse(node.path("opened").asText())));
                }
            }
            return List.copyOf(found);
        } catch (JacksonException | DateTimeException | InvalidPathException e) {
            log.warn("the list of what was opened is damaged and set aside");
            setAside();
        } catch (IOException e) {
            log.warn(
                    "the list of what was opened cannot be read: {}",
                    e.getClass().getSimpleName());
        }
        return List.copyOf(found);
    }

    private void setAside() {
        try {
            Files.move(file, Path.of(file + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("it stays where it is: {}", e.getClass().getSimpleName());
        }
    }
}
