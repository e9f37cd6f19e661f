package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.DiskProblems;

/**
 * Where the encoder of a run started from: the file {@code encoder.json} of the run folder.
 *
 * @param facts {@code source} (random, safetensors, inDomain) and what belongs to it
 */
record EncoderOrigin(ObjectNode facts) {
    /** Key of the origin's sentence in the header of an encoder's weight file. */
    static final String KEY = "encoder-origin";

    /** Key of the split whose validation and test patients the encoder has not seen, in the same header. */
    static final String SPLIT = "encoder-split";

    private static final String FILE = "encoder.json";

    /** What the run folder says; at random when it says nothing. */
    static EncoderOrigin read(RunFolder run) throws Problem {
        Path file = run.root().resolve(FILE);
        return new EncoderOrigin(Files.exists(file) ? Json.read(file) : random());
    }

    static ObjectNode random() {
        return Json.object().put("source", "random");
    }

    void write(RunFolder run) throws Problem {
        Path file = run.root().resolve(FILE);
        try {
            Files.writeString(file, Json.pretty(facts) + "\n");
        } catch (IOException e) {
            throw DiskProblems.unwritable("The encoder's origin", file, e);
        }
    }

    /** For model cards. */
    String sentence() {
        return switch (facts.path("source").asText()) {
            case "inDomain" ->
                "The encoder learned first without labels (rotation and denoising) from "
                        + facts.path("slices").asInt() + " slices of "
                        + facts.path("patients").asInt() + " training patients of "
                        + facts.path("data").asText() + ", "
                        + facts.path("epochs").asInt()
                        + " epochs; no weights from elsewhere.";
            case "safetensors" -> {
                int channels = facts.path("fileChannels").asInt();
                String origin = facts.path("origin").asText();
                yield "The encoder started from the file " + facts.path("file").asText() + " (SHA-256 "
                        + facts.path("sha256").asText() + ", "
                        + facts.path("arrays").asInt() + " arrays, names: "
                        + facts.path("nameMap").asText()
                        + (channels > 0
                                ? ", first layer made from " + channels + " channels by "
                                        + facts.path("firstLayer").asText()
                                : "")
                        + ")." + (origin.isEmpty() ? "" : " Of that file: " + origin);
            }
            default -> "The encoder started at random.";
        };
    }
}
