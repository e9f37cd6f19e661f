package org.radiloom.ui.preference;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;

/** A file of settings: one JSON object, written whole or not at all. */
public final class SettingsFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int MOST_SET_ASIDE = 1000;

    private final Path file;

    public SettingsFile(Path file) {
        this.file = file;
    }

    /**
     * What a file held.
     *
     * @param setAside where a file that could not be understood lies now; empty where it could be, or was not there
     */
    public record Held(ObjectNode settings, Optional<Path> setAside) {}

    /** Reads the file; one that is damaged is set aside, so that nothing in it is lost, and counts as empty. */
    public Held read() {
        if (!Files.exists(file)) {
            return new Held(JSON.createObjectNode(), Optional.empty());
        }
        try {
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode settings) {
                return new Held(settings, Optional.empty());
            }
        } catch (JacksonException e) {
            return new Held(JSON.createObjectNode(), setAside());
        } catch (IOException e) {
            // not readable now is not damaged: leave it where it is
            return new Held(JSON.createObjectNode(), Optional.empty());
        }
        return new Held(JSON.createObjectNode(), setAside());
    }

    private Optional<Path> setAside() {
        for (int n = 1; n <= MOST_SET_ASIDE; n++) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged" + (n == 1 ? "" : "-" + n));
            if (!Files.exists(aside)) {
                try {
                    return Optional.of(Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE));
                } catch (IOException e) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.of(file);
    }

    /** @throws Problem if the folder cannot be written; what was there before still is */
    public void write(JsonNode settings) throws Problem {
        try {
            OwnFile.write(file, JSON.writeValueAsBytes(settings));
        } catch (IOException e) {
            throw Problem.input(
                    "settings.unwritable",
                    "The settings cannot be written to " + file.getParent() + ".",
                    "Free some space there, or check the rights of the folder.",
                    e);
        }
    }
}
