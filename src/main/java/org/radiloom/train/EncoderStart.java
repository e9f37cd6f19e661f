package org.radiloom.train;

import ai.djl.ndarray.NDArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SequencedMap;
import org.radiloom.model.Checksums;
import org.radiloom.nn.EncoderImport;
import org.radiloom.nn.Safetensors;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.TrainEvent;

/** Gives the encoder of a new run its first weights, and notes in the run folder where they came from. */
final class EncoderStart {
    /** What stage 0 leaves in the run folder; another run can start from it. */
    static final String FILE = "encoder.safetensors";

    private EncoderStart() {}

    /**
     * Fills the arrays whose names begin with {@code encoder.} as the configuration says; call it once, before the first
     * step. Warns of a file of ours that was learned with another split.
     *
     * @param parameters of the network
     * @param buffers of the network
     * @throws Problem if the file is missing or does not fit the encoder
     */
    static void fill(
            SequencedMap<String, NDArray> parameters,
            SequencedMap<String, NDArray> buffers,
            RunConfig config,
            Split split,
            RunFolder folder,
            TrainEvents events)
            throws Problem {
        EncoderConfig encoder = config.encoder();
        switch (encoder.init()) {
            case "random" -> new EncoderOrigin(EncoderOrigin.random()).write(folder);
            case "inDomain" ->
                // its origin was written with it
                EncoderImport.fill(
                        parameters, buffers, folder.root().resolve(FILE), "own", EncoderImport.FirstLayer.REFUSE);
            case "safetensors" -> {
                fromFile(parameters, buffers, encoder).write(folder);
                String other =
                        Safetensors.header(Path.of(encoder.path())).metadata().get(EncoderOrigin.SPLIT);
                if (other != null && !other.equals(split.fingerprint())) {
                    events.accept(new TrainEvent.Warning(
                            "encoder.split",
                            "the encoder's file was learned with another split: it may have seen patients that this run"
                                    + " keeps for validation and test"));
                }
            }
            default -> throw new IllegalArgumentException("encoder.init " + encoder.init());
        }
    }

    private static EncoderOrigin fromFile(
            SequencedMap<String, NDArray> parameters, SequencedMap<String, NDArray> buffers, EncoderConfig encoder)
            throws Problem {
        Path file = Path.of(encoder.path());
        if (!Files.isRegularFile(file)) {
            throw Problem.input(
                    "encoder.file",
                    "There is no weight file " + file + ".",
                    "Set encoder.path to a safetensors file, or encoder.init to random or inDomain.");
        }
        EncoderImport.FirstLayer firstLayer =
                EncoderImport.FirstLayer.valueOf(encoder.firstLayer().toUpperCase(Locale.ROOT));
        EncoderImport.Done done = EncoderImport.fill(parameters, buffers, file, encoder.nameMap(), firstLayer);
        String origin = Safetensors.header(file).metadata().getOrDefault(EncoderOrigin.KEY, "");
        return new EncoderOrigin(Json.object()
                .put("source", encoder.init())
                .put("file", String.valueOf(file.getFileName()))
                .put("sha256", Checksums.sha256(file))
                .put("nameMap", done.nameMap())
                .put("arrays", done.arrays())
                .put("ignored", done.ignored().size())
                .put("fileChannels", done.fileChannels())
                .put("firstLayer", encoder.firstLayer())
                .put("origin", origin));
    }
}
