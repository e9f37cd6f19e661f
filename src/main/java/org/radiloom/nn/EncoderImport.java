package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/** Fills an encoder from a weight file that was made elsewhere, or not at all: every difference is found first. */
public final class EncoderImport {
    private static final String ENCODER = "encoder.";
    private static final int REPORTED = 40;

    private EncoderImport() {}

    /** What the first convolution takes from a file made for another number of channels. */
    public enum FirstLayer {
        /**
         * The sum of the file's kernels over its channels, shared evenly by the new ones: a grey picture gives the same maps
         * as in the file's network.
         */
        SUM,
        /** The mean of the file's kernels in every new channel. */
        MEAN,
        /** Nothing: another number of channels is a difference like any other. */
        REFUSE
    }

    /**
     * What was done.
     *
     * @param nameMap the map that was used
     * @param arrays how many arrays were filled
     * @param ignored names in the file that were left out, such as those of a head
     * @param fileChannels channels of the file's first convolution, if these had to be changed into the network's; else 0
     */
    public record Done(String nameMap, int arrays, List<String> ignored, int fileChannels) {
        public Done {
            ignored = List.copyOf(ignored);
        }
    }

    /**
     * Fills the encoder; what else the network has stays as it is.
     *
     * @param nameMap as for {@link NameMap#of}
     * @throws Problem {@code nn.encoder.width} if the file's encoder is wider or narrower throughout, {@code
     *     nn.encoder.mismatch} with every missing, unexpected, wrongly shaped or unreadable array, {@code nn.names} or
     *     {@code nn.weights.unreadable}; the network is then unchanged
     */
    public static Done fill(Segmenter network, Path file, String nameMap, FirstLayer firstLayer) throws Problem {
        return fill(network.encoderParameters(), network.buffers(), file, nameMap, firstLayer);
    }

