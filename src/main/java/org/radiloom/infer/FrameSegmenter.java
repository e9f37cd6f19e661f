package org.radiloom.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Letterbox;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.SegmentationInput;
import org.radiloom.model.SegmentationTask;
import org.radiloom.nn.Segmenter;
import org.radiloom.problem.Problem;

/**
 * A segmentation model of single pictures, loaded once: a picture of any size is letterboxed to the square that the model
 * learned on, and its probabilities are brought back to the picture's pixels.
 *
 * <p>Safe to call from any thread but the engine's; runs queue up on the engine's one thread.
 */
public final class FrameSegmenter implements AutoCloseable {
    private static final float STEPS = 65535;

    private final EngineRoom room;
    private final ModelCard card;
    private final SegmentationTask task;
    private final String sha256;
    private final String device;
    private final Segmenter network;

    private FrameSegmenter(EngineRoom room, ModelPackage model, String sha256, String device, Segmenter network)
            throws Problem {
        this.room = room;
        this.card = model.card();
        this.task = model.card().segmentation();
        this.sha256 = sha256;
        this.device = device;
        this.network = network;
    }

    /**
     * Verifies and loads a package onto the best device.
     *
     * @throws Problem {@code model.changed}, {@code model.missing}, {@code model.card}, {@code model.task} if it is not
     *     for pictures, or a mismatch of weights and network
     */
    public static FrameSegmenter open(EngineRoom room, ModelPackage model) throws Problem {
        String sha256 = model.verifyWeights();
        if (!model.card().segmentation().ofPictures()) {
            throw Problem.model(
                    "model.task",
                    "The model '" + model.card().id() + "' outlines in volumes, not in single pictures.",
                    "Name a model that is made for pictures.");
        }
        String id = room.bestDevice().id();
        return new FrameSegmenter(room, model, sha256, id, LoadedNetworks.segmenter(room, id, model));
    }

    public ModelCard card() {
        return card;
    }

    /** Digest of the weights, lower-case hex. */
    public String sha256() {
        return sha256;
    }

    /** Where it runs, such as cpu. */
    public String device() {
        return device;
    }

    /** Probabilities at the frame's size, and where they reach the card's threshold. */
    public FrameOutline outline(Frame frame) throws Problem {
        int side = task.pictureSide();
        Letterbox square = new Letterbox(frame.columns(), frame.rows(), side);
        float[] input = input(frame, task.input(), side);
        float[] inSquare = room.call(() -> foreground(input));
        float[] values = square.back(inSquare);
        byte[] inside = new byte[values.length];
        for (int at = 0; at < inside.length; at++) {
            inside[at] = (byte) (values[at] >= task.postProcessing().threshold() ? 1 : 0);
        }
        return new FrameOutline(frame.columns(), frame.rows(), values, inside);
    }

    /**
     * The structure's outline after the card's clean-up, for which a pixel is a millimetre.
     *
     * @return 1 inside, row by row
     */
    public byte[] cleaned(FrameOutline outline) {
        Geometry grid = Geometry.axial(outline.columns(), outline.rows(), 1, 1, 1, 1);
        return new MaskCleaning(grid, task.postProcessing())
                .mask(outline.probabilities())
                .toArray();
    }

    /**
     * The network input (C, side, side) of a frame, exactly as a training run sees it, which keeps pictures in 16 bits.
     *
     * @param description channels and normalisation
     * @param side of the square
     */
    public static float[] input(Frame frame, SegmentationInput description, int side) throws Problem {
        float[] values = new Letterbox(frame.columns(), frame.rows(), side).onto(frame.greys());
        int channels = description.channels();
        float[] input = new float[channels * values.length];
        for (int at = 0; at < values.length; at++) {
            float grey = Math.round(STEPS * Math.clamp(values[at] / frame.white(), 0f, 1f)) / STEPS;
            for (int c = 0; c < channels; c++) {
                input[c * values.length + at] = grey;
            }
        }
        description.norm().apply(input, 0, 1, channels, values.length);
        return input;
    }

    /** On the engine's thread. */
    private float[] foreground(float[] input) {
        float[] probabilities = probabilities(input);
        if (task.postProcessing().flipAveraging()) {
            float[] mirrored = probabilities(mirror(input));
            int side = task.pictureSide();
            for (int at = 0; at < probabilities.length; at++) {
                int column = at % side;
                probabilities[at] = (probabilities[at] + mirrored[at - column + side - 1 - column]) / 2;
            }
        }
        return probabilities;
    }

    private float[] mirror(float[] input) {
        int side = task.pictureSide();
        float[] mirrored = new float[input.length];
        for (int at = 0; at < input.length; at++) {
            int column = at % side;
            mirrored[at - column + side - 1 - column] = input[at];
        }
        return mirrored;
    }

    private float[] probabilities(float[] input) {
        int side = task.pictureSide();
        int plane = side * side;
        try (NDManager scope = network.manager().newSubManager()) {
            NDArray x = scope.create(input, new Shape(1, task.input().channels(), side, side));
            float[] logits;
            try (NDArray answer = network.logits(x, false)) {
                logits = answer.toFloatArray();
            }
            float[] result = new float[plane];
            for (int at = 0; at < plane; at++) {
                result[at] = (float) (1 / (1 + Math.exp(logits[at] - logits[plane + at])));
            }
            return result;
        }
    }

    @Override
    public void close() {
        try {
            room.call(() -> {
                network.close();
                return true;
            });
        } catch (Problem problem) {
            throw new IllegalStateException("closing a network asks nothing of the user", problem);
        }
    }
}
