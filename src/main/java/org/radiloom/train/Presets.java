package org.radiloom.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/**
 * The stored configurations: {@code presets/defaults.json}, and one file per preset with what differs from it, or from
 * the file that its {@code from} names.
 *
 * <p>A profile ({@code presets/profiles/FAMILY-NAME.json}) changes any preset of its family to another size: {@code
 * settings} are merged over the preset, then the settings of each rule whose {@code when} held before. A preset that is
 * stored with {@code sized} is another one brought to a profile's size for good.
 */
public final class Presets {
    /** The profile that leaves a preset as it is stored. */
    public static final String PAPER = "paper";

    private Presets() {}

    /** Names of all presets, such as {@code mandi/fast}. */
    public static List<String> names() {
        return lines("index.txt");
    }

    /** What a preset is for, in a phrase. */
    public static String description(String name) throws Problem {
        return tree(name).path("description").asText();
    }

    /** Names of the profiles, {@link #PAPER} first. */
    public static List<String> profiles() {
        return Stream.concat(Stream.of(PAPER), lines("profiles/index.txt").stream())
                .toList();
    }

    /** Names of the sets of augmentations: {@code none}, {@code light} and {@code paper}. */
    public static List<String> augmentations() {
        return parse("augmentations.json").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Sets all of {@code augment} to a named set.
     *
     * @throws Problem {@code config.range} if there is none of that name
     */
    static void takeAugmentation(ObjectNode tree, String set) throws Problem {
        if (!(parse("augmentations.json").get(set) instanceof ObjectNode values)) {
            throw Problem.usage(
                    "config.range",
                    "There is no set of augmentations " + set + ".",
                    "Use one of " + String.join(", ", augmentations()) + ".");
        }
        merge(object(tree.get("augment")), values);
    }

    /** A configuration with the defaults of all settings that it lacks. */
    static ObjectNode completed(ObjectNode tree) {
        ObjectNode whole = parse("defaults.json");
        merge(whole, tree);
        return whole;
    }

    private static List<String> lines(String file) {
        return new String(resource(file), StandardCharsets.UTF_8)
                .lines()
                .filter(l -> !l.isBlank())
                .toList();
    }

    /** Defaults and preset merged; the caller owns the tree. */
    static ObjectNode tree(String name) throws Problem {
        return tree(name, PAPER);
    }

    /**
     * Defaults, preset and profile merged; the caller owns the tree.
     *
     * @throws Problem {@code preset.unknown} or {@code profile.unknown}
     */
    static ObjectNode tree(String name, String profile) throws Problem {
        if (!names().contains(name)) {
            throw Problem.usage(
                    "preset.unknown",
                    "There is no preset " + name + ".",
                    "Use one of " + String.join(", ", names()) + ".");
        }
        if (!profiles().contains(profile)) {
            throw Problem.usage(
                    "profile.unknown",
                    "There is no profile " + profile + ".",
                    "Use one of " + String.join(", ", profiles()) + ".");
        }
        ObjectNode tree =
                Json.object().put("preset", name).put("profile", profile).put("description", "");
        merge(tree, parse("defaults.json"));
        merge(tree, stored(name));
        if (!profile.equals(PAPER)) {
            resize(tree, name, profile);
        }
        return tree;
    }

    private static ObjectNode stored(String name) {
        ObjectNode own = parse(name + ".json");
        JsonNode from = own.remove("from");
        if (from == null) {
            return own;
        }
        ObjectNode whole = stored(from.asText());
        JsonNode sized = own.remove("sized");
        if (sized != null) {
            resize(whole, name, sized.asText());
        }
        merge(whole, own);
        return whole;
    }

    /** What a profile changes in a family's presets; a family may take another's. */
    private static ObjectNode profile(String name) {
        ObjectNode own = parse("profiles/" + name + ".json");
        JsonNode from = own.get("from");
        return from == null ? own : profile(from.asText());
    }

    private static void resize(ObjectNode tree, String preset, String size) {
        ObjectNode profile = profile(preset.substring(0, preset.indexOf('/')) + "-" + size);
        ObjectNode before = tree.deepCopy();
        merge(tree, object(profile.get("settings")));
        for (JsonNode rule : profile.path("rules")) {
            if (holds(rule.get("when"), before)) {
                merge(tree, object(rule.get("settings")));
            }
        }
    }

    private static boolean holds(@Nullable JsonNode wanted, @Nullable JsonNode there) {
        if (wanted instanceof ObjectNode fields) {
            return there != null
                    && fields.properties().stream().allMatch(f -> holds(f.getValue(), there.get(f.getKey())));
        }
        return Objects.equals(wanted, there);
    }

    private static ObjectNode object(@Nullable JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalStateException("a JSON object expected in a stored profile, not " + node);
    }

    private static void merge(ObjectNode into, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> field : changes.properties()) {
            if (field.getValue() instanceof ObjectNode inner && into.get(field.getKey()) instanceof ObjectNode target) {
                merge(target, inner);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        }
    }

    private static ObjectNode parse(String file) {
        try {
            if (Json.MAPPER.readTree(resource(file)) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalStateException("the preset file " + file + " is no JSON object");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String file) {
        try (InputStream in = Presets.class.getResourceAsStream("presets/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the preset file " + file + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
