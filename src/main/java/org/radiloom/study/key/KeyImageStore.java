package org.radiloom.study.key;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;
import org.radiloom.study.measure.ImageKey;

/**
 * Keeps the key images of readers, one JSON file a series, in the folder of what users make. File names are digests of
 * series UIDs, so that they tell nothing about a patient. Safe for use from several threads; blocks.
 */
public final class KeyImageStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IMAGES = "keyImages";
    private static final String INSTANCE = "sopInstanceUid";
    private static final String FRAME = "frame";

    private final Path folder;

    /** @param data the folder of what users make, as {@code Home.data()} */
    public KeyImageStore(Path data) {
        folder = data.resolve("key-images");
    }

    Path file(String seriesUid) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(seriesUid.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The key images of a series, in the order in which they were marked.
     *
     * @throws Problem if they are there and cannot be read; a damaged file has then been set aside under another name
     */
    public synchronized Set<ImageKey> load(String seriesUid) throws Problem {
        Path file = file(seriesUid);
        if (!Files.exists(file)) {
            return Set.of();
        }
        try {
            Set<ImageKey> images = new LinkedHashSet<>();
            for (JsonNode image : JSON.readTree(Files.readAllBytes(file)).required(IMAGES)) {
                images.add(new ImageKey(
                        image.required(INSTANCE).asText(), image.required(FRAME).asInt()));
            }
            return images;
        } catch (JacksonException | IllegalArgumentException e) {
            throw damaged(file, e);
        } catch (IOException e) {
            throw Problem.input(
                    "keyimage.unreadable",
                    "The key images in " + file + " cannot be read.",
                    "Check the rights of the file and open the series again.",
                    e);
        }
    }

    private static Problem damaged(Path file, Exception why) {
        Path aside = file.resolveSibling(
                file.getFileName() + ".damaged-" + Instant.now().toEpochMilli());
        try {
            Files.move(file, aside);
        } catch (IOException e) {
            why.addSuppressed(e);
            aside = file;
        }
        return Problem.input(
                "keyimage.damaged",
                "The key images of this series were damaged; the file is now " + aside + ".",
                "Mark them again; send the file to whoever looks after this program.",
                why);
    }

    /**
     * Replaces the key images of a series.
     *
     * @throws Problem if they cannot be written; the file is as it was
     */
    public synchronized void save(String seriesUid, Set<ImageKey> images) throws Problem {
        Path file = file(seriesUid);
        if (images.isEmpty() && !Files.exists(file)) {
            return;
        }
        ObjectNode root = JSON.createObjectNode();
        ArrayNode array = root.put("version", 1).putArray(IMAGES);
        images.forEach(i -> array.addObject().put(INSTANCE, i.sopInstanceUid()).put(FRAME, i.frame()));
        try {
            OwnFile.write(file, JSON.writeValueAsBytes(root));
        } catch (IOException e) {
            throw Problem.input(
                    "keyimage.unsaved",
                    "The key images of this series cannot be kept in " + folder + ".",
                    "Make room or check the rights of the folder; they are on screen until the window closes.",
                    e);
        }
    }
}
