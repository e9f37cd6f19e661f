package org.radiloom.imaging;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiloom.problem.Problem;

/**
 * The fields of an NRRD header that we use, checked; see {@link Nrrd}.
 *
 * @param layers values of a voxel, which lie side by side in the file
 * @param keys what programs add, by their own keys
 */
record NrrdHeader(
        int columns,
        int rows,
        int slices,
        int layers,
        Voxel voxel,
        ByteOrder order,
        boolean gzip,
        Optional<Geometry> geometry,
        Map<String, String> keys) {
    private static final int LONGEST_LINE = 1 << 16;
    private static final int MOST_LINES = 4096;
    private static final int MOST_LAYERS = 255;
    private static final Pattern VECTOR = Pattern.compile("\\(([^)]*)\\)");

    /** The sample types we read, and their bytes. */
    enum Voxel {
        INT8(1),
        UINT8(1),
        INT16(2),
        UINT16(2),
        INT32(4),
        UINT32(4),
        FLOAT32(4),
        FLOAT64(8);

        final int bytes;

        Voxel(int bytes) {
            this.bytes = bytes;
        }
    }

    /** Reads up to the empty line before the data. {@code name} is the file's name for messages. */
    static NrrdHeader read(InputStream in, String name) throws IOException, Problem {
        if (!line(in, name).startsWith("NRRD000")) {
            throw Problem.input("nrrd.header", name + " does not start with an NRRD header.", "Choose a .nrrd file.");
        }
        Map<String, String> fields = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        int count = 0;
        for (String line = line(in, name); !line.isEmpty(); line = line(in, name)) {
            if (++count > MOST_LINES) {
                throw damaged(name, "its header does not end");
            }
            int colon = line.indexOf(": ");
            int equals = line.indexOf(":=");
            if (!line.startsWith("#") && equals > 0 && (colon < 0 || equals < colon)) {
                keys.put(line.substring(0, equals), unescaped(line.substring(equals + 2)));
            } else if (!line.startsWith("#") && colon > 0) {
                fields.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 2).trim());
            }
        }
        try {
            return of(fields, keys, name);
        } catch (NumberFormatException e) {
            throw Problem.input(
                    "nrrd.damaged",
                    name + " is damaged: a number in its header is none.",
                    "Get the file again from its source.",
                    e);
        }
    }

    /** Line ends and backslashes of values are written as {@code \\n} and {@code \\\\}. */
    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "");
    }

    private static String unescaped(String value) {
        var plain = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            char next = at + 1 < value.length() ? value.charAt(at + 1) : ' ';
            if (c == '\\' && (next == 'n' || next == '\\')) {
                plain.append(next == 'n' ? '\n' : '\\');
                at++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static NrrdHeader of(Map<String, String> fields, Map<String, String> keys, String name) throws Problem {
        if (fields.containsKey("data file") || fields.containsKey("datafile")) {
            throw Problem.input(
                    "nrrd.detached", name + " keeps its voxels in a second file.", "Write one .nrrd file instead.");
        }
        boolean layered = need(fields, "dimension", name).equals("4")
                && fields.getOrDefault("space directions", "").startsWith("none");
        if (!layered && !need(fields, "dimension", name).equals("3")) {
            throw volumes(name);
        }
        int[] size = sizes(need(fields, "sizes", name), layered, name);
        Voxel voxel = voxel(need(fields, "type", name), name);
        String encoding = need(fields, "encoding", name).toLowerCase(Locale.ROOT);
        if (!encoding.equals("raw") && !encoding.equals("gzip") && !encoding.equals("gz")) {
            throw Problem.input(
                    "nrrd.encoding",
                    name + " is encoded as " + encoding + ", which is not read.",
                    "Save it with raw or gzip encoding.");
        }
        boolean big = "big".equalsIgnoreCase(fields.getOrDefault("endian", "little"));
        return new NrrdHeader(
                size[0],
                size[1],
                size[2],
                size[3],
                voxel,
                big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                !encoding.equals("raw"),
                geometry(fields, size, name),
                Map.copyOf(keys));
    }

    /** Columns, rows, slices, layers. */
    private static int[] sizes(String text, boolean layered, String name) throws Problem {
        String[] sizes = text.split("\\s+");
        int first = layered ? 1 : 0;
        int[] size = {0, 0, 0, layered ? Integer.parseInt(sizes[0]) : 1};
        for (int axis = 0; axis < 3; axis++) {
            size[axis] = first + axis < sizes.length ? Integer.parseInt(sizes[first + axis]) : 0;
        }
        if (size[3] > MOST_LAYERS) {
            throw volumes(name);
        }
        for (int each : size) {
            if (each < 1) {
                throw damaged(name, "its size makes no sense");
            }
        }
        return size;
    }

    static Problem volumes(String name) {
        return Problem.input("nrrd.dimensions", name + " is no single volume.", "Save one volume in three axes.");
    }

    private static Voxel voxel(String type, String name) throws Problem {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "signed char", "int8", "int8_t" -> Voxel.INT8;
            case "uchar", "unsigned char", "uint8", "uint8_t" -> Voxel.UINT8;
            case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> Voxel.INT16;
            case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" -> Voxel.UINT16;
            case "int", "signed int", "int32", "int32_t" -> Voxel.INT32;
            case "uint", "unsigned int", "uint32", "uint32_t" -> Voxel.UINT32;
            case "float" -> Voxel.FLOAT32;
            case "double" -> Voxel.FLOAT64;
            default ->
                throw Problem.input(
                        "nrrd.type",
                        name + " holds voxels of type " + type + ", which cannot be shown as grey values.",
                        "Convert it to 16-bit integers or 32-bit floats.");
        };
    }

    /** Steps and origin in LPS; from {@code spacings} alone an axial grid at the origin. */
    private static Optional<Geometry> geometry(Map<String, String> fields, int[] size, String name) throws Problem {
        String directions = fields.get("space directions");
        if (directions == null) {
            String spacings = fields.get("spacings");
            if (spacings == null) {
                return Optional.empty();
            }
            String[] mm = spacings.split("\\s+");
            if (mm.length != 3) {
                throw damaged(name, "its spacings are not three");
            }
            return place(
                    size,
                    new Vec3(0, 0, 0),
                    new Vec3(Double.parseDouble(mm[0]), 0, 0),
                    new Vec3(0, Double.parseDouble(mm[1]), 0),
                    new Vec3(0, 0, Double.parseDouble(mm[2])),
                    name);
        }
        double[] sign = signs(fields.getOrDefault("space", ""), name);
        Matcher matcher = VECTOR.matcher(directions + " " + fields.getOrDefault("space origin", "(0,0,0)"));
        Vec3[] vectors = new Vec3[4];
        for (int at = 0; at < 4; at++) {
            String[] parts = matcher.find() ? matcher.group(1).split(",") : new String[0];
            if (parts.length != 3) {
                throw damaged(name, "its space directions are not three vectors");
            }
            vectors[at] = new Vec3(
                    sign[0] * Double.parseDouble(parts[0]),
                    sign[1] * Double.parseDouble(parts[1]),
                    sign[2] * Double.parseDouble(parts[2]));
        }
        return place(size, vectors[3], vectors[0], vectors[1], vectors[2], name);
    }

    private static Optional<Geometry> place(int[] size, Vec3 origin, Vec3 i, Vec3 j, Vec3 k, String name)
            throws Problem {
        try {
            return Optional.of(new Geometry(size[0], size[1], size[2], origin, i, j, k));
        } catch (IllegalArgumentException e) {
            throw Problem.input(
                    "nrrd.damaged",
                    name + " is damaged: its axes span no volume.",
                    "Get the file again from its source.",
                    e);
        }
    }

    /** Factors that turn the file's axes into left, posterior, superior. */
    private static double[] signs(String space, String name) throws Problem {
        return switch (space.toLowerCase(Locale.ROOT)) {
            case "left-posterior-superior", "lps", "" -> new double[] {1, 1, 1};
            case "right-anterior-superior", "ras" -> new double[] {-1, -1, 1};
            case "left-anterior-superior", "las" -> new double[] {1, -1, 1};
            default ->
                throw Problem.input(
                        "nrrd.space",
                        name + " uses the space " + space + ", which is not read.",
                        "Save it in left-posterior-superior.");
        };
    }

    private static String need(Map<String, String> fields, String key, String name) throws Problem {
        String value = fields.get(key);
        if (value == null) {
            throw damaged(name, "its header has no " + key);
        }
        return value;
    }

    private static String line(InputStream in, String name) throws IOException, Problem {
        byte[] bytes = new byte[256];
        int n = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("header");
            }
            if (n == LONGEST_LINE) {
                throw damaged(name, "a line of its header does not end");
            }
            bytes = n == bytes.length ? java.util.Arrays.copyOf(bytes, 2 * n) : bytes;
            bytes[n++] = (byte) c;
        }
        return new String(bytes, 0, n, StandardCharsets.UTF_8).stripTrailing();
    }

    static Problem damaged(String name, String why) {
        return Problem.input("nrrd.damaged", name + " is damaged: " + why + ".", "Get the file again from its source.");
    }
}
