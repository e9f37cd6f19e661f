package org.radiloom.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.radiloom.problem.Problem;

/**
 * A segmentation network's encoder with two heads that need no labels: how was the picture turned, and what was it like
 * without noise.
 *
 * <p>The head for the turn looks at the mean of the deepest map (Gidaris et al. 2018, arXiv:1803.07728: four rotations as
 * classes). The head for the picture adds up 1×1 convolutions of all five maps from the deepest to the largest, so that every
 * level takes part. The encoder's arrays have the same names as in the segmentation network and go there as they are.
 *
 * <p>Belongs to one thread at a time.
 */
public final class PretextNet implements AutoCloseable {
    /** How many turns there are to tell apart: by 0, 90, 180 and 270 degrees. */
    public static final int TURNS = 4;

    /** Channels of the sums in the head for the picture. */
    private static final int LATERAL = 16;

    private final NDManager manager;
    private final Parameters arrays;
    private final Encoder encoder;
    private final BiasConv turnHead;
    private final List<BiasConv> laterals = new ArrayList<>();
    private final BiasConv pictureHead;

    private PretextNet(SegmenterSpec spec, NDManager manager, long seed) throws Problem {
        this.manager = manager;
        arrays = new Parameters(manager, seed);
        encoder = Segmenters.encoder(spec, arrays);
        turnHead = new BiasConv(arrays, "pretext.turn", encoder.channels(4), TURNS, 1, 1);
        for (int level = 0; level < 5; level++) {
            laterals.add(new BiasConv(arrays, "pretext.lateral" + level, encoder.channels(level), LATERAL, 1, 1));
        }
        pictureHead = new BiasConv(arrays, "pretext.picture", LATERAL, spec.inputChannels(), 3, 1);
        // Both heads begin by saying nothing: at random they say far too much, for maps grow from block to block.
        for (String head : List.of("pretext.turn.weight", "pretext.picture.weight")) {
            NDArray weight = Objects.requireNonNull(arrays.trained().get(head));
            Weights.fill(weight, new float[Math.toIntExact(weight.getShape().size())]);
        }
    }

    /**
     * With fresh random weights; the encoder's are those of {@link Segmenters#create} with the same seed.
     *
     * @throws Problem {@code nn.encoder} if the specification's encoder is unknown
     */
    public static PretextNet create(SegmenterSpec spec, Device device, long seed) throws Problem {
        EngineCompat.start();
        NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        try {
            return new PretextNet(spec, manager, seed);
        } catch (Problem | RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * What the heads say.
     *
     * @param turn (B, 4), scores before softmax; class n is a turn by n times 90 degrees
     * @param picture (B, C, H, W), the picture without noise
     */
    public record Answer(NDArray turn, NDArray picture) {}

    /**
     * Runs the network; the answer lives in the manager of {@code x}.
     *
     * @param x (B, C, H, W), H and W multiples of {@link SegmenterSpec#STRIDE}; stays the caller's
     * @param training whether batch norms use and move batch statistics
     */
    public Answer answer(NDArray x, boolean training) {
        List<NDArray> maps;
        try (NDArray input = Layout.channelsLast(x)) {
            maps = encoder.features(input, training);
        }
        NDArray deepest = maps.getLast();
        NDArray scores = turnHead.apply(deepest);
        // a mean of 1×1 convolutions is the 1×1 convolution of the mean
        NDArray turn = Convs.after(scores, scores.mean(new int[] {3}).mean(new int[] {2}));
        NDArray sum = Convs.after(deepest, laterals.getLast().apply(deepest));
        for (int level = 3; level >= 0; level--) {
            NDArray map = maps.get(level);
            NDArray lateral = Convs.after(map, laterals.get(level).apply(map));
            try (lateral;
                    NDArray larger = Convs.doubled(sum)) {
                sum = larger.add(lateral);
            }
        }
        NDArray rectified = Convs.relu(sum);
        NDArray picture = Convs.after(rectified, pictureHead.apply(rectified));
        return new Answer(turn, encoder.largestMapStride() == 2 ? Convs.doubled(picture) : picture);
    }

    /** The owner of the arrays. */
    public NDManager manager() {
        return manager;
    }

    /** Everything that learns, by dotted name. */
    public SequencedMap<String, NDArray> parameters() {
        return arrays.trained();
    }

    /** Batch-norm statistics by dotted name. */
    public SequencedMap<String, NDArray> buffers() {
        return arrays.buffers();
    }

    /** The encoder alone, outside the engine, by the names that it has in a segmentation network. */
    public SequencedMap<String, FloatTensor> encoder() {
        return EncoderImport.copy(parameters(), buffers());
    }

    @Override
    public void close() {
        manager.close();
    }
}