    /** As {@link #fill(Segmenter, Path, String, FirstLayer)}, for arrays whose names begin with {@code encoder.}. */
    public static Done fill(
            SequencedMap<String, NDArray> parameters,
            SequencedMap<String, NDArray> buffers,
            Path file,
            String nameMap,
            FirstLayer firstLayer)
            throws Problem {
        SequencedMap<String, NDArray> arrays = encoder(parameters, buffers);
        SafetensorsHeader header = Safetensors.header(file);
        NameMap names = NameMap.of(nameMap, header.tensors().keySet());
        LinkedHashMap<String, String> inFile = new LinkedHashMap<>();
        List<String> ignored = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (String name : header.tensors().keySet()) {
            String ours = names.encoderName(name).orElse(null);
            if (ours == null) {
                ignored.add(name);
            } else if (!arrays.containsKey(ours)) {
                differences.add(name + " is unexpected");
            } else if (inFile.putIfAbsent(ours, name) != null) {
                differences.add(name + " and " + inFile.get(ours) + " are both meant for " + ours);
            }
        }
        String first = arrays.firstEntry().getKey();
        int fileChannels = 0;
        for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
            String name = inFile.get(array.getKey());
            SafetensorsHeader.Entry entry =
                    name == null ? null : header.tensors().get(name);
            long[] needed = array.getValue().getShape().getShape();
            if (entry == null) {
                differences.add(array.getKey().substring(ENCODER.length()) + " is missing");
            } else if (!entry.readable()) {
                differences.add(name + " has number type " + entry.dtype());
            } else if (array.getKey().equals(first) && firstLayer != FirstLayer.REFUSE && adaptable(entry, needed)) {
                fileChannels = entry.shape().get(1).intValue();
            } else if (!Arrays.equals(entry.sides(), needed)) {
                differences.add(name + " has shape " + entry.shape() + " instead of " + Arrays.toString(needed));
            }
        }
        if (!differences.isEmpty()) {
            throw refused(
                    file,
                    width(header, inFile.get(first)),
                    side(arrays.firstEntry().getValue(), 0),
                    differences);
        }
        SequencedMap<String, FloatTensor> tensors = Safetensors.read(file, inFile::containsValue);
        for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
            FloatTensor tensor = java.util.Objects.requireNonNull(tensors.get(inFile.get(array.getKey())));
            boolean adapt = fileChannels > 0 && array.getKey().equals(first);
            float[] values = adapt
                    ? adapted(
                            tensor, Math.toIntExact(array.getValue().getShape().get(1)), firstLayer)
                    : tensor.values();
            Weights.fill(array.getValue(), values);
        }
        return new Done(names.name(), arrays.size(), ignored, fileChannels);
    }

    /** The encoder's arrays outside the engine, by full name: what a file of the encoder alone holds. */
    public static SequencedMap<String, FloatTensor> copy(
            SequencedMap<String, NDArray> parameters, SequencedMap<String, NDArray> buffers) {
        LinkedHashMap<String, FloatTensor> tensors = new LinkedHashMap<>();
        encoder(parameters, buffers)
                .forEach((name, array) -> tensors.put(
                        name,
                        new FloatTensor(
                                array.getShape().getShape(),
                                ParameterMemory.of(array).read())));
        return tensors;
    }

    private static SequencedMap<String, NDArray> encoder(
            SequencedMap<String, NDArray> parameters, SequencedMap<String, NDArray> buffers) {
        LinkedHashMap<String, NDArray> arrays = new LinkedHashMap<>(parameters);
        arrays.putAll(buffers);
        arrays.keySet().removeIf(name -> !name.startsWith(ENCODER));
        return arrays;
    }

    /** Whether a convolution weight (out, in, k, k) differs in its input channels only. */
    private static boolean adaptable(SafetensorsHeader.Entry entry, long[] needed) {
        long[] sides = entry.sides();
        if (sides.length != 4 || needed.length != 4 || sides[1] < 1 || sides[1] == needed[1]) {
            return false;
        }
        sides[1] = needed[1];
        return Arrays.equals(sides, needed);
    }

    static float[] adapted(FloatTensor weight, int channels, FirstLayer how) {
        long[] sides = weight.shape();
        int out = Math.toIntExact(sides[0]);
        int in = Math.toIntExact(sides[1]);
        int area = Math.toIntExact(sides[2] * sides[3]);
        float[] values = new float[out * channels * area];
        for (int o = 0; o < out; o++) {
            for (int at = 0; at < area; at++) {
                double sum = 0;
                for (int c = 0; c < in; c++) {
                    sum += weight.values()[(o * in + c) * area + at];
                }
                float share = (float) (sum / (how == FirstLayer.SUM ? channels : in));
                for (int c = 0; c < channels; c++) {
                    values[(o * channels + c) * area + at] = share;
                }
            }
        }
        return values;
    }

    /** Output channels of the file's first convolution; 0 if there is none. */
    private static long width(SafetensorsHeader header, @Nullable String first) {
        SafetensorsHeader.Entry entry = first == null ? null : header.tensors().get(first);
        return entry == null || entry.shape().isEmpty() ? 0 : entry.shape().getFirst();
    }

    private static long side(NDArray array, int axis) {
        return array.getShape().get(axis);
    }

    private static Problem refused(Path file, long fileWidth, long width, List<String> differences) {
        String shown = String.join("; ", differences.subList(0, Math.min(REPORTED, differences.size())));
        String more = differences.size() > REPORTED ? "; and " + (differences.size() - REPORTED) + " more" : "";
        String list = " (" + differences.size() + " differences): " + shown + more + ".";
        if (fileWidth > 0 && fileWidth != width) {
            return Problem.model(
                    "nn.encoder.width",
                    "The encoder in " + file.getFileName() + " begins with " + fileWidth
                            + " channels, that of the network with " + width + list,
                    "Set model.baseWidth or classifier.baseWidth to " + fileWidth
                            + ", or use weights of an encoder of width " + width + ".");
        }
        return Problem.model(
                "nn.encoder.mismatch",
                "The weights in " + file.getFileName() + " do not fit the network's encoder" + list,
                "Use weights of the same encoder (model.encoder, classifier.body), or say with encoder.nameMap how names"
                        + " correspond.");
    }
}
