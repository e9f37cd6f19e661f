package org.radiloom.nn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.radiloom.problem.Problem;

/**
 * How the names of arrays in a foreign weight file become the names of an encoder's arrays.
 *
 * <p>An encoder's arrays are called {@code encoder.} and then what the torchvision models of the same networks call them:
 * {@code conv1.weight}, {@code bn1.running_mean}, {@code layer1.0.downsample.0.weight} in a ResNet, {@code
 * features.0.weight} in a VGG or SqueezeNet. Those of a vision transformer and of squeeze-and-excitation are called as in
 * timm: {@code patch_embed.proj.weight}, {@code blocks.0.attn.qkv.weight}, {@code layer1.0.se.fc1.weight}. The result of a map is such a name without {@code encoder.}.
 */
public final class NameMap {
    private static final String ENCODER = "encoder.";
    private static final String MODULE = "(?:module\\.)?";

    private final String name;
    private final List<Pattern> ignored;
    private final Map<String, String> names;
    private final Map<Pattern, String> patterns;

    private NameMap(String name, List<Pattern> ignored, Map<String, String> names, Map<Pattern, String> patterns) {
        this.name = name;
        this.ignored = ignored;
        this.names = names;
        this.patterns = patterns;
    }

    /**
     * The map for files with the names of torchvision or timm: heads ({@code fc.}, {@code classifier.}, {@code head.}, {@code
     * heads.}), the pool before them and counters of batches are left out, a leading {@code module.} is dropped; torchvision's
     * names of a vision transformer become those of timm.
     */
    public static NameMap torchvision() {
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        String layer = MODULE + "encoder\\.layers\\.encoder_layer_(\\d+)\\.";
        patterns.put(Pattern.compile(MODULE + "class_token"), "cls_token");
        patterns.put(Pattern.compile(MODULE + "conv_proj\\.(.*)"), "patch_embed.proj.$1");
        patterns.put(Pattern.compile(MODULE + "encoder\\.pos_embedding"), "pos_embed");
        patterns.put(Pattern.compile(MODULE + "encoder\\.ln\\.(.*)"), "norm.$1");
        patterns.put(Pattern.compile(layer + "ln_([12])\\.(.*)"), "blocks.$1.norm$2.$3");
        patterns.put(Pattern.compile(layer + "self_attention\\.in_proj_(.*)"), "blocks.$1.attn.qkv.$2");
        patterns.put(Pattern.compile(layer + "self_attention\\.out_proj\\.(.*)"), "blocks.$1.attn.proj.$2");
        patterns.put(Pattern.compile(layer + "mlp\\.(?:0|linear_1)\\.(.*)"), "blocks.$1.mlp.fc1.$2");
        patterns.put(Pattern.compile(layer + "mlp\\.(?:3|linear_2)\\.(.*)"), "blocks.$1.mlp.fc2.$2");
        patterns.put(Pattern.compile("module\\.(.*)"), "$1");
        return new NameMap(
                "torchvision",
                compiled(MODULE + "(fc|classifier|avgpool|head|heads)\\..*", ".*\\.num_batches_tracked"),
                Map.of(),
                patterns);
    }

    /** The map for files that this program wrote: whole networks or encoders alone. */
    public static NameMap own() {
        return new NameMap(
                "own", compiled("(?!encoder\\.).*"), Map.of(), Map.of(Pattern.compile("encoder\\.(.*)"), "$1"));
    }

    /**
     * The map that a configuration asks for.
     *
     * @param wish {@code own}, {@code torchvision}, {@code auto} for one of these two, or the path of a JSON file
     * @param inFile the names of the file, from which {@code auto} chooses
     * @throws Problem {@code nn.names} if the JSON file cannot be used
     */
    public static NameMap of(String wish, Collection<String> inFile) throws Problem {
        return switch (wish) {
            case "own" -> own();
            case "torchvision" -> torchvision();
            case "auto" -> inFile.stream().anyMatch(NameMap::isOwn) ? own() : torchvision();
            default -> read(Path.of(wish));
        };
    }

    /** torchvision's vision transformer has an encoder too, but calls its parts otherwise. */
    private static boolean isOwn(String name) {
        return name.startsWith(ENCODER)
                && !name.startsWith("encoder.layers.")
                && !name.startsWith("encoder.ln.")
                && !name.equals("encoder.pos_embedding");
    }

    /**
     * Reads a map of one's own: {@code ignore}, a list of regular expressions of names to leave out; {@code names}, an
     * object from names to names; {@code patterns}, a list of objects with {@code from}, a regular expression, and {@code
     * to}, its replacement with {@code $1} for groups. All are optional. Expressions must match the whole name; the first
     * rule in this order that knows a name decides, and a name that none knows stays as it is.
     *
     * @throws Problem {@code nn.names} if it cannot be read or understood
     */
    public static NameMap read(Path file) throws Problem {
        JsonNode root;
        try {
            root = JsonMapper.builder().build().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw unusable(file, "it is not JSON", e);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read", e);
        }
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!List.of("ignore", "names", "patterns").contains(field.getKey())) {
                throw unusable(file, "it has a field '" + field.getKey() + "'", null);
            }
        }
        try {
            List<Pattern> ignored = new ArrayList<>();
            root.path("ignore").forEach(node -> ignored.add(Pattern.compile(node.asText())));
            Map<String, String> names = new LinkedHashMap<>();
            root.path("names")
                    .properties()
                    .forEach(e -> names.put(e.getKey(), e.getValue().asText()));
            Map<Pattern, String> patterns = new LinkedHashMap<>();
            root.path("patterns")
                    .forEach(node -> patterns.put(
                            Pattern.compile(node.path("from").asText()),
                            node.path("to").asText()));
            return new NameMap(String.valueOf(file.getFileName()), ignored, names, patterns);
        } catch (PatternSyntaxException e) {
            throw unusable(file, "'" + e.getPattern() + "' is no regular expression", e);
        }
    }

    /** What it is called in messages and records. */
    public String name() {
        return name;
    }

    /**
     * The name of an encoder's array, with {@code encoder.} in front.
     *
     * @return empty for names to leave out
     */
    public Optional<String> encoderName(String inFile) {
        if (ignored.stream().anyMatch(p -> p.matcher(inFile).matches())) {
            return Optional.empty();
        }
        String exact = names.get(inFile);
        if (exact != null) {
            return Optional.of(ENCODER + exact);
        }
        for (Map.Entry<Pattern, String> rule : patterns.entrySet()) {
            var matcher = rule.getKey().matcher(inFile);
            if (matcher.matches()) {
                return Optional.of(ENCODER + matcher.replaceFirst(rule.getValue()));
            }
        }
        return Optional.of(ENCODER + inFile);
    }

    private static List<Pattern> compiled(String... expressions) {
        return java.util.Arrays.stream(expressions).map(Pattern::compile).toList();
    }

    private static Problem unusable(Path file, String why, @org.jspecify.annotations.Nullable Exception cause) {
        String what = "The name map " + file + " cannot be used: " + why + ".";
        String remedy = "Name 'auto', 'own', 'torchvision' or a JSON file with 'ignore', 'names' and 'patterns'.";
        return cause == null ? Problem.input("nn.names", what, remedy) : Problem.input("nn.names", what, remedy, cause);
    }
}
