package org.radiloom.nn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.radiloom.problem.Problem;

/**
 * Reads and writes safetensors files: eight bytes header length (little-endian), a JSON header, then the numbers.
 *
 * <p>Written: F32 only, names sorted, header padded with blanks to a multiple of eight, so equal content gives equal
 * bytes. Read: F32, F16 and BF16; tensors of other number types can be skipped. A file is data only: nothing in it is executed, and every offset is checked before
 * memory is taken. Format: github.com/huggingface/safetensors, README "Format".
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "__metadata__";
    private static final long HEADER_LIMIT = 100_000_000;

    private Safetensors() {}

    /**
     * Writes to a neighbour file first and moves it into place, so that a broken write never leaves half a file.
     *
     * @throws IOException if the disk refuses
     */
    public static void write(Path file, Map<String, FloatTensor> tensors, Map<String, String> metadata)
            throws IOException {
        TreeMap<String, FloatTensor> sorted = new TreeMap<>(tensors);
        byte[] header = header(sorted, metadata);
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            writeFully(out, length.putLong(0, header.length));
            writeFully(out, ByteBuffer.wrap(header));
            for (FloatTensor tensor : sorted.values()) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(tensor.values());
                writeFully(out, bytes);
            }
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] header(TreeMap<String, FloatTensor> tensors, Map<String, String> metadata)
            throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode node = root.putObject(METADATA);
            new TreeMap<>(metadata).forEach(node::put);
        }
        long at = 0;
        for (Map.Entry<String, FloatTensor> entry : tensors.entrySet()) {
            ObjectNode node = root.putObject(entry.getKey());
            node.put("dtype", "F32");
            var shape = node.putArray("shape");
            for (long side : entry.getValue().shape()) {
                shape.add(side);
            }
            long end = at + 4L * entry.getValue().values().length;
            node.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] json = JSON.writeValueAsBytes(root);
        byte[] padded = new byte[(json.length + 7) / 8 * 8];
        java.util.Arrays.fill(padded, (byte) ' ');
        System.arraycopy(json, 0, padded, 0, json.length);
        return padded;
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /**
     * The header alone.
     *
     * @throws Problem {@code nn.weights.unreadable} if the file is missing or not of this format
     */
    public static SafetensorsHeader header(Path file) throws Problem {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            return header(file, in);
        } catch (IOException e) {
            throw unreadable(file, "it cannot be read", e);
        }
    }

    /**
     * All tensors, in file order.
     *
     * @throws Problem {@code nn.weights.unreadable} if the file is missing, broken or holds other number types
     */
    public static SequencedMap<String, FloatTensor> read(Path file) throws Problem {
        return read(file, name -> true);
    }

    /**
     * The tensors whose names are wanted, in file order; all others may have any number type and cost nothing.
     *
     * @throws Problem {@code nn.weights.unreadable} as for {@link #read(Path)}
     */
    public static SequencedMap<String, FloatTensor> read(Path file, Predicate<String> wanted) throws Problem {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            SafetensorsHeader header = header(file, in);
            LinkedHashMap<String, FloatTensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, SafetensorsHeader.Entry> entry :
                    header.tensors().entrySet()) {
                if (wanted.test(entry.getKey())) {
                    if (!entry.getValue().readable()) {
                        throw unreadable(
                                file,
                                entry.getKey() + " has number type '"
                                        + entry.getValue().dtype() + "'",
                                null);
                    }
                    tensors.put(entry.getKey(), tensor(in, header.dataStart(), entry.getValue()));
                }
            }
            return tensors;
        } catch (IOException e) {
            throw unreadable(file, "it cannot be read", e);
        }
    }

    private static SafetensorsHeader header(Path file, FileChannel in) throws IOException, Problem {
        long size = in.size();
        if (size < 8) {
            throw unreadable(file, "it is too short", null);
        }
        long length = readAt(in, 0, 8).getLong();
        if (length < 2 || length > HEADER_LIMIT || length > size - 8) {
            throw unreadable(file, "its header length is wrong", null);
        }
        JsonNode root;
        try {
            root = JSON.readTree(
                    StandardCharsets.UTF_8.decode(readAt(in, 8, (int) length)).toString());
        } catch (JsonProcessingException e) {
            throw unreadable(file, "its header is not JSON", e);
        }
        if (!root.isObject()) {
            throw unreadable(file, "its header is not an object", null);
        }
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        List<Map.Entry<String, SafetensorsHeader.Entry>> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (field.getKey().equals(METADATA)) {
                field.getValue()
                        .properties()
                        .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
            } else {
                entries.add(
                        Map.entry(field.getKey(), entry(file, field.getKey(), field.getValue(), size - 8 - length)));
            }
        }
        entries.sort(Comparator.comparingLong(e -> e.getValue().begin()));
        SequencedMap<String, SafetensorsHeader.Entry> tensors = new LinkedHashMap<>();
        entries.forEach(e -> tensors.put(e.getKey(), e.getValue()));
        return new SafetensorsHeader(
                Collections.unmodifiableSequencedMap(metadata),
                Collections.unmodifiableSequencedMap(tensors),
                8 + length);
    }

    private static SafetensorsHeader.Entry entry(Path file, String name, JsonNode node, long available) throws Problem {
        String dtype = node.path("dtype").asText();
        int width =
                switch (dtype) {
                    case "F32", "I32", "U32" -> 4;
                    case "F16", "BF16", "I16", "U16" -> 2;
                    case "F64", "I64", "U64" -> 8;
                    case "I8", "U8", "BOOL", "F8_E4M3", "F8_E5M2" -> 1;
                    default -> throw unreadable(file, name + " has number type '" + dtype + "'", null);
                };
        List<Long> shape = new ArrayList<>();
        for (JsonNode side : node.path("shape")) {
            shape.add(side.asLong(-1));
        }
        JsonNode offsets = node.path("data_offsets");
        long begin = offsets.path(0).asLong(-1);
        long end = offsets.path(1).asLong(-1);
        boolean sane = offsets.size() == 2
                && shape.stream().allMatch(s -> s >= 0 && s <= Integer.MAX_VALUE)
                && begin >= 0
                && end >= begin
                && end <= available
                && end - begin <= Integer.MAX_VALUE;
        if (!sane || !holds(shape, width, end - begin)) {
            throw unreadable(file, name + " has a shape or place that cannot be", null);
        }
        return new SafetensorsHeader.Entry(dtype, shape, begin, end);
    }

    private static boolean holds(List<Long> shape, int width, long bytes) {
        long count = 1;
        for (long side : shape) {
            count *= side;
            if (count > bytes) {
                return false; // also keeps the product far from overflow
            }
        }
        return count * width == bytes;
    }

    private static FloatTensor tensor(FileChannel in, long start, SafetensorsHeader.Entry entry) throws IOException {
        ByteBuffer bytes = readAt(in, start + entry.begin(), (int) (entry.end() - entry.begin()));
        float[] values = new float[(int) FloatTensor.count(entry.sides())];
        switch (entry.dtype()) {
            case "F32" -> {
                FloatBuffer floats = bytes.asFloatBuffer();
                floats.get(values);
            }
            case "F16" -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.float16ToFloat(bytes.getShort(2 * i));
                }
            }
            default -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
                }
            }
        }
        return new FloatTensor(entry.sides(), values);
    }

    private static ByteBuffer readAt(FileChannel in, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (in.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("file ends inside the data");
            }
        }
        return bytes.flip();
    }

    private static Problem unreadable(Path file, String why, @org.jspecify.annotations.Nullable Exception cause) {
        String what = "The weight file " + file.getFileName() + " cannot be used: " + why + ".";
        String remedy = "Copy the model or checkpoint again from where it came.";
        return cause == null
                ? Problem.model("nn.weights.unreadable", what, remedy)
                : Problem.model("nn.weights.unreadable", what, remedy, cause);
    }
}
