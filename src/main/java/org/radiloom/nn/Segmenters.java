package org.radiloom.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SequencedMap;
import org.radiloom.problem.Problem;

/** Builds the segmentation networks this program knows. */
public final class Segmenters {
    private static final String ENCODER = "encoder";

    private Segmenters() {}

    /**
     * A network with fresh random weights (He, fan-in), the same for the same seed on any machine.
     *
     * @throws Problem {@code nn.architecture} or {@code nn.encoder} if the names are unknown or do not go together
     */
    public static Segmenter create(SegmenterSpec spec, Device device, long seed) throws Problem {
        return spec.members() > 1
                ? SegmenterEnsemble.create(spec, device, seed)
                : SegmentationNetwork.create(spec, device, seed);
    }

    /** What the names of the {@code n}-th member's arrays begin with in a network of several members, from 0. */
    public static String memberPrefix(int n) {
        return SegmenterEnsemble.prefix(n);
    }

    /**
     * Names and shapes of all trainable arrays, in network order, without making the network.
     *
     * @throws Problem as for {@link #create}
     */
    public static SequencedMap<String, Shape> shapes(SegmenterSpec spec) throws Problem {
        EngineCompat.start();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Parameters names = Parameters.namesOnly(manager);
            wiring(spec, names);
            return names.shapes();
        }
    }

    /** How many numbers a network of that shape learns. */
    public static long parameterCount(SegmenterSpec spec) throws Problem {
        return shapes(spec).values().stream().mapToLong(Shape::size).sum();
    }

    static Wiring wiring(SegmenterSpec spec, Parameters p) throws Problem {
        return switch (spec.architecture()) {
            case "fine" -> new FineNet(p, spec);
            case "mandi" -> new UNet(p, encoder(spec, p), spec);
            case "fcn8s" -> new Fcn8s(p, vgg(spec, p, 1), spec);
            case "deeplabv1" -> new DeepLabV1(p, vgg(spec, p, 2), spec);
            case "segnet" -> new SegNet(p, vgg(spec, p, 1), spec);
            default ->
                throw Problem.model(
                        "nn.architecture",
                        "Unknown network architecture '" + spec.architecture() + "'.",
                        "This version knows mandi, fine, fcn8s, deeplabv1 and segnet; use a model made for it.");
        };
    }

    /** The contracting part of a {@code mandi} network; the same arrays whatever network it belongs to. */
    static Encoder encoder(SegmenterSpec spec, Parameters p) throws Problem {
        return spec.encoder().startsWith("vgg") ? vgg(spec, p, 1) : new ResNetEncoder(p, ENCODER, spec);
    }

    private static VggEncoder vgg(SegmenterSpec spec, Parameters p, int lastDilation) throws Problem {
        boolean batchNorm =
                switch (spec.encoder()) {
                    case "vgg16" -> false;
                    case "vgg16-bn" -> true;
                    default ->
                        throw Problem.model(
                                "nn.encoder",
                                "The architecture '" + spec.architecture() + "' has no encoder '" + spec.encoder()
                                        + "'.",
                                "Use vgg16 or vgg16-bn.");
                };
        return new VggEncoder(p, ENCODER, spec.inputChannels(), spec.baseWidth(), batchNorm, lastDilation);
    }
}
